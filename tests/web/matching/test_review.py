"""A row that waits is shown beside whom it may be, and answered by one press."""

import pytest

from onward.intake.models import Landing
from onward.people.models import Look, Match
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
QUEUE = "/tracking/matches/"
WHY = "Her school says so."


def page_of(match):
    return f"{QUEUE}{match.pk}/"


def now(here, match):
    with here.at_work():
        return Match.objects.get(pk=match.pk)


def test_two_clicks_decide_and_the_next_one_opens_by_itself(here, adviser, amara, listed):
    first, second = listed(), listed(forename="Amarah")
    shown = said_in(adviser.get(QUEUE))
    assert "Amarra Osei" in shown
    assert "Amarah Osei" in shown

    assert adviser.get(page_of(first)).status_code == 200
    answer = adviser.post(f"{page_of(first)}answer", {"answer": str(amara.pk), "because": WHY})

    assert answer.url == page_of(second)
    decided = now(here, first)
    assert (decided.chosen_id, decided.answer) == (amara.pk, Match.Answer.SAME)
    with here.at_work():
        assert first.decisions.get().because == WHY
    last = adviser.post(f"{page_of(second)}answer", {"answer": "NOBODY"})
    assert last.url == QUEUE


def test_each_piece_of_evidence_is_told_in_words_with_what_else_explains_it(adviser, listed):
    shown = said_in(adviser.get(page_of(listed())))

    assert "First name" in shown
    assert "a short form, another spelling or one sound" in shown
    assert "Date of birth the same day" in shown
    assert "The same person: " in shown
    assert "times" in shown


def test_whose_record_is_shown_can_see_that_it_was_looked_at(here, adviser, amara, listed):
    match = listed()

    adviser.get(page_of(match))

    with here.at_work():
        looks = Look.objects.filter(handle=amara.handle, reason=f"match {match.pk}")
        assert looks.count() == 1


def test_an_answer_is_taken_back_with_a_reason_and_waits_again(here, adviser, amara, listed):
    match = listed()
    adviser.post(f"{page_of(match)}answer", {"answer": str(amara.pk)})

    without = adviser.post(f"{page_of(match)}reopening", {"because": " "}, follow=True)
    assert "Say why" in said_in(without)
    assert now(here, match).answer == Match.Answer.SAME
    adviser.post(f"{page_of(match)}reopening", {"because": "Her cousin."})

    assert (now(here, match).answer, now(here, match).why) == ("", Match.Why.UNDONE)
    assert "Her cousin." in said_in(adviser.get(page_of(match)))


def test_nothing_is_decided_without_a_choice(here, adviser, listed):
    match = listed()

    answer = adviser.post(f"{page_of(match)}answer", {}, follow=True)

    assert "Choose who it is" in said_in(answer)
    assert now(here, match).answer == ""


def test_a_colleague_who_was_first_keeps_the_answer(here, adviser, amara, listed):
    match = listed()
    adviser.post(f"{page_of(match)}answer", {"answer": "NOBODY"})

    late = adviser.post(f"{page_of(match)}answer", {"answer": str(amara.pk)}, follow=True)

    assert "Someone else has just answered this." in said_in(late)
    assert now(here, match).answer == Match.Answer.NOBODY


def test_answered_rows_are_checked_and_taken_in_from_the_queue(
    here, adviser, manager, amara, listed
):
    match = listed()
    adviser.post(f"{page_of(match)}answer", {"answer": str(amara.pk)})
    assert "list.csv" in said_in(manager.get(QUEUE))
    with here.at_work():
        landing = Landing.objects.get()

    again = manager.post(f"{QUEUE}rows/{landing.pk}")

    with here.at_work():
        new = Landing.objects.exclude(pk=landing.pk).get()
    assert again.url == f"/tracking/uploads/{new.pk}/"
    assert "list.csv" not in said_in(manager.get(QUEUE))


def test_an_empty_queue_says_so(adviser, amara):
    assert "No row of a list waits for a person." in said_in(adviser.get(QUEUE))


def test_a_match_of_another_authority_is_not_there(adviser, listed):
    assert adviser.get(f"{QUEUE}{listed().pk + 1}/").status_code == 404
