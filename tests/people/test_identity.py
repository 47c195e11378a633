"""One number on two records is asked about once, answered by a person, and merges nothing."""

from itertools import combinations

import pytest

from onward.ledger.models import Entry
from onward.people.checks import ask_missed_questions
from onward.people.facts import NewFact, add_facts, present_values
from onward.people.identity import AlreadyAnswered, answer_question, open_questions
from onward.people.models import Fact, IdentityQuestion, Record
from onward.people.records import restrict
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
Answer = IdentityQuestion.Answer


@pytest.fixture
def organisation():
    return an_organisation()


def pairs() -> set[frozenset[Record]]:
    return {frozenset((question.first, question.second)) for question in open_questions()}


def test_two_records_with_one_number_are_a_question_and_stay_two(organisation):
    """REQ-001-007"""
    first = a_record(organisation, surname="Ash", nino="QQ123456C")
    second = a_record(organisation, surname="Birch", nino="qq 12 34 56 c")

    with acting_for(organisation.pk, user=AUTOMATIC):
        assert pairs() == {frozenset((first, second))}
        assert present_values(first)["surname"] == "Ash"
        assert present_values(second)["surname"] == "Birch"


def test_one_question_stands_for_each_pair_however_often_the_number_is_said(organisation):
    records = [a_record(organisation, nino="QQ123456C") for _ in range(3)]

    with acting_for(organisation.pk, user=AUTOMATIC):
        for record in records:
            say(record, nino="QQ123456D")
            say(record, nino="QQ123456C")
        assert ask_missed_questions(at=NOON) == 0
        assert pairs() == set(map(frozenset, combinations(records, 2)))
        assert open_questions().count() == 3


def test_a_batch_asks_about_numbers_that_stand_in_it_twice(organisation):
    records = [a_record(organisation) for _ in range(2)]

    with acting_for(organisation.pk, user=AUTOMATIC):
        add_facts(
            [
                NewFact(
                    record=record,
                    values={"claimant_reference_number": "R1"},
                    source=Fact.Source.FILE,
                    valid_from=NOON.date(),
                    at=NOON,
                )
                for record in records
            ]
        )
        assert pairs() == {frozenset(records)}


def test_a_number_of_one_kind_is_not_one_of_another(organisation):
    a_record(organisation, nino="QQ123456C")
    a_record(organisation, claimant_reference_number="QQ123456C")

    with acting_for(organisation.pk):
        assert not open_questions().exists()


def test_another_organisations_record_is_no_question(organisation):
    a_record(an_organisation(), nino="QQ123456C")
    a_record(organisation, nino="QQ123456C")

    with acting_for(organisation.pk):
        assert not open_questions().exists()


def test_a_question_is_answered_once_and_not_asked_again(organisation):
    first, second = (a_record(organisation, nino="QQ123456C") for _ in range(2))
    by = a_member_of_staff(organisation)

    with acting_for(organisation.pk, user=by.pk):
        question = open_questions().get()
        answer_question(question, answer=Answer.TWO_PEOPLE, by=by, at=NOON)
        with pytest.raises(AlreadyAnswered):
            answer_question(question, answer=Answer.SAME_PERSON, by=by, at=NOON)
        say(second, nino=None)
        say(second, nino="QQ123456C")
        assert not open_questions().exists()
        assert Entry.objects.get(kind="identity.answered").subject in {first.handle, second.handle}


def test_a_question_about_a_restricted_record_is_seen_by_who_may_see_both(organisation):
    hidden = a_record(organisation, nino="QQ123456C")
    named, colleague = a_member_of_staff(organisation), a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=AUTOMATIC):
        restrict(hidden, to=[named], by=named, at=NOON)
    a_record(organisation, nino="QQ123456C")

    with acting_for(organisation.pk, user=colleague.pk):
        assert not open_questions().exists()
    with acting_for(organisation.pk, user=named.pk):
        assert open_questions().count() == 1


def test_what_a_colleague_cannot_see_is_asked_at_night(organisation):
    hidden = a_record(organisation, nino="QQ123456C")
    named, colleague = a_member_of_staff(organisation), a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=AUTOMATIC):
        restrict(hidden, to=[named], by=named, at=NOON)
    record = a_record(organisation)

    with acting_for(organisation.pk, user=colleague.pk):
        say(record, nino="QQ123456C")
    with acting_for(organisation.pk, user=AUTOMATIC):
        assert not open_questions().exists()
        assert ask_missed_questions(at=NOON) == 1
        assert open_questions().get().restricted_to == [named.pk]
