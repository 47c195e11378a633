"""Parting what is of the person from what is of somebody whom their record mentions.

A joint claimant's or a parent's items are sealed under *their* keys, with an entry of their own, so
that erasing the one leaves the other's part as it is (REQ-003-085; privacy.md 4.3, attack A44).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from onward.disclosures.parcels import Contents, Giving, Part
from onward.people.mentions import RELATION_OF, Place, mentioned_by
from onward.people.models import Record


def parted(
    givings: Sequence[Giving], contents: Sequence[Contents], *, at: datetime
) -> list[list[Part]]:
    """The parts of each giving: the person's own first, then those of whom it mentions."""
    others = [_of_others(each) for each in contents]
    places = {
        (giving.record.pk, relation)
        for giving, theirs in zip(givings, others, strict=True)
        for relation in theirs
    }
    records = {giving.record.pk: giving.record for giving in givings}
    mentioned = mentioned_by(places, records=records, at=at) if places else {}
    return [
        _parts(giving, each, theirs, mentioned)
        for giving, each, theirs in zip(givings, contents, others, strict=True)
    ]


def _of_others(contents: Contents) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for item, value in contents.values.items():
        if item in RELATION_OF:
            found.setdefault(str(RELATION_OF[item]), {})[item] = value
    return found


def _parts(
    giving: Giving,
    contents: Contents,
    others: Mapping[str, dict[str, object]],
    mentioned: Mapping[Place, Record],
) -> list[Part]:
    gone = {item for theirs in others.values() for item in theirs}
    own = {item: value for item, value in contents.values.items() if item not in gone}
    return [
        Part(
            record=giving.record,
            contents=replace(contents, values=own),
            parent=giving.parent,
            of_others=sorted(gone),
        ),
        *(
            Part(
                record=mentioned[giving.record.pk, relation],
                contents=Contents(theirs, [], [], contents.said_at),
                within=giving.record.handle,
            )
            for relation, theirs in sorted(others.items())
        ),
    ]
