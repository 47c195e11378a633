"""Who may need support first: the authority's own weighing of what its records hold. Advice only.

Nothing is decided, sent or changed by it: it picks out a list and says why (source: the issue's
configurable, explained, advisory list; weights of `programmes.participation.risk`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.timezone import make_aware

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.facts import folded, tellings_of
from onward.people.models import Record
from onward.programmes.participation.characteristics import CHARACTERISTIC_OF, applied_on
from onward.programmes.participation.risk import ONE_COUNCIL, Indication, Known, RiskRules
from onward.tenancy.context import acting
from onward.tracking.following.models import RiskWeighing

ITEMS = frozenset({"ehc_plan", "sen_support", *CHARACTERISTIC_OF})


def own_risk_rules() -> RiskRules:
    """As the authority acted for weighs them, or as they come."""
    own = RiskWeighing.objects.filter(organisation_id=acting().organisation_id).first()
    return ONE_COUNCIL.weighing(own.points, threshold=own.threshold) if own else ONE_COUNCIL


def weigh_risk(points: Mapping[str, int], *, threshold: int, by: Staff, at: datetime) -> None:
    """Say what each factor weighs, 0 to leave it out, and from which sum somebody is listed.

    Whoever may allocate may. Raises UnknownFactor.
    """
    require(by, Permission.ALLOCATE)
    ONE_COUNCIL.weighing(points, threshold=threshold)
    RiskWeighing.objects.update_or_create(
        organisation_id=acting().organisation_id,
        defaults={"points": dict(points), "threshold": threshold, "by": by.handle, "at": at},
    )


def indications(records: Iterable[Record], *, on: date) -> dict[UUID, Indication]:
    """What the records of these people point to by the end of a day, in two queries."""
    rules, records = own_risk_rules(), list(records)
    known_at = make_aware(datetime.combine(on, time.max))
    told = tellings_of([record.pk for record in records], known_at=known_at, items=ITEMS)
    return {
        record.pk: rules.indicate(known_of(folded(told.get(record.pk, ())), on=on))
        for record in records
    }


def known_of(held: Mapping[str, Any], *, on: date) -> Known:
    """What the rules can read in these values; of what no item holds, nobody knows."""
    told = {item: held[item] for item in CHARACTERISTIC_OF if held.get(item) is not None}
    return Known(
        has_plan=held.get("ehc_plan"),
        has_sen_support=held.get("sen_support"),
        characteristics=frozenset(
            CHARACTERISTIC_OF[item] for item, event in told.items() if applied_on(event, on)
        )
        if told
        else None,
    )
