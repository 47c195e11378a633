"""The tracking adviser's pages: asking, seeing where it stands, and what is done with an answer."""

from datetime import timedelta
from typing import Any

import pytest

from onward.tracking.data_requests.models import DataRequest, Status
from tests.tracking.factories import MORNING
from tests.web.coach.browsing import press
from tests.web.on_stage import cost_of, said_in

HOME = "/tracking/requests/"
ASK = "/tracking/requests/new"
WHOLE: dict[str, Any] = {
    "reason": "activity_not_known",
    "items": ["telephone_alternate", "surname"],
    "channel": "telephone",
    "keep_months": "6",
}


def page_about(record):
    return f"/tracking/people/{record.pk}/"


def page_of_request(request):
    return f"/tracking/requests/{request.pk}/"


def test_an_empty_list_says_how_to_begin(adviser):
    assert "Nothing has been asked yet." in said_in(adviser.get(HOME))


def test_a_question_is_asked_from_the_persons_page(adviser, here):
    record = here.a_young_person()
    adviser.get(page_about(record))

    form = adviser.get(f"{ASK}?person={record.pk}")
    answer = press(adviser, form, follow=True, **WHOLE)

    assert "1 request is made." in said_in(answer)
    with here.at(here.authority):
        asked = DataRequest.objects.get()
    assert (asked.asked_from_id, asked.keep_months, asked.no_contact) == (record.pk, 6, False)
    assert asked.reference in said_in(adviser.get(page_about(record)))


def test_ten_are_asked_about_and_the_eleventh_is_named(adviser, here):
    """REQ-002-084"""
    people = [here.a_young_person(forename=f"Jamie {letter}") for letter in "ABCDEFGHIJK"]
    for record in people:
        adviser.get(page_about(record))

    posted = WHOLE | {"people": [record.pk for record in people]}
    answer = press(adviser, adviser.get(ASK), follow=True, **posted)

    assert "10 requests are made." in said_in(answer)
    assert "No more than 10 people are asked about at once." in said_in(answer)


@pytest.mark.parametrize("missing", ["reason", "items", "keep_months"])
def test_what_is_left_out_is_asked_for(adviser, here, missing):
    """REQ-002-089"""
    record = here.a_young_person()

    posted = {name: value for name, value in WHOLE.items() if name != missing}
    form = adviser.get(f"{ASK}?person={record.pk}")
    answer = press(adviser, form, **posted | ({missing: ""} if missing == "keep_months" else {}))

    assert "There is a problem" in said_in(answer)
    with here.at(here.authority):
        assert not DataRequest.objects.exists()


def test_nobody_chosen_is_said(adviser, here):
    adviser.get(page_about(here.a_young_person()))

    assert "Choose at least one person." in said_in(press(adviser, adviser.get(ASK), **WHOLE))


def test_an_authority_without_a_memorandum_is_told_what_is_needed(stranger):
    """REQ-002-096"""
    assert "no memorandum with a jobcentre district" in said_in(stranger.get(ASK))


def test_what_was_received_is_shown_with_its_last_day_and_noted_as_used(adviser, here):
    request = here.received("surname", "telephone_alternate", keep_months=1)
    page = page_of_request(request)

    shown = said_in(adviser.get(page))
    assert "07700 900123" in shown
    assert "until 3 March 2014" in shown
    adviser.post(f"{page}update")
    adviser.post(f"{page}contact")
    answer = adviser.post(f"{page}closure", follow=True)

    assert "The request is closed." in said_in(answer)
    assert here.seen(here.authority, request).status == Status.CLOSED


def test_a_contact_against_the_assurance_is_refused_with_the_reason(adviser, here):
    """REQ-002-085"""
    request = here.received(no_contact=True)
    page = page_of_request(request)
    adviser.post(f"{page}update")

    assert "Note that they were contacted" not in said_in(adviser.get(page))
    assert "not contacted" in said_in(adviser.post(f"{page}contact", follow=True))


def test_a_step_out_of_order_is_refused_with_what_comes_first(adviser, here):
    """REQ-002-134"""
    page = page_of_request(here.asked())

    answer = adviser.post(f"{page}update", follow=True)

    assert "The jobcentre district decides first." in said_in(answer)


def test_what_was_received_is_deleted_from_its_page(adviser, here):
    """REQ-002-123"""
    request = here.received()

    answer = adviser.post(f"{page_of_request(request)}deletion", follow=True)

    assert "What was received under this request is deleted." in said_in(answer)
    assert "07700 900123" not in said_in(adviser.get(f"/tracking/people/{request.asked_from_id}/"))


@pytest.mark.parametrize("moment", [MORNING + timedelta(days=40)])
def test_overdue_and_kept_too_long_are_counted_and_listed(adviser, here):
    here.asked(at=MORNING)
    kept = here.received(at=MORNING, keep_months=1)

    shown = said_in(adviser.get(HOME))
    assert "Overdue 2" in shown
    assert "Kept past their last day 1" in shown
    assert kept.reference in said_in(adviser.get(HOME, {"show": "kept"}))


def test_another_authoritys_request_is_not_there(stranger, here):
    request = here.asked()

    assert stranger.get(page_of_request(request)).status_code == 404
    assert stranger.post(f"{page_of_request(request)}withdrawal").status_code == 404


def test_ten_requests_cost_no_more_queries_than_one(adviser, here):
    here.asked()
    one = cost_of(adviser, HOME)
    for _ in range(4):
        here.asked()

    assert cost_of(adviser, HOME) == one


def test_who_was_introduced_without_a_notice_is_not_contacted_unwarned(adviser, here):
    """REQ-001-010."""
    request = here.received()
    record = f"/tracking/people/{request.asked_from_id}/"
    said = {"introduced_by": here.district.pk, "on": "3 2 2014", "items": ["surname"]}
    adviser.post(page_of_request(request) + "update")

    adviser.post(f"{record}introductions", said | {"basis": "dpa1998-sch2-5c"})

    warning = "no privacy notice is recorded. Give it at or before the first contact"
    assert warning in said_in(adviser.get(page_of_request(request)))
    assert warning in said_in(adviser.get(record))
