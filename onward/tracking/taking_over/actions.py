"""Taking over an old system: who was who there, what it had noted, and signing for it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.tenancy.bulk import insert_all, insert_new
from onward.tenancy.context import acting
from onward.tracking.taking_over.models import OldReference, OldWords, Takeover


class CannotSign(ValueError):
    """This signature would say nothing; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A contact or a note of a person, as the old system has it."""

    record: Record
    kind: OldWords.Kind
    on: date
    channel: str
    by: str
    words: str

    @property
    def digest(self) -> str:
        told = (self.kind, self.on.isoformat(), self.channel, self.by, self.words)
        return hashlib.sha256("\x1f".join(map(str, told)).encode()).hexdigest()


def begin(source_id: UUID, *, at: datetime) -> None:
    """From its first row on, a file of an old system waits for somebody to sign for it."""
    Takeover.objects.get_or_create(
        organisation_id=acting().organisation_id, source_id=source_id, defaults={"begun_at": at}
    )


def call_off(source_id: UUID) -> None:
    """A file that nothing was taken in from was thrown away: nobody has to sign for it."""
    unsigned().filter(source_id=source_id).delete()


def people_called(references: Iterable[str]) -> dict[str, Record]:
    """Whom the old system called so, as far as they were taken over."""
    known = OldReference.objects.filter(
        organisation_id=acting().organisation_id, reference__in=set(references)
    )
    alive = known.filter(record__deceased_on=None, record__erased_at=None)
    return {each.reference: each.record for each in alive.select_related("record")}


def call_them(people: Mapping[str, Record], *, source_id: UUID) -> None:
    """Remember what the old system called these people."""
    insert_all(
        [
            OldReference(
                organisation_id=record.organisation_id,
                restricted_to=record.restricted_to,
                record=record,
                reference=reference,
                source_id=source_id,
            )
            for reference, record in people.items()
        ]
    )


def keep_words(kept: Sequence[Kept], *, source_id: UUID) -> int:
    """Keep what the old system noted; gives how many are new."""
    rows = [
        OldWords(
            organisation_id=each.record.organisation_id,
            restricted_to=each.record.restricted_to,
            record=each.record,
            kind=each.kind,
            on=each.on,
            channel=each.channel,
            by=each.by,
            words=each.words,
            digest=each.digest,
            source_id=source_id,
        )
        for each in kept
    ]
    return len(insert_new(rows))


def unsigned() -> QuerySet[Takeover]:
    """Files of an old system for which nobody answers yet."""
    return Takeover.objects.filter(organisation_id=acting().organisation_id, signed_at=None)


@transaction.atomic
def sign(
    reports: Mapping[UUID, Mapping[str, Any]], *, name: str, post: str, by: Staff, at: datetime
) -> int:
    """Answer by name for what came of these files, each as its report says; gives how many.

    Source: 002, privacy assessment, step six: migrated data is tested before it is relied on.
    Raises NotPermitted, and CannotSign where nothing waits for a signature.
    """
    require(by, Permission.MAKE_RETURNS)
    signed = 0
    for takeover in unsigned().filter(source_id__in=reports).select_for_update():
        takeover.report = dict(reports[takeover.source_id])
        takeover.signed_name, takeover.signed_post = name, post
        takeover.signed_by, takeover.signed_at = by.handle, at
        takeover.save()
        _enter(takeover, by=by, at=at)
        signed += 1
    if not signed:
        raise CannotSign(
            _("Nothing waits for a signature. Take in a file of the old system first.")
        )
    return signed


def _enter(takeover: Takeover, *, by: Staff, at: datetime) -> None:
    report = json.dumps(takeover.report, sort_keys=True).encode()
    enter(
        Act(
            kind="takeover.signed",
            by=acting().organisation_id,
            performer=by.handle,
            about_id=takeover.source_id,
            at=at,
            about={"report": hashlib.sha256(report).hexdigest()},
        )
    )
