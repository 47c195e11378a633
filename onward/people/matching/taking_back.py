"""What a file said of somebody is taken back, because it was of somebody else. Nothing is lost.

What was said stays among the facts; what was held before it is said again.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from onward.parties.models import Staff
from onward.people.facts import NewFact, add_fact
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
    facts = list(Fact.objects.filter(one_of("record_id", [record.pk])).order_by("number"))
    held: dict[str, Fact] = {}
    before: dict[str, object] = {}
    for fact in facts:
        held.update(dict.fromkeys(fact.values, fact))
        if fact.source_id not in source_ids:
            before.update(fact.values)
    wrong = {item for item, fact in held.items() if fact.source_id in source_ids} - own
    values = {item: before.get(item) for item in wrong}
    if values:
        add_fact(
            NewFact(
                record=record,
                values=values,
                source=Fact.Source.STAFF,
                valid_from=localdate(at),
                at=at,
                by=by,
            )
        )
    return frozenset(values)


def items_of_one_record() -> frozenset[str]:
    """What other packages keep beside the facts, so that a fact alone would say it by halves."""
    each = each_packages("items_of_one_record", module="merging")
    return frozenset().union(*(items() for items in each))
