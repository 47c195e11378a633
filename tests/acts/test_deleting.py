"""What was received under a request is deleted; what is known otherwise stays."""

import pytest

from onward.acts.deleting import delete_what_was_received
from onward.people.checks import disagreements
from onward.people.facts import present_values
from onward.people.models import Address, PersonName
from onward.tracking.data_requests.moves import InvalidMove
from tests.people.factories import say
from tests.tracking.factories import MORNING, neighbours

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def test_what_only_the_jobcentre_told_is_gone_and_what_was_known_before_is_held_again(here):
    """REQ-002-123"""
    record = here.a_young_person(surname="Okoro-Smith")
    request = here.received("surname", "postcode", "telephone_alternate", record=record)

    with here.at(here.authority) as adviser:
        assert present_values(record)["surname"] == "Okoro"
        delete_what_was_received(request, by=adviser, at=MORNING)

        assert present_values(record) == {"forename": "Jamie", "surname": "Okoro-Smith"}
        assert [name.surname for name in PersonName.objects.filter(is_current=True)] == [
            "Okoro-Smith"
        ]
        assert not Address.objects.exclude(postcode="").exists()
        assert list(disagreements()) == []


def test_what_was_said_since_stays(here):
    """REQ-002-123"""
    request = here.received("surname", "telephone_alternate")

    with here.at(here.authority) as adviser:
        say(request.asked_from, at=MORNING, telephone_alternate="07700 900456")
        delete_what_was_received(request, by=adviser, at=MORNING)

        assert "900456" in str(present_values(request.asked_from))


def test_it_is_deleted_once_and_only_where_something_was_received(here):
    request = here.received()

    with here.at(here.authority) as adviser:
        delete_what_was_received(request, by=adviser, at=MORNING)
        with pytest.raises(InvalidMove, match="already"):
            delete_what_was_received(request, by=adviser, at=MORNING)
