"""Which month a return is for, and how the authority stands in it."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.returns.nccis.choosing import Month
from onward.tenancy.context import acting
from onward.tracking.models import MonthlyReturn, Service

MONTHS_SHOWN = 13
ONE_DAY = timedelta(days=1)


class NoReturn(ValueError):
    """There can be no such return; the message says why and what to do."""


def month_of(period_end: date, *, known_at: datetime) -> Month:
    """Raises NoReturn for what is no month that has ended, or before the authority is set up."""
    if (period_end + ONE_DAY).day != 1:
        raise NoReturn(_("A return is for the last day of a month. Choose a month."))
    if period_end > localdate(known_at):
        raise NoReturn(_("This month has not ended. Choose an earlier one."))
    return Month(authority=own_service().authority_number, period_end=period_end, known_at=known_at)


def months_to(today: date) -> list[date]:
    """The last days of a year of months that have ended, the latest first."""
    ends = [last_of_month_before(today + ONE_DAY)]
    while len(ends) < MONTHS_SHOWN:
        ends.append(last_of_month_before(ends[-1]))
    return ends


def last_of_month_before(day: date) -> date:
    return day.replace(day=1) - ONE_DAY


def own_service() -> Service:
    service = Service.objects.filter(organisation_id=acting().organisation_id).first()
    if service is None:
        raise NoReturn(_("Your authority's number in the return is not set. Ask the operator."))
    return service


def cover_of(made: MonthlyReturn, *, sent_on: date) -> dict[str, object]:
    """What the file says of itself."""
    service = own_service()
    return {
        "databases": [service.database_number],
        "authorities": [service.authority_number],
        "sent_on": sent_on.isoformat(),
        "period_end": made.period_end.isoformat(),
    }
