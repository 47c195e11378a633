"""Who is in the monthly return, and how each stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.guarantee import GUARANTEE, GuaranteeRules
from onward.programmes.participation.leaving import (
    CohortStatus,
    Departure,
    Returned,
    last_accepted,
)
from onward.programmes.participation.years import group_of_age, year_of_group
from onward.values.academic_year import academic_age

AGE_IN_YEAR_ELEVEN = 15
GONE_FOR_GOOD = frozenset({CohortStatus.MERGED, CohortStatus.DIED})


@dataclass(frozen=True)
class Plan:
    """An education, health and care plan from a day on; without an end it is current."""

    from_on: date
    until_on: date | None = None

    def is_current(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, kw_only=True)
class YoungPerson:
    """What membership depends on, as it stood at the end of a period or was to come.

    `lives_in` is the authority of residence, the last known one for somebody who is lost; it
    leads wherever the person is educated. `year_eleven_in` is that of the school in year
    11, which answers for the guarantee.
    """

    born: date
    lives_in: str
    year_eleven_in: str = ""
    plans: tuple[Plan, ...] = ()
    departure: Departure | None = None

    def gone_by(self, on: date) -> Departure | None:
        """The departure, once its day has come."""
        return self.departure if self.departure and self.departure.on <= on else None

    def has_plan(self, on: date) -> bool:
        return any(plan.is_current(on) for plan in self.plans)

    def had_plan_between(self, after: date, on: date) -> bool:
        return any(
            plan.from_on <= on and (plan.until_on is None or plan.until_on > after)
            for plan in self.plans
        )


@dataclass(frozen=True)
class Standing:
    """What the return says of somebody for one period."""

    status: CohortStatus
    to_place: str = ""


@dataclass(frozen=True, kw_only=True)
class CohortRules:
    """One version of who is in: academic ages from year 11 to these, both included."""

    version: str
    in_force_from: date
    source: str
    to_age: int
    to_age_with_plan: int
    guarantee: GuaranteeRules = GUARANTEE
    doubts: tuple[Doubt, ...] = ()

    def is_of_age(self, young_person: YoungPerson, *, on: date) -> bool:
        """Year 11, the ages after it, or older with a current plan. ValueError before birth."""
        age = academic_age(young_person.born, on=on)
        if AGE_IN_YEAR_ELEVEN <= age <= self.to_age:
            return True
        return self.to_age < age <= self.to_age_with_plan and young_person.has_plan(on)

    def standing(
        self,
        young_person: YoungPerson,
        *,
        period_end: date,
        authorities: frozenset[str],
        returned: Iterable[Returned] = (),
    ) -> Standing | None:
        """How the return of these authorities shows somebody, or None: not at all.

        A leaver is owed once: while the last return that was accepted for an earlier period holds
        the person as primary. A return that was made and not accepted settles nothing.
        """
        gone = young_person.gone_by(period_end)
        is_here = gone is None and young_person.lives_in in authorities
        if is_here and self.is_of_age(young_person, on=period_end):
            return Standing(CohortStatus.PRIMARY)
        if last_accepted(returned, before=period_end) is CohortStatus.PRIMARY:
            return self._leaving(young_person, on=period_end, authorities=authorities)
        if self._is_guarantee_alone(young_person, on=period_end, authorities=authorities):
            return Standing(CohortStatus.GUARANTEE)
        return None

    def first_day_in(self, young_person: YoungPerson) -> date:
        """The 1 September on which year 11 begins."""
        return year_of_group(young_person.born, group_of_age(AGE_IN_YEAR_ELEVEN)).first

    def last_day_in(self, young_person: YoungPerson, *, with_plan: bool) -> date:
        """The 31 August after which age alone puts somebody out."""
        age = self.to_age_with_plan if with_plan else self.to_age
        return year_of_group(young_person.born, group_of_age(age)).last

    def _leaving(
        self, young_person: YoungPerson, *, on: date, authorities: frozenset[str]
    ) -> Standing:
        gone = young_person.gone_by(on)
        if gone is not None:
            return Standing(gone.status, gone.to_place)
        if young_person.lives_in not in authorities and self.is_of_age(young_person, on=on):
            return Standing(CohortStatus.TRANSFERRED, young_person.lives_in)
        return Standing(self._by_age(young_person, on=on))

    def _by_age(self, young_person: YoungPerson, *, on: date) -> CohortStatus:
        """Left where it was the plan that kept somebody in and the plan has ended."""
        last_day = self.last_day_in(young_person, with_plan=False)
        may_have_plan = on <= self.last_day_in(young_person, with_plan=True)
        if may_have_plan and young_person.had_plan_between(last_day, on):
            return CohortStatus.LEFT
        return CohortStatus.TOO_OLD

    def _is_guarantee_alone(
        self, young_person: YoungPerson, *, on: date, authorities: frozenset[str]
    ) -> bool:
        gone = young_person.gone_by(on)
        return (
            not (gone and gone.status in GONE_FOR_GOOD)
            and young_person.lives_in not in authorities
            and young_person.year_eleven_in in authorities
            and self.guarantee.is_reported_alone(young_person.born, on=on)
        )


def cohort_rules(on: date) -> CohortRules:
    """The rules for a period that ends on this day; before the first version, the first."""
    in_force = [rules for rules in VERSIONS if rules.in_force_from <= on]
    return max(in_force, key=lambda rules: rules.in_force_from) if in_force else VERSIONS[0]


VERSIONS = (
    CohortRules(
        version="2011-12",
        in_force_from=date(2011, 4, 1),
        source="history of the national client database: ages 16 to 19, to 24 with a learning "
        "difficulty assessment, by academic age from April 2011",
        to_age=19,
        to_age_with_plan=24,
        doubts=(Doubt.COHORT_MONTH,),
    ),
    CohortRules(
        version="2015-16",
        in_force_from=date(2015, 4, 1),
        source="the same history: ages 16 to 19, to 25 with special educational needs",
        to_age=19,
        to_age_with_plan=25,
        doubts=(Doubt.COHORT_MONTH,),
    ),
    CohortRules(
        version="2017-18",
        in_force_from=date(2017, 4, 1),
        source="the same history and the rules of a supplier's return: year 11, academic ages 16 "
        "and 17, and 18 to 24 with a current plan",
        to_age=17,
        to_age_with_plan=24,
        doubts=(Doubt.COHORT_MONTH,),
    ),
)
