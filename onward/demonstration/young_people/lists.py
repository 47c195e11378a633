"""The lists that arrive in the last days of November, a few rows of each wrong on purpose.

Most rows are about young people of the city, some of them moved, misspelt or renamed since; three
in ten of the department's list are about people nobody there has heard of. Rows are numbered as a
spreadsheet does, the header being row 1.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from onward.demonstration.chance import chance
from onward.demonstration.young_people.city import (
    FURTHER,
    LISTED_ON,
    PROVIDERS,
    SEED,
    schools,
)
from onward.demonstration.young_people.ctf import transfer_file
from onward.demonstration.young_people.people import OLDER, Values, invented
from onward.demonstration.young_people.plan import City, Planned
from onward.formats.dwp_list import NewClaimant, write_new_claimants
from onward.formats.starters_leavers import (
    EducationSpell,
    TrainingSpell,
    write_education_spells,
    write_training_spells,
)
from onward.values.ages import age_on
from onward.values.postcode import Postcode

STRANGERS = 0.3
# Far from the numbers of the people of any city.
FIRST_STRANGER = 700_001
WRONG = {
    "new-claims.csv": (
        ("date_of_birth", "31/02/2007"),
        ("surname", ""),
        ("postcode", "NOWHERE"),
        ("date_of_birth", "tomorrow"),
        ("address_1", ""),
    ),
    "college.csv": (("enddate", "31/11/2025"), ("dfeno", "856"), ("surname", ""), ("dob", "")),
    "training.csv": (("ukprn", "1099"), ("startdate", ""), ("dob", "2008-13-01")),
}


@dataclass(frozen=True)
class ListFile:
    """One file to take in, and how many of its rows are wrong."""

    path: Path
    rows: int
    wrong: int


def write_lists(plan: City, *, folder: Path, seed: int = SEED) -> list[ListFile]:
    """Write every file; the same plan gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    here = [each for each in plan.people if each.is_in_cohort or each.group == OLDER]
    transfer = transfer_file(here, school=schools()[1], seed=seed)
    (folder / transfer.name).write_bytes(transfer.content)
    written = {
        "new-claims.csv": write_new_claimants(_claimants(here, seed=seed)),
        "college.csv": write_education_spells(_college(here)),
        "training.csv": write_training_spells(_training(here)),
    }
    listed = [_spoilt(folder / file, content) for file, content in written.items()]
    return [*listed, ListFile(folder / transfer.name, transfer.count, transfer.wrong)]


def _spoilt(path: Path, content: bytes) -> ListFile:
    """The file with its wrong cells, spread evenly; written past the layout that refuses them."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    wrong = WRONG[path.name]
    step = max(1, len(rows) // len(wrong))
    for row, (column, cell) in zip(rows[step // 2 :: step], wrong, strict=False):
        row[column] = cell
        if column == "startdate":
            row["enddate"] = ""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return ListFile(path, len(rows), len(wrong))


def _claimants(here: Sequence[Planned], *, seed: int) -> list[NewClaimant]:
    of_age = [each for each in here if age_on(LISTED_ON, born=each.born) in {18, 19}]
    count = min(400, max(20, len(here) // 30))
    dice = chance(seed, "new claims")
    strangers = round(count * STRANGERS)
    known = dice.sample(of_age, min(count - strangers, len(of_age)))
    unknown = [
        invented(FIRST_STRANGER + number, group=OLDER, seed=seed)
        for number in range(count - len(known))
    ]
    claimants = [_as_claimed(each.values, dice, seed=seed) for each in known]
    claimants += [_claimant(values) for values in unknown]
    dice.shuffle(claimants)
    return claimants


def _as_claimed(values: Values, dice: Random, *, seed: int) -> NewClaimant:
    """What the jobcentre wrote down: mostly the same, sometimes newer, sometimes wrong."""
    elsewhere = invented(FIRST_STRANGER + 50_000 + dice.randint(0, 9_999), group=OLDER, seed=seed)
    change = dice.choices(
        ("nothing", "moved", "misspelt", "swapped", "renamed"), weights=(58, 18, 12, 6, 6)
    )[0]
    changed = dict(values)
    if change == "moved":
        changed |= {item: elsewhere[item] for item in ("address", "postcode")}
    elif change == "misspelt":
        surname = str(values["surname"])
        changed["surname"] = surname[:-2] + surname[-1] + surname[-2]
    elif change == "swapped":
        changed["date_of_birth"] = _swapped(date.fromisoformat(str(values["date_of_birth"])))
    elif change == "renamed":
        changed["surname"] = elsewhere["surname"]
    return _claimant(changed)


def _swapped(day: date) -> str:
    return (day.replace(month=day.day, day=day.month) if day.day <= 12 else day).isoformat()


def _claimant(values: Mapping[str, object]) -> NewClaimant:
    lines = values["address"]
    return NewClaimant(
        forename=str(values["forename"]),
        surname=str(values["surname"]),
        address=tuple(map(str, lines)) if isinstance(lines, list) else (),
        postcode=_postcode(values),
        date_of_birth=date.fromisoformat(str(values["date_of_birth"])),
    )


def _college(here: Sequence[Planned]) -> list[EducationSpell]:
    """Who left the college in the last fortnight, and who began there."""
    leavers = [each for each in _in(here, "college") if each.number % 3 == 0][:40]
    starters = _in(here, "seeking", "left college, seeking")[:15]
    return [
        *(_education(each, left_on=day) for each, day in _lately(leavers)),
        *(_education(each, since=day) for each, day in _lately(starters)),
    ]


def _training(here: Sequence[Planned]) -> list[TrainingSpell]:
    leavers, starters = _in(here, "training")[:12], _in(here, "not known", "not ready")[:8]
    return [
        *(_trained(each, left_on=day) for each, day in _lately(leavers)),
        *(_trained(each, since=day) for each, day in _lately(starters)),
    ]


def _lately(people: Sequence[Planned]) -> Iterator[tuple[Planned, date]]:
    for number, each in enumerate(people):
        yield each, LISTED_ON - timedelta(days=number % 12)


def _in(here: Iterable[Planned], *situations: str) -> list[Planned]:
    return [each for each in here if each.situation in situations and each.fault is None]


def _education(
    each: Planned, *, since: date = date(2025, 9, 4), left_on: date | None = None
) -> EducationSpell:
    return EducationSpell(
        forename=str(each.values["forename"]),
        surname=str(each.values["surname"]),
        date_of_birth=each.born,
        postcode=_postcode(each.values),
        upn=str(each.values["unique_pupil_number"]) if each.number % 2 else "",
        school=FURTHER.number,
        started_on=since,
        ended_on=left_on,
        goal_level="3",
        goal="",
    )


def _trained(
    each: Planned, *, since: date = date(2025, 9, 8), left_on: date | None = None
) -> TrainingSpell:
    return TrainingSpell(
        forename=str(each.values["forename"]),
        surname=str(each.values["surname"]),
        date_of_birth=each.born,
        postcode=_postcode(each.values),
        upn="",
        provider=PROVIDERS[0].number,
        started_on=since,
        ended_on=left_on,
        situation_group="",
        situation="",
        qualification_level="",
        occupation_group="",
        occupation="",
    )


def _postcode(values: Mapping[str, object]) -> Postcode | None:
    return Postcode.parse(str(values["postcode"])) if "postcode" in values else None
