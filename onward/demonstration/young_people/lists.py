"""The lists that arrive in the last days of November, a few rows of each wrong on purpose.

Most rows are about young people of the city, some of them moved, misspelt or renamed since; three
in ten of the department's list are about people nobody there has heard of. Rows are numbered as a
spreadsheet does, the header being row 1.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from onward.demonstration.chance import chance
from onward.demonstration.young_people.city import LISTED_ON, SEED, schools
from onward.demonstration.young_people.ctf import transfer_file
from onward.demonstration.young_people.people import OLDER, Values, invented
from onward.demonstration.young_people.place_lists import addresses, places
from onward.demonstration.young_people.plan import City, Planned, postcode_of
from onward.demonstration.young_people.school_lists import (
    college,
    destinations,
    notices,
    offers,
    training,
)
from onward.formats.dwp_list import NewClaimant, write_new_claimants
from onward.values.ages import age_on

STRANGERS = 0.3
# Far from the numbers of the people of any city.
FIRST_STRANGER = 700_001
FEED = {
    "new-claims.csv": "new-claimants",
    "college.csv": "education",
    "training.csv": "training",
    "left-early.csv": "early-leavers",
    "offers.csv": "september-offers",
    "destinations.csv": "destinations",
    "places.csv": "places",
    "gazetteer.csv": "gazetteer",
}
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
    "left-early.csv": (("enddate", ""), ("dob", "")),
    "offers.csv": (("status", "999"), ("year_group", "10"), ("status_on", "soon")),
    "destinations.csv": (("destination", "moon"), ("upn", "A12")),
    "gazetteer.csv": (("unique_number", "none"), ("address_1", "")),
    "places.csv": (("authority", "85"), ("ward_code", "Castle")),
}


@dataclass(frozen=True)
class ListFile:
    """One file to take in, what is in it, and how many of its rows are wrong."""

    path: Path
    feed: str
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
        "college.csv": college(here),
        "training.csv": training(here),
        "left-early.csv": notices(here),
        "offers.csv": offers(here),
        "destinations.csv": destinations(here),
        "places.csv": places(plan.people),
        "gazetteer.csv": addresses(plan.people),
    }
    listed = [_spoilt(folder / file, content) for file, content in written.items()]
    return [*listed, ListFile(folder / transfer.name, "pupils", transfer.count, transfer.wrong)]


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
    return ListFile(path, FEED[path.name], len(rows), len(wrong))


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
        postcode=postcode_of(values),
        date_of_birth=date.fromisoformat(str(values["date_of_birth"])),
    )
