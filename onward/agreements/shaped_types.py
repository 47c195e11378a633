"""Reading values that have parts: addresses, telephones, ranges, lists, events, consents.

As in `plain_types`: one stored form each, BadValue otherwise, and reading a stored form gives the
same form again. What a projection leaves of a value is a stored form too: a recipient can hold it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from onward.agreements.plain_types import (
    as_boolean,
    as_code,
    as_date,
    as_hours,
    as_line,
    as_pence,
    as_text,
)
from onward.values.bad_value import BadValue
from onward.values.telephone import Telephone

ADDRESS_LINES = 4
LONGEST_ADDRESS_LINE = 100
LONGEST_TELEPHONE = 40
LONGEST_TITLE = 35
JOBS_WANTED = 3
ROW_NUMBERS: dict[object, str] = {
    key: str(number) for number in range(1, 21) for key in (number, str(number))
}
NO_LICENCE, LICENCE_OF_UNKNOWN_KIND = "none", "held"

OTHER_TITLE = re.compile(r"other(?:\s*[:\-]\s*|\s+|$)(?P<own>.*)", re.IGNORECASE)
RANGE = re.compile(r"(?P<least>[0-9.]+)\s*(?:-|–|to)\s*(?P<most>[0-9.]+)", re.IGNORECASE)
LOCAL_MINUTE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def as_title(value: object, codes: Collection[str]) -> str:
    """A title of the list, or "Other: " and the person's own (REQ-004-004)."""
    line = as_line(value)
    if (other := OTHER_TITLE.fullmatch(line)) is None:
        return as_code(line.rstrip("."), [code for code in codes if code != "Other"])
    if not other["own"]:
        raise BadValue("Other needs the title itself.", "Write it like Other: Dr.")
    return f"Other: {as_line(other['own'], longest=LONGEST_TITLE)}"


def as_address(value: object) -> list[str]:
    """One to four lines; what is over four joins the fourth after a comma, so no word is lost.

    Source 004 l.18. A line of more than 100 characters, joined or not, is refused.
    """
    lines = [as_line(line) for line in _listed(value, "\n")]
    if len(lines) > ADDRESS_LINES:
        lines = [*lines[: ADDRESS_LINES - 1], ", ".join(lines[ADDRESS_LINES - 1 :])]
    if any(len(line) > LONGEST_ADDRESS_LINE for line in lines):
        raise BadValue(
            "The address does not go into 4 lines of 100 letters each.",
            "Shorten a line or write it in fewer lines.",
        )
    return lines


def as_telephone(value: object) -> dict[str, str]:
    """The number as it is compared and as it was given (REQ-004-008)."""
    if isinstance(value, Mapping):
        value = _parts(value, {"number", "as_given"}).get("as_given")
    as_given = " ".join(as_text(value, longest=LONGEST_TELEPHONE).split())
    return {"number": Telephone.parse(as_given).normalised, "as_given": as_given}


def as_job_preferences(value: object) -> list[str]:
    """One to three jobs, most wanted first; text parts them with semicolons or line breaks."""
    jobs = [as_line(job) for job in _listed(value, ";\n")]
    if len(jobs) > JOBS_WANTED:
        raise BadValue("There are more than three jobs.", "Keep the three the person wants most.")
    return jobs


def as_hours_wanted(value: object) -> dict[str, str]:
    """A number of hours a week, or a range: "16", "16-30", "16 to 30"."""
    if isinstance(value, Mapping):
        parts = _parts(value, {"least", "most"})
        least, most = as_hours(parts.get("least")), as_hours(parts.get("most"))
    elif isinstance(value, str) and (found := RANGE.fullmatch(value.strip())):
        least, most = as_hours(found["least"]), as_hours(found["most"])
    else:
        least = most = as_hours(value)
    if float(least) > float(most):
        raise BadValue("The range begins above its end.", "Write the smaller number first.")
    return {"least": least, "most": most}


def as_licences(value: object, codes: Collection[str]) -> list[str]:
    """Kinds of licence in the order of the list; "no" is a kind of its own, none."""
    words = {"no": NO_LICENCE, "yes": LICENCE_OF_UNKNOWN_KIND}
    kinds = {
        as_code(
            words.get(kind.strip().casefold(), kind) if isinstance(kind, str) else kind,
            [*codes, NO_LICENCE],
        )
        for kind in _listed(value, ",;\n")
    }
    if NO_LICENCE in kinds and len(kinds) > 1:
        raise BadValue("This says both none and a licence.", "Keep one of the two.")
    return [code for code in [*codes, NO_LICENCE] if code in kinds]


def as_rows(value: object, read: Callable[[object], object]) -> dict[str, object]:
    """One item of a repeating group: row number to value, with the rows that lack it left out.

    The six items of a qualification share the numbers, so each can be permitted alone
    (REQ-004-022).
    """
    if not isinstance(value, Mapping):
        raise BadValue("This is not a set of numbered rows.", "Give each row under its number.")
    rows = {ROW_NUMBERS.get(number): part for number, part in value.items()}
    # A number given twice, as 1 and as "1", would lose a row.
    if not rows or None in rows or len(rows) < len(value):
        raise BadValue("Rows are numbered from 1 to 20.", "Number them from 1, at most 20.")
    return {number: read(rows[number]) for number in ROW_NUMBERS.values() if number in rows}


def as_event(value: object, *, date_needed: bool) -> dict[str, object]:
    """What happened on which day, with words where the holder has them: {state, on, detail}.

    What is withdrawn on a day may say since when it had been so: {since}.
    """
    value = value if isinstance(value, Mapping) else {"on": value}
    parts = _parts(value, {"state", "since", "on", "detail"})
    state = as_code(parts.get("state", "notified"), ["notified", "withdrawn"])
    event: dict[str, object] = {"state": state}
    if date_needed or "on" in parts:
        event["on"] = as_date(parts.get("on"))
    if "since" in parts:
        event["since"] = _since(parts["since"], event)
    return event | _detail(parts)


def _since(value: object, event: Mapping[str, object]) -> str:
    if event["state"] != "withdrawn":
        raise BadValue("Only what has ended says since when it was so.", "Give the day as on.")
    since = as_date(value)
    if since > str(event.get("on", since)):
        raise BadValue("This ended before it began.", "Check the two dates.")
    return since


def as_absence(value: object) -> dict[str, object]:
    """When a person cannot attend: {unavailable_from, unavailable_to, withdrawn, detail}.

    Days, or local minutes like 2017-05-03T09:30. An end not yet known is None. Source 004 l.66-69.
    """
    parts = _parts(value, {"unavailable_from", "unavailable_to", "withdrawn", "detail"})
    begin, end = as_moment(parts.get("unavailable_from")), None
    if parts.get("unavailable_to") is not None:
        end = as_moment(parts["unavailable_to"])
        # A bare day lasts until its end, so the days decide unless both have a time.
        if end[:10] < begin[:10] or (len(end) == len(begin) and end < begin):
            raise BadValue("The absence ends before it begins.", "Check the two dates.")
    absence: dict[str, object] = {"unavailable_from": begin, "unavailable_to": end}
    if "withdrawn" in parts and as_boolean(parts["withdrawn"]):
        absence["withdrawn"] = True
    return absence | _detail(parts)


def as_easement(value: object, causes: Collection[str]) -> dict[str, object]:
    """Until when less is required of a person: {until, cause}; whoever was told has no cause.

    The causes are those of source 003, annex A. The day is the last one of the easement.
    """
    value = value if isinstance(value, Mapping) else {"until": value}
    parts = _parts(value, {"until", "cause"})
    easement: dict[str, object] = {"until": as_date(parts.get("until"))}
    return easement | ({"cause": as_code(parts["cause"], causes)} if parts.get("cause") else {})


def as_moment(value: object) -> str:
    """A day, or a minute of London time."""
    if isinstance(value, str) and (minute := LOCAL_MINUTE.fullmatch(value)):
        as_date(minute["day"])
        return value
    return as_date(value)


def as_incident(value: object) -> bool | dict[str, object]:
    """Whether there was an incident; whoever holds the story holds {recorded, detail}."""
    if not isinstance(value, Mapping):
        return as_boolean(value)
    parts = _parts(value, {"recorded", "detail"})
    recorded = as_boolean(parts.get("recorded"))
    detail = _detail(parts)
    if detail and not recorded:
        raise BadValue("There is a story but no incident.", "Keep one of the two.")
    return {"recorded": recorded, **detail} if detail else recorded


def as_threshold(value: object) -> dict[str, object]:
    """Whether earnings reached a sum, and when; their feed also holds what was earned."""
    parts = _parts(value, {"reached", "on", "earned_pence"})
    threshold: dict[str, object] = {"reached": as_boolean(parts.get("reached"))}
    if threshold["reached"]:
        threshold["on"] = as_date(parts.get("on"))
    elif "on" in parts:
        raise BadValue("There is a date but the sum was not reached.", "Take out the date.")
    if "earned_pence" in parts:
        threshold["earned_pence"] = as_pence(parts["earned_pence"])
    return threshold


def as_consent(value: object) -> dict[str, object]:
    """A decision, its day and the wording it answered; a withdrawal keeps the day it was given."""
    parts = _parts(value, {"decision", "on", "wording", "withdrawn_on"})
    decision = as_code(parts.get("decision"), ["given", "refused", "withdrawn"])
    on = as_date(parts.get("on"))
    consent: dict[str, object] = {
        "decision": decision,
        "on": on,
        "wording": as_line(parts.get("wording")),
    }
    if (decision == "withdrawn") != ("withdrawn_on" in parts):
        raise BadValue(
            "A withdrawn consent, and no other, has a day of withdrawal.",
            "Give both or neither.",
        )
    if decision == "withdrawn":
        consent["withdrawn_on"] = withdrawn_on = as_date(parts["withdrawn_on"])
        if withdrawn_on < on:
            raise BadValue("It was withdrawn before it was given.", "Check the two dates.")
    return consent


def as_document(value: object) -> dict[str, str]:
    """A document by name and digest; its bytes are kept elsewhere, sealed."""
    parts = _parts(value, {"name", "sha256"})
    digest = as_line(parts.get("sha256")).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise BadValue("This is not a SHA-256 digest.", "Give its 64 hexadecimal digits.")
    return {"name": as_line(parts.get("name")), "sha256": digest}


def _detail(parts: Mapping[str, Any]) -> dict[str, object]:
    return {"detail": as_text(parts["detail"])} if parts.get("detail") else {}


def _parts(value: object, names: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not set(value) <= set(names):
        listed = ", ".join(sorted(names))
        raise BadValue("This does not have the parts it should.", f"Its parts are {listed}.")
    return dict(value)


def _listed(value: object, separators: str) -> Sequence[object]:
    """The parts of a list, or of a text that writes one, without the blank ones."""
    if isinstance(value, str):
        value = re.split(f"[{separators}]", value.replace("\r\n", "\n"))
    if not isinstance(value, list | tuple):
        raise BadValue("This is not a list.", "Give one or more entries.")
    parts = [part for part in value if not (isinstance(part, str) and not part.strip())]
    if not parts:
        raise BadValue("This is empty.", "Leave the item out if it is not held.")
    return parts
