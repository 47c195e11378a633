"""The documents that are kept about the person: lines of the statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onward.tracking.models import Document


@dataclass(frozen=True, kw_only=True)
class DocumentKept:
    """That a document is kept, of which kind and date; the title staff gave it is not here.

    The document itself is handed over by whoever answers a request for access.
    """

    organisation: str
    kind: str
    dated_on: date
    since: datetime


def documents_in(handles: Iterable[UUID], names: Mapping[int, str]) -> Iterator[DocumentKept]:
    """Every document that was not removed, the newest first. Read as the person herself."""
    kept = Document.objects.filter(record__handle__in=handles, removed_at=None)
    rows = kept.order_by("-at", "pk").values_list("organisation_id", "kind", "dated_on", "at")
    for organisation_id, kind, dated_on, since in rows:
        organisation = names.get(organisation_id, "")
        yield DocumentKept(organisation=organisation, kind=kind, dated_on=dated_on, since=since)
