"""How many people were given under an agreement today, before each of these disclosures.

Splitting a large request into many small ones does not get round a limit (attack A20).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, time
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import get_current_timezone, localdate

from onward.disclosures.deciding import Asked
from onward.disclosures.models import Disclosure

Status = Disclosure.Status
_WAY = ("agreement_id", "sender_id", "recipient_id")


def given_before(asked: Sequence[Asked], *, limited: Collection[UUID], at: datetime) -> list[int]:
    """People given the same way under the same agreement on this London day, for each in order.

    Only `limited` agreements are counted; nothing is read where none of them is asked for.
    """
    if not limited:
        return [0] * len(asked)
    given = _today(limited, at=at)
    before = []
    for each in asked:
        way = (each.agreement_id, each.act.sender, each.act.receiver)
        before.append(given[way])
        if each.agreement_id in limited:
            given[way] += each.act.people_count
    return before


def _today(agreements: Collection[UUID], *, at: datetime) -> Counter[tuple[UUID | None, int, int]]:
    midnight = datetime.combine(localdate(at), time(), tzinfo=get_current_timezone())
    given = Disclosure.objects.filter(agreement__in=agreements, at__gte=midnight, at__lte=at)
    went = given.exclude(status__in=[Status.REFUSED, Status.FAILED])
    rows = went.values_list(*_WAY).annotate(people=Sum("people_count"))
    return Counter({way: people for *way_, people in rows for way in [tuple(way_)]})
