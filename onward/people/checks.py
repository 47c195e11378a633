"""What must hold of every record, looked at nightly: findings name rows, never values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from onward.people.facts import present_values_of
from onward.people.identity import raise_questions
from onward.people.matching.comparing import not_compared_as_held
from onward.people.matching.declared import is_ready
from onward.people.models import Identifier, Record
from onward.people.records import OF_A_RECORD
from onward.people.slots import SLOTS, Slot, stored

AT_ONCE = 1000


@dataclass(frozen=True)
class Finding:
    """One record whose rows disagree, and which ones."""

    record_id: UUID
    table: str
    what: str


def disagreements() -> Iterator[Finding]:
    """Where typed rows are not what the facts come to, or rows escape their record's restriction.

    For the organisation acted for; run as its own unattended work, or restricted records
    are passed over.
    """
    is_compared = is_ready()
    for records in _batches():
        yield from _typed_rows_differ(records)
        if is_compared:
            differing = not_compared_as_held([record.pk for record in records])
            yield from (Finding(pk, "Writing", "differs from the typed rows") for pk in differing)
    yield from _restrictions_differ()


def ask_missed_questions(*, at: datetime) -> int:
    """Ask about numbers that came to two records at the same moment; gives how many are new."""
    asked = 0
    for records in _batches():
        asked += raise_questions(list(Identifier.objects.filter(record__in=records)), at=at)
    return asked


def _batches() -> Iterator[list[Record]]:
    after = UUID(int=0)
    while batch := list(Record.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        yield batch
        after = batch[-1].pk


def _typed_rows_differ(records: Sequence[Record]) -> Iterator[Finding]:
    folds = present_values_of(records)
    for slot in SLOTS:
        held = _held(slot, records)
        for record in records:
            expected = slot.of(folds.get(record.pk, {}))
            if held.get(record.pk, []) != ([expected] if expected else []):
                yield Finding(record.pk, slot.model.__name__, "differs from the facts")


def _held(slot: Slot, records: Sequence[Record]) -> dict[UUID, list[dict[str, object]]]:
    """The values of each record's present rows; a row that erasure emptied holds none."""
    held: dict[UUID, list[dict[str, object]]] = {}
    rows = slot.rows([record.pk for record in records])
    for record_id, *columns in rows.values_list("record_id", *slot.columns.values()):
        if values := stored(dict(zip(slot.columns, columns, strict=True))):
            held.setdefault(record_id, []).append(values)
    return held


def _restrictions_differ() -> Iterator[Finding]:
    alike = Q(restricted_to=F("record__restricted_to"))
    open_to_all = Q(restricted_to=None, record__restricted_to=None)
    for model in OF_A_RECORD:
        astray = model._default_manager.exclude(alike | open_to_all)
        for record_id in astray.values_list("record_id", flat=True).distinct():
            yield Finding(record_id, model.__name__, "is not restricted as its record is")
