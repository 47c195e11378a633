"""What a work coach may reach: the organisation's own records, and the referrals it made."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from onward.casework.models import Referral, ReferralQuerySet
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.people.models import Look, Record
from onward.people.names import names_of
from onward.people.records import look
from onward.web.access import StaffRequest


def own_records(request: StaffRequest) -> QuerySet[Record]:
    """A record that is erased, or of someone who is only mentioned, is not there."""
    return Record.objects.filter(
        organisation=request.acting_for, kind=Record.Kind.PERSON, erased_at=None
    )


def record_opened(request: StaffRequest, record_id: UUID, *, alive: bool = False) -> Record:
    """One record, for a page that shows what it holds: that it was opened is noted.

    With `alive` a record of someone who has died is not there: nobody is to be contacted.
    """
    records = own_records(request).filter(deceased_on=None) if alive else own_records(request)
    record = get_object_or_404(records, pk=record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=now())
    return record


def living(request: StaffRequest, record_id: UUID) -> Record:
    """One record of someone alive, for a page that shows nothing of what it holds."""
    return get_object_or_404(own_records(request), pk=record_id, deceased_on=None)


def own_referrals(request: StaffRequest) -> ReferralQuerySet:
    sent = Referral.objects.sent_by(request.acting_for)
    return sent.select_related("provider", "commissioner", "opportunity")


def own_referral(request: StaffRequest, referral_id: UUID) -> Referral:
    return get_object_or_404(own_referrals(request), pk=referral_id)


def people_named(records: Iterable[UUID]) -> dict[UUID, str]:
    """What each record is called; every one has a name to click on."""
    ids = set(records)
    return dict.fromkeys(ids, _("No name recorded")) | names_of(ids)


def staff_named(handles: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of the organisation's own staff by handle; those of others are not told."""
    rows = Staff.objects.filter(handle__in={handle for handle in handles if handle})
    return dict(rows.values_list("handle", "name"))
