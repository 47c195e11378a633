"""One young person of the city, invented from a number: who they are and where they live."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from onward.demonstration.chance import chance, weighted
from onward.demonstration.words import words
from onward.demonstration.young_people.city import AUTHORITY_NUMBER, listed, own_names
from onward.values.academic_year import AcademicYear

WITH_PLAN, OLDER = 14, 15  # not year groups: those whom a plan keeps in, those followed on
THIS_YEAR = AcademicYear(2025)
HOUSEHOLD = 0.06
ORIGINS = {
    "WBRI": 5, "AIND": 3, "APKN": 1, "ABAN": 1, "BAFR": 2, "BCRB": 1, "WOTH": 2, "MWBC": 1,
    "MWAS": 1, "CHNE": 1,
}  # fmt: skip
Values = dict[str, object]


def household(number: int, *, seed: int) -> int:
    """The number of the person whose surname and address this one shares, often their own."""
    return (
        number - 1 if number and chance(seed, "household", number).random() < HOUSEHOLD else number
    )


def invented(number: int, *, group: int, seed: int) -> Values:
    """The values of a record by item, as a council's system has them."""
    dice, home = chance(seed, "person", number), household(number, seed=seed)
    gender = dice.choice("FM")
    return {
        **_name(dice, gender),
        **_home(chance(seed, "home", home)),
        "gender": gender,
        "date_of_birth": birth_date(group, dice=dice).isoformat(),
        "ethnic_origin": weighted(ORIGINS, dice=dice),
        "level_of_need": dice.choices("123", weights=(4, 16, 80))[0],
        "unique_pupil_number": f"A{AUTHORITY_NUMBER}{number:09d}",
        "telephone": f"07700 900{dice.randint(0, 999):03d}",
        "lead_authority": AUTHORITY_NUMBER,
        **_by_group(group, number, dice),
    }


def birth_date(group: int, *, dice: Random) -> date:
    """A day that puts somebody in this year group in 2025-26, or makes them old enough."""
    if group == WITH_PLAN:
        first, days = date(2001, 9, 1), 365 * 6
    elif group == OLDER:
        first, days = date(2005, 9, 1), 729
    else:
        first, days = _born_from(group), 364
    return first + timedelta(days=dice.randint(0, days))


def _born_from(group: int) -> date:
    """The first birthday of a year group: 1 September, sixteen years before year 12 begins."""
    return date(THIS_YEAR.begins_in - group - 5, 9, 1)


def _name(dice: Random, gender: str) -> Values:
    kind = "women" if gender == "F" else "men"
    given = own_names(kind) if dice.random() < 0.45 else words("names", kind)
    return {"forename": dice.choice(given)}


def _home(dice: Random) -> Values:
    """Surname and address, which a household shares."""
    own = own_names("surnames") if dice.random() < 0.6 else words("names", "surnames")
    ward, district = dice.choice(listed("wards")).rsplit(" ", 1)
    street = f"{dice.randint(1, 140)} {dice.choice(listed('streets'))}"
    unit = f"{dice.randint(0, 9)}{dice.choice('ABDEFGHJ')}{dice.choice('LNPQRSTU')}"
    return {
        "surname": dice.choice(own),
        "address": [street, ward, "Merrowby"],
        "postcode": f"{district} {unit}",
    }


def _by_group(group: int, number: int, dice: Random) -> Mapping[str, object]:
    has_plan = group == WITH_PLAN or (group != OLDER and dice.random() < 0.03)
    values: Values = {"ehc_plan": has_plan, "sen_support": not has_plan and dice.random() < 0.12}
    if group == 11:
        values["intended_destination"] = dice.choice(("111", "211", "211", "311", "611"))
    else:
        values["unique_learner_number"] = str(9_100_000_000 + number)
        values["authority_at_year_11"] = AUTHORITY_NUMBER
    return values
