"""Many young people's activity is changed at once: looked at first, and undone if it was wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.programmes.participation.activity import Activity
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.activities.bulk_update import MOST, TooMany, preview, undo_all, update_all
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import TooLateToUndo, present_activities
from tests.returns.nccis.factories import reporting

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def ann(here):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        yield here.manager


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def jobs(records, *, since="2025-11-10"):
    on = datetime.fromisoformat(since).date()
    activity = Activity(code="330", started_on=on, ascertained_on=on, verified_on=on)
    return [Told(record=record, activity=activity) for record in records]


def codes(records):
    doing = present_activities(records)
    return [doing[each.pk].code if each.pk in doing else None for each in records]


def test_a_preview_shows_what_would_be_and_changes_nothing(here, ann):
    people = [here.a_young_person() for _ in range(3)]

    shown = preview(people, jobs(people), by=ann, at=NOON)

    assert [each.after and each.after.code for each in shown.outcomes] == ["330"] * 3
    assert shown.changed == 3
    assert codes(people) == ["230"] * 3


def test_who_cannot_be_changed_says_why_and_the_others_are(here, ann):
    people = [here.a_young_person() for _ in range(2)]
    told = [*jobs(people[:1]), *jobs(people[1:], since="2026-01-01")]

    updated = update_all(people, told, by=ann, at=NOON)

    assert codes(people) == ["330", "230"]
    assert "future" in updated.outcomes[1].problem
    assert [each.is_changed for each in updated.outcomes] == [True, False]


def test_nothing_has_changed_confirms_what_is_known_and_names_what_is_not(here, ann):
    known, unknown = here.a_young_person(code="330"), here.a_young_person(code="810")

    updated = update_all([known, unknown], None, by=ann, at=NOON)

    assert present_activities([known])[known.pk].verified_on == NOON.date()
    assert [bool(each.problem) for each in updated.outcomes] == [False, True]


def test_an_update_is_undone_within_ten_minutes_by_whoever_made_it(here, ann):
    people = [here.a_young_person() for _ in range(3)]
    act = update_all(people, jobs(people), by=ann, at=NOON).act

    with pytest.raises(TooLateToUndo):
        undo_all(act, by=ann, at=NOON + timedelta(minutes=11))
    undo_all(act, by=ann, at=NOON + timedelta(minutes=9))

    assert codes(people) == ["230"] * 3


def test_five_hundred_are_changed_at_once_and_no_more(here, ann):
    jo = here.a_young_person()

    with pytest.raises(TooMany, match="500"):
        update_all([jo] * (MOST + 1), None, by=ann, at=NOON)
