"""How each young person who is followed stands today: at which school, where, how well known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from onward.people.facts import Telling, tellings_of
from onward.people.lookups import one_of
from onward.people.models import Address, BirthDate
from onward.programmes.participation.activities import RateClass, meanings
from onward.programmes.participation.guarantee import GUARANTEE, Block, Offer, block, offer
from onward.programmes.participation.years import year_group
from onward.tracking.activities.models import ActivityStatement
from onward.tracking.caseload import Wanted, followed
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
    """Everybody who is on the caseload, in six statements however many they are."""
    on = localdate(at)
    rows = followed(Wanted(), on=on).order_by()
    told = rows.annotate(code=F("doing__code"), lapses_on=F("doing__lapses_on"))
    doing = {
        pk: (code, lapses_on)
        for pk, code, lapses_on in told.values_list("record_id", "code", "lapses_on")
    }
    born, schools, homes = _born(doing), _schools(doing), _homes(doing)
    offers = _offers(born, on=on, known_at=at)
    known = {code: each.rate_class for code, each in meanings(on).items()}
    stands = []
    for pk, (code, lapses_on) in doing.items():
        has_lapsed = lapses_on is not None and lapses_on < on
        counts_as = known.get(code, RateClass.NOT_KNOWN)
        stands.append(
            Stands(
                record_id=pk,
                year_group=year_group(born[pk], on=on) if pk in born else None,
                school=schools.get(pk, ""),
                postcode_key=homes.get(pk, ""),
                has_lapsed=has_lapsed,
                is_not_known=has_lapsed or counts_as is RateClass.NOT_KNOWN,
                offer=offers.get(pk),
            )
        )
    return stands


def school_names() -> dict[str, str]:
    """The name of each school or college that somebody goes or went to, by its number."""
    told = ActivityStatement.objects.filter(replaced_at=None).exclude(establishment_number="")
    rows = told.order_by("known_at").values_list("establishment_number", "establishment_name")
    return {number: name or number for number, name in rows}


def _born(ids: Collection[UUID]) -> dict[UUID, date]:
    born = BirthDate.objects.filter(one_of("record_id", ids)).values_list("record_id", "on")
    return {pk: on for pk, on in born if on}


def _schools(ids: Collection[UUID]) -> dict[UUID, str]:
    """The establishment of the latest activity of each that was told with one."""
    told = ActivityStatement.objects.filter(one_of("record_id", ids), replaced_at=None)
    with_one = told.exclude(establishment_number="").order_by("started_on")
    return dict(with_one.values_list("record_id", "establishment_number"))


def _homes(ids: Collection[UUID]) -> dict[UUID, str]:
    current = Address.objects.filter(one_of("record_id", ids), is_current=True)
    return dict(current.values_list("record_id", "postcode_key"))


def _offers(born: Mapping[UUID, date], *, on: date, known_at: datetime) -> dict[UUID, Offer]:
    """Of those whom this year's guarantee asks about."""
    owed = {pk: asked for pk, day in born.items() if (asked := block(day, on=on))}
    told = tellings_of(owed, known_at=known_at, items=set(GUARANTEE_OF.values()))
    return {pk: _offer(told.get(pk, ()), asked, on=on) for pk, asked in owed.items()}


def _offer(told: Sequence[Telling], asked: Block, *, on: date) -> Offer:
    code = GUARANTEE.status(guarantees_told(told, asked), block=asked, on=on)
    return offer(code, block=asked)
