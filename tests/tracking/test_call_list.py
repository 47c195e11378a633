"""The call list gives out each person once, what lapses first to begin with."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.parties.permissions import Role
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.contact.call_list import LEASE, PASSED_OVER, pass_over, take_next, waiting
from onward.tracking.contact.noting import Tried, note_contact, undo_contact
from onward.tracking.following.actions import put_away
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import reporting

pytestmark = pytest.mark.django_db
SUMMER = datetime(2026, 7, 10, 9, tzinfo=UTC)
BY_PHONE = {"telephone": "0116 496 0123"}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


@pytest.fixture
def ann(here, ben):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        yield here.manager


@pytest.fixture
def ben(here):
    return a_member_of_staff(here.authority, Role.TRACKING_ADVISER)


def taken(by, *, at=SUMMER):
    followed = take_next(by=by, at=at)
    return followed and followed.record


def noted(record, by, *, at=SUMMER):
    tried = Tried(record=record, kind="TELEPHONE", purpose="SURVEY", outcome="NO_ANSWER")
    return note_contact(tried, by=by, at=at)


def test_what_lapses_first_is_called_first_and_what_nobody_knows_last(here, ann):
    nobody_knows = here.a_young_person(code="", **BY_PHONE)
    in_july = here.a_young_person(code="230", **BY_PHONE)  # its expected end
    in_march = here.a_young_person(code="330", **BY_PHONE)  # six months after September

    order = [each.record for each in waiting(at=SUMMER)]

    assert order == [in_march, in_july, nobody_knows]


def test_what_is_believed_for_longer_than_thirty_days_waits(here, ann):
    here.a_young_person(code="230", **BY_PHONE)

    assert not waiting(at=SUMMER - timedelta(days=30)).exists()


def test_two_callers_never_get_the_same_person(here, ann, ben):
    people = {here.a_young_person(**BY_PHONE).pk for _ in range(2)}

    given = [taken(ann), taken(ben)]

    assert {record.pk for record in given} == people
    assert taken(ann) == given[0]  # still the same until something is noted
    assert taken(ben) == given[1]


def test_who_was_taken_and_never_called_comes_again_after_ten_minutes(here, ann, ben):
    jo = here.a_young_person(**BY_PHONE)
    taken(ann)

    assert taken(ben) is None
    assert taken(ben, at=SUMMER + LEASE) == jo


def test_who_was_called_today_is_not_called_again_unless_that_is_undone(here, ann, ben):
    jo = here.a_young_person(**BY_PHONE)
    contact = noted(taken(ann), ann)
    assert taken(ann) is taken(ben) is None

    undo_contact(contact, by=ann, at=SUMMER)

    assert taken(ann) == jo
    assert taken(ben, at=SUMMER + timedelta(days=1)) == jo


def test_who_may_not_be_called_is_passed_over_and_asked_again_in_an_hour(here, ann):
    here.a_young_person(do_not_survey=True, **BY_PHONE)
    here.a_young_person()  # no telephone
    mo = here.a_young_person(**BY_PHONE)

    assert taken(ann) == mo
    assert waiting(at=SUMMER).filter(called_until=SUMMER + PASSED_OVER).count() == 2


def test_not_now_means_in_an_hour(here, ann):
    here.a_young_person(**BY_PHONE)
    followed = take_next(by=ann, at=SUMMER)
    assert followed is not None
    pass_over(followed, by=ann, at=SUMMER)

    assert taken(ann) is None
    assert taken(ann, at=SUMMER + PASSED_OVER)


def test_whoever_is_put_away_is_not_called(here, ann):
    here.a_young_person(**BY_PHONE)
    put_away(list(waiting(at=SUMMER)), at=SUMMER)

    assert taken(ann) is None
