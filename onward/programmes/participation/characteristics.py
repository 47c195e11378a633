"""The characteristics of the return (IC01): the item of each, and whether it applied on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

# By the item of the catalogue that it is held in.
CHARACTERISTIC_OF: Mapping[str, str] = {
    "looked_after": "110",
    "parent_of_own_child": "120",
    "refugee_or_asylum_seeker": "130",
    "carer": "140",
    "substance_misuse": "150",
    "care_leaver": "160",
    "youth_offending_team": "170",
    "pregnant": "180",
    "parent_not_caring": "190",
    "alternative_provision": "200",
    "mental_health": "210",
}


def applied_on(told: Mapping[str, Any], day: date) -> bool:
    """By its own days, which may have been told after the day asked about.

    `told` is an event {state, since, on}: on is the day it began or, withdrawn, the first day it
    was no longer so. Without a day it is as it was told. The sources give no rule for the days
    between; ours is that what ended on a day did not apply on it.
    """
    on = told.get("on")
    if told["state"] == "withdrawn":
        return bool(on) and str(told.get("since", "")) <= day.isoformat() < str(on)
    return not on or str(on) <= day.isoformat()
