"""What a row of a list says of somebody, and what came of looking for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from onward.people.matching.weighing import Near, Person
from onward.people.models import Identifier, Record
from onward.values.names import search_key
from onward.values.postcode import Postcode


class Why(StrEnum):
    """Why a row belongs to no record."""

    NO_MATCH = "NO_MATCH"
    SEVERAL = "SEVERAL"
    NUMBER_CONFLICT = "NUMBER_CONFLICT"
    ALIKE = "ALIKE"


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a row says of the person it is about; a number that it does not give is empty."""

    forename: str
    surname: str
    date_of_birth: date
    postcode: Postcode | None = None
    address: tuple[str, ...] = ()
    sex: str = ""
    numbers: Mapping[Identifier.Kind, str] = field(default_factory=dict)

    @property
    def name(self) -> tuple[str, str]:
        return search_key(self.surname), search_key(self.forename)

    @property
    def postcode_key(self) -> str:
        return self.postcode.text.replace(" ", "") if self.postcode else ""

    @property
    def given_numbers(self) -> Iterable[tuple[str, str]]:
        return ((str(kind), number) for kind, number in self.numbers.items() if number)

    @property
    def person(self) -> Person:
        return Person(
            forename=self.forename,
            surname=self.surname,
            born=self.date_of_birth.isoformat(),
            address=", ".join(self.address),
            postcode=self.postcode.text if self.postcode else "",
            sex=self.sex,
        )

    @property
    def said(self) -> dict[str, object]:
        """All of it, as it is kept while a person has to say who it is."""
        said = vars(self.person) | {"address": list(self.address)} | dict(self.given_numbers)
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Found:
    """The record of a row, or why there is none.

    `by_number` says that a number decided. `near` are the people it may be, the likeliest
    first, where they were weighed; `version` is of the model that weighed them.
    """

    record: Record | None
    why: Why | None = None
    by_number: bool = field(default=False, compare=False)
    in_question: tuple[UUID, ...] = field(default=(), compare=False)
    near: tuple[Near, ...] = field(default=(), compare=False)
    version: str = field(default="", compare=False)
