"""Two records with one number stand side by side until a person says who is who."""

import pytest

from onward.parties.permissions import Role
from onward.people.identity import answer_question
from onward.people.models import IdentityQuestion, Look, Record
from tests.times import NOON
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in


@pytest.fixture
def twins(stage):
    return stage.a_person(), stage.a_person(forename="Elspeth", postcode="FK2 7AB")


def question_of(stage):
    with stage.at_work(Role.WORK_COACH):
        return IdentityQuestion.objects.get()


def test_the_first_page_leads_to_both_records_side_by_side(coach, stage, twins):
    """REQ-001-007"""
    question = question_of(stage)
    names = {twins[0].pk: "Ailsa Grant", twins[1].pk: "Elspeth Grant"}
    first, second = names[question.first_id], names[question.second_id]

    answer = follow(coach, coach.get("/coach/"), f"{first} and {second}")

    said = said_in(answer)
    assert f"First name {first.split()[0]} {second.split()[0]} No" in said
    assert "Last name Grant Grant Yes" in said
    assert "National Insurance number •• •• •• •6 C •• •• •• •6 C Yes" in said
    with stage.at_work(Role.WORK_COACH):
        assert Look.objects.filter(handle__in=[twin.handle for twin in twins]).count() == 2


@pytest.mark.parametrize("answer", IdentityQuestion.Answer)
def test_the_answer_is_kept_and_nothing_is_merged(coach, stage, twins, answer):
    """REQ-001-007"""
    page = coach.get(f"/coach/questions/{question_of(stage).pk}/")

    said = said_in(press(coach, page, follow=True, answer=answer.value))

    assert "The answer is kept. Both records stay as they are." in said
    assert "Who is who?" not in said
    assert question_of(stage).answer == answer
    with stage.at_work(Role.WORK_COACH):
        assert Record.objects.count() == 2


def test_an_answer_must_be_chosen(coach, stage, twins):
    answer = press(coach, coach.get(f"/coach/questions/{question_of(stage).pk}/"))

    assert "Answer the question: Are these one person or two?" in said_in(answer)


def test_a_colleagues_answer_stands(coach, stage, twins):
    question = question_of(stage)
    page = coach.get(f"/coach/questions/{question.pk}/")
    with stage.at_work(Role.REFERRAL_TEAM) as staff:
        same = IdentityQuestion.Answer.SAME_PERSON
        answer_question(question, answer=same, by=staff, at=NOON)

    said = said_in(press(coach, page, follow=True, answer="TWO_PEOPLE"))

    assert "Someone else has just answered this." in said
    assert question_of(stage).answer == same
    assert "One person with two records" in said_in(coach.get(f"/coach/questions/{question.pk}/"))
