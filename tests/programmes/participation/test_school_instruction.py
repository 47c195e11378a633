from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.school_instruction import (
    ALWAYS,
    Decider,
    Instruction,
    Stands,
    gateway,
    may_be_taken_in,
    stands,
)

BORN = date(2010, 1, 20)
PARENT_REFUSES = Instruction(by=Decider.PARENT, on=date(2025, 11, 1), refuses=True)
SENT = frozenset(ALWAYS | {"email", "telephone", "ethnic_group"})

items = st.frozensets(st.sampled_from(sorted(SENT)))
instructions = st.lists(
    st.builds(
        Instruction,
        by=st.sampled_from(Decider),
        on=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
        refuses=st.booleans(),
    )
)


def test_a_refusing_parent_leaves_names_address_birth_date_and_the_parents_own():
    """`ccis.md` 9b.17"""
    stand = stands([PARENT_REFUSES], born=BORN, on=date(2025, 12, 1))

    assert stand is Stands.REFUSED
    assert may_be_taken_in(SENT, stands=stand) == ALWAYS
    assert gateway(BORN, on=date(2025, 12, 1)) == "Education and Skills Act 2008 s.72"


def test_from_the_sixteenth_birthday_the_young_person_is_asked():
    """`ccis.md` 9b.17"""
    birthday = date(2026, 1, 20)

    assert stands([PARENT_REFUSES], born=BORN, on=date(2026, 1, 19)) is Stands.REFUSED
    assert stands([PARENT_REFUSES], born=BORN, on=birthday) is Stands.ASK
    assert may_be_taken_in(SENT, stands=Stands.ASK) == ALWAYS
    own_word = Instruction(by=Decider.YOUNG_PERSON, on=birthday, refuses=False)
    assert stands([own_word, PARENT_REFUSES], born=BORN, on=birthday) is Stands.ALLOWED


def test_a_child_under_sixteen_cannot_overrule_the_parent():
    own_word = Instruction(by=Decider.YOUNG_PERSON, on=date(2025, 11, 2), refuses=False)

    assert stands([PARENT_REFUSES, own_word], born=BORN, on=date(2025, 12, 1)) is Stands.REFUSED


def test_after_compulsory_schooling_another_section_applies():
    assert gateway(BORN, on=date(2026, 6, 27)) == "Education and Skills Act 2008 s.14"


def test_one_authoritys_practice_takes_the_address_out_too():
    kept = may_be_taken_in(SENT, stands=Stands.REFUSED, without_address=True)

    assert kept == {"forename", "surname", "date_of_birth", "parent_name"}


@given(items, instructions, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_the_basics_always_pass_and_the_rest_never_against_a_refusal(items, instructions, on):
    stand = stands(instructions, born=BORN, on=on)
    kept = may_be_taken_in(items, stands=stand)

    assert kept <= items
    assert items & ALWAYS <= kept
    if stand in {Stands.REFUSED, Stands.ASK}:
        assert kept <= ALWAYS
    else:
        assert kept == items
