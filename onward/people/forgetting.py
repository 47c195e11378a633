"""Forgetting what a record holds, class by class. `retention.py` says what, and what stays."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q

from onward.agreements.catalogue import KeyClass, catalogue, every_version
from onward.people.facts import present_values
from onward.people.matching.comparing import keep_comparable
from onward.people.matching.forgetting import forget_matches
from onward.people.mentions import ITEMS_OF
from onward.people.models import (
    Consent,
    Fact,
    Identifier,
    IdentityQuestion,
    Introduction,
    Mention,
    Merge,
    Objection,
    Record,
    Restriction,
)
from onward.people.signposts import take_down
from onward.people.slots import SLOTS, Slot, write_rows

_LOSE = """
update people_fact set values = values - %(items)s::text[]
where record_id = %(record)s and values ?| %(items)s::text[]
"""


_LOSE_OF_MENTIONED = """
update people_fact fact set values = values - %(items)s::text[]
from people_mention mention
where mention.mentioned_id = %(record)s and mention.relation = %(relation)s
  and fact.record_id = mention.record_id and fact.known_at >= mention.since
  and (mention.ended_at is null or fact.known_at < mention.ended_at)
  and fact.values ?| %(items)s::text[]
"""


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty what is held of these classes: in facts, in typed rows and as consents.

    Facts and rows stand where they stood, so that what was said of other items keeps its order,
    its source and its dates. For the organisation acted for, by someone who may see the record.
    """
    items = sorted({item.code for item in every_version().values() if item.key_class in classes})
    with connection.cursor() as cursor:
        cursor.execute(_LOSE, {"items": items, "record": record.pk})
        if record.kind == Record.Kind.MENTIONED:
            _lose_where_mentioned(cursor, record, items)
    for slot in SLOTS:
        _empty(slot, record, classes)
    keep_comparable([record.pk], sexes=_no_sex(record, items))
    if KeyClass.IDENTITY in classes:
        take_down(record)
        forget_matches(record)
    if KeyClass.CONSENT in classes:
        Consent.objects.filter(record=record).delete()
        Introduction.objects.filter(record=record).delete()


def _lose_where_mentioned(cursor: CursorWrapper, record: Record, items: Collection[str]) -> None:
    """What other records say of this person goes; what they say of anybody else stays."""
    for relation, theirs in ITEMS_OF.items():
        lost = sorted(theirs & set(items))
        if lost:
            cursor.execute(
                _LOSE_OF_MENTIONED,
                {"items": lost, "record": record.pk, "relation": str(relation)},
            )


@transaction.atomic
def forget_what_came_from(record: Record, *, source_id: UUID, at: datetime) -> None:
    """Empty what one act of giving told a record, as if it had never been received.

    What was said of the same items before or since stands, and is held again. A name or address
    that only this act told is not kept as a former one.
    """
    facts = list(Fact.objects.filter(record=record, source_id=source_id).select_for_update())
    items = {item for fact in facts for item in fact.values}
    Fact.objects.filter(pk__in=[fact.pk for fact in facts]).update(values={})
    left = present_values(record)
    restated = Fact(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record_id=record.pk,
        known_at=at,
        values={item: left.get(item) for item in items},
    )
    write_rows([restated])
    for slot in SLOTS:
        if slot.keeps_former:
            told = [fact.known_at for fact in facts]
            slot.model.objects.filter(record=record, since__in=told, is_current=False).delete()
    keep_comparable([record.pk], sexes={})


def close(record: Record, *, at: datetime) -> None:
    """Mark a record whose every class is forgotten. Its handle stays, for the statement."""
    Record.objects.filter(pk=record.pk, erased_at=None).update(
        erased_at=at, deceased_on=None, contact_withheld_on=None
    )
    Mention.objects.filter(mentioned=record, ended_at=None).update(ended_at=at)
    for model in (Objection, Restriction):
        model.objects.filter(record=record).delete()
    IdentityQuestion.objects.filter(Q(first=record) | Q(second=record)).delete()
    Merge.objects.filter(Q(kept=record) | Q(other=record)).delete()
    record.refresh_from_db()


def _no_sex(record: Record, items: Collection[str]) -> dict[UUID, str]:
    return {record.pk: ""} if "gender" in items else {}


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
