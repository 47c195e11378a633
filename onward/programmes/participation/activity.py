"""A young person's activity, and what a history of them says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onward.programmes.participation.activities import neet_codes


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What a young person does from a day on; without `ended_on` until the next one starts.

    `ascertained_on` is when somebody learnt of it, `verified_on` when it was last confirmed.
    """

    code: str
    started_on: date
    ascertained_on: date | None = None
    verified_on: date | None = None
    review_on: date | None = None
    predicted_end_on: date | None = None
    neet_started_on: date | None = None
    ended_on: date | None = None
    is_primary: bool = True


def neet_started_on(history: Iterable[Activity]) -> date | None:
    """When the last activity's spell of NEET began; a change of NEET code does not end it.

    None where the last activity is not NEET. A NEET start that came with an activity from
    elsewhere counts if it is earlier. Source: the return's rules 224 to 226, which tie the date
    to the code.
    """
    began = None
    for activity in reversed(in_order(history)):
        if activity.code not in neet_codes():
            break
        given = activity.neet_started_on or activity.started_on
        began = min(given, activity.started_on, began or date.max)
    return began


def in_order(history: Iterable[Activity]) -> Sequence[Activity]:
    """By start; of two on one day the one that is primary comes last."""
    return sorted(history, key=lambda activity: (activity.started_on, activity.is_primary))
