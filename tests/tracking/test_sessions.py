"""Youth work is noted once: which session, and who came; it goes where its people's records go."""

from datetime import date, timedelta

import pytest

from onward.people.models import Record
from onward.people.records import restrict
from onward.rights.erasure import erase
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from onward.tracking.models import Attendance, YouthSession
from onward.tracking.sessions.attended import months, regulars, sessions_of
from onward.tracking.sessions.noting import (
    NotHeldYet,
    came_to,
    count_unnamed,
    note_attendance,
    note_session,
    take_back,
)
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def a_session(here, *came, on=TODAY, place="Mill Lane Centre", kind=YouthSession.Kind.CENTRE):
    """As noted by the manager, with these people."""
    with here.at_work() as worker:
        session = note_session(kind, place=place, held_on=on, worker=worker, by=worker, at=NOVEMBER)
        note_attendance(session, came, by=worker, at=NOVEMBER)
    return session


def test_who_came_is_noted_once_and_can_be_taken_back(here):
    jo, bo = here.a_young_person(), here.a_young_person(forename="Bo")
    session = a_session(here, jo, jo)

    with here.at_work() as worker:
        new = note_attendance(session, [jo, bo], by=worker, at=NOVEMBER)
        assert take_back(session, jo, at=NOVEMBER)
        assert not take_back(session, jo, at=NOVEMBER)
        came = set(came_to(session).values_list("record_id", flat=True))
        again = note_attendance(session, [jo], by=worker, at=NOVEMBER)

    assert (new, came, again) == (1, {bo.pk}, 1)


def test_a_session_is_noted_once_it_has_been_held(here):
    with pytest.raises(NotHeldYet, match="once it has been held"):
        a_session(here, on=TODAY + timedelta(days=1))


def test_months_count_sessions_comings_people_and_those_without_a_name(here):
    """Worked by hand: two sessions in October with Jo at both, one in November with nobody."""
    jo, bo = here.a_young_person(), here.a_young_person(forename="Bo")
    october = a_session(here, jo, bo, on=date(2025, 10, 2))
    a_session(here, jo, on=date(2025, 10, 9))
    november = a_session(here)

    with here.at_work():
        count_unnamed(october, 3)
        count_unnamed(november, 4)
        counted = [
            (each.first, each.sessions, each.attendances, each.people, each.unnamed)
            for each in months()
        ]

    assert counted == [(date(2025, 11, 1), 1, 0, 0, 4), (date(2025, 10, 1), 2, 3, 2, 3)]


def test_who_came_to_the_place_in_the_last_twelve_weeks_is_offered(here):
    jo, bo, ash, kit = (here.a_young_person(forename=name) for name in ("Jo", "Bo", "Ash", "Kit"))
    a_session(here, jo, bo, on=TODAY - timedelta(days=7))
    a_session(here, ash, on=TODAY - timedelta(weeks=13))
    a_session(here, kit, on=TODAY - timedelta(days=7), place="Library")
    session = a_session(here, bo, place="mill lane centre")

    with here.at_work():
        assert set(regulars(session)) == {jo}


def test_attendance_is_hidden_with_a_record_and_goes_with_it(here):
    jo, bo = here.a_young_person(), here.a_young_person(forename="Bo")
    session = a_session(here, jo, bo)
    other = a_member_of_staff(here.authority)
    with here.at_work() as worker:
        restrict(jo, to=[worker], by=worker, at=NOVEMBER)
    with acting_for(here.authority.pk, user=other.pk):
        seen = list(came_to(session).values_list("record_id", flat=True))
    with here.at_work() as worker:
        erase(Record.objects.get(pk=bo.pk), classes=["casework"], by=worker, at=NOVEMBER)
        left = list(Attendance.objects.values_list("record_id", flat=True))

    assert (seen, left) == ([bo.pk], [jo.pk])


def test_her_statement_has_the_sessions_she_came_to_and_no_others(here):
    jo, bo = here.a_young_person(), here.a_young_person(forename="Bo")
    session = a_session(here, jo, bo)
    a_session(here, bo)
    with here.at_work():
        take_back(session, bo, at=NOVEMBER)

    (attended,) = statement_of(jo.handle).attended
    assert (attended.place, attended.on) == ("Mill Lane Centre", TODAY)
    assert attended.organisation == here.authority.name
    assert len(statement_of(bo.handle).attended) == 1


def test_a_persons_sessions_are_listed_latest_first(here):
    jo = here.a_young_person()
    days = [date(2025, 9, 1), date(2025, 10, 1), date(2025, 8, 1)]
    for day in days:
        a_session(here, jo, on=day)

    with here.at_work():
        assert [each.session.held_on for each in sessions_of(jo)] == sorted(days, reverse=True)
