"""A young person is contacted only where they may be; what came of it is noted, with its effect."""

from datetime import UTC, date, datetime, timedelta

import pytest

from onward.people.facts import present_values
from onward.people.models import Record, Restriction
from onward.people.objections import object_to, restrict_use
from onward.people.records import record_death
from onward.people.withheld import withhold_contact
from onward.programmes.participation.activity import Activity
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import TooLateToUndo, present_activities
from onward.tracking.contact.may_contact import Against, NotAllowed, way_to
from onward.tracking.contact.noting import (
    NotNoted,
    Tried,
    note_contact,
    undo_contact,
)
from onward.tracking.forgetting import forget_record
from onward.tracking.models import Contact
from tests.people.factories import say
from tests.returns.nccis.factories import reporting

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)
TODAY = NOON.date()
REACHABLE = {"telephone": "0116 496 0123", "telephone_alternate": "07700 900123"}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


@pytest.fixture
def adviser(here):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        yield here.manager


def tried(record, outcome="UNCHANGED", *, kind="TELEPHONE", purpose="SURVEY", **more):
    return Tried(record=record, kind=kind, purpose=purpose, outcome=outcome, **more)


def against(record, *, kind="TELEPHONE", purpose="SURVEY", on=TODAY):
    return way_to(record, kind=kind, purpose=purpose, on=on).against


def test_nothing_has_changed_confirms_the_activity_as_of_today(here, adviser):
    jo = here.a_young_person(code="330", **REACHABLE)

    contact = note_contact(tried(jo), by=adviser, at=NOON)

    doing = present_activities([jo])[jo.pk]
    assert (doing.verified_on, doing.lapses_on) == (TODAY, date(2026, 5, 20))
    assert (contact.act, contact.reached_by) == (doing.act, "telephone")


def test_confirming_what_is_kept_by_its_review_is_a_review(here, adviser):
    jo = here.a_young_person(code="", **REACHABLE)
    gap_year = Activity(
        code="260",
        started_on=date(2025, 9, 1),
        review_on=date(2025, 10, 1),
        predicted_end_on=date(2026, 8, 31),
    )
    told = Told(record=jo, activity=gap_year)
    note_contact(tried(jo, "NEW_ACTIVITY", told=told), by=adviser, at=NOON)

    note_contact(tried(jo), by=adviser, at=NOON)

    assert present_activities([jo])[jo.pk].lapses_on == TODAY + timedelta(days=28)


def test_who_wants_no_surveys_gets_none_and_may_still_be_kept_safe(here, adviser):
    """REQ-002-023."""
    jo = here.a_young_person(do_not_survey=True, **REACHABLE)
    text = tried(jo, "SENT", kind="TEXT")

    with pytest.raises(NotAllowed, match="no surveys") as refusal:
        note_contact(text, by=adviser, at=NOON)
    safe = note_contact(tried(jo, "SPOKEN", purpose="SAFEGUARDING"), by=adviser, at=NOON)

    assert refusal.value.against == Against.DO_NOT_SURVEY
    assert list(Contact.objects.all()) == [safe]


def test_who_prefers_a_text_is_not_telephoned(here, adviser):
    """REQ-002-023."""
    jo = here.a_young_person(contact_preference="TEXT", **REACHABLE)

    assert against(jo) == Against.PREFERS_OTHERWISE
    assert way_to(jo, kind="TEXT", purpose="SURVEY", on=TODAY).item == "telephone_alternate"


def test_a_resident_at_a_county_school_is_left_alone_until_year_11_ends(here, adviser):
    """REQ-002-016."""
    in_year_10 = {"date_of_birth": "2010-10-01", "educated_authority": "855", "code": "110"}
    jo = here.a_young_person(**in_year_10, **REACHABLE)

    with pytest.raises(NotAllowed, match="until year 11 ends") as refusal:
        note_contact(tried(jo), by=adviser, at=NOON)

    assert refusal.value.against == Against.NOT_YET
    assert against(jo, on=date(2027, 9, 1)) is None


def test_contact_stops_three_years_after_year_11(here, adviser):
    """REQ-002-018."""
    jo = here.a_young_person(date_of_birth="2009-02-03", **REACHABLE)

    assert against(jo, on=date(2028, 8, 31)) is None
    assert against(jo, on=date(2028, 9, 1)) == Against.TRACKING_HAS_ENDED


def test_when_contact_is_withheld_there_is_nothing_to_survey_or_to_reach_by(here, adviser):
    jo = here.a_young_person(**REACHABLE)
    withhold_contact(jo, wording="v1", on=TODAY, by=adviser, at=NOON)

    assert against(jo) == Against.DO_NOT_SURVEY
    assert against(jo, purpose="SAFEGUARDING") == Against.NOTHING_HELD


def test_nobody_contacts_the_dead(here, adviser):
    jo = record_death(here.a_young_person(**REACHABLE), on=TODAY, by=adviser, at=NOON)

    assert against(jo, purpose="SAFEGUARDING") == Against.DIED


def test_an_objection_and_a_restriction_stop_all_but_keeping_somebody_safe(here, adviser):
    jo, mo = (here.a_young_person(**REACHABLE) for _ in range(2))
    object_to(jo, purpose="young_people_services", on=TODAY, by=adviser, at=NOON)
    restrict_use(mo, Restriction.Ground.ACCURACY, on=TODAY, by=adviser, at=NOON)

    assert (against(jo), against(mo)) == (Against.OBJECTED, Against.RESTRICTED_USE)
    assert against(jo, purpose="SAFEGUARDING") is against(mo, purpose="SAFEGUARDING") is None


def test_no_message_goes_to_a_special_customer_and_nobody_is_surveyed_without_a_birth_date(
    here, adviser
):
    jo = here.a_young_person(**REACHABLE)
    Record.objects.filter(pk=jo.pk).update(case_kind="SCR")
    jo.refresh_from_db()
    mo = here.a_young_person(date_of_birth=None, **REACHABLE)

    assert against(jo, kind="TEXT", purpose="SAFEGUARDING") == Against.SPECIAL
    assert against(mo) == Against.NO_BIRTH_DATE


def test_a_wrong_number_is_not_rung_again_until_somebody_gives_it_anew(here, adviser):
    jo = here.a_young_person(**REACHABLE)
    for item in ("telephone", "telephone_alternate"):
        assert note_contact(tried(jo, "WRONG"), by=adviser, at=NOON).reached_by == item

    assert against(jo) == Against.WRONG

    say(jo, at=NOON + timedelta(days=1), telephone="0116 496 0123")
    assert against(jo) is None


def test_who_asks_not_to_be_called_is_set_to_no_surveys_until_that_is_undone(here, adviser):
    jo = here.a_young_person(**REACHABLE)
    contact = note_contact(tried(jo, "NO_MORE_SURVEYS"), by=adviser, at=NOON)
    assert against(jo) == Against.DO_NOT_SURVEY

    undo_contact(contact, by=adviser, at=NOON + timedelta(minutes=9))

    assert against(jo) is None


def test_a_contact_is_undone_with_its_activity_and_only_within_ten_minutes(here, adviser):
    jo = here.a_young_person(code="330", **REACHABLE)
    before = present_values(jo)["activity_lapses_on"]
    contact = note_contact(tried(jo), by=adviser, at=NOON)

    with pytest.raises(TooLateToUndo, match="ten minutes"):
        undo_contact(contact, by=adviser, at=NOON + timedelta(minutes=11))
    undo_contact(contact, by=adviser, at=NOON + timedelta(minutes=10))

    assert present_values(jo)["activity_lapses_on"] == before


@pytest.mark.parametrize(("code", "why"), [("", "No activity"), ("810", "not known")])
def test_what_is_not_known_cannot_be_the_same_still(here, adviser, code, why):
    jo = here.a_young_person(code=code, **REACHABLE)

    with pytest.raises(NotNoted, match=why):
        note_contact(tried(jo), by=adviser, at=NOON)


def test_contacts_go_with_case_notes(here, adviser):
    jo = here.a_young_person(**REACHABLE)
    note_contact(tried(jo, "NO_ANSWER", note="Rang twice"), by=adviser, at=NOON)

    forget_record(jo, classes={"casework"})

    assert not Contact.objects.exists()
