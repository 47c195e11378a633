"""Whether a characteristic of the return (IC01) applied to somebody on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any


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
