"""An authority's headline figures for the end of a month, as known at a moment, and who is in each.

The people are those of the return of that month: what is counted here is what the department can
count there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from onward.people.facts import Telling, folded, tellings_of
from onward.programmes.participation import figures
from onward.programmes.participation.activities import Participation, RateClass
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.cohort import YoungPerson, cohort_rules
from onward.programmes.participation.figures import Counts, ParticipationCounts
from onward.programmes.participation.guarantee import (
    GUARANTEE,
    Block,
    Offer,
    block,
    offer,
)
from onward.programmes.participation.leaving import CohortStatus, Departure
from onward.tracking.activities.telling import as_activities_on
from onward.tracking.following.actions import own_service
from onward.tracking.month.of_a_month import (
    GUARANTEE_OF,
    departure_of,
    followed_at,
    guarantees_told,
    left_by,
)
from onward.values.academic_year import academic_age
from onward.values.period import months_after

NOT_TOLD = "810"  # current situation not known
MONTHS_OF_A_MEAN = 3
ONE_DAY = timedelta(days=1)
ASKED = {"date_of_birth", "lead_authority", "authority_at_year_11", *GUARANTEE_OF.values()}


class Figure(models.TextChoices):
    """Whom a figure counts."""

    COUNTED = "COUNTED", _("Young people of academic age 16 and 17")
    NEET = "NEET", _("Not in education, employment or training (NEET)")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")
    NEET_OR_NOT_KNOWN = "NEET_OR_NOT_KNOWN", _("NEET or not known")
    PARTICIPATING = "PARTICIPATING", _("Participating")
    FULL_TIME_EDUCATION = "FULL_TIME_EDUCATION", _("Full-time education")
    APPRENTICESHIP = "APPRENTICESHIP", _("Apprenticeship")
    WORK_BASED_LEARNING = "WORK_BASED_LEARNING", _("Work-based learning")
    PART_TIME_EDUCATION = "PART_TIME_EDUCATION", _("Part-time education")
    EMPLOYMENT_WITH_STUDY = "EMPLOYMENT_WITH_STUDY", _("Employment with study")
    OTHER_TRAINING = "OTHER_TRAINING", _("Other training")


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One month: how each young person counts, and what came of each one's guarantee."""

    on: date
    counted: Mapping[UUID, tuple[RateClass, Participation]]
    offers: Mapping[Block, Mapping[UUID, Offer]]

    @cached_property
    def counts(self) -> Counts:
        return figures.counts(self.counted.values())

    @cached_property
    def participation(self) -> ParticipationCounts:
        return figures.participation_counts(self.counted.values())

    def percents(self, block: Block) -> dict[Offer, Fraction]:
        return figures.offer_percents(self.offers[block].values())

    def behind(self, figure: Figure) -> list[UUID]:
        """The records that this figure counts; young adults in custody are in none."""
        return [
            record
            for record, (rate_class, as_what) in self.counted.items()
            if rate_class is not RateClass.LEFT_OUT and _is_in(figure, rate_class, as_what)
        ]

    def behind_offer(self, block: Block, offer: Offer) -> list[UUID]:
        return [record for record, found in self.offers[block].items() if found is offer]


def headline(on: date, *, known_at: datetime) -> Headline:
    """The figures of the authority acted for on the last day of a month. Raises NoService."""
    return _headlines([on], known_at=known_at)[0]


def headlines_of_three(on: date, *, known_at: datetime) -> list[Headline]:
    """Those of this month and of the two before it, this one first. Raises NoService."""
    next_month = months_after(on.replace(day=1), months=1)
    ends = [months_after(next_month, months=-back) - ONE_DAY for back in range(MONTHS_OF_A_MEAN)]
    return _headlines(ends, known_at=known_at)


def mean(months: Iterable[Headline]) -> Counts:
    """The mean of some months, from unrounded counts."""
    return figures.mean([each.counts for each in months])


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What was known at a moment and is the same for every month."""

    at: datetime
    died_on: Mapping[UUID, date | None]  # of everybody who may be in the return
    told: Mapping[UUID, Sequence[Telling]]


def _headlines(ends: Sequence[date], *, known_at: datetime) -> list[Headline]:
    died_on = dict(followed_at(known_at).values_list("pk", "deceased_on"))
    told = tellings_of(died_on.keys(), known_at=known_at, items=ASKED)
    known = _Known(at=known_at, died_on=died_on, told=told)
    return [_headline(on, known) for on in ends]


def _headline(on: date, known: _Known) -> Headline:
    people = list(_people(on, known))
    doing = as_activities_on([each.record_id for each in people], on=on, known_at=known.at)
    return Headline(
        on=on,
        counted=_counted(people, doing, on=on),
        offers={each: dict(_offers(people, each, on=on)) for each in Block},
    )


@dataclass(frozen=True, kw_only=True)
class _Person:
    record_id: UUID
    young_person: YoungPerson
    status: CohortStatus
    owes_guarantee: bool
    told: Sequence[Telling]


def _people(on: date, known: _Known) -> Iterator[_Person]:
    """Those in the return of the month, but for leavers, as known at the moment."""
    own, rules = own_service().authority_number, cohort_rules(on)
    left = {each.record_id: each for each in left_by(on, known_at=known.at)}
    for record_id, day in known.died_on.items():
        of_record = known.told.get(record_id, ())
        departure = departure_of(day, left.get(record_id), own=own, on=on)
        person = _young_person(of_record, own=own, departure=departure)
        standing = person and rules.standing(person, period_end=on, authorities=frozenset({own}))
        if person and standing:
            yield _Person(
                record_id=record_id,
                young_person=person,
                status=standing.status,
                owes_guarantee=person.year_eleven_in in ("", own),
                told=of_record,
            )


def _young_person(
    told: Sequence[Telling], *, own: str, departure: Departure | None
) -> YoungPerson | None:
    """Nobody without a birth date: no return holds them either."""
    held = folded(told)
    if not isinstance(born := held.get("date_of_birth"), str):
        return None
    return YoungPerson(
        born=date.fromisoformat(born),
        lives_in=str(held.get("lead_authority") or own),
        year_eleven_in=str(held.get("authority_at_year_11") or ""),
        departure=departure,
    )


def _counted(
    people: Sequence[_Person], doing: Mapping[UUID, Activity], *, on: date
) -> dict[UUID, tuple[RateClass, Participation]]:
    """Somebody of whom nothing was told counts as not known."""
    untold = Activity(code=NOT_TOLD, started_on=on)
    of_age = [
        each
        for each in people
        if each.status is CohortStatus.PRIMARY
        and academic_age(each.young_person.born, on=on) in figures.AGES
    ]
    ids = [each.record_id for each in of_age]
    told = ((each.young_person.born, doing.get(each.record_id, untold)) for each in of_age)
    return dict(zip(ids, figures.counted(told, on=on), strict=True))


def _offers(people: Sequence[_Person], year: Block, *, on: date) -> Iterator[tuple[UUID, Offer]]:
    """Of those whose guarantee this authority owes."""
    for each in people:
        if each.owes_guarantee and block(each.young_person.born, on=on) is year:
            status = GUARANTEE.status(guarantees_told(each.told, year), block=year, on=on)
            yield each.record_id, offer(status, block=year)


def _is_in(figure: Figure, rate_class: RateClass, as_what: Participation) -> bool:
    if figure is Figure.COUNTED:
        return True
    if figure is Figure.NEET_OR_NOT_KNOWN:
        return rate_class in {RateClass.NEET, RateClass.NOT_KNOWN}
    if figure is Figure.PARTICIPATING:
        return as_what is not Participation.NOT_COUNTED
    return figure.value in {rate_class.value, as_what.value}
