"""That lists are matched is declared by one person and approved by another."""

import pytest

from onward.ledger.models import Entry
from onward.people.matching.building import build_where_needed
from onward.people.matching.declared import (
    NotDeclared,
    ReasonMissing,
    SamePerson,
    approve,
    declare,
    is_ready,
    proposed,
    require_declared,
    screening,
)
from onward.people.models import MatchingKey
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
WHY = "To follow them."


@pytest.fixture
def here():
    return an_organisation()


@pytest.fixture
def asks(here):
    return a_member_of_staff(here)


@pytest.fixture
def approves(here):
    return a_member_of_staff(here)


def test_matching_is_screened_as_data_matching_and_waits_for_another_to_approve_it(
    here, asks, approves
):
    """REQ-001-002."""
    with acting_for(here.pk, user=AUTOMATIC):
        assert screening() == ()
        asked = declare(is_matched=True, because=WHY, by=asks, at=NOON)
        assert screening() == ("data matching",)
        with pytest.raises(NotDeclared, match="has declared no matching"):
            require_declared()
        with pytest.raises(SamePerson, match="Somebody else"):
            approve(asked, by=asks, at=NOON)
        approve(asked, by=approves, at=NOON)
        kinds = Entry.objects.filter(kind__startswith="matching.").values_list("kind", flat=True)
        assert sorted(kinds) == ["matching.approved", "matching.declared"]
    build_where_needed(here.pk, at=NOON)
    with acting_for(here.pk, user=AUTOMATIC):
        assert require_declared().approved_by == approves.handle


def test_a_yes_after_a_no_is_approved_again(here, asks, approves):
    """REQ-001-002."""
    with acting_for(here.pk, user=AUTOMATIC):
        approve(declare(is_matched=True, because=WHY, by=asks, at=NOON), by=approves, at=NOON)
        declare(is_matched=False, because="Not agreed.", by=asks, at=NOON)
        declare(is_matched=True, because=WHY, by=asks, at=NOON)

        assert proposed() is not None
        with pytest.raises(NotDeclared):
            require_declared()


def test_nothing_is_kept_to_compare_until_it_is_approved(here, asks):
    with acting_for(here.pk, user=AUTOMATIC):
        declare(is_matched=True, because=WHY, by=asks, at=NOON)
    a_record(here, forename="Amara", surname="Osei", date_of_birth="2009-02-03")
    build_where_needed(here.pk, at=NOON)

    with acting_for(here.pk, user=AUTOMATIC):
        assert not is_ready()
        assert not MatchingKey.objects.exists()


def test_no_declaration_stands_without_a_reason(here, asks):
    with acting_for(here.pk, user=AUTOMATIC), pytest.raises(ReasonMissing, match="Say why"):
        declare(is_matched=True, because=" ", by=asks, at=NOON)
