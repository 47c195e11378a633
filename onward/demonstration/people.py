"""People who do not exist, with what a department would hold about each of them.

The items are those of the referral (source 004 l.14-54), as a file gives them, before
the catalogue cleans them. Numbers begin with QQ, telephones come from the ranges kept for
drama, and the post districts are not in use.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from onward.demonstration.chance import chance
from onward.demonstration.words import words
from onward.formats.referral_zip import OTHER, CaseKind, Value
from onward.values.nino import Nino

WITHOUT_NINO = 0.004
OTHER_TITLE = 0.01
UNUSUAL_NAME = 0.05
UNITS = "ABDEFGHJLNPQRSTUWXYZ"
TELEPHONES = ("0131 496 0", "0131 496 0", "020 7946 0")
LAST_WORKED_BY = date(2017, 3, 31)

# What share of people each item is held for: nobody's record is full.
FILL = {
    "telephone": 0.93,
    "telephone_alternate": 0.31,
    "disability_status": 0.97,
    "signing_day": 0.62,
    "claim_cycle": 0.58,
    "claim_pattern": 0.6,
    "incident_marker": 0.9,
    "childcare_requirements": 0.74,
    "welsh_written": 0.02,
    "welsh_spoken": 0.02,
    "participation_basis": 1.0,
    "aims": 0.81,
    "job_preferences": 0.86,
    "preferred_hours": 0.69,
    "employment_history": 0.57,
    "driving_licence": 0.55,
    "licence_endorsements": 0.03,
    "additional_information": 0.27,
    "other_activities": 0.34,
    "agreed_restrictions": 0.29,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """One invented person: the items held, the qualifications, and how guarded the case is."""

    number: int
    values: dict[str, Value] = field(repr=False)
    qualifications: tuple[dict[str, str], ...] = field(repr=False, default=())
    case_kind: CaseKind = CaseKind.STANDARD

    @property
    def nino(self) -> Nino | None:
        held = self.values.get("nino")
        return Nino(held) if isinstance(held, str) else None


def invented_person(
    number: int, *, seed: int, area: int, case_kind: CaseKind = CaseKind.STANDARD
) -> Person:
    """The person of this number who lives in this area; the same one whenever asked."""
    dice = chance(seed, "person", number)
    return Person(
        number=number,
        values=(
            _names(dice)
            | _numbers(dice, number)
            | _home(dice, area)
            | _circumstances(dice)
            | _jobs(dice)
        ),
        qualifications=tuple(_qualifications(dice)),
        case_kind=case_kind,
    )


def nino_of(number: int) -> str:
    """A number that was never issued to anybody, different for each of a million people."""
    # 618,033 shares no divisor with a million, so no two numbers meet.
    digits = (number * 618_033 + 271_828) % 1_000_000
    return f"QQ{digits:06d}{'ABCD'[number % 4]}"


def _names(dice: Random) -> dict[str, Value]:
    who = dice.choice(("women", "men"))
    title = "Mr" if who == "men" else dice.choice(("Mrs", "Miss", "Ms"))
    if dice.random() < OTHER_TITLE:
        title = f"{OTHER}: {dice.choice(words('names', 'other_titles'))}"
    forenames, surnames = (
        f"unusual_{plain}" if dice.random() < UNUSUAL_NAME else plain for plain in (who, "surnames")
    )
    return {
        "title": title,
        "forename": dice.choice(words("names", forenames)),
        "surname": dice.choice(words("names", surnames)),
    }


def _numbers(dice: Random, number: int) -> dict[str, Value]:
    if dice.random() < WITHOUT_NINO:
        return {"claimant_reference_number": f"CR{700_000 + number}"}
    return {"nino": nino_of(number)}


def _home(dice: Random, area: int) -> dict[str, Value]:
    town, district = dice.choice(words("towns", str(area))).rsplit(" ", 1)
    street = f"{dice.randint(1, 180)} {dice.choice(words('streets', 'names'))}"
    flat = [dice.choice(words("streets", "flats"))] if dice.random() < 0.4 else []
    unit = f"{dice.randint(0, 9)}{dice.choice(UNITS)}{dice.choice(UNITS)}"
    return {"address": [*flat, street, town], "postcode": f"{district} {unit}"}


def _circumstances(dice: Random) -> dict[str, Value]:
    # Drawn whether held or not: a changed rate then leaves all other values alone.
    drawn = {item: (dice.random() < share, INVENT[item](dice)) for item, share in FILL.items()}
    return {item: value for item, (is_held, value) in drawn.items() if is_held}


def _jobs(dice: Random) -> dict[str, Value]:
    """The last job or two before the referral, the latest first, some without their dates."""
    values: dict[str, Value] = {}
    ended_on = LAST_WORKED_BY
    for number in range(1, dice.choices((1, 2, 3), weights=(28, 34, 38))[0]):
        ended_on -= timedelta(days=dice.randint(40, 1_500))
        started_on = ended_on - timedelta(days=dice.randint(30, 2_500))
        values[f"last_job_{number}"] = dice.choice(words("work", "jobs"))
        if dice.random() < 0.8:
            values[f"last_job_{number}_start"] = started_on.isoformat()
            values[f"last_job_{number}_end"] = ended_on.isoformat()
        ended_on = started_on
    return values


def _qualifications(dice: Random) -> Iterator[dict[str, str]]:
    for _ in range(dice.choices((0, 1, 2, 3), weights=(35, 30, 22, 13))[0]):
        row = {
            "qualification_subject": dice.choice(words("qualifications", "subjects")),
            "qualification_level": dice.choice(words("qualifications", "levels")),
            "qualification_outcome": dice.choice(words("qualifications", "outcomes")),
            "basic_skills_assessment": "yes" if dice.random() < 0.08 else "no",
        }
        completed_on = LAST_WORKED_BY - timedelta(days=dice.randint(60, 9_000))
        started_on = completed_on - timedelta(days=dice.randint(30, 700))
        if dice.random() < 0.6:
            row["qualification_start"] = started_on.isoformat()
            row["qualification_end"] = completed_on.isoformat()
        yield row


def _telephone(dice: Random) -> Value:
    return f"{dice.choice(TELEPHONES)}{dice.randint(0, 999):03d}"


def _preferences(dice: Random) -> Value:
    return dice.sample(words("work", "jobs"), dice.choice((1, 2, 2, 3)))


def _any_of(*values: str) -> Callable[[Random], Value]:
    return lambda dice: dice.choice(values)


def _text(name: str) -> Callable[[Random], Value]:
    return lambda dice: dice.choice(words("free_text", name))


INVENT: dict[str, Callable[[Random], Value]] = {
    "telephone": _telephone,
    "telephone_alternate": _telephone,
    "disability_status": _any_of("disabled"),
    "signing_day": _any_of("monday", "tuesday", "wednesday", "thursday", "friday"),
    "claim_cycle": _any_of("A", "B"),
    "claim_pattern": _any_of("Fortnightly", "Fortnightly", "Weekly"),
    "incident_marker": _any_of(*["no"] * 60, "yes"),
    "childcare_requirements": _any_of("no", "no", "no", "yes", "not_known", "not_disclosed"),
    "welsh_written": _any_of("no"),
    "welsh_spoken": _any_of("no", "no", "yes"),
    "participation_basis": _any_of("voluntary"),
    "aims": _text("aims"),
    "job_preferences": _preferences,
    "preferred_hours": _any_of("16", "16-20", "16-24", "20", "20 to 30", "30", "37.5"),
    "employment_history": _text("histories"),
    "driving_licence": _any_of("none", "none", "provisional", "full", "full", "full, motorcycle"),
    "licence_endorsements": _text("endorsements"),
    "additional_information": _text("additional"),
    "other_activities": _text("activities"),
    "agreed_restrictions": _text("restrictions"),
}
