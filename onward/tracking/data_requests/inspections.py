"""The district inspects what an authority keeps about their memorandum (clause 4.3).

Somebody of the district asks in her own name, the authority permits it until a day, and each look
is in the ledger. What is seen are the requests: codes and dates, and no value of anybody's record.
Clause 4.3 has everything retained, clause 3.1 nothing longer than necessary: where the authority
has deleted what it received, the conflict stands beside the request, for people to settle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.agreements.models import Agreement, Party
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting
from onward.tracking.data_requests.models import DataRequest, Inspection

LONGEST = timedelta(days=28)  # the memorandum names no period; this one is Onward's own


class NoInspection(Exception):
    """It may not be asked for, permitted or carried out; the message says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """One request as the inspector sees it; `conflict` where two clauses of the text meet."""

    request: DataRequest
    conflict: str


@transaction.atomic
def ask_to_inspect(agreement: Agreement, *, by: Staff, at: datetime) -> Inspection:
    """Ask in one's own name, for the district. Raises NoInspection."""
    parties = _parties(agreement)
    if parties.get("district") != acting().organisation_id or "authority" not in parties:
        raise NoInspection(gettext("Only the district that is party to a memorandum inspects."))
    if Inspection.objects.filter(agreement=agreement, inspector=by.handle, ended_at=None).exists():
        raise NoInspection(gettext("You have asked already. The authority permits it, or ends it."))
    inspection = Inspection.objects.create(
        authority_id=parties["authority"],
        district_id=parties["district"],
        agreement=agreement,
        inspector=by.handle,
        asked_at=at,
    )
    _enter("inspection.asked", inspection, by=by, at=at)
    return inspection


@transaction.atomic
def permit(inspection: Inspection, *, until: date, by: Staff, at: datetime) -> Inspection:
    """The authority permits it until a day, four weeks away at most. Raises NoInspection."""
    today = localdate(at)
    if not today <= until <= today + LONGEST:
        words = gettext("Give a day from today to %(last)s.")
        raise NoInspection(words % {"last": (today + LONGEST).strftime("%d/%m/%Y")})
    waiting = Inspection.objects.filter(
        pk=inspection.pk,
        authority=acting().organisation_id,
        permitted_at=None,
        ended_at=None,
    )
    if not waiting.update(permitted_by=by.handle, permitted_at=at, until_on=until):
        raise NoInspection(gettext("There is nothing to permit: it was dealt with before."))
    inspection.refresh_from_db()
    _enter("inspection.permitted", inspection, by=by, at=at, until=until.isoformat())
    return inspection


@transaction.atomic
def end_inspection(inspection: Inspection, *, by: Staff, at: datetime) -> Inspection:
    """The authority ends it, or says no; nothing more is seen from now on. Raises NoInspection."""
    standing = Inspection.objects.filter(pk=inspection.pk, ended_at=None)
    if not standing.filter(authority=acting().organisation_id).update(ended_at=at):
        raise NoInspection(gettext("This inspection has ended."))
    inspection.refresh_from_db()
    _enter("inspection.ended", inspection, by=by, at=at)
    return inspection


@transaction.atomic
def inspect(inspection: Inspection, *, by: Staff, at: datetime) -> list[Inspected]:
    """Every request under the memorandum, for the one who asked, while it is permitted.

    That she looked is entered for both sides. Raises NoInspection.
    """
    if by.handle != inspection.inspector or by.organisation_id != acting().organisation_id:
        raise NoInspection(gettext("Only whoever asked in their own name may look."))
    if not inspection.is_open(on=localdate(at)):
        raise NoInspection(
            gettext("The authority has not permitted this, or the time is over. Ask again.")
        )
    rows = DataRequest.objects.filter(agreement=inspection.agreement_id)
    found = list(rows.select_related("authority", "district", "agreement").order_by("asked_at"))
    _enter("inspection.opened", inspection, by=by, at=at, requests=len(found))
    return [Inspected(request=each, conflict=_conflict(each)) for each in found]


def inspections() -> Sequence[Inspection]:
    """Those that the organisation acted for has asked for, or is asked to permit."""
    found = Inspection.objects.select_related("authority", "district", "agreement")
    return list(found.order_by("-asked_at"))


def _conflict(request: DataRequest) -> str:
    if request.deleted_at is None:
        return ""
    return gettext(
        "Clause 4.3 has all information retained; the authority deleted what it received, as clause"
        " 3.1 has it. What was released is still in the district's own disclosure."
    )


def _parties(agreement: Agreement) -> dict[str, int]:
    rows = Party.objects.filter(agreement=agreement)
    return dict(rows.values_list("role", "organisation"))


def _enter(kind: str, inspection: Inspection, *, by: Staff, at: datetime, **about: object) -> None:
    own = acting().organisation_id
    other = inspection.authority_id if own == inspection.district_id else inspection.district_id
    enter(
        Act(
            kind=kind,
            by=own,
            to=other,
            performer=by.handle,
            about_id=inspection.pk,
            at=at,
            about={"agreement": str(inspection.agreement), **about},
        )
    )
