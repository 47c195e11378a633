"""Where year 11 means to go: asked in spring, by a code of the return."""

from dataclasses import dataclass
from datetime import date

from onward.formats.nccis.code_lists import code_lists
from onward.programmes.participation.years import YEAR_ELEVEN, year_group

REQUIRED_UNTIL = date(2020, 3, 31)


class UnknownDestination(ValueError):
    """A code that is not one of an intended destination."""


@dataclass(frozen=True)
class IntendedDestination:
    """What somebody in year 11 said on a day. Raises UnknownDestination."""

    code: str
    on: date

    def __post_init__(self) -> None:
        if self.code not in code_lists(on=self.on).intended_destination:
            raise UnknownDestination(f"{self.code} is not an intended destination.")


def is_asked(born: date, *, on: date) -> bool:
    return year_group(born, on=on) == YEAR_ELEVEN


def is_required(born: date, *, on: date) -> bool:
    """Whether the return has to hold one: in year 11, until 2020-21 made it optional."""
    return is_asked(born, on=on) and on <= REQUIRED_UNTIL
