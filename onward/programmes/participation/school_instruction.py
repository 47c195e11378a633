"""What a school may tell the authority once somebody has said no to it.

The Education and Skills Act 2008 always lets it give names, address, birth date and the same of a
parent (s.72 in compulsory schooling, s.14 after); anything else not against the instruction of
the parent of somebody under 16, or of the person from then on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.years import leaves_compulsory_education_on
from onward.values.ages import age_on

DECIDES_FROM_AGE = 16
DOUBTS = (Doubt.ASKED_AT_SIXTEEN,)
ALWAYS = frozenset(
    {
        "forename",
        "surname",
        "date_of_birth",
        "address",
        "postcode",
        "parent_name",
        "parent_address",
    }
)
# Stricter than the statute: one authority takes these out too.
PLACE = frozenset({"address", "postcode", "parent_address"})


class Decider(StrEnum):
    """Who may say no."""

    PARENT = "PARENT"
    YOUNG_PERSON = "YOUNG_PERSON"


class Stands(StrEnum):
    """Where the question stands."""

    NOTHING_SAID = "NOTHING_SAID"
    REFUSED = "REFUSED"
    ALLOWED = "ALLOWED"
    ASK = "ASK"


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """What a parent or the young person told the school on a day."""

    by: Decider
    on: date
    refuses: bool


def decider(born: date, *, on: date) -> Decider:
    is_of_age = age_on(on, born=born) >= DECIDES_FROM_AGE
    return Decider.YOUNG_PERSON if is_of_age else Decider.PARENT


def gateway(born: date, *, on: date) -> str:
    """The section under which the school gives: s.72 in compulsory schooling, s.14 after it."""
    is_compulsory = on <= leaves_compulsory_education_on(born)
    return f"Education and Skills Act 2008 s.{72 if is_compulsory else 14}"


def stands(instructions: Iterable[Instruction], *, born: date, on: date) -> Stands:
    """The last word of who decides today; ASK where only the other one has refused."""
    said = sorted((each for each in instructions if each.on <= on), key=lambda each: each.on)
    own = [each for each in said if each.by is decider(born, on=on)]
    if own:
        return Stands.REFUSED if own[-1].refuses else Stands.ALLOWED
    return Stands.ASK if said and said[-1].refuses else Stands.NOTHING_SAID


def may_be_taken_in(
    items: Iterable[str], *, stands: Stands, without_address: bool = False
) -> frozenset[str]:
    """Which of a school's items may be kept; `without_address` is a local, stricter practice.

    Until the young person has been asked, as if refused.
    """
    if stands in {Stands.NOTHING_SAID, Stands.ALLOWED}:
        return frozenset(items)
    allowed = ALWAYS - PLACE if without_address else ALWAYS
    return frozenset(items) & allowed
