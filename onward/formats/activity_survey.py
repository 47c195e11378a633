"""The activity survey of 1 November, as CSV.

A layout of ours: that it is returned as CSV at the end of January is known, its columns are not
(domain/ccis.md 5.1). One row per young person of the cohort; empty where nothing is confirmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onward.formats.cells import day, text
from onward.formats.layout import Field, Layout, write_rows


@dataclass(frozen=True, kw_only=True)
class SurveyAnswer:
    """What one leaver of year 11 did on the reference day."""

    young_persons_id: str
    activity_code: str
    start_date: date | None
    establishment_number: str
    row_number: int = field(default=0, compare=False)


def activity_survey() -> Layout[SurveyAnswer]:
    return Layout(
        row=SurveyAnswer,
        fields=(
            Field("young_persons_id", text(longest=20)),
            Field("activity_code", text(longest=3), required=False),
            Field("start_date", day(), required=False),
            Field("establishment_number", text(longest=7), required=False),
        ),
        unique=("young_persons_id",),
    )


def write_activity_survey(answers: Iterable[SurveyAnswer]) -> bytes:
    return write_rows(answers, layout=activity_survey())
