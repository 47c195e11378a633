"""Forgetting what a record holds, class by class. `retention.py` says what, and what stays."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from onward.agreements.catalogue import KeyClass, catalogue, every_version
from onward.people.models import Consent, Identifier, IdentityQuestion, Record
from onward.people.slots import SLOTS, Slot

_LOSE = """
update people_fact set values = values - %(items)s::text[]
where record_id = %(record)s and values ?| %(items)s::text[]
"""


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty what is held of these classes: in facts, in typed rows and as consents.

    Facts and rows stand where they stood, so that what was said of other items keeps its order,
    its source and its dates. For the organisation acted for, by someone who may see the record.
    """
    items = sorted({item.code for item in every_version().values() if item.key_class in classes})
    with connection.cursor() as cursor:
        cursor.execute(_LOSE, {"items": items, "record": record.pk})
    for slot in SLOTS:
        _empty(slot, record, classes)
    if KeyClass.CONSENT in classes:
        Consent.objects.filter(record=record).delete()


def close(record: Record, *, at: datetime) -> None:
    """Mark a record whose every class is forgotten. Its handle stays, for the statement."""
    Record.objects.filter(pk=record.pk, erased_at=None).update(erased_at=at, deceased_on=None)
    IdentityQuestion.objects.filter(Q(first=record) | Q(second=record)).delete()
    record.refresh_from_db()


def _empty(slot: Slot, record: Record, classes: Collection[str]) -> None:
    known = catalogue()
    columns = {column for item, column in slot.columns.items() if known[item].key_class in classes}
    if not columns:
        return
    rows = slot.model.objects.filter(record=record, **slot.fixed)
    if slot.model is Identifier:
        rows.delete()
        return
    blank: dict[str, Any] = {name: _blank(slot, name) for name in columns}
    rows.update(**blank, **slot.keys({}))


def _blank(slot: Slot, column: str) -> object:
    return slot.model._meta.get_field(column).get_default()
