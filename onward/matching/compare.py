"""Pairs of rows to levels, a whole column at a time; each distinct pair of names once."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from onward.matching.levels import Born, First, Last, Order, Place, Sex
from onward.matching.table import Table
from onward.matching.words import Names

Index = NDArray[np.int64]
Levels = NDArray[np.int8]
Flags = NDArray[np.bool_]

# Below these Jaro-Winkler similarities (Winkler 1990) two names are not near, and no slip.
SLIP_FROM, NEAR_FROM = 0.92, 0.82
SLIP_AT_ALL_FROM = 0.7
# Short names lose too much in their skeletons: Iain and Ewan both sound "an".
ONE_SOUND_FROM = 0.76
SHORTEST_BEGINNING = 3
GENERATION = 14
"""Years between a parent and a child, at least."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Levels of pairs, one number a pair and field, as `levels` has them."""

    first: Levels
    last: Levels
    order: Levels
    born: Levels
    place: Levels
    sex: Levels

    def __len__(self) -> int:
        return len(self.first)

    def at(self, pairs: Index) -> "Compared":
        return Compared(**{each.name: getattr(self, each.name)[pairs] for each in fields(self)})


def compare(asking: Table, asks: Index, kept: Table, rows: Index) -> Compared:
    """The levels of row `asks[n]` of `asking` beside row `rows[n]` of `kept`, for each n."""
    ours, theirs = asking.at(asks), kept.at(rows)
    first, last, order = _names(ours, theirs)
    return Compared(
        first=first,
        last=last,
        order=order,
        born=_born(ours.born.astype(np.int64), theirs.born.astype(np.int64)),
        place=_place(ours, theirs),
        sex=_sex(ours.sex, theirs.sex),
    )


def worth_comparing(asking: Table, asks: Index, kept: Table, rows: Index) -> Flags:
    """Whether a pair with a common key has anything else in common.

    Birth date and one first sound come together by chance, in a large table often. Reads
    numbers only, before any text is compared.
    """
    ours, theirs = asking.names, kept.names
    first, last = asking.first[asks], asking.last[asks]
    their_first, their_last = kept.first[rows], kept.last[rows]
    worth: Flags = ours.sound[first] == theirs.sound[their_first]
    worth |= ours.last_sound[last] == theirs.last_sound[their_last]
    worth |= _both(asking.sector[asks], kept.sector[rows])
    worth |= ours.sound[first] == theirs.last_sound[their_last]
    worth |= ours.last_sound[last] == theirs.sound[their_first]
    worth |= _both(asking.street[asks], kept.street[rows])
    same_day = (asking.born[asks] == kept.born[rows]) & (kept.born[rows] != 0)
    worth |= same_day & _both(asking.door[asks], kept.door[rows])
    return worth


def _both(ours: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> Flags:
    both: Flags = (ours == theirs) & (ours != 0)
    return both


def _names(ours: Table, theirs: Table) -> tuple[Levels, Levels, Levels]:
    first = _first(ours.names, ours.first, theirs.names, theirs.first)
    last = _last(ours.names, ours.last, theirs.names, theirs.last)
    given = (last >= Last.NEAR) & (last < Last.MISSING)
    given[given] = _among_first_names(ours, theirs, np.flatnonzero(given))
    last[given] = Last.GIVEN
    order = np.zeros(len(first), dtype=np.int8)
    # Names that do not agree where they stand may agree in each other's place.
    doubtful = np.flatnonzero((first >= First.SLIP) & (last >= Last.SLIP))
    if not len(doubtful):
        return first, last, order
    crossed_first = _first(ours.names, ours.last[doubtful], theirs.names, theirs.first[doubtful])
    crossed_last = _last(ours.names, ours.first[doubtful], theirs.names, theirs.last[doubtful])
    better = (crossed_first <= First.SLIP) & (crossed_last <= Last.SLIP)
    turned = doubtful[better]
    first[turned], last[turned] = crossed_first[better], crossed_last[better]
    order[turned] = Order.EXCHANGED
    return first, last, order


def _among_first_names(ours: Table, theirs: Table, pairs: Index) -> Flags:
    our_first, our_last = ours.first[pairs], ours.last[pairs]
    their_first, their_last = theirs.first[pairs], theirs.last[pairs]
    found = np.zeros(len(pairs), dtype=bool)
    for place in range(1, ours.names.words.shape[1]):
        found |= _both(ours.names.words[our_first, place], theirs.names.tail[their_last])
        found |= _both(theirs.names.words[their_first, place], ours.names.tail[our_last])
    return found


def _first(ours: Names, mine: Index, theirs: Names, other: Index) -> Levels:
    return _levels(ours, mine, theirs, other, First)


def _last(ours: Names, mine: Index, theirs: Names, other: Index) -> Levels:
    return _levels(ours, mine, theirs, other, Last)


def _levels(
    ours: Names, mine: Index, theirs: Names, other: Index, kind: type[First] | type[Last]
) -> Levels:
    """Levels of names by their place in the two lists of names."""
    codes, back = np.unique(mine * np.int64(len(theirs.texts)) + other, return_inverse=True)
    mine, other = codes // len(theirs.texts), codes % len(theirs.texts)
    level = np.full(len(codes), kind.OTHER, dtype=np.int8)
    equal = ours.whole[mine] == theirs.whole[other]
    _spelling(level, np.flatnonzero(~equal), ours, mine, theirs, other, kind)
    level[equal] = kind.EQUAL
    level[(ours.whole[mine] == 0) | (theirs.whole[other] == 0)] = kind.MISSING
    return level[back]


def _spelling(
    level: Levels, pairs: Index, ours: Names, mine: Index, theirs: Names, other: Index,
    kind: type[First] | type[Last],
) -> None:  # fmt: skip
    """Write the levels of pairs that are not equal: the worst first, the better over it."""
    mine, other = mine[pairs], other[pairs]
    # Of first names the first counts; of surnames all that is written.
    text, form = ("heads", "head_shape") if kind is First else ("texts", "shape")
    our_texts, their_texts = getattr(ours, text)[mine], getattr(theirs, text)[other]
    near, slip, heard = _close(our_texts, their_texts)
    slip |= _both(getattr(ours, form)[mine], getattr(theirs, form)[other])
    found = np.full(len(pairs), kind.OTHER, dtype=np.int8)
    if kind is Last:
        found[ours.customary[mine] | theirs.customary[other]] = Last.CUSTOM
    found[near] = kind.NEAR
    if kind is First:
        begin = np.flatnonzero(_both(ours.begins[mine], theirs.begins[other]))
        begin = begin[_begins(our_texts[begin], their_texts[begin])]
        found[begin] = First.INITIAL
    found[_share_a_word(ours, mine, theirs, other)] = kind.WORD
    if kind is Last:
        found[_one_word_slipped(ours, mine, theirs, other)] = Last.WORD
    found[slip] = kind.SLIP
    found[heard & _one_sound(ours, mine, theirs, other, kind)] = kind.ALIKE
    found[_one_group(ours, mine, theirs, other)] = kind.ALIKE
    if kind is First:
        found[_both(ours.head[mine], theirs.head[other])] = First.HEAD
    level[pairs] = found


def confused(compared: Compared, in_use: Flags) -> Compared:
    """The same, with slips between two names in use told from slips of the pen.

    `in_use` says of each pair whether many bear either first name: Linh is seldom a slip for
    Minh, and may be her twin.
    """
    first = compared.first.copy()
    first[(first == First.SLIP) & in_use] = First.CONFUSED
    return replace(compared, first=first)


def _close(ours: NDArray[np.object_], theirs: NDArray[np.object_]) -> tuple[Flags, ...]:
    """Which texts are near, which are one slip apart, and which may be spellings of one sound."""
    alike = cpdist(ours, theirs, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
    slip = alike >= SLIP_FROM
    doubtful = np.flatnonzero((alike >= SLIP_AT_ALL_FROM) & ~slip)
    apart = cpdist(ours[doubtful], theirs[doubtful], scorer=OSA.distance, dtype=np.int32)
    lengths = np.fromiter(map(len, ours[doubtful]), dtype=np.int64)
    slip[doubtful] = (apart == 1) & (lengths >= SHORTEST_BEGINNING)
    return alike >= NEAR_FROM, slip, alike >= ONE_SOUND_FROM


def _one_word_slipped(ours: Names, mine: Index, theirs: Names, other: Index) -> Flags:
    """Whether of two surnames, one a compound, the last words are a slip apart."""
    found = np.zeros(len(mine), dtype=bool)
    compound = np.flatnonzero(
        (ours.head[mine] != ours.tail[mine]) != (theirs.head[other] != theirs.tail[other])
    )
    found[compound] = _close(ours.tails[mine[compound]], theirs.tails[other[compound]])[1]
    return found


def _begins(ours: NDArray[np.object_], theirs: NDArray[np.object_]) -> Flags:
    def one(a: str, b: str) -> bool:
        short, long = (a, b) if len(a) < len(b) else (b, a)
        return (len(short) == 1 or len(short) >= SHORTEST_BEGINNING) and long.startswith(short)

    return np.fromiter(map(one, ours, theirs), dtype=bool)


def _share_a_word(ours: Names, mine: Index, theirs: Names, other: Index) -> Flags:
    shared = np.zeros(len(mine), dtype=bool)
    for place in range(ours.words.shape[1]):
        word = ours.words[mine, place]
        for their_place in range(theirs.words.shape[1]):
            shared |= _both(word, theirs.words[other, their_place])
    return shared


def _one_sound(
    ours: Names, mine: Index, theirs: Names, other: Index, kind: type[First] | type[Last]
) -> Flags:
    same = _both(ours.sound[mine], theirs.sound[other])
    if kind is Last:
        same &= ours.last_sound[mine] == theirs.last_sound[other]
    return same


def _one_group(ours: Names, mine: Index, theirs: Names, other: Index) -> Flags:
    same = np.zeros(len(mine), dtype=bool)
    for place in range(ours.groups.shape[1]):
        group = ours.groups[mine, place]
        for their_place in range(theirs.groups.shape[1]):
            same |= (group == theirs.groups[other, their_place]) & (group != 0)
    return same


def _born(ours: Index, theirs: Index) -> Levels:
    year, month, day = _apart(ours)
    their_year, their_month, their_day = _apart(theirs)
    same_year, same_month, same_day = year == their_year, month == their_month, day == their_day
    years = np.abs(year - their_year)
    part = (same_year & (same_month | same_day)) | (same_month & same_day & (years == 1))
    first_of_year = (ours % 10_000 == 101) | (theirs % 10_000 == 101)
    level = np.full(len(ours), Born.OTHER, dtype=np.int8)
    level[years >= GENERATION] = Born.GENERATION
    level[same_year] = Born.YEAR
    level[part] = Born.PART
    level[_digits_apart(ours, theirs) == 1] = Born.DIGIT
    level[same_year & first_of_year] = Born.JANUARY
    level[same_year & (month == their_day) & (day == their_month)] = Born.TURNED
    level[ours == theirs] = Born.EQUAL
    level[(ours == 0) | (theirs == 0)] = Born.MISSING
    return level


def _digits_apart(ours: Index, theirs: Index) -> Index:
    apart = np.zeros(len(ours), dtype=np.int64)
    for _ in range(8):
        apart += ours % 10 != theirs % 10
        ours, theirs = ours // 10, theirs // 10
    return apart


def _apart(days: Index) -> tuple[Index, Index, Index]:
    return days // 10_000, days // 100 % 100, days % 100


def _place(ours: Table, theirs: Table) -> Levels:
    """The nearest thing that agrees. Without postcode and street on either side: missing."""
    no_postcode = (ours.postcode == 0) | (theirs.postcode == 0)
    no_street = (ours.street == 0) | (theirs.street == 0)
    level = np.full(len(ours), Place.OTHER, dtype=np.int8)
    level[no_postcode] = Place.MISSING
    level[_both(ours.area, theirs.area)] = Place.AREA
    level[_both(ours.district, theirs.district)] = Place.DISTRICT
    level[_both(ours.sector, theirs.sector)] = Place.SECTOR
    same_postcode = _both(ours.postcode, theirs.postcode)
    same_street = _both(ours.street, theirs.street)
    same_door = _both(ours.door, theirs.door)
    named_house = (ours.door == 0) & (theirs.door == 0) & same_street
    level[same_postcode] = Place.POSTCODE
    level[same_street & same_door] = Place.ADDRESS
    level[same_postcode & (same_door | named_house)] = Place.HOUSE
    level[no_postcode & ~no_street & ~(same_street & same_door)] = Place.OTHER
    return level


def _sex(ours: NDArray[np.int8], theirs: NDArray[np.int8]) -> Levels:
    level = np.where(ours == theirs, Sex.EQUAL, Sex.DIFFERENT).astype(np.int8)
    level[(ours == 0) | (theirs == 0)] = Sex.MISSING
    return level
