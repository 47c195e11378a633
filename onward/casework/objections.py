"""What a move's own rule says against it: dates in order, reasons of the closed lists.

Each gives its objection in words with the remedy, or nothing.
"""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.casework.carrying_out import Objection, Order
from onward.casework.models import Referral
from onward.programmes.catalogue import programme_version
from onward.programmes.rules import Programme, UnknownReason


def rules_of(referral: Referral) -> Programme:
    """The version of the programme's rules that this case is decided by."""
    return programme_version(referral.programme, version=referral.rules)


def to_reason(column: str) -> Objection:
    """Objects to a reason outside the programme's list of why a case ends before its start."""

    def objection(order: Order) -> str:
        try:
            rules_of(order.referral).rejection_reason(str(order.values[column]))
        except UnknownReason:
            return _not_listed()
        return ""

    return objection


def to_start(at: datetime) -> Objection:
    """Objects to a start before the referral or in the future."""
    today = localdate(at)

    def objection(order: Order) -> str:
        on, referred_on = _day(order, "started_on"), order.referral.referred_on
        if on < referred_on:
            return gettext(
                "Start date must be the same as or after the referral date, %(day)s."
            ) % {"day": in_words(referred_on)}
        return gettext("Start date must be today or in the past.") if on > today else ""

    return objection


def to_end(at: datetime) -> Objection:
    """Objects to an end before the start or in the future, and to a reason outside the list."""
    today = localdate(at)

    def objection(order: Order) -> str:
        on, started_on = _day(order, "ended_on"), order.referral.started_on
        if started_on is not None and on < started_on:
            return gettext("End date must be the same as or after the start date, %(day)s.") % {
                "day": in_words(started_on)
            }
        if on > today:
            return gettext("End date must be today or in the past.")
        return _to_end_reason(order)

    return objection


def in_words(day: date) -> str:
    """Return "3 April 2017"."""
    return date_format(day, "j F Y")


def _to_end_reason(order: Order) -> str:
    try:
        rules_of(order.referral).exit_reason(str(order.values["end_reason"]))
    except UnknownReason:
        return _not_listed()
    return ""


def _day(order: Order, column: str) -> date:
    day = order.values[column]
    if not isinstance(day, date):
        raise TypeError(f"{column} takes a date.")
    return day


def _not_listed() -> str:
    return gettext("This reason is not in the programme's list. Choose one of the list.")
