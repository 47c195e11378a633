"""Her statement says when an authority tried to reach her, whether or not the record is in use."""

from datetime import timedelta

import pytest

from onward.people.withheld import withhold_contact
from onward.rights.erasure import erase
from onward.rights.statement import statement_of
from onward.tracking.caseload import Wanted, followed
from onward.tracking.contact.noting import Tried, note_contact, undo_contact
from onward.tracking.following.actions import put_away
from onward.tracking.models import Following
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def visited(here, record, *, at=NOVEMBER):
    tried = Tried(
        record=record, kind="VISIT", purpose="SUPPORT", outcome="SPOKEN", note="Her brother was in."
    )
    with here.at_work() as adviser:
        return note_contact(tried, by=adviser, at=at)


def test_a_record_put_away_is_in_her_statement_and_not_in_the_caseload(here):
    """REQ-002-027."""
    record = here.a_young_person()
    visited(here, record)
    before = statement_of(record.handle)

    with here.at_work():
        put_away(list(Following.objects.filter(record=record)), at=NOVEMBER)
        listed = list(followed(Wanted(), on=NOVEMBER.date()))

    assert listed == []
    assert statement_of(record.handle) == before
    (tried,) = before.contacted
    assert (tried.organisation, tried.kind, tried.at) == (here.authority.name, "VISIT", NOVEMBER)
    assert "brother" not in repr(before)


def test_what_was_taken_back_and_what_is_of_others_is_not_in_it(here):
    record, other = here.a_young_person(), here.a_young_person(forename="Bo")
    mistaken = visited(here, record)
    visited(here, other)
    with here.at_work() as adviser:
        undo_contact(mistaken, by=adviser, at=NOVEMBER + timedelta(minutes=1))

    assert statement_of(record.handle).contacted == ()


def test_contact_withheld_is_told_and_erased_contacts_are_gone(here):
    record = here.a_young_person()
    visited(here, record)
    with here.at_work() as adviser:
        withhold_contact(record, wording="v1", on=NOVEMBER.date(), by=adviser, at=NOVEMBER)
        erase(record, classes=["casework"], by=adviser, at=NOVEMBER)

    statement = statement_of(record.handle)

    assert "contact.withheld" in {each.kind for each in statement.noted}
    assert statement.contacted == ()
