"""Which activity a row of a list of starters and leavers is about, and until when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onward.formats.starters_leavers import EducationSpell, TrainingSpell
from onward.programmes.participation.activities import UnknownActivity, meaning
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.years import leaves_compulsory_education_on
from onward.tracking.activities.history import Where
from onward.tracking.models import ActivityStatement

Spell = EducationSpell | TrainingSpell
AT_SCHOOL = "110"
JULY, LAST_OF_JULY = 7, 31
OWN_DIGITS = 3  # of a school's number, behind its authority's


def in_time(spell: Spell) -> date:
    """Who left somewhere and started elsewhere left first."""
    return spell.ended_on or spell.started_on or date.max


def where_of(spell: Spell) -> Where:
    if isinstance(spell, EducationSpell):
        return Where(establishment_number=spell.school)
    return Where(provider_number=spell.provider)


def is_at(current: ActivityStatement | None, where: Where) -> bool | None:
    """Whether it is at this place; None where either does not say where it is."""
    if current is None:
        return None
    held = current.establishment_number, current.provider_number
    said = where.establishment_number, where.provider_number
    known = [(one, other) for one, other in zip(held, said, strict=True) if one and other]
    return known[0][0] == known[0][1] if known else None


def code_of(
    spell: Spell, current: ActivityStatement | None, *, activities: Mapping[str, str]
) -> str:
    """The activity; empty where nobody has said what the provider's word means.

    About what is known to go on at this place the list knows no better than that it goes on,
    or has ended.
    """
    is_about_it = spell.ended_on is not None or (
        current is not None and spell.started_on in (None, current.started_on)
    )
    if current is not None and is_about_it and is_at(current, where_of(spell)):
        return current.code
    if isinstance(spell, TrainingSpell):
        return activities.get(" ".join(spell.situation_group.lower().split()), "")
    if spell.started_on and spell.started_on <= leaves_compulsory_education_on(spell.date_of_birth):
        return AT_SCHOOL
    own = spell.school[OWN_DIGITS:]
    fitting = [begins for begins in activities if own.startswith(begins)]
    return activities[max(fitting, key=len)] if fitting else ""


def with_an_expected_end(activity: Activity, *, on: date) -> Activity:
    """The same, expected to end with the academic year where the return asks and nobody said.

    The academic year's last day is taken as 31 July, which is ours; it is counted in what the
    file does, so that nobody takes it for something that the sender said.
    """
    try:
        known = meaning(activity.code, on=activity.started_on)
    except UnknownActivity:
        return activity
    if activity.predicted_end_on or "predicted_end_on" not in known.asks_for:
        return activity
    after = max(activity.started_on, on) + timedelta(days=1)
    this_year = date(after.year, JULY, LAST_OF_JULY)
    end = this_year if after <= this_year else date(after.year + 1, JULY, LAST_OF_JULY)
    return replace(activity, predicted_end_on=end)
