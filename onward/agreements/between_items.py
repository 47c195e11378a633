"""Rules that hold between the items of one record, and the rows of a repeating group."""

from collections.abc import Mapping, Sequence

from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue

QUALIFICATION = (
    "qualification_subject",
    "qualification_level",
    "qualification_outcome",
    "qualification_start",
    "qualification_end",
    "basic_skills_assessment",
)
IN_ORDER = (
    ("last_job_1_start", "last_job_1_end"),
    ("last_job_2_start", "last_job_2_end"),
    ("job_start_date", "job_end_date"),
    ("referral_date", "start_date"),
    ("start_date", "end_date"),
    ("claim_date_1", "claim_date_2"),
    ("qualification_start", "qualification_end"),
)


def check_together(values: Mapping[str, object]) -> list[BadItemValue]:
    """What is wrong between stored values, keyed by item: an end that lies before its start.

    Either may be missing: a job that goes on has no end (REQ-004-019). Each answer names the
    later item.
    """
    wrong = []
    for first, last in IN_ORDER:
        if first in values and last in values and _is_reversed(values[first], values[last]):
            items = catalogue()
            rule = f"This lies before {items[first].label.lower()}."
            wrong.append(BadItemValue(items[last], values[last], rule, "Check the two dates."))
    return wrong


def qualification_items(rows: Sequence[Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Rows of what is held of each qualification as items: six at most, each with its rows."""
    numbered = [(str(number), row) for number, row in enumerate(rows, start=1)]
    items = {
        code: {number: row[code] for number, row in numbered if code in row}
        for code in QUALIFICATION
    }
    return {code: found for code, found in items.items() if found}


def _is_reversed(first: object, last: object) -> bool:
    if isinstance(first, Mapping) and isinstance(last, Mapping):
        return any(_is_reversed(first[row], last[row]) for row in first if row in last)
    return str(last) < str(first)
