"""What the levels of a pair weigh, in bits: for the same person, and for a relative.

A weight is log2 of how much oftener the level occurs among such pairs than among
strangers. How often it occurs among strangers depends, for what agrees, on how common
the name, date or home is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import Compared, compare, confused
from onward.matching.frequencies import Frequencies
from onward.matching.hashing import together
from onward.matching.levels import FIELDS, Born, First, Last, Order, Place
from onward.matching.model import Model, Profile
from onward.matching.table import Table

Index = NDArray[np.int64]
Bits = NDArray[np.float64]
Chances = NDArray[np.float64]

# Whole names that are not in the table of frequencies occur one to four times. These many
# others of the name are then reckoned with at least and at most.
FEWEST_OTHERS, MOST_OTHERS = 0.05, 3.0
LARGEST_HOUSEHOLD = 6
SPREAD_OF_DATES = 5.0
LEAST_OF_A_SLIP = 0.5
"""Of the usual chance of a slip, what the rarest names keep."""
BITS_OF_A_LOG = 1 / float(np.log(2))
OTHER_NAME = {"first": "last", "last": "first"}


@dataclass(frozen=True, kw_only=True)
class Chance:
    """Natural logarithms, a pair each: of its levels among strangers, by field, and of the
    whole name beside what first name and surname apart would say."""

    fields: dict[str, Bits]
    whole: Bits


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Bits of each pair for the same person by field, of the whole name, and for each relative."""

    fields: dict[str, Bits]
    whole: Bits
    relatives: dict[str, Bits]
    start: float
    relative_start: float

    def at(self, pairs: Index) -> "Evidence":
        return Evidence(
            fields={name: bits[pairs] for name, bits in self.fields.items()},
            whole=self.whole[pairs],
            relatives={name: bits[pairs] for name, bits in self.relatives.items()},
            start=self.start,
            relative_start=self.relative_start,
        )

    @property
    def same(self) -> Bits:
        """Same person against stranger, without the odds at the start."""
        total: Bits = np.sum([*self.fields.values(), self.whole], axis=0)
        return total

    @property
    def relative(self) -> Bits:
        """Any relative against stranger, without the odds at the start."""
        any_of_them: Bits = np.logaddexp2.reduce(list(self.relatives.values()), axis=0)
        return any_of_them

    @property
    def kinship(self) -> Bits:
        """What the possibility of a relative takes away: never above zero."""
        taken: Bits = np.logaddexp2(0.0, self.relative_start + self.relative)
        return -taken

    @property
    def total(self) -> Bits:
        """log2 of the odds that the two are one person, before rivals are counted."""
        return self.start + self.same + self.kinship


def weigh(compared: Compared, chance: Chance, model: Model) -> Evidence:
    """The evidence of pairs under a model."""
    whole = -chance.whole / np.log(2)
    rows = model.frequencies.rows
    return Evidence(
        fields=_all_bits(model.same, compared, chance),
        whole=whole,
        relatives={
            kin.name: np.log2(kin.share)
            + np.sum([*_all_bits(kin.profile, compared, chance).values(), whole], axis=0)
            for kin in model.relatives
        },
        start=float(np.log2(model.same_a_row / rows)),
        relative_start=float(np.log2(model.relatives_a_row / rows)),
    )


def _all_bits(profile: Profile, compared: Compared, chance: Chance) -> dict[str, Bits]:
    return {
        name: _bits(profile[name], getattr(compared, name), chance.fields[name]) for name in FIELDS
    }


def _bits(profile: Chances, levels: NDArray[np.int8], among_strangers: Bits) -> Bits:
    """What is missing on either side weighs nothing: its chance is 0 in every profile."""
    with np.errstate(divide="ignore"):
        found = np.log(profile)[levels]
    missing = ~np.isfinite(found)
    bits: Bits = np.where(missing, 0.0, found - np.where(missing, 0.0, among_strangers))
    return bits * BITS_OF_A_LOG


def levels(
    asking: Table, asks: Index, kept: Table, rows: Index, frequencies: Frequencies
) -> Compared:
    """The levels of pairs, with what the frequencies say of slips."""
    compared = compare(asking, asks, kept, rows)
    slips = np.flatnonzero(compared.first == First.SLIP)
    straight = compared.order[slips] == Order.STRAIGHT
    ours = np.where(straight, asking.first[asks[slips]], asking.last[asks[slips]])
    theirs = kept.names.head[kept.first[rows[slips]]]
    in_use = np.zeros(len(compared), dtype=bool)
    in_use[slips] = (frequencies.count("head", asking.names.head[ours]) > 0) & (
        frequencies.count("head", theirs) > 0
    )
    return confused(compared, in_use)


def chance(
    compared: Compared, asking: Table, asks: Index, kept: Table, rows: Index, *,
    unrelated: Profile, frequencies: Frequencies,
) -> Chance:  # fmt: skip
    """How likely the levels of pairs are among strangers, the values given."""
    found = {}
    for name in FIELDS:
        with np.errstate(divide="ignore"):
            found[name] = np.log(unrelated[name])[getattr(compared, name)]
    _names(found, compared, asking, asks, kept, rows, frequencies)
    _dates(found["born"], compared, kept, rows, frequencies)
    _homes(found["place"], compared, kept, rows, frequencies)
    return Chance(fields=found, whole=_whole(compared, kept, rows, frequencies))


@dataclass(frozen=True, kw_only=True)
class _Weighed:
    """A level whose chance is that of the names: which count of which column says it.

    `both` takes the commoner of the two names: a rare spelling may be a slip of a common one.
    """

    field: str
    level: int
    kind: str
    column: str
    both: bool = False
    least: float = 0.0


_WEIGHED = (
    _Weighed(field="first", level=First.EQUAL, kind="first", column="whole"),
    _Weighed(field="first", level=First.HEAD, kind="head", column="head"),
    _Weighed(field="first", level=First.ALIKE, kind="first_sound", column="sound", both=True),
    _Weighed(
        field="first", level=First.SLIP, kind="head", column="head", both=True,
        least=LEAST_OF_A_SLIP,
    ),
    _Weighed(
        field="first", level=First.CONFUSED, kind="head", column="head", both=True,
        least=LEAST_OF_A_SLIP,
    ),
    _Weighed(field="last", level=Last.EQUAL, kind="last", column="whole"),
    _Weighed(field="last", level=Last.ALIKE, kind="last_sound", column="last_sound", both=True),
    _Weighed(
        field="last", level=Last.SLIP, kind="last", column="whole", both=True,
        least=LEAST_OF_A_SLIP,
    ),
)  # fmt: skip


def _names(
    found: dict[str, Bits], compared: Compared, asking: Table, asks: Index, kept: Table,
    rows: Index, frequencies: Frequencies,
) -> None:  # fmt: skip
    for each in _WEIGHED:
        here = np.flatnonzero(getattr(compared, each.field) == each.level)
        theirs = getattr(kept, each.field)[rows[here]]
        share = frequencies.share(each.kind, getattr(kept.names, each.column)[theirs])
        if each.both:
            exchanged = compared.order[here] == Order.EXCHANGED
            straight, other = getattr(asking, each.field), getattr(asking, OTHER_NAME[each.field])
            ours = np.where(exchanged, other[asks[here]], straight[asks[here]])
            mine = frequencies.share(each.kind, getattr(asking.names, each.column)[ours])
            share = np.maximum(share, mine)
        share = np.maximum(share, np.exp(found[each.field][here]) * each.least)
        found[each.field][here] = np.log(share)


def _dates(
    found: Bits, compared: Compared, kept: Table, rows: Index, frequencies: Frequencies
) -> None:
    here = np.flatnonzero(compared.born == Born.EQUAL)
    count = frequencies.count("born", kept.born[rows[here]].astype(np.uint64))
    usual = np.exp(found[here]) * frequencies.rows
    shrunk = (count + SPREAD_OF_DATES * usual) / (1 + SPREAD_OF_DATES)
    found[here] = np.log(np.maximum(np.maximum(count, shrunk), 1.0) / frequencies.rows)


def _homes(
    found: Bits, compared: Compared, kept: Table, rows: Index, frequencies: Frequencies
) -> None:
    here = np.flatnonzero(compared.place == Place.HOUSE)
    house = together(kept.postcode[rows[here]], kept.door[rows[here]])
    crowd = np.maximum(frequencies.count("house", house) - LARGEST_HOUSEHOLD, 1.0)
    found[here] = np.log(crowd / frequencies.rows)
    here = np.flatnonzero(compared.place == Place.POSTCODE)
    found[here] = np.log(frequencies.share("postcode", kept.postcode[rows[here]]))


def _whole(compared: Compared, kept: Table, rows: Index, frequencies: Frequencies) -> Bits:
    """How much oftener the two names come together than apart they would."""
    found = np.zeros(len(compared))
    alike = (compared.first <= First.ALIKE) & (
        (compared.last == Last.EQUAL) | (compared.last == Last.ALIKE)
    )
    exact = alike & (compared.first <= First.HEAD) & (compared.last == Last.EQUAL)
    names, share = kept.names, frequencies.share
    for here, kinds, one, other in (
        (np.flatnonzero(exact), ("whole", "head", "last"), names.head, names.whole),
        (np.flatnonzero(alike & ~exact), ("sounds", "first_sound", "last_sound"),
         names.sound, names.last_sound),
    ):  # fmt: skip
        first, last = one[kept.first[rows[here]]], other[kept.last[rows[here]]]
        apart = share(kinds[1], first) * share(kinds[2], last)
        count = frequencies.count(kinds[0], together(first, last)) - 1.0
        expected = np.clip(apart * frequencies.rows * frequencies.lift, FEWEST_OTHERS, MOST_OTHERS)
        others = np.where(count > 0, count, expected)
        found[here] = np.log(others / frequencies.rows / apart)
    return found
