"""What a young person does is told by a source, placed in a history, and never altered."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.people.facts import present_values
from onward.people.models import Fact
from onward.programmes.participation.activity import Activity
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import (
    Source,
    activities_on,
    confirm,
    present_activities,
    tell,
    undo,
)
from onward.tracking.models import ActivityStatement
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db

AUTUMN = datetime(2025, 12, 1, 9, tzinfo=UTC)
STAFF = Source(kind=Fact.Source.STAFF)


@pytest.fixture
def jo(here):
    record = a_record(here.authority, at=AUTUMN, forename="Jo", surname="Adeyemi")
    with here.at(here.authority):
        yield record


def doing(record, code, started_on, **dates):
    started = date.fromisoformat(started_on)
    known = {"verified_on": started, "ascertained_on": started}
    if code < "600":
        known["predicted_end_on"] = started.replace(year=started.year + 2)
    given = {name: day and date.fromisoformat(day) for name, day in dates.items()}
    return Told(record=record, activity=Activity(code=code, started_on=started, **(known | given)))


def told(record, code, started_on, *, at=AUTUMN, **dates):
    answered = tell([doing(record, code, started_on, **dates)], source=STAFF, at=at)
    assert not answered.refused, answered.refused
    return answered


def history(record):
    rows = ActivityStatement.objects.filter(record=record, replaced_at=None, is_primary=True)
    return [
        (row.code, str(row.started_on), row.ended_on and str(row.ended_on))
        for row in rows.order_by("started_on")
    ]


def test_a_later_activity_ends_the_one_before_it_on_the_day_before(jo):
    told(jo, "230", "2025-09-04")
    told(jo, "619", "2025-11-01")

    assert history(jo) == [("230", "2025-09-04", "2025-10-31"), ("619", "2025-11-01", None)]


def test_what_is_learnt_of_the_past_leaves_the_present_alone(jo):
    told(jo, "619", "2025-11-01")
    told(jo, "230", "2025-09-04")

    assert history(jo) == [("230", "2025-09-04", "2025-10-31"), ("619", "2025-11-01", None)]
    assert present_values(jo)["activity"] == "619"


def test_the_record_holds_the_present_activity_and_nothing_of_the_one_before(jo):
    told(jo, "230", "2025-09-04")
    told(jo, "619", "2025-11-01")

    held = present_values(jo)

    assert held["activity"] == "619"
    assert held["neet_started_on"] == "2025-11-01"
    assert "activity_predicted_end_on" not in held


def test_the_same_telling_twice_changes_nothing(jo):
    told(jo, "230", "2025-09-04")

    again = told(jo, "230", "2025-09-04")

    assert len(again.unchanged) == 1
    assert ActivityStatement.objects.count() == 1


def test_another_code_from_the_same_day_puts_the_activity_right(jo):
    told(jo, "230", "2025-09-04")
    told(jo, "220", "2025-09-04", at=AUTUMN + timedelta(days=1))

    assert history(jo) == [("220", "2025-09-04", None)]
    assert ActivityStatement.objects.values("spell").distinct().count() == 1


def test_a_change_of_neet_code_keeps_the_day_on_which_neet_began(jo):
    told(jo, "619", "2025-10-01")
    told(jo, "640", "2025-11-10")

    present = present_activities([jo])[jo.pk]

    assert (present.started_on, present.neet_started_on) == (date(2025, 11, 10), date(2025, 10, 1))


def test_a_job_learnt_of_later_cuts_a_spell_of_neet_in_two(jo):
    told(jo, "619", "2025-10-01")
    told(jo, "640", "2025-11-10")
    told(jo, "330", "2025-10-20", ended_on="2025-11-09", predicted_end_on=None)

    assert present_activities([jo])[jo.pk].neet_started_on == date(2025, 11, 10)


def test_confirming_moves_the_day_on_which_it_lapses(jo):
    told(jo, "330", "2025-06-01", predicted_end_on=None)
    present = present_activities([jo])[jo.pk]
    assert present.lapses_on == date(2025, 12, 1)

    confirm([present], on=date(2025, 11, 20), source=STAFF, at=AUTUMN)

    assert present_activities([jo])[jo.pk].lapses_on == date(2026, 5, 20)


def test_an_activity_that_was_confirmed_later_stays_so(jo):
    told(jo, "619", "2025-10-01", verified_on="2025-11-20")
    present = present_activities([jo])[jo.pk]

    assert confirm([present], on=date(2025, 11, 1), source=STAFF, at=AUTUMN).done == []


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"started_on": "2025-12-02"}, "in the future"),
        ({"verified_on": "2025-09-03"}, "confirmed before it started"),
        ({"predicted_end_on": None}, "expected to end"),
        ({"ended_on": "2025-09-01"}, "ends before it starts"),
    ],
)
def test_what_cannot_be_true_is_refused_with_what_to_do(jo, dates, words):
    started_on = dates.pop("started_on", "2025-09-04")

    (refused,) = tell([doing(jo, "230", started_on, **dates)], source=STAFF, at=AUTUMN).refused

    assert words in str(refused[1])
    assert not ActivityStatement.objects.exists()


def test_what_was_told_at_once_is_taken_back_at_once(jo):
    told(jo, "230", "2025-09-04")
    act = told(jo, "619", "2025-11-01", at=AUTUMN + timedelta(hours=1)).act

    undo(act, source=STAFF, at=AUTUMN + timedelta(hours=2))

    assert history(jo) == [("230", "2025-09-04", None)]
    assert present_values(jo)["activity"] == "230"


def test_a_first_telling_that_is_taken_back_leaves_nothing_known(jo):
    act = told(jo, "230", "2025-09-04").act

    undo(act, source=STAFF, at=AUTUMN + timedelta(hours=2))

    assert "activity" not in present_values(jo)


def test_what_others_have_told_since_is_not_taken_back(jo):
    act = told(jo, "230", "2025-09-04").act
    told(jo, "619", "2025-11-01", at=AUTUMN + timedelta(hours=1))

    undone = undo(act, source=STAFF, at=AUTUMN + timedelta(hours=2))

    assert len(undone.refused) == 1
    assert history(jo)[-1] == ("619", "2025-11-01", None)


def test_what_was_known_at_a_moment_stays_what_was_known_then(jo):
    told(jo, "230", "2025-09-04")
    told(jo, "619", "2025-10-15", at=AUTUMN + timedelta(days=30))

    october = date(2025, 10, 31)

    then = activities_on([jo], on=october, known_at=AUTUMN + timedelta(days=1))
    now = activities_on([jo], on=october, known_at=AUTUMN + timedelta(days=31))
    assert (then[jo.pk].code, now[jo.pk].code) == ("230", "619")


def test_the_database_lets_nobody_alter_what_was_said(jo):
    told(jo, "230", "2025-09-04")

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        ActivityStatement.objects.update(code="619")


CODES = st.sampled_from(["230", "310", "619", "640", "810"])
STARTS = st.dates(date(2025, 6, 1), date(2025, 11, 30))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tellings=st.lists(st.tuples(CODES, STARTS), min_size=1, max_size=6))
def test_in_whatever_order_it_is_told_the_history_has_no_gap_and_no_overlap(here, tellings):
    record = a_record(here.authority, at=AUTUMN)
    with here.at(here.authority):
        for hour, (code, start) in enumerate(tellings):
            told(record, code, str(start), at=AUTUMN + timedelta(hours=hour))

        rows = history(record)

    assert [start for _, start, _ in rows] == sorted({str(start) for _, start in tellings})
    for (_, _, ended_on), (_, next_start, _) in pairwise(rows):
        assert date.fromisoformat(ended_on) + timedelta(days=1) == date.fromisoformat(next_start)
    assert rows[-1][2] is None
