"""The call list on the page: one press notes a call, and the next person opens by itself."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from onward.parties.permissions import Role
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.models import ActivityStatement, Contact
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import reporting
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
SUMMER = datetime(2026, 7, 10, 9, tzinfo=UTC)
CALLS = "/tracking/calls/"


@pytest.fixture
def moment():
    return SUMMER


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def ann(here):
    return signed_in(Client(), here.manager)


def to_call(here, count=1, **values):
    return [here.a_young_person(telephone="0116 496 0123", **values) for _ in range(count)]


def contacts(here):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        return list(Contact.objects.order_by("at", "pk"))


def doing(here, record):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        return ActivityStatement.objects.get(record=record, replaced_at=None, ended_on=None)


def start(client):
    return client.post(f"{CALLS}next").url


def press(client, path, outcome):
    return client.post(f"{path}outcome", {"outcome": outcome}).url


def test_one_press_notes_a_call_and_the_next_person_opens_by_itself(here, ann):
    first, second = to_call(here, 2, code="330")

    opened = start(ann)
    then = press(ann, opened, "UNCHANGED")
    end = press(ann, then, "NO_ANSWER")

    assert {opened, then} == {f"{CALLS}{each.pk}/" for each in (first, second)}
    assert end == CALLS
    assert {each.outcome for each in contacts(here)} == {"UNCHANGED", "NO_ANSWER"}
    called = first if str(first.pk) in opened else second
    assert doing(here, called).lapses_on == date(2027, 1, 10)


def test_a_second_click_notes_nothing_more(here, ann):
    to_call(here)
    opened = start(ann)

    press(ann, opened, "NO_ANSWER")
    press(ann, opened, "NO_ANSWER")

    assert len(contacts(here)) == 1


def test_a_new_activity_takes_one_more_press(here, ann):
    (jo,) = to_call(here)
    opened = start(ann)
    form = page_of(ann.get(f"{opened}activity"))
    sent = {
        "code": "619",
        "started_on": form.xpath("string(//input[@type='hidden'][@name='started_on']/@value)"),
    }

    answer = ann.post(f"{opened}activity", sent)

    assert answer.url == CALLS
    assert [each.outcome for each in contacts(here)] == ["NEW_ACTIVITY"]
    assert (doing(here, jo).code, doing(here, jo).neet_started_on) == ("619", SUMMER.date())


def test_what_cannot_be_true_is_said_with_its_remedy(here, ann):
    to_call(here)
    opened = start(ann)

    shown = said_in(ann.post(f"{opened}activity", {"code": "330", "started_on": "1 9 2030"}))

    assert "The activity starts in the future." in shown
    assert contacts(here) == []


def test_every_outcome_is_a_button_with_its_key_and_works_without_a_script(here, ann):
    to_call(here)
    page = page_of(ann.get(start(ann)))

    assert page.xpath("//*[@data-key]/@data-key") == list("123456")
    assert len(page.xpath("//form//button[@data-key and @name='outcome']")) == 5


def test_the_last_one_can_be_taken_back(here, ann):
    to_call(here)
    opened = start(ann)
    press(ann, opened, "UNCHANGED")
    (contact,) = contacts(here)

    answer = ann.post(f"{CALLS}undo/{contact.pk}")

    assert answer.url == opened
    assert "Taken back" in said_in(ann.get(CALLS))


def test_somebody_elses_call_is_not_shown_twice(here, ann):
    to_call(here)
    opened = start(ann)
    ben = signed_in(Client(), a_member_of_staff(here.authority, Role.TRACKING_ADVISER))

    assert "Somebody else has taken this call" in said_in(ben.get(opened))
    assert press(ben, opened, "NO_ANSWER") == opened
    assert contacts(here) == []


def test_who_wants_no_surveys_is_not_called_even_by_hand(here, ann):
    (jo,) = to_call(here, do_not_survey=True)
    path = f"{CALLS}{jo.pk}/"

    assert "They want no surveys" in said_in(ann.get(path))
    assert press(ann, path, "NO_ANSWER") == path
    assert contacts(here) == []


def test_without_anybody_to_call_the_page_says_whom_it_would_hold(here, ann):
    assert "Nobody is to be called" in said_in(ann.get(CALLS))
