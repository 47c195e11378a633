"""A row is accepted, shown to a person, or nobody's; people and numbers come before the model."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onward.people.finding import Found, Sought, Why, find
from onward.people.matching.matches import (
    AlreadyAnswered,
    NotAsked,
    answer_match,
    reopen,
    waiting_matches,
)
from onward.people.models import Identifier, Match, MatchedRow, Record
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.values.postcode import Postcode
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.people.matching.factories import AMARA, ask_who_is, with_a_model
from tests.times import NOON

pytestmark = pytest.mark.django_db
Answer = Match.Answer
SAID = Sought(
    forename="Amara",
    surname="Osei",
    date_of_birth=date(2009, 2, 3),
    address=("4 Mill Lane",),
    postcode=Postcode.parse("LE1 1AA"),
)
SLIPPED = replace(SAID, forename="Amarra")
TWIN = replace(SAID, forename="Kofi")
PUPIL = Identifier.Kind.PUPIL


def found(authority, *sought: Sought) -> list[Found]:
    with acting_for(authority.pk, user=AUTOMATIC):
        return find(sought, among=Record.objects.all())


def waiting(authority) -> Match:
    with acting_for(authority.pk, user=AUTOMATIC):
        return waiting_matches().get()


def answered(authority, match: Match, **said: Any) -> None:
    by = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        answer_match(match, **said, by=by, at=NOON)


def test_an_approved_model_accepts_a_slip_of_the_pen(authority):
    record = a_record(authority, **AMARA)
    with_a_model(authority)

    assert found(authority, SLIPPED) == [Found(record)]


def test_before_a_model_is_approved_a_slip_is_shown_to_a_person_and_the_same_name_is_found(
    authority,
):
    record = a_record(authority, **AMARA)

    plain, slipped = found(authority, SAID, SLIPPED)

    assert plain == Found(record)
    assert (slipped.record, slipped.why) == (None, Why.ALIKE)
    assert [near.record_id for near in slipped.near] == [record.pk]


def test_a_twin_is_never_accepted(authority):
    a_record(authority, **AMARA)
    with_a_model(authority)

    assert found(authority, TWIN)[0].record is None


def test_a_stranger_is_nobody_and_nobody_is_asked(authority):
    a_record(authority, **AMARA)
    with_a_model(authority)
    stranger = Sought(forename="Tom", surname="Ball", date_of_birth=date(2008, 5, 6))

    assert ask_who_is(authority, stranger) == [Found(None, Why.NO_MATCH)]
    with acting_for(authority.pk, user=AUTOMATIC):
        assert not Match.objects.exists()


def test_a_stranger_among_people_of_ours_is_nobody(authority):
    record = a_record(authority, **AMARA)
    with_a_model(authority)
    stranger = Sought(forename="Tom", surname="Ball", date_of_birth=date(2008, 5, 6))

    assert ask_who_is(authority, SLIPPED, stranger) == [Found(record), Found(None, Why.NO_MATCH)]


def test_a_number_of_somebody_else_is_a_conflict_for_a_person_to_settle(authority):
    record = a_record(authority, **AMARA, unique_pupil_number="A856400112345")
    with_a_model(authority)
    other = replace(SLIPPED, numbers={PUPIL: "B856400112345"})

    one = ask_who_is(authority, other)[0]

    assert (one.record, one.why) == (None, Why.NUMBER_CONFLICT)
    with acting_for(authority.pk, user=AUTOMATIC):
        match = waiting_matches().get()
        assert match.why == Match.Why.NUMBER_CONFLICT
        assert [each.record_id for each in match.candidates.all()] == [record.pk]


def test_the_same_words_in_another_list_are_not_asked_about_again(authority):
    a_record(authority, **AMARA)

    ask_who_is(authority, SLIPPED)
    ask_who_is(authority, SLIPPED)

    match = waiting(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        assert MatchedRow.objects.filter(match=match).count() == 2


def test_what_a_person_answered_stands_for_every_later_list(authority):
    record = a_record(authority, **AMARA)
    ask_who_is(authority, SLIPPED)

    answered(authority, waiting(authority), answer=Answer.SAME, chosen=record.pk)

    assert ask_who_is(authority, SLIPPED) == [Found(record)]


def test_whoever_is_nobody_stays_nobody_though_the_model_would_accept(authority):
    a_record(authority, **AMARA)
    ask_who_is(authority, SLIPPED)
    answered(authority, waiting(authority), answer=Answer.NOBODY)

    with_a_model(authority)

    assert found(authority, SLIPPED) == [Found(None, Why.NO_MATCH)]


def test_an_answer_that_is_taken_back_waits_again_with_all_that_was_said(authority):
    record = a_record(authority, **AMARA)
    with_a_model(authority)
    ask_who_is(authority, SLIPPED)
    by = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        taken = Match.objects.get()
        assert (taken.chosen, taken.answered_by) == (record, None)
        reopen(taken, because="Her cousin.", by=by, at=NOON)

    assert ask_who_is(authority, SLIPPED)[0].why is Why.ALIKE
    match = waiting(authority)
    assert (match.why, match.said["forename"]) == (Match.Why.UNDONE, "Amarra")
    with acting_for(authority.pk, user=AUTOMATIC):
        assert match.decisions.get().because == "Her cousin."
        assert [each.record_id for each in match.candidates.all()] == [record.pk]


def test_only_the_first_of_two_answers_counts(authority):
    record = a_record(authority, **AMARA)
    ask_who_is(authority, SLIPPED)
    match = waiting(authority)
    answered(authority, match, answer=Answer.SAME, chosen=record.pk)

    with pytest.raises(AlreadyAnswered, match="Someone else"):
        answered(authority, match, answer=Answer.NOBODY)


def test_nobody_is_chosen_who_was_not_shown(authority):
    a_record(authority, **AMARA)
    stranger = a_record(authority, forename="Tom", surname="Ball")
    ask_who_is(authority, SLIPPED)

    with pytest.raises(NotAsked, match="one of the people shown"):
        answered(authority, waiting(authority), answer=Answer.SAME, chosen=stranger.pk)
