"""How each young person who is followed stands today: at which school, where, how well known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from onward.people.facts import Telling, tellings_of
from onward.people.lookups import one_of
from onward.people.models import Address, BirthDate, Record
from onward.programmes.participation.activities import RateClass, meanings
from onward.programmes.participation.guarantee import GUARANTEE, Offer, block, offer
from onward.programmes.participation.years import year_group
from onward.tracking.caseload import Wanted, followed
from onward.tracking.models import ActivityStatement, Following
from onward.tracking.month.of_a_month import GUARANTEE_OF, guarantees_told


@dataclass(frozen=True, kw_only=True)
class Stands:
    """One young person. What has lapsed, or was never told, is not known, as the rates have it."""

    record_id: UUID
    year_group: int | None  # None without a date of birth
    school: str  # number of the school they go to, or went to last; empty for none
    postcode_key: str
    has_lapsed: bool
    is_not_known: bool
    offer: Offer | None  # None for those whom this year's guarantee does not ask about


def standing(*, at: datetime) -> list[Stands]:
    """Everybody who is on the caseload, in a handful of statements."""
    on = localdate(at)
    rows = list(_rows(followed(Wanted(), on=on)))
    owed = {pk: found for pk, born, *_ in rows if born and (found := block(born, on=on))}
    told = _told(owed, known_at=at)
    known = {code: each.rate_class for code, each in meanings(on).items()}
    stands = []
    for pk, born, school, postcode_key, code, lapses_on in rows:
        has_lapsed = lapses_on is not None and lapses_on < on
        counts_as = known.get(code, RateClass.NOT_KNOWN)
        stands.append(
            Stands(
                record_id=pk,
                year_group=year_group(born, on=on) if born else None,
                school=school or "",
                postcode_key=postcode_key or "",
                has_lapsed=has_lapsed,
                is_not_known=has_lapsed or counts_as is RateClass.NOT_KNOWN,
                offer=_offer(told.get(pk, ()), born, on=on) if pk in owed else None,
            )
        )
    return stands


def school_names() -> dict[str, str]:
    """The name of each school or college that somebody goes or went to, by its number."""
    told = ActivityStatement.objects.filter(replaced_at=None).exclude(establishment_number="")
    rows = told.order_by("known_at").values_list("establishment_number", "establishment_name")
    return {number: name or number for number, name in rows}


def _rows(rows: QuerySet[Following]) -> QuerySet[Following, tuple[Any, ...]]:
    went_to = ActivityStatement.objects.filter(record=OuterRef("record_id"), replaced_at=None)
    went_to = went_to.exclude(establishment_number="").order_by("-started_on")
    born = BirthDate.objects.filter(record=OuterRef("record_id"))
    lives = Address.objects.filter(record=OuterRef("record_id"), is_current=True)
    return (
        rows.order_by()
        .annotate(
            born=Subquery(born.values("on")[:1]),
            school=Subquery(went_to.values("establishment_number")[:1]),
            lives_at=Subquery(lives.values("postcode_key")[:1]),
        )
        .values_list("record_id", "born", "school", "lives_at", "doing__code", "doing__lapses_on")
    )


def _told(owed: Collection[UUID], *, known_at: datetime) -> Mapping[UUID, Sequence[Telling]]:
    records = Record.objects.filter(one_of("pk", owed)).only("pk")
    return tellings_of(records, known_at=known_at, items=set(GUARANTEE_OF.values()))


def _offer(told: Sequence[Telling], born: date, *, on: date) -> Offer | None:
    asked = block(born, on=on)
    if asked is None:
        return None
    code = GUARANTEE.status(guarantees_told(told, asked), block=asked, on=on)
    return offer(code, block=asked)
