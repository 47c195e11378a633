"""What is shared of a value: often less than is held.

A projection builds its answer anew from dates and yes-or-no and copies no words, so that a story
put into the wrong part of a value cannot travel with it.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from onward.agreements.catalogue import Item, Projection
from onward.agreements.plain_types import as_boolean, as_code, as_date
from onward.agreements.shaped_types import as_moment
from onward.values.bad_value import BadValue


def project(item: Item, value: object) -> object:
    """The part of a stored value that leaves; projecting it again changes nothing.

    Raises BadValue, without the value in its text, where the value has not the shape of the item.
    """
    if item.projection in NEEDS_PARTS and not isinstance(value, Mapping):
        raise BadValue("This does not have the parts it should.", "Read it as its type first.")
    return PROJECTORS[item.projection](value)


def _as_held(value: Any) -> object:
    return value if isinstance(value, str | bool | int | None) else deepcopy(value)


def _yes_no(value: Any) -> bool:
    return as_boolean(value.get("recorded") if isinstance(value, Mapping) else value)


def _dates_only(value: Any) -> dict[str, object]:
    """Source 004 l.66-69: only when the person cannot attend, never why or where (REQ-004-047)."""
    end = value.get("unavailable_to")
    dates: dict[str, object] = {
        "unavailable_from": as_moment(value.get("unavailable_from")),
        "unavailable_to": None if end is None else as_moment(end),
    }
    return dates | ({"withdrawn": True} if value.get("withdrawn") else {})


def _until_only(value: Any) -> dict[str, object]:
    """An effect on what is required, never its cause (REQ-003-084)."""
    return {"until": as_date(value.get("until"))}


def _threshold_reached(value: Any) -> dict[str, object]:
    reached = as_boolean(value.get("reached"))
    return {"reached": True, "on": as_date(value.get("on"))} if reached else {"reached": False}


def _event_only(value: Any) -> dict[str, object]:
    """Without its day, which for a fifth birthday would be the birthday."""
    return {"state": as_code(value.get("state"), ["notified", "withdrawn"])}


def _event_and_date(value: Any) -> dict[str, object]:
    return _event_only(value) | {"on": as_date(value.get("on"))}


NEEDS_PARTS = frozenset(Projection) - {Projection.AS_HELD, Projection.YES_NO}
PROJECTORS: Mapping[Projection, Callable[[Any], object]] = {
    Projection.AS_HELD: _as_held,
    Projection.YES_NO: _yes_no,
    Projection.DATES_ONLY: _dates_only,
    Projection.UNTIL_ONLY: _until_only,
    Projection.THRESHOLD_REACHED: _threshold_reached,
    Projection.EVENT_ONLY: _event_only,
    Projection.EVENT_AND_DATE: _event_and_date,
}
