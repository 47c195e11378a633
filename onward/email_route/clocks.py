"""How long records of e-mail are kept, and when an outage turns a provider back to paper."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from onward.values.period import months_after

KEPT_MONTHS = 3
LONG = timedelta(hours=48)
TO_REPORT = timedelta(hours=72)


class Mode(StrEnum):
    """What a provider does while e-mail does not work."""

    WAIT = "WAIT"
    CLERICAL = "CLERICAL"


def kept_until(on: date) -> date:
    """The last day a record of this day is kept: three months, to the end of a shorter month.

    Source: 003 paragraph 53, note, and paragraph 55. 30 November gives 28 February.
    """
    return months_after(on, months=KEPT_MONTHS)


def mode_of_outage(*, started_at: datetime, expected_until: datetime) -> Mode:
    """Paper from 48 hours on, counted as elapsed hours. Source: 003 paragraph 59."""
    return Mode.CLERICAL if expected_until - started_at >= LONG else Mode.WAIT


def report_due_at(aware_at: datetime) -> datetime:
    """72 elapsed hours from awareness, weekends and holidays included (UK GDPR Article 33)."""
    return aware_at + TO_REPORT
