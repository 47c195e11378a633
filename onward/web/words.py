"""Dates, money and status in words, as pages say them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

VOWELS = tuple("aeiouwyâêîôûŵŷ")  # Welsh joins a list with another word before one
# Nothing is counted further on a page.
MOST_COUNTED = 1000


class TaskStatus(TextChoices):
    """How far one task of a task list has come. A task that somebody has begun says who."""

    COMPLETED = "COMPLETED", gettext_lazy("Completed")
    STARTED = "STARTED", gettext_lazy("Started")
    NOT_STARTED = "NOT_STARTED", gettext_lazy("Not yet started")
    CANNOT_START = "CANNOT_START", gettext_lazy("Cannot start yet")
    PROBLEM = "PROBLEM", gettext_lazy("There is a problem")


def date_words(day: date | None) -> str:
    """Return "3 April 2017"."""
    return "" if day is None else date_format(_in_london(day), "j F Y")


def day_words(day: date | None) -> str:
    """Return "Monday 3 April 2017"."""
    return "" if day is None else date_format(_in_london(day), "l j F Y")


def moment_words(at: datetime | None) -> str:
    """Return "3 April 2017 at 2:05pm"."""
    if at is None:
        return ""
    local = localtime(at)
    # GOV.UK writes 2:05pm; Django's own "P" writes 2:05 p.m.
    time = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return gettext("%(date)s at %(time)s") % {"date": date_words(local), "time": time}


def deadline(day: date | None, working_days: int) -> str:
    """Return "due in 2 working days, Thursday 6 April 2017" or how long it is overdue.

    The caller counts the working days left, for whose holidays count is the contract's matter.
    """
    if day is None:
        return ""
    if working_days == 0:
        return gettext("due today, %(day)s") % {"day": day_words(day)}
    if working_days < 0:
        words = ngettext(
            "%(num)s working day overdue, was due %(day)s",
            "%(num)s working days overdue, was due %(day)s",
            -working_days,
        )
    else:
        words = ngettext(
            "due in %(num)s working day, %(day)s",
            "due in %(num)s working days, %(day)s",
            working_days,
        )
    return words % {"num": abs(working_days), "day": day_words(day)}


def counted(count: int, most: int = MOST_COUNTED) -> str:
    """Return the count, or "999+" where no more were counted."""
    return str(count) if count < most else f"{most - 1}+"


def listed(names: Sequence[str]) -> str:
    """Return "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    words = {"most": ", ".join(names[:-1]), "last": names[-1]}
    if names[-1][:1].lower() in VOWELS:
        return pgettext("before a vowel", "%(most)s and %(last)s") % words
    return gettext("%(most)s and %(last)s") % words


def masked(value: Any, shown: int = 4) -> str:
    """Return only the end of an identifier, in words that a screen reader reads well.

    A value not at least twice as long as the part shown would give too much away: "hidden".
    """
    text = "".join(str(value or "").split())
    if not text:
        return ""
    if len(text) < 2 * shown:
        return gettext("hidden")
    return gettext("ending %(end)s") % {"end": text[-shown:]}


def _in_london(day: date) -> date:
    return localtime(day) if isinstance(day, datetime) else day
