"""The activity survey of 1 November as a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from onward.formats.activity_survey import SurveyAnswer, write_activity_survey

LAYOUT = "activity-survey"


def survey(cover: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """One row for each leaver of year 11, by their number in the return."""
    answers = sorted(map(_answer, people), key=lambda answer: answer.young_persons_id)
    name = f"activity-survey-{cover['authority']}-{cover['year']}.csv"
    return {name: write_activity_survey(answers)}


def _answer(person: Mapping[str, Any]) -> SurveyAnswer:
    started = person.get("activity_started_on")
    return SurveyAnswer(
        young_persons_id=person.get("young_person_id", ""),
        activity_code=person.get("activity", ""),
        start_date=date.fromisoformat(started) if started else None,
        establishment_number=person.get("establishment_number", ""),
    )
