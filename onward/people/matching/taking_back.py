"""What a file said of somebody is taken back, because it was of somebody else. Nothing is lost.

What was said stays among the facts; what was held before it is said again.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from onward.parties.models import Staff
from onward.people.facts import NewFact, add_facts
from onward.people.lookups import one_of
from onward.people.models import Fact, Record
from onward.tenancy.packages import each_packages


def take_back(
    record: Record, *, source_ids: Collection[UUID], by: Staff, at: datetime
) -> frozenset[str]:
    """Hold again what was held before these acts; gives the items that change.

    An item about which something else was said since stays as it is, and so does what another
    package keeps beside the facts, and takes back itself.
    """
    own = items_of_one_record()
    held: dict[str, Fact] = {}
    before: dict[str, Fact] = {}
    for fact in Fact.objects.filter(one_of("record_id", [record.pk])).order_by("number"):
        held.update(dict.fromkeys(fact.values, fact))
        if fact.source_id not in source_ids:
            before.update(dict.fromkeys(fact.values, fact))
    wrong = {item for item, fact in held.items() if fact.source_id in source_ids} - own
    add_facts(list(_held_before(record, wrong, before, by=by, at=at)))
    return frozenset(wrong)


def _held_before(
    record: Record, items: Set[str], before: Mapping[str, Fact], *, by: Staff, at: datetime
) -> Iterator[NewFact]:
    """Each item as whoever said it before said it, with what it may be used for; or not held."""
    said: dict[UUID, dict[str, object]] = {}
    for item in items & before.keys():
        said.setdefault(before[item].pk, {})[item] = before[item].values[item]
    facts = {fact.pk: fact for fact in before.values()}
    for fact in sorted((facts[pk] for pk in said), key=lambda each: each.number):
        yield NewFact(
            record=record,
            values=said[fact.pk],
            source=Fact.Source(fact.source),
            source_id=fact.source_id,
            valid_from=fact.valid_from,
            at=at,
            by=by,
            use=fact.use,
            came_under=fact.came_under,
        )
    if gone := dict.fromkeys(items - before.keys()):
        yield NewFact(
            record=record,
            values=gone,
            source=Fact.Source.STAFF,
            valid_from=localdate(at),
            at=at,
            by=by,
        )


def items_of_one_record() -> frozenset[str]:
    """What other packages keep beside the facts, so that a fact alone would say it by halves."""
    each = each_packages("items_of_one_record", module="merging")
    return frozenset().union(*(items() for items in each))
