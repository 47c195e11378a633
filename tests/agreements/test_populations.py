"""Whom an agreement is about: H6 of domain/privacy.md, on the memorandum of source 002."""

import json

import pytest

from onward.agreements.populations import (
    Asked,
    Group,
    Population,
    Reading,
    Verdict,
    population_of,
)

IN, OUT, UNDETERMINED = Verdict
EIGHTEEN_AND_NINETEEN = Group(from_age=18, to_age=19)
RECITALS = Reading(
    place="recital D",
    groups=(
        EIGHTEEN_AND_NINETEEN,
        Group(from_age=20, to_age=24, with_learning_difficulty=True),
    ),
)
DEFINITION = Reading(place="clause 1.1", groups=(Group(from_age=16, to_age=19),))
ANNEX = Reading(
    place="annex B",
    groups=(
        EIGHTEEN_AND_NINETEEN,
        Group(
            from_age=20,
            to_age=25,
            with_learning_difficulty=True,
            unclear_ages=(25,),
        ),
    ),
)
MEMORANDUM = Population(readings=(RECITALS, DEFINITION, ANNEX))


def person(age, learning_difficulty=False):
    return Asked(age=age, has_learning_difficulty=learning_difficulty)


@pytest.mark.parametrize(
    ("asked", "chosen", "verdict"),
    [
        (person(22, learning_difficulty=True), "", UNDETERMINED),
        (person(22, learning_difficulty=True), "recital D", IN),
        (person(22, learning_difficulty=True), "clause 1.1", OUT),
        (person(22), "", OUT),
        (person(17), "", UNDETERMINED),
        (person(19), "", IN),
        (person(24, learning_difficulty=True), "", UNDETERMINED),
        (person(24, learning_difficulty=True), "recital D", IN),
        (person(25, learning_difficulty=True), "recital D", OUT),
        (person(25, learning_difficulty=True), "annex B", UNDETERMINED),
        (person(20), "", OUT),
    ],
)
def test_only_what_every_place_says_is_determined_without_a_note(asked, chosen, verdict):
    """REQ-002-086, REQ-002-103"""
    assert MEMORANDUM.verdict(asked, chosen=chosen) == verdict


@pytest.mark.parametrize("asked", [person(None), person(22, learning_difficulty=None)])
def test_what_is_not_known_of_a_person_leaves_it_open(asked):
    assert MEMORANDUM.verdict(asked, chosen="recital D") == UNDETERMINED


def test_what_is_not_known_and_makes_no_difference_is_not_asked():
    assert MEMORANDUM.verdict(person(19, learning_difficulty=None)) == IN


def test_two_places_that_differ_are_contested():
    assert MEMORANDUM.is_contested
    assert not Population(readings=(RECITALS,)).is_contested


def test_an_agreement_that_names_no_one_is_about_anyone():
    assert Population().verdict(person(None)) == IN


def test_what_is_kept_with_an_agreement_reads_as_it_was_written():
    kept = json.loads(json.dumps(MEMORANDUM.as_rows()))

    assert population_of(kept) == MEMORANDUM
