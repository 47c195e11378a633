"""Contact withheld is one act; nothing to reach the person by comes back until she allows it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.models import Address, Fact
from onward.people.withheld import NotWithheld, allow_contact, withhold_contact
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
CONTACT: dict[str, Any] = {
    "telephone": "0116 496 0001",
    "email": "jo@example.org",
    "address": "1 Mill Lane",
    "postcode": "LE1 6AB",
}


@pytest.fixture
def record():
    organisation = an_organisation()
    with acting_for(organisation.pk, user=AUTOMATIC):
        yield a_record(organisation, surname="Ash", **CONTACT)


def withhold(record):
    return withhold_contact(record, wording="v2", on=TODAY, by=None, at=NOON)


def allow(record, *, on=TODAY):
    return allow_contact(record, wording="v3", on=on, by=None, at=NOON)


def test_it_is_one_act_that_empties_contact_and_stops_surveys(record):
    """REQ-002-039."""
    before = Fact.objects.count()

    withhold(record)

    assert present_values(record) == {"surname": "Ash", "do_not_survey": True}
    assert not Address.objects.filter(is_current=True).exclude(postcode="").exists()
    assert Fact.objects.count() == before + 1
    assert Entry.objects.filter(kind="contact.withheld").count() == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    said=st.lists(
        st.tuples(st.sampled_from(list(Fact.Source)), st.sampled_from([*CONTACT, "do_not_survey"])),
        max_size=4,
    )
)
def test_whoever_says_it_nothing_of_it_comes_back(record, said):
    """REQ-002-039."""
    withhold(record)

    for source, item in said:
        values: dict[str, Any] = {item: CONTACT.get(item, False), "forename": "Jo"}
        say(record, source=source, **values)

    assert present_values(record).keys() <= {"surname", "forename", "do_not_survey"}
    assert present_values(record)["do_not_survey"] is True


def test_only_her_word_lets_it_in_again_and_brings_nothing_back(record):
    withhold(record)

    allow(record)

    assert present_values(record) == {"surname": "Ash"}
    say(record, telephone="0116 496 0002")
    assert "telephone" in present_values(record)
    assert Entry.objects.filter(kind="contact.allowed").count() == 1


def test_what_was_not_withheld_on_a_day_is_not_allowed_on_it(record):
    with pytest.raises(NotWithheld):
        allow(record)
    withhold(record)
    with pytest.raises(NotWithheld):
        allow(record, on=TODAY - timedelta(days=1))
