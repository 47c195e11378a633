"""Somebody else whom a record mentions: a joint claimant, a parent. They have a record too.

Source: PRODUCT section 2 (fact, record of kind *mentioned*); REQ-003-085.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onward.agreements.catalogue import About, catalogue
from onward.people.lookups import one_of
from onward.people.models import Fact, Mention, Record
from onward.tenancy.bulk import insert_all

Relation = Mention.Relation
Place = tuple[UUID, str]
"""A record's id and a relation: of whom there is one at a time."""

_PREFIXES: Mapping[str, Relation] = {"partner_": Relation.PARTNER, "parent_": Relation.PARENT}


def _relation_of(item: str) -> Relation:
    return next(relation for prefix, relation in _PREFIXES.items() if item.startswith(prefix))


RELATION_OF: Mapping[str, Relation] = {
    item.code: _relation_of(item.code)
    for item in catalogue().values()
    if item.about == About.THIRD_PARTY
}
ITEMS_OF: Mapping[Relation, frozenset[str]] = {
    relation: frozenset(item for item, of in RELATION_OF.items() if of == relation)
    for relation in Relation
}


def note_mentions(facts: Iterable[Fact], records: Mapping[UUID, Record]) -> None:
    """Give everybody whom these facts mention a record, unless they have one."""
    places = {
        (fact.record_id, str(RELATION_OF[item]))
        for fact in facts
        for item, value in fact.values.items()
        if item in RELATION_OF and value is not None
    }
    if places:
        at = min(fact.known_at for fact in facts)
        mentioned_by(places, records={pk: records[pk] for pk, _ in places}, at=at)


def mentioned_by(
    places: Collection[Place], *, records: Mapping[UUID, Record], at: datetime
) -> dict[Place, Record]:
    """The record of whom each place mentions now; made where there is none."""
    found = _present(places)
    missing = sorted(set(places) - found.keys())
    if missing:
        made = {place: _nobody_yet(records[place[0]], at=at) for place in missing}
        insert_all(list(made.values()))
        _link({place: made[place] for place in missing}, records=records, at=at)
        found |= made
    return found


def _link(places: Mapping[Place, Record], *, records: Mapping[UUID, Record], at: datetime) -> None:
    """Say that these records mention those.

    The first one of a relation was meant from the record's beginning.
    """
    replaced = set(
        Mention.objects.filter(one_of("record_id", records)).values_list("record_id", "relation")
    )
    insert_all(
        [
            Mention(
                organisation_id=records[record_id].organisation_id,
                restricted_to=records[record_id].restricted_to,
                record_id=record_id,
                mentioned=mentioned,
                relation=relation,
                since=at if (record_id, relation) in replaced else records[record_id].opened_at,
            )
            for (record_id, relation), mentioned in places.items()
        ]
    )


@transaction.atomic
def somebody_else(record: Record, *, relation: Relation, at: datetime) -> None:
    """From now on the record's partner, or parent, is another person than before.

    What was said before stays the earlier one's. Nobody concludes this from a changed number: that
    may be a correction, so a member of staff says it.
    """
    Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    Mention.objects.filter(record=record, relation=relation, ended_at=None).update(ended_at=at)


def _present(places: Collection[Place]) -> dict[Place, Record]:
    wanted = {record_id for record_id, _ in places}
    rows = Mention.objects.filter(one_of("record_id", wanted), ended_at=None)
    found = {
        (row.record_id, row.relation): row.mentioned for row in rows.select_related("mentioned")
    }
    return {place: found[place] for place in places if place in found}


def _nobody_yet(record: Record, *, at: datetime) -> Record:
    return Record(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        kind=Record.Kind.MENTIONED,
        opened_at=at,
    )
