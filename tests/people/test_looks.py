"""The looks of each day become one ledger entry, which shows when one is missing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from onward.ledger.models import Entry
from onward.people.looks import DayNotOver, days_to_enter, enter_daily_root, looks_agree
from onward.people.models import Look
from onward.people.records import look
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

DAY = NOON.date()
NEXT_MORNING = NOON + timedelta(hours=15)


def looked(organisation, *moments: datetime) -> None:
    record, staff = a_record(organisation), a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=AUTOMATIC):
        for at in moments:
            look(record, by=staff, what=Look.What.RECORD, at=at)


@pytest.mark.django_db
def test_a_day_is_entered_once():
    organisation = an_organisation()
    looked(organisation, NOON, NOON)

    with acting_for(organisation.pk, user=AUTOMATIC):
        first, second = (enter_daily_root(organisation, on=DAY, at=NEXT_MORNING) for _ in range(2))
        assert first == second
        assert Entry.objects.get() == first
        assert b'"looks":2' in bytes(first.leaf)
        assert looks_agree(organisation, on=DAY) is True


@pytest.mark.django_db
def test_a_day_begins_and_ends_at_midnight_in_london():
    organisation = an_organisation()
    looked(organisation, datetime(2017, 5, 1, 23, 30, tzinfo=UTC))
    looked(organisation, datetime(2017, 5, 2, 23, 30, tzinfo=UTC))

    with acting_for(organisation.pk, user=AUTOMATIC):
        assert b'"looks":1' in bytes(enter_daily_root(organisation, on=DAY, at=NEXT_MORNING).leaf)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [NOON, datetime(2017, 5, 2, 23, 30, tzinfo=UTC)])
def test_a_day_is_not_entered_before_it_is_over(at):
    organisation = an_organisation()

    with acting_for(organisation.pk, user=AUTOMATIC), pytest.raises(DayNotOver):
        enter_daily_root(organisation, on=DAY, at=at)


@pytest.mark.django_db
def test_a_day_without_looks_has_a_root_and_a_day_not_entered_has_none():
    organisation = an_organisation()

    with acting_for(organisation.pk, user=AUTOMATIC):
        enter_daily_root(organisation, on=DAY, at=NEXT_MORNING)
        assert looks_agree(organisation, on=DAY) is True
        assert looks_agree(organisation, on=date(2017, 5, 1)) is None


@pytest.mark.django_db
def test_days_that_were_missed_are_entered_with_the_next():
    organisation = an_organisation()
    looked(organisation, NOON - timedelta(days=3))

    with acting_for(organisation.pk, user=AUTOMATIC):
        missed = days_to_enter(organisation, at=NEXT_MORNING)
        for day in missed:
            enter_daily_root(organisation, on=day, at=NEXT_MORNING)
        assert missed == [DAY - timedelta(days=back) for back in (3, 2, 1, 0)]
        assert days_to_enter(organisation, at=NEXT_MORNING) == []


@pytest.mark.django_db
def test_where_nobody_ever_looked_only_the_last_day_is_to_be_entered():
    organisation = an_organisation()

    with acting_for(organisation.pk, user=AUTOMATIC):
        assert days_to_enter(organisation, at=NEXT_MORNING) == [DAY]


def test_a_look_taken_away_by_the_tables_owner_shows(committed):
    organisation = an_organisation()
    looked(organisation, NOON, NOON)
    with acting_for(organisation.pk, user=AUTOMATIC):
        enter_daily_root(organisation, on=DAY, at=NEXT_MORNING)

    with connections["migrate"].cursor() as cursor:
        cursor.execute("alter table people_look disable trigger append_only")
        cursor.execute("alter table people_look no force row level security")
        cursor.execute("delete from people_look where id = (select min(id) from people_look)")
    connections["migrate"].close()

    with acting_for(organisation.pk, user=AUTOMATIC):
        assert looks_agree(organisation, on=DAY) is False
