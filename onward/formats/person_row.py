"""How a row of a list about young people says whom it is about: the same columns in every list."""

from dataclasses import dataclass, field
from datetime import date

from onward.formats.cells import day, text
from onward.formats.layout import Field
from onward.formats.learner_cells import postcode, upn
from onward.values.postcode import Postcode


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A row about one young person, and where it stands."""

    forename: str
    surname: str
    date_of_birth: date
    postcode: Postcode | None
    upn: str
    row_number: int = field(default=0, compare=False)


def person_columns(*, born: str = "date_of_birth") -> tuple[Field, ...]:
    """The columns of such a row; `born` heads the date of birth."""
    return (
        Field("forename", text(longest=100)),
        Field("surname", text(longest=100)),
        Field(born, day(), "date_of_birth"),
        Field("postcode", postcode(), required=False),
        Field("upn", upn(), required=False),
    )
