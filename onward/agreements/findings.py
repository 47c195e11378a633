"""What a text says twice, or not at all: found before anybody signs, decided by a named person.

An agreement with a problem (`lint`) cannot be drawn up. One with a finding can, for the text is as
the parties wrote it; but nothing passes under it until somebody has noted what counts.
Source: domain/privacy.md 4.8.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.agreements.gateways import gateways
from onward.agreements.kinds import PRIVATE_KINDS
from onward.agreements.terms import Definition, Form, StandardAgreement

NOT_STATED = "not stated"
LOW = "L"
SHARING_CODE_FROM = date(2021, 10, 5)
# What the code asks of an agreement beside purpose, parties, items and grounds, without which no
# text is drawn up, and retention and rights, which are findings of their own.
ASKED_BY_THE_CODE = ("quality", "security", "staff", "review", "breach", "ending")
RIGHTS = "rights"
POPULATION = "population"
_NUMBERED = re.compile(r"clause (\d+)")


class Code(StrEnum):
    """What kind of defect it is."""

    BLANK_PROVISION = "BLANK_PROVISION"
    NUMBER_MISSING = "NUMBER_MISSING"
    NO_SUCH_PLACE = "NO_SUCH_PLACE"
    DEFINED_TWICE = "DEFINED_TWICE"
    POPULATION_CONTESTED = "POPULATION_CONTESTED"
    NOT_ON_THE_LIST = "NOT_ON_THE_LIST"
    RETENTION_NOT_STATED = "RETENTION_NOT_STATED"
    NO_RIGHTS_ROUTE = "NO_RIGHTS_ROUTE"
    SIGNED_AFTER_START = "SIGNED_AFTER_START"
    GATEWAY_IN_DOUBT = "GATEWAY_IN_DOUBT"
    MEMORANDUM_ALONE = "MEMORANDUM_ALONE"
    NOT_COVERED = "NOT_COVERED"


# In force from the last signature whatever day the text bears: to be seen, not to be decided.
SHOWN_ONLY = frozenset({Code.SIGNED_AFTER_START})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One defect: what it is about, in plain words, and the places a note may choose between."""

    code: Code
    about: str
    says: str
    choices: tuple[str, ...] = ()


def findings_of(agreement: StandardAgreement) -> tuple[Finding, ...]:
    """Everything in the text that a person must decide, in the order of the text's parts."""
    return (
        *_of_provisions(agreement),
        *_of_numbers(agreement),
        *_of_definitions(agreement.definitions),
        *_of_the_population(agreement),
        *_of_what_is_missing(agreement),
        *_of_the_law(agreement),
        *_of_its_form(agreement),
        *_of_the_sharing_code(agreement),
    )


def signed_after_start(*, party: str, signed_on: date, starts_on: date) -> Finding | None:
    """A signature later than the day the text bears; nothing passed rightly before it."""
    if signed_on <= starts_on:
        return None
    return Finding(
        code=Code.SIGNED_AFTER_START,
        about=party,
        says=f"{party} signed on {signed_on}, after the day the text bears, {starts_on}.",
    )


def _of_provisions(agreement: StandardAgreement) -> Iterator[Finding]:
    places = {provision.place for provision in agreement.provisions}
    permitted = {permit.item for permit in agreement.permits}
    for provision in agreement.provisions:
        if not provision.says.strip():
            yield Finding(
                code=Code.BLANK_PROVISION,
                about=provision.place,
                says=f"{provision.place} is blank.",
            )
        for place in provision.refers_to:
            if place not in places:
                yield Finding(
                    code=Code.NO_SUCH_PLACE,
                    about=place,
                    says=f"{provision.place} refers to {place}, which the text does not have.",
                )
        for item in provision.items:
            if item not in permitted:
                yield Finding(
                    code=Code.NOT_ON_THE_LIST,
                    about=item,
                    says=f"{provision.place} speaks of {item}, which is not on the list of items.",
                )


def _of_numbers(agreement: StandardAgreement) -> Iterator[Finding]:
    found = (_NUMBERED.match(provision.place) for provision in agreement.provisions)
    numbers = {int(match[1]) for match in found if match}
    for number in range(1, max(numbers, default=0)):
        if number not in numbers:
            yield Finding(
                code=Code.NUMBER_MISSING,
                about=f"clause {number}",
                says=f"The numbering leaves clause {number} out.",
            )


def _of_definitions(definitions: Iterable[Definition]) -> Iterator[Finding]:
    of_term: dict[str, list[Definition]] = {}
    for definition in definitions:
        of_term.setdefault(definition.term, []).append(definition)
    for term, given in of_term.items():
        if len({definition.means for definition in given}) > 1:
            meanings = "; ".join(f"{each.place}: {each.means}" for each in given)
            yield Finding(
                code=Code.DEFINED_TWICE,
                about=term,
                says=f'"{term}" has more than one meaning ({meanings}).',
                choices=tuple(definition.place for definition in given),
            )


def _of_the_population(agreement: StandardAgreement) -> Iterator[Finding]:
    population = agreement.population
    if population.is_contested:
        places = tuple(reading.place for reading in population.readings)
        yield Finding(
            code=Code.POPULATION_CONTESTED,
            about=POPULATION,
            says=f"Whom it is about is said differently in {', '.join(places)}.",
            choices=places,
        )


def _of_what_is_missing(agreement: StandardAgreement) -> Iterator[Finding]:
    if agreement.retention.strip().casefold().startswith(NOT_STATED):
        yield Finding(
            code=Code.RETENTION_NOT_STATED,
            about="retention",
            says="It does not say how long anything is kept.",
        )
    if agreement.provisions and not any(each.about == RIGHTS for each in agreement.provisions):
        yield Finding(
            code=Code.NO_RIGHTS_ROUTE,
            about="rights",
            says="It does not say who answers a person's request or complaint.",
        )


def _of_the_law(agreement: StandardAgreement) -> Iterator[Finding]:
    """A statute that nobody here has read, or of which it is not known whether it is in force."""
    for code in sorted({permit.gateway for permit in agreement.permits}):
        gateway = gateways()[code]
        if gateway.confidence == LOW:
            yield Finding(
                code=Code.GATEWAY_IN_DOUBT,
                about=code,
                says=f"What is known of {gateway.title}: {gateway.source}.",
            )


def _of_its_form(agreement: StandardAgreement) -> Iterator[Finding]:
    """A memorandum by itself is an agreement between public bodies alone (ICO sharing code)."""
    private = sorted(role.code for role in agreement.roles if role.kinds & PRIVATE_KINDS)
    if agreement.form is Form.MEMORANDUM and private:
        yield Finding(
            code=Code.MEMORANDUM_ALONE,
            about="form",
            says=f"A memorandum alone does not bind {', '.join(private)}, which may be private.",
        )


def _of_the_sharing_code(agreement: StandardAgreement) -> Iterator[Finding]:
    """What the code of 5 October 2021 asks for and the text is silent about, in one finding."""
    last = agreement.effective_to
    if last is not None and last < SHARING_CODE_FROM:
        return
    said = {provision.about for provision in agreement.provisions}
    if silent := [topic for topic in ASKED_BY_THE_CODE if topic not in said]:
        yield Finding(
            code=Code.NOT_COVERED,
            about="data sharing code",
            says=f"It says nothing of what the data sharing code asks for: {', '.join(silent)}.",
        )
