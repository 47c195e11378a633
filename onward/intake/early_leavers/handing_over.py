"""Notices that somebody left early: taken from whoever has an agreement to send them, alone.

Source: 002, privacy assessment, step two: notices come under a data transfer agreement.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from onward.agreements.actions import in_force_between
from onward.formats.layout import BadRow, Layout
from onward.formats.starters_leavers import EducationSpell, education_spells
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.list_settings import Settings
from onward.intake.starters_leavers.handing_over import hand_over as hand_over_spells
from onward.parties.models import Organisation
from onward.tenancy.context import acting

STANDARD = "SCHOOL-LA"


def notices() -> Layout[EducationSpell]:
    """As a list of leavers; each has an end."""
    layout = education_spells()
    return layout.also(_has_an_end)


def hand_over(rows: Sequence[EducationSpell], turn: HandOver) -> Handed:
    """End what is ended, by the word of a school or college that may tell of it (REQ-002-018)."""
    may = _those_with_an_agreement({row.school for row in rows}, turn)
    handed = hand_over_spells([row for row in rows if row.school in may], turn)
    handed.problems += [
        problem_at(
            turn.file_name,
            row.row_number,
            "dfeno",
            row.school,
            rule=_("You have no agreement in force with this school or college."),
            remedy=_("Have one drawn up and signed, and say in this list's settings who it is."),
        )
        for row in rows
        if row.school not in may
    ]
    return handed


def _has_an_end(spell: EducationSpell) -> None:
    if spell.ended_on is None:
        raise BadRow("ended_on", "A notice of leaving has no end.", "Fill the day of leaving.")


def _those_with_an_agreement(numbers: set[str], turn: HandOver) -> set[str]:
    codes = Settings(**turn.settings).senders
    known = Organisation.objects.in_bulk(
        [codes[number] for number in numbers if number in codes], field_name="code"
    )
    own = Organisation.objects.get(pk=acting().organisation_id)
    return {
        number
        for number in numbers
        if (sender := known.get(codes.get(number, ""))) is not None
        and in_force_between(STANDARD, sender, own, on=turn.on) is not None
    }
