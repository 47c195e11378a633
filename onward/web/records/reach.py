"""Which records a member of staff may open: the organisation's own, and each opening is noted."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.models import Look, Record
from onward.people.records import look
from onward.people.signposts import signpost_of, whom_to_ask
from onward.web.access import StaffRequest


def own_records(request: StaffRequest) -> QuerySet[Record]:
    """A record that is erased, or of someone who is only mentioned, is not there."""
    return Record.objects.filter(
        organisation=request.acting_for, kind=Record.Kind.PERSON, erased_at=None
    )


def record_opened(
    request: StaffRequest, record_id: UUID, *, at: datetime, alive: bool = False
) -> Record:
    """One record, for a page that shows some of what it holds: that it was opened is noted.

    With `alive` a record of someone who has died is not there: nobody is to be contacted. One
    that is restricted, and shown to be there, says whom to ask.
    """
    records = own_records(request).filter(deceased_on=None) if alive else own_records(request)
    record = records.filter(pk=record_id).first()
    if record is None and (signpost := signpost_of(record_id, by=request.user)):
        raise PermissionDenied(_ask(whom_to_ask([signpost])))
    if record is None:
        raise Http404
    look(record, by=request.user, what=Look.What.RECORD, at=at)
    return record


def staff_who_see(record: Record) -> list[str]:
    """The names of those a restricted record is kept for; empty for one that all may see."""
    named = Staff.objects.filter(pk__in=record.restricted_to or ())
    return list(named.order_by("name").values_list("name", flat=True))


def _ask(names: list[str]) -> str:
    words = _("There is a record here that you may not see. Ask: %(names)s.")
    return words % {"names": ", ".join(names)}
