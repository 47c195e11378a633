"""What kind of case a record is, and what becomes of it when more than one kind applies."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.models import Record

CaseKind = Record.CaseKind


def deciding(kinds: Collection[CaseKind]) -> CaseKind:
    """The kind that counts: a special customer record before all else (source 003, 7 and 8)."""
    for kind in (CaseKind.SCR, CaseKind.MAPPA):
        if kind in kinds:
            return kind
    return CaseKind.STANDARD


def kinds_of(record: Record) -> frozenset[CaseKind]:
    """Every kind that applies to it; none to a standard case."""
    kinds = {CaseKind(record.case_kind)} - {CaseKind.STANDARD}
    return frozenset({*kinds, CaseKind.MAPPA} if record.also_mappa else kinds)


@transaction.atomic
def set_kinds(record: Record, kinds: Collection[CaseKind], *, by: Staff, at: datetime) -> Record:
    """Say which kinds apply to a record from now on; what waits to be sent is decided again.

    The ledger is told that it changed, not to what: that would say what must not travel.
    """
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    if kinds_of(held) != frozenset(kinds) - {CaseKind.STANDARD}:
        held.case_kind = deciding(kinds)
        held.also_mappa = {CaseKind.SCR, CaseKind.MAPPA} <= set(kinds)
        held.save(update_fields=["case_kind", "also_mappa"])
        enter_of(held, "record.kind_changed", by=by, at=at)
    record.refresh_from_db()
    return record
