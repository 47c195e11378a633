"""How alike two rows are, field by field: the levels, the best first.

The order of the levels is that of the weights in a model, and they are stored by name.
"""

from enum import IntEnum


class First(IntEnum):
    """First names: the first word decides before the rest."""

    EQUAL = 0
    HEAD = 1  # the first word is one, other words differ or are left out
    ALIKE = 2  # pet name, spelling or same sound
    SLIP = 3  # one slip of the pen
    WORD = 4  # they share another word
    INITIAL = 5  # one is the initial or the beginning of the other
    CONFUSED = 6  # one slip apart, but both are names in use
    NEAR = 7
    OTHER = 8
    MISSING = 9


class Last(IntEnum):
    """Surnames, of which compounds may give a part only."""

    EQUAL = 0
    WORD = 1  # part of a compound
    ALIKE = 2
    SLIP = 3
    GIVEN = 4  # the surname of one stands among the first names of the other
    NEAR = 5
    CUSTOM = 6  # they differ, and one is a name that custom adds or leaves out
    OTHER = 7
    MISSING = 8


class Order(IntEnum):
    """Whether the names stand in each other's field."""

    STRAIGHT = 0
    EXCHANGED = 1


class Born(IntEnum):
    EQUAL = 0
    TURNED = 1  # day and month changed round
    DIGIT = 2  # one digit differs
    PART = 3  # one of day and month differs by more, or the year by one
    JANUARY = 4  # the year agrees and one is 1 January, as where a day was never known
    YEAR = 5
    OTHER = 6
    GENERATION = 7  # as many years apart as a parent and a child
    MISSING = 8


class Place(IntEnum):
    HOUSE = 0
    ADDRESS = 1  # door and street agree, the postcode does not or is missing
    POSTCODE = 2
    SECTOR = 3
    DISTRICT = 4
    AREA = 5
    OTHER = 6
    MISSING = 7


class Sex(IntEnum):
    EQUAL = 0
    DIFFERENT = 1
    MISSING = 2


FIELDS: dict[str, type[IntEnum]] = {
    "first": First,
    "last": Last,
    "order": Order,
    "born": Born,
    "place": Place,
    "sex": Sex,
}
