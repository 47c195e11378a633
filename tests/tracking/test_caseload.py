"""Whom a list holds follows from what each young person does now, and the counts from the lists."""

from collections import Counter
from datetime import date, timedelta

import pytest

from onward.programmes.participation.activities import Group
from onward.programmes.participation.leaving import CohortStatus
from onward.tracking.activities.telling import present_activities
from onward.tracking.caseload import NOBODY, Show, Wanted, counts, followed, schools
from onward.tracking.following.actions import allocate, leave, put_away, take_out_again
from onward.tracking.models import Following, MonthlyReturn, ReturnFinding
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def listed(here, *, on=TODAY, **wanted):
    with here.at_work():
        return [each.record_id for each in followed(Wanted(**wanted), on=on)]


def following_of(*records):
    return list(Following.objects.filter(record__in=records))


@pytest.mark.parametrize(
    ("days_before", "show"),
    [
        (0, Show.LAPSES_30),
        (30, Show.LAPSES_30),
        (31, Show.LAPSES_60),
        (60, Show.LAPSES_60),
        (61, Show.LAPSES_90),
        (90, Show.LAPSES_90),
        (-1, Show.LAPSED),
    ],
)
def test_who_lapses_stands_under_the_nearest_day_alone(here, days_before, show):
    record = here.a_young_person(code="330", since="2025-09-04")
    with here.at_work():
        lapses_on = present_activities([record])[record.pk].lapses_on
    assert lapses_on
    day = lapses_on - timedelta(days=days_before)

    horizons = [Show.LAPSES_30, Show.LAPSES_60, Show.LAPSES_90, Show.LAPSED]

    assert [each for each in horizons if listed(here, on=day, show=each)] == [show]


def test_not_known_is_told_so_told_nothing_or_believed_no_longer(here):
    told_so = here.a_young_person(code="810")
    told_nothing = here.a_young_person(code="")
    lapsed = here.a_young_person(code="330", since="2025-01-10")
    here.a_young_person(code="619")
    here.a_young_person()

    assert set(listed(here, show=Show.NOT_KNOWN)) == {told_so.pk, told_nothing.pk, lapsed.pk}


def test_neet_is_every_code_of_it_and_voluntary_work_but_no_job_of_a_few_hours(here):
    """REQ-002-066."""
    neet = [here.a_young_person(code=code).pk for code in ("619", "640", "540")]
    here.a_young_person(code="360")

    assert set(listed(here, show=Show.NEET)) == set(neet)


def test_every_count_is_the_length_of_its_list(here):
    for code in ("230", "330", "619", "810", ""):
        here.a_young_person(code=code)

    with here.at_work():
        for on in (TODAY, date(2026, 1, 10), date(2026, 3, 20)):
            found = counts(Wanted(), on=on)
            lengths = {show: followed(Wanted(show=show), on=on).count() for show in Show}
            assert found == lengths
    assert Counter(found)[Show.NOT_KNOWN] == 3


def test_the_last_checked_return_says_who_has_something_to_fix(here):
    record, _fine = here.a_young_person(), here.a_young_person()
    with here.at_work() as manager:
        made = [
            MonthlyReturn.objects.create(
                organisation=here.authority,
                period_end=date(2025, 10, 31),
                known_at=NOVEMBER + timedelta(hours=hour),
                rule_set="2020-21",
                checked_by=manager.handle,
            )
            for hour in range(2)
        ]
        found = {"organisation": here.authority, "record": record, "rule": "7", "priority": 1}
        ReturnFinding.objects.create(monthly_return=made[0], **found)
        assert listed(here, show=Show.TO_FIX) == []
        ReturnFinding.objects.create(monthly_return=made[1], **found)

    assert listed(here, show=Show.TO_FIX) == [record.pk]


def test_a_list_is_narrowed_by_worker_group_year_group_and_school(here):
    mine = here.a_young_person(date_of_birth="2008-08-31")  # year 13
    others = here.a_young_person(code="619", date_of_birth="2008-09-01")  # year 12
    with here.at_work() as manager:
        allocate(following_of(mine), to=manager)

        assert listed(here, worker=manager.handle) == [mine.pk]
        assert listed(here, worker=NOBODY) == [others.pk]
        assert listed(here, group=Group.NEET_ACTIVE) == [others.pk]
        assert listed(here, year_group=13) == [mine.pk]
        assert listed(here, year_group=12) == [others.pk]
        assert listed(here, school="8564000") == []
        assert schools() == {}


def test_put_away_is_in_no_list_but_its_own_until_taken_out_again(here):
    """REQ-002-027."""
    record = here.a_young_person()
    with here.at_work():
        put_away(following_of(record), at=NOVEMBER)

        assert listed(here) == []
        assert listed(here, archived=True) == [record.pk]
        take_out_again(following_of(record))
        assert listed(here) == [record.pk]


def test_who_left_is_in_no_list(here):
    record = here.a_young_person()
    with here.at_work() as manager:
        leave(record, how=CohortStatus.LEFT, on=TODAY, by=manager, at=NOVEMBER)

    assert listed(here) == listed(here, archived=True) == []


def test_another_authority_sees_nobody(here):
    here.a_young_person()
    other = reporting()

    with other.at_work():
        assert not followed(Wanted(), on=TODAY).exists()
