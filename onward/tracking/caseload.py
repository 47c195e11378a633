"""Who is on the caseload, picked out by what they do now: listed and counted by the same rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Count, F, FilteredRelation, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from onward.people.lookups import one_of
from onward.people.models import BirthDate
from onward.programmes.participation.activities import Group, RateClass, every_meaning, meanings
from onward.programmes.participation.years import born_for_group
from onward.tracking.following.risk import indications
from onward.tracking.models import (
    ActivityStatement,
    Following,
    LeftCohort,
    MonthlyReturn,
    ReturnFinding,
)

NOBODY = UUID(int=0)  # asked for as a worker: those on nobody's caseload


class Show(models.TextChoices):
    """What young people are picked out for; whoever lapses stands under the nearest day."""

    LAPSES_30 = "LAPSES_30", _("Lapses within 30 days")
    LAPSES_60 = "LAPSES_60", _("Lapses in 31 to 60 days")
    LAPSES_90 = "LAPSES_90", _("Lapses in 61 to 90 days")
    LAPSED = "LAPSED", _("Has lapsed")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")
    NEET = "NEET", _("Not in education, employment or training")
    TO_FIX = "TO_FIX", _("Has something to fix before the return")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whom a list is asked for; what is left empty narrows nothing."""

    show: Show | None = None
    group: Group | None = None
    worker: UUID | None = None  # staff handle, or NOBODY
    school: str = ""  # number of the establishment
    year_group: int | None = None
    archived: bool = False
    may_be_at_risk: bool = False  # on the advisory list of `following.risk`


def followed(wanted: Wanted, *, on: date) -> QuerySet[Following]:
    """These young people, whose activity lapses first on top; nobody who left, died or is erased.

    Put away, somebody is in no list but that of those put away (REQ-002-027).
    """
    rows = _doing(Following.objects.filter(archived_at__isnull=not wanted.archived))
    rows = rows.filter(record__deceased_on=None, record__erased_at=None)
    left = LeftCohort.objects.filter(undone_at=None)
    rows = rows.exclude(record_id__in=left.values("record_id")).filter(_asked_for(wanted, on=on))
    if wanted.may_be_at_risk:
        rows = rows.filter(one_of("record_id", _listed(rows, on=on)))
    return rows.order_by(F("doing__lapses_on").asc(nulls_last=True), "record_id")


def counts(wanted: Wanted, *, on: date) -> dict[Show, int]:
    """How many of these young people each list holds, in one statement."""
    asked = {show: Count("pk", filter=rule(on)) for show, rule in RULES.items()}
    found = followed(wanted, on=on).order_by().aggregate(**asked)
    return {show: found[show] for show in RULES}


def schools() -> dict[str, str]:
    """The establishments that young people go to now: the name of each by its number."""
    present = ActivityStatement.objects.filter(replaced_at=None, ended_on=None, is_primary=True)
    named = present.exclude(establishment_number="").values_list("establishment_number")
    found = named.annotate(name=Max("establishment_name"))
    return dict(found.order_by("name", "establishment_number"))


def _listed(rows: QuerySet[Following], *, on: date) -> list[UUID]:
    """Whom what is known now puts on the advisory list."""
    records = [each.record for each in rows.select_related("record")]
    return [pk for pk, found in indications(records, on=on).items() if found.is_listed]


def _doing(rows: QuerySet[Following]) -> QuerySet[Following]:
    """With what each person does now as `doing`, empty where nobody has told."""
    present = Q(
        record__activities__replaced_at=None,
        record__activities__ended_on=None,
        record__activities__is_primary=True,
    )
    return rows.annotate(doing=FilteredRelation("record__activities", condition=present))


def _asked_for(wanted: Wanted, *, on: date) -> Q:
    asked = RULES[wanted.show](on) if wanted.show else Q()
    if wanted.group:
        asked &= Q(doing__code__in=_codes_of(wanted.group))
    if wanted.worker:
        asked &= Q(worker=None if wanted.worker == NOBODY else wanted.worker)
    if wanted.school:
        asked &= Q(doing__establishment_number=wanted.school)
    if wanted.year_group is not None:
        born = born_for_group(wanted.year_group, on=on)
        of_group = BirthDate.objects.filter(on__range=(born.first, born.last))
        asked &= Q(record_id__in=of_group.values("record_id"))
    return asked


def _codes_of(group: Group) -> list[str]:
    return sorted({each.code for each in every_meaning() if each.group is group})


def _counting_as(rate_class: RateClass, *, on: date) -> list[str]:
    return [code for code, each in meanings(on).items() if each.rate_class is rate_class]


def _lapsing(first: int, last: int) -> Callable[[date], Q]:
    return lambda on: Q(
        doing__lapses_on__range=(on + timedelta(days=first), on + timedelta(days=last))
    )


def _lapsed(on: date) -> Q:
    return Q(doing__lapses_on__lt=on)


def _not_known(on: date) -> Q:
    """As the rates count it: told so, told nothing, or believed no longer."""
    told_so = Q(doing__code__in=_counting_as(RateClass.NOT_KNOWN, on=on))
    return told_so | Q(doing__pk=None) | _lapsed(on)


def _neet(on: date) -> Q:
    return Q(doing__code__in=_counting_as(RateClass.NEET, on=on)) & ~_lapsed(on)


def _to_fix(on: date) -> Q:
    """By the return that was checked last."""
    last = MonthlyReturn.objects.order_by("-known_at").values("pk")[:1]
    found = ReturnFinding.objects.filter(monthly_return__in=last)
    return Q(record_id__in=found.values("record_id"))


RULES: Mapping[Show, Callable[[date], Q]] = {
    Show.LAPSES_30: _lapsing(0, 30),
    Show.LAPSES_60: _lapsing(31, 60),
    Show.LAPSES_90: _lapsing(61, 90),
    Show.LAPSED: _lapsed,
    Show.NOT_KNOWN: _not_known,
    Show.NEET: _neet,
    Show.TO_FIX: _to_fix,
}
