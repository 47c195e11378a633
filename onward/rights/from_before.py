"""What an authority kept of the person from the system it had before: lines of the statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.tracking.models import OldWords


@dataclass(frozen=True, kw_only=True)
class FromBefore:
    """One contact or note; `kind` is a code of `OldWords`. What staff wrote is not here."""

    organisation: str
    kind: str
    channel: str
    on: date


def kept_from_before(handles: Iterable[UUID], names: Mapping[int, str]) -> Iterator[FromBefore]:
    """Every one, the latest first. Read as the person herself."""
    kept = OldWords.objects.filter(record__handle__in=handles).order_by("-on", "pk")
    for each in kept.defer("words"):
        yield FromBefore(
            organisation=names.get(each.organisation_id, ""),
            kind=each.kind,
            channel=each.channel,
            on=each.on,
        )
