"""The department's monthly list: an alert, a check, an address, and no word on what anybody does.

Source: 002, guide, section 3: three items and three uses. Education and Skills Act 2008 s.15: what
it says bears the mark of where it came from, and to pass it on is an offence but for the cases of
the section; the gate reads the mark.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from onward.formats.dwp_list import NewClaimant
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.young_people.caseload import found_among_followed
from onward.intake.young_people.items import day_of_list, said_by, take_items
from onward.people.models import Record
from onward.programmes.participation.activities import RateClass, meaning
from onward.tracking.activities.telling import present_activities

SECTION_15 = "esa2008-s15"


def hand_over(rows: Sequence[NewClaimant], turn: HandOver) -> Handed:
    """Bring addresses up to date, and say whose circumstances have probably changed."""
    handed = Handed()
    matched = found_among_followed(rows, turn, handed)
    taken = take_items(said_by(matched, _values), turn, handed, came_under=SECTION_15)
    handed.done += len(taken)
    handed.effect["checked", ""] += len(taken)
    _alert(matched, turn, handed)
    return handed


def _values(row: NewClaimant) -> dict[str, object]:
    """An address without a postcode is left alone: half of one would stand beside another."""
    if row.postcode is None:
        return {}
    return {"address": list(row.address), "postcode": row.postcode.text}


def _alert(matched: Sequence[tuple[NewClaimant, Record]], turn: HandOver, handed: Handed) -> None:
    """Whoever is thought to learn or work and has a new claim is somebody to get in touch with."""
    present = present_activities([record for _row, record in matched])
    day = day_of_list(turn)
    for row, record in matched:
        activity = present.get(record.pk)
        if activity and meaning(activity.code, on=day).rate_class == RateClass.EET:
            handed.effect["likely_change", ""] += 1
            handed.warnings.append(
                problem_at(
                    turn.file_name,
                    row.row_number,
                    "surname",
                    row.surname,
                    rule=_("What is held of the activity has probably changed."),
                    remedy=_("Get in touch and find out. Nothing has been changed."),
                )
            )
