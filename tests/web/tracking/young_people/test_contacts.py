"""A contact outside the call list is noted on the person's page, and may be taken back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from onward.people.facts import present_values
from onward.tenancy.context import acting_for
from onward.tracking.contact.noting import Tried, note_contact
from onward.tracking.models import Contact
from tests.returns.nccis.factories import NOVEMBER
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

VISITED: Mapping[str, Any] = {
    "kind": "VISIT",
    "purpose": "SAFEGUARDING",
    "outcome": "NO_ANSWER",
    "note": "Rang twice.",
}


def page(record, below=""):
    return f"/tracking/people/{record.pk}/{below}"


def note(client, record, **said):
    form = client.get(page(record, "contacts/new"))
    return press(client, form, follow=True, **{**VISITED, **said})


def contacts(here):
    with here.at_work():
        return list(Contact.objects.order_by("at"))


def test_a_visit_stands_on_the_page_with_what_came_of_it_and_who_went(adviser, here, worker):
    record = here.a_young_person()

    shown = said_in(note(adviser, record))

    row = "3 November 2025 at 9:00am Visit To keep them safe No answer Rang twice."
    assert f"{worker.name} {row}" in shown


def test_what_was_noted_by_mistake_is_taken_back_by_whoever_noted_it(adviser, manager, here):
    record = here.a_young_person(telephone="0116 496 0123", code="330")
    note(adviser, record, kind="TELEPHONE", purpose="SURVEY", outcome="NO_MORE_SURVEYS")
    path = f"/tracking/contacts/{contacts(here)[0].pk}/undo"

    others = manager.post(path).status_code
    shown = said_in(adviser.post(path, follow=True))

    assert others == 404
    assert path not in manager.get(page(record)).content.decode()
    assert "Asked not to be called Taken back" in shown
    with here.at_work():
        assert "do_not_survey" not in present_values(record)


def test_after_ten_minutes_it_stands(adviser, here, worker):
    record = here.a_young_person()
    with acting_for(here.authority.pk, user=worker.pk):
        earlier = NOVEMBER - timedelta(minutes=11)
        contact = note_contact(Tried(record=record, **VISITED), by=worker, at=earlier)
    path = f"/tracking/contacts/{contact.pk}/undo"

    offered = path in adviser.get(page(record)).content.decode()
    said = said_in(adviser.post(path, follow=True))

    assert not offered
    assert "It was noted more than ten minutes ago" in said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "LETTER"}, "That cannot come of it. Choose one of: Sent;"),
        ({"kind": "TELEPHONE"}, "Nothing to reach them by is recorded. Record it first."),
        ({"purpose": "SURVEY"}, "They want no surveys. Only contact to keep them safe is allowed."),
        ({"outcome": "UNCHANGED"}, "No activity is recorded that could be the same still."),
        ({"kind": ""}, "Answer the question: How did you try to reach them?"),
    ],
)
def test_what_may_not_be_or_cannot_be_is_refused_with_what_to_do(adviser, here, said, words):
    """REQ-002-023."""
    record = here.a_young_person(do_not_survey=True, code="")

    assert words in said_in(note(adviser, record, **said))
    assert contacts(here) == []
