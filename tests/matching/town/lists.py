"""What an authority keeps about a town's people, a list it is sent, and the truth between them."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from tests.matching.town import slips, variants
from tests.matching.town.people import Town, a_town
from tests.matching.town.rows import Text, Written

Numbers = NDArray[np.int64]
Tags = dict[str, NDArray[np.bool_]]


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How often a row of a list differs from the truth, by what happened. All are guesses."""

    moved: float = 0.22
    surname_changed: float = 0.022
    respelt_first: float = 0.042
    respelt_last: float = 0.026
    nickname: float = 0.012
    middle_given: float = 0.12
    middle_as_first: float = 0.006
    custom: float = 0.015
    mistyped_first: float = 0.036
    mistyped_last: float = 0.036
    exchanged: float = 0.0065
    born_swapped: float = 0.007
    born_digit: float = 0.006
    born_year: float = 0.003
    first_of_january: float = 0.001
    no_born: float = 0.003
    no_postcode: float = 0.017
    no_address: float = 0.015
    postcode_slip: float = 0.025
    readdressed: float = 0.35
    initial: float = 0.004
    no_sex: float = 0.5
    wrong_sex: float = 0.002
    known_before: float = 0.2

    def times(self, factor: float) -> "Rates":
        usual = ("readdressed", "no_sex", "known_before")
        scaled = {
            each.name: min(getattr(self, each.name) * factor, 0.5)
            for each in fields(self)
            if each.name not in usual
        }
        return replace(self, **scaled)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A base with former names and addresses, a list, and who is truly who.

    `former_of` says which base row a former row belongs to. People are numbers; a listed
    person who is nowhere in `base_person` is unknown to the base.
    """

    base: Written
    base_person: Numbers
    former: Written
    former_of: Numbers
    listed: Written
    listed_person: Numbers
    known: NDArray[np.bool_]
    origin: Text
    tags: Tags


def a_case(*, seed: int, base: int = 100_000, listed: int = 5_000, hard: bool = False) -> Case:
    """One town, its records and one list; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    town = a_town(int(base * 1.12) + 3 * listed, rng=rng, diverse=hard)
    rates = Rates().times(2.3) if hard else Rates()
    known_people, strangers, relatives = _who(town, base, rng)
    chosen = _on_the_list((known_people, strangers, relatives), town.twin, listed, rng)
    known = np.isin(chosen, known_people)
    truth = town.truly.at(chosen)
    other, tags = _life(town, chosen, truth, rates, rng)
    now_known = known & (rng.random(listed) < rates.known_before)
    twice = rng.choice(known_people, size=int(base * 0.012))
    base_person = np.concatenate([known_people, twice])
    current = town.truly.at(base_person)
    former, former_of = _history(base_person, chosen, now_known, truth, other, town, rng)
    _show_new(current, base_person, chosen, other, now_known)
    listed_rows = _pick(now_known, truth, other)
    tags["in the list's past"] = now_known & (tags["moved"] | tags["surname changed"])
    own = replace(rates.times(0.35), no_sex=0.02)
    _blemish(current, town, base_person, own, rng)
    tags |= _blemish(listed_rows, town, chosen, rates, rng)
    tags["twin"] = town.twin[chosen]
    return Case(
        base=current, base_person=base_person, former=former, former_of=former_of,
        listed=listed_rows, listed_person=chosen, known=known, origin=town.origin[chosen],
        tags=tags,
    )  # fmt: skip


def _who(town: Town, base: int, rng: np.random.Generator) -> tuple[Numbers, Numbers, Numbers]:
    """People in the base, people with nobody of theirs in it, and people with a relative in it."""
    houses = int(town.household[-1]) + 1
    outside = rng.random(houses) < 0.08
    inside = np.flatnonzero(~outside[town.household] & (rng.random(len(town)) < 0.93))
    inside = np.sort(rng.permutation(inside)[:base])
    has_known = np.zeros(houses, dtype=bool)
    has_known[town.household[inside]] = True
    absent = np.ones(len(town), dtype=bool)
    absent[inside] = False
    beside = has_known[town.household]
    return inside, np.flatnonzero(absent & ~beside), np.flatnonzero(absent & beside)


def _on_the_list(
    pools: tuple[Numbers, Numbers, Numbers], twin: NDArray[np.bool_], listed: int,
    rng: np.random.Generator,
) -> Numbers:  # fmt: skip
    """70% known; of the rest, 30% a relative of somebody who is, and many of these a twin."""
    relatives = round(listed * 0.09)
    unknown = round(listed * 0.21)
    sizes = (listed - relatives - unknown, unknown, relatives)
    people, strangers, kin = pools
    weight = np.where(twin[kin], TWINS_PREFERRED, 1.0)
    drawn = (
        rng.choice(people, size=sizes[0], replace=False),
        rng.choice(strangers, size=sizes[1], replace=False),
        rng.choice(kin, size=sizes[2], replace=False, p=weight / weight.sum()),
    )
    return rng.permutation(np.concatenate(drawn))


def _life(
    town: Town, chosen: Numbers, truth: Written, rates: Rates, rng: np.random.Generator
) -> tuple[Written, Tags]:
    """The other state of each listed person: a move, another surname. And who had which."""
    moved = rng.random(len(chosen)) < rates.moved
    changed = rng.random(len(chosen)) < rates.surname_changed
    near = rng.random(len(chosen)) < 0.6
    homes = town.homes
    within = (town.home[chosen] + rng.integers(-4_000, 4_000, len(chosen))) % homes.inside
    beyond = rng.integers(homes.inside, len(homes.address), len(chosen))
    to = np.where(near, np.where(rng.random(len(chosen)) < 0.5, within,
                  rng.integers(homes.inside, size=len(chosen))), beyond)  # fmt: skip
    other = truth.at(np.arange(len(chosen)))
    other.address[moved] = homes.address[to[moved]]
    other.postcode[moved] = homes.postcode[to[moved]]
    donors = rng.integers(len(town), size=len(chosen))
    other.last[changed] = town.truly.last[donors[changed]]
    return other, {"moved": moved, "surname changed": changed}


def _history(
    base_person: Numbers, chosen: Numbers, now_known: NDArray[np.bool_], truth: Written,
    other: Written, town: Town, rng: np.random.Generator,
) -> tuple[Written, Numbers]:  # fmt: skip
    """Former rows: of listed people whose list is behind, and of others whom no list asks for."""
    differs = (truth.address != other.address) | (truth.last != other.last)
    mine = np.flatnonzero(now_known & differs)
    place = {person: row for row, person in enumerate(base_person.tolist())}
    of_listed = np.array([place[person] for person in chosen[mine].tolist()], dtype=np.int64)
    others = rng.choice(len(base_person), size=len(base_person) // 20, replace=False)
    past = town.truly.at(base_person[others])
    elsewhere = rng.integers(len(town.homes.address), size=len(others))
    past.address[:] = town.homes.address[elsewhere]
    past.postcode[:] = town.homes.postcode[elsewhere]
    return truth.at(mine).and_then(past), np.concatenate([of_listed, others])


def _show_new(
    current: Written, base_person: Numbers, chosen: Numbers, other: Written,
    now_known: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Where the base is ahead of the list, it shows the later state."""
    row_of = {person: row for row, person in enumerate(chosen.tolist())}
    for row, person in enumerate(base_person.tolist()):
        listed = row_of.get(person)
        if listed is not None and now_known[listed]:
            current.address[row] = other.address[listed]
            current.postcode[row] = other.postcode[listed]
            current.last[row] = other.last[listed]


def _pick(now_known: NDArray[np.bool_], old: Written, new: Written) -> Written:
    return Written(
        **{
            each.name: np.where(now_known, getattr(old, each.name), getattr(new, each.name))
            for each in fields(Written)
        }
    )


TWINS_PREFERRED = 2.5
"""Unknown twins of known people are the hardest of all, and in life fewer than here."""

Change = Callable[[int], None]


def _blemish(
    rows: Written, town: Town, people: Numbers, rates: Rates, rng: np.random.Generator
) -> Tags:
    """Write each row with its slips, in place; say which rows got which."""
    middle, origin = town.middle[people], town.origin[people]

    def name(column: Text, change: Callable[[str, np.random.Generator], str]) -> Change:
        def write(row: int) -> None:
            column[row] = change(column[row], rng)

        return write

    def exchange(row: int) -> None:
        rows.first[row], rows.last[row] = rows.last[row], rows.first[row]

    def born(change: Callable[[str], str]) -> Change:
        def write(row: int) -> None:
            rows.born[row] = change(rows.born[row])

        return write

    def with_middle(row: int) -> None:
        if middle[row]:
            rows.first[row] = f"{rows.first[row]} {middle[row]}"

    def middle_only(row: int) -> None:
        rows.first[row] = middle[row] or rows.first[row]

    def custom(row: int) -> None:
        _by_custom(rows, row, middle[row], origin[row], rng)

    def blank(column: Text) -> Change:
        def write(row: int) -> None:
            column[row] = ""

        return write

    def initial(row: int) -> None:
        rows.first[row] = rows.first[row][0]

    def other_sex(row: int) -> None:
        rows.sex[row] = "F" if rows.sex[row] == "M" else "M"

    often = np.where(np.isin(origin, _OFTEN_RESPELT), 2.6, 0.55)
    shaped = np.where(np.isin(origin, _BY_CUSTOM), 6.0, 0.6)
    unsure = np.where(np.isin(origin, ("somali", "arab_kurdish_turkish", "african")), 8.0, 0.4)
    steps: list[tuple[str, NDArray[np.float64] | float, Change]] = [
        ("respelt first name", rates.respelt_first * often, name(rows.first, variants.respelt)),
        ("respelt surname", rates.respelt_last * often, name(rows.last, variants.respelt)),
        ("nickname", rates.nickname, name(rows.first, variants.shortened)),
        ("custom", rates.custom * shaped, custom),
        ("middle as first", rates.middle_as_first, middle_only),
        ("middle given", rates.middle_given, with_middle),
        ("first mistyped", rates.mistyped_first, name(rows.first, slips.mistyped)),
        ("surname mistyped", rates.mistyped_last, name(rows.last, slips.mistyped)),
        ("initial only", rates.initial, initial),
        ("names exchanged", rates.exchanged, exchange),
        ("day and month swapped", rates.born_swapped, born(slips.swapped)),
        ("birth date digit", rates.born_digit, born(lambda day: slips.one_digit(day, rng))),
        ("birth year", rates.born_year, born(lambda day: slips.other_year(day, rng))),
        ("1 January", rates.first_of_january * unsure, born(lambda day: day[:4] + "-01-01")),
        ("address otherwise", rates.readdressed,
         name(rows.address, slips.readdressed)),
        ("postcode slip", rates.postcode_slip, name(rows.postcode, slips.postcode_slip)),
        ("postcode missing", rates.no_postcode, blank(rows.postcode)),
        ("address missing", rates.no_address, blank(rows.address)),
        ("birth date missing", rates.no_born, blank(rows.born)),
        ("sex wrong", rates.wrong_sex, other_sex),
        ("sex missing", rates.no_sex, blank(rows.sex)),
    ]  # fmt: skip
    tags = {}
    for tag, rate, change in steps:
        hit = rng.random(len(rows)) < rate
        for row in np.flatnonzero(hit).tolist():
            change(row)
        tags[tag] = hit
    return tags


_OFTEN_RESPELT = (
    "pakistani", "bangladeshi", "somali", "arab_kurdish_turkish", "sikh", "chinese_vietnamese",
)  # fmt: skip
_BY_CUSTOM = ("somali", "sikh", "chinese_vietnamese", "portuguese_romanian", "bangladeshi")


def _by_custom(rows: Written, row: int, middle: str, origin: str, rng: np.random.Generator) -> None:
    """Write a name as another office reads its custom: which part is the surname, what is left."""
    first, last = rows.first[row], rows.last[row]
    parts = last.replace("-", " ").split()
    match origin:
        case "somali":
            rows.last[row] = middle if middle and rng.random() < 0.5 else f"{middle} {last}".strip()
        case "sikh" if middle and rng.random() < 0.6:
            rows.first[row], rows.last[row] = first, middle
        case "sikh":
            rows.last[row] = f"{middle} {last}".strip()
        case "bangladeshi" | "pakistani":
            faith = "Md" if rows.sex[row] == "M" else "Mst"
            rows.first[row] = f"{faith} {first}" if rng.random() < 0.5 else first
            rows.last[row] = (
                last if rng.random() < 0.6 else str(rng.choice(("Begum", "Miah", "Bibi")))
            )
        case "chinese_vietnamese":
            rows.first[row] = first.replace(" ", "") if rng.random() < 0.5 else first.split()[-1]
        case _ if last.startswith(("ap ", "ab ")):
            rows.last[row] = last[3:]
        case _ if last.startswith(("Mc", "Mac", "O'")):
            rows.last[row] = (
                last.replace("Mc", "Mac", 1) if "Mc" in last else last.replace("O'", "", 1)
            )
        case _ if len(parts) > 1:
            rows.last[row] = parts[int(rng.integers(len(parts)))]
        case _ if last.endswith(("ski", "ska")):
            rows.last[row] = last[:-1] + ("a" if last.endswith("i") else "i")
        case _:
            pass
