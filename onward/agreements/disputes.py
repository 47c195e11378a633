"""A dispute between parties: notified, to be settled in so many working days, or the end.

Source: 002, memorandum 9.1 and 9.2; domain/privacy.md H15.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.actions import end
from onward.agreements.entering import enter_for_parties
from onward.agreements.findings import Code
from onward.agreements.gateways import home_of
from onward.agreements.models import Agreement, Dispute, Finding
from onward.parties.models import Staff
from onward.tenancy.context import acting
from onward.values.working_days import Calendar, Nation

WORKING_DAY = "working day"


class NoDispute(Exception):
    """The text, or the day, leaves no room for it; the message says why."""


@transaction.atomic
def notify(agreement: Agreement, *, on: date, by: Staff, at: datetime) -> Dispute:
    """Note that the organisation acted for told the others of a dispute. Raises NoDispute."""
    if not agreement.disputes:
        raise NoDispute(_("This agreement does not say how disputes are settled."))
    dispute = Dispute.objects.create(
        organisations=agreement.organisations,
        agreement=agreement,
        organisation_id=acting().organisation_id,
        notified_on=on,
        by=by.handle,
        at=at,
    )
    enter_for_parties("agreement.disputed", agreement, by=by, at=at)
    return dispute


@transaction.atomic
def settle(dispute: Dispute, *, on: date, by: Staff, at: datetime) -> None:
    """Note that it was settled on this day. Raises NoDispute if it was before."""
    if not Dispute.objects.filter(pk=dispute.pk, settled_on=None).update(settled_on=on):
        raise NoDispute(_("This dispute was settled before."))
    dispute.settled_on = on
    enter_for_parties("agreement.dispute_settled", dispute.agreement, by=by, at=at)


def end_for_breach(agreement: Agreement, *, on: date, by: Staff, at: datetime) -> None:
    """End it at once, because a dispute was not settled in time. Raises NoDispute, AlreadyEnded."""
    notified = Dispute.objects.filter(agreement=agreement, settled_on=None)
    if not any(on > settle_by(dispute) for dispute in notified):
        raise NoDispute(_("No dispute is past the day by which it was to be settled."))
    end(agreement, because=Agreement.EndReason.BREACH, by=by, at=at)


def settle_by(dispute: Dispute) -> date:
    """The last day for settling it: the latest of the days in `readings`, until one is decided."""
    found = readings(dispute.agreement, notified_on=dispute.notified_on)
    return found.get(_decided(dispute.agreement), max(found.values()))


def readings(agreement: Agreement, *, notified_on: date) -> dict[str, date]:
    """The last day by each place of the text that says what a working day is.

    The day after the notice is day 1 (our convention). A text that does not say whose holidays
    count counts those of Scotland where it stands on a Scottish statute, else of England and Wales.
    """
    days = int(agreement.disputes["working_days"])
    places = agreement.calendars or {agreement.disputes["place"]: [home_of(agreement.gateway)]}
    return {
        place: calendar_of(nations).working_days_after(notified_on, days=days)
        for place, nations in places.items()
    }


def calendar_of(nations: Iterable[str]) -> Calendar:
    """The calendar on which the bank holidays of all these nations count."""
    first, *others = map(Nation, nations)
    return Calendar(first, also=frozenset(others))


def _decided(agreement: Agreement) -> str:
    """The place that a note says counts for what a working day is."""
    finding = Finding.objects.filter(
        agreement=agreement, code=Code.DEFINED_TWICE, about=WORKING_DAY, note__isnull=False
    ).select_related("note")
    return next((each.note.choice for each in finding), "")
