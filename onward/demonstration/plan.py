"""The plan of the demonstration: who is referred where and when, and all that follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from onward.demonstration.borderline import Course, courses, suits
from onward.demonstration.cases import Case, ClericalCase
from onward.demonstration.chance import chance, shares
from onward.demonstration.days import referral_days, working_day
from onward.demonstration.employment import invented_jobs, jobs_of
from onward.demonstration.exits import invented_exit
from onward.demonstration.oddities import Oddities, with_oddities
from onward.demonstration.people import invented_person
from onward.demonstration.replies import PUBLISHED_REFERRED, replies
from onward.demonstration.world import FIRST_DAY, Contract, World, invented_world
from onward.formats.referral_zip import CaseKind

SEED = 20_170_403
FEWEST, MOST = 150, 100_000
KEPT_ON_PAPER = 5


class BadScale(ValueError):
    """A plan for so many referrals cannot hold all that a plan holds."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Every referral in the order of its day, and the cases that are kept on paper.

    `borderline` gives the courses of work on the border of a rule, by referral reference.
    """

    world: World
    cases: tuple[Case, ...]
    clerical: tuple[ClericalCase, ...]
    borderline: Mapping[str, Course]
    oddities: Oddities

    @cached_property
    def by_reference(self) -> Mapping[str, Case]:
        return {case.reference: case for case in self.cases}


def invented_plan(people: int = PUBLISHED_REFERRED, *, seed: int = SEED) -> Plan:
    """A plan with so many referrals; the published figures come out of the full one alone.

    The same number and seed give the same plan. Raises BadScale below 150 or above 100,000.
    """
    if not FEWEST <= people <= MOST:
        raise BadScale(f"A plan holds {FEWEST} to {MOST:,} referrals, not {people:,}.")
    world = invented_world()
    cases, oddities = with_oddities(_referrals(world, people, seed=seed), seed=seed)
    borderline = _given_out(cases)
    return Plan(
        world=world,
        cases=tuple(_with_work(case, borderline.get(case.reference), seed=seed) for case in cases),
        clerical=tuple(_clerical(world, people, seed=seed)),
        borderline=borderline,
        oddities=oddities,
    )


def _referrals(world: World, people: int, *, seed: int) -> list[Case]:
    days = referral_days(people, dice=chance(seed, "days"))
    given = zip(days, _contracts(world, people, seed=seed), replies(days, seed=seed), strict=True)
    return [
        Case(
            reference=f"WFS17{place:05d}",
            person=invented_person(place, seed=seed, area=contract.area),
            contract=contract,
            referred_on=referred_on,
            reply=reply,
        )
        for place, (referred_on, contract, reply) in enumerate(given, start=1)
    ]


def _contracts(world: World, people: int, *, seed: int) -> list[Contract]:
    counts = shares(people, weights=[contract.share for contract in world.contracts])
    contracts = [
        contract
        for contract, count in zip(world.contracts, counts, strict=True)
        for _ in range(count)
    ]
    return chance(seed, "contracts").sample(contracts, people)


def _given_out(cases: list[Case]) -> dict[str, Course]:
    """One starter for each border case, spread over those who started in time for it."""
    suited = [case.reference for case in cases if case.started_on and suits(case.started_on)]
    spread = len(suited) // len(courses())
    return dict(zip(suited[::spread], courses(), strict=False))


def _with_work(case: Case, course: Course | None, *, seed: int) -> Case:
    if case.started_on is None:
        return case
    dice = chance(seed, "work", case.reference)
    if course:
        jobs = jobs_of(course.stretches, reference=case.reference, dice=dice)
    else:
        jobs = invented_jobs(case.started_on, reference=case.reference, dice=dice)
    return replace(case, jobs=jobs, exit=invented_exit(case.started_on, jobs=jobs, dice=dice))


def _clerical(world: World, people: int, *, seed: int) -> Iterator[ClericalCase]:
    for place in range(1, KEPT_ON_PAPER + 1):
        contract = world.contracts[place]
        referred_on = working_day(FIRST_DAY + timedelta(weeks=4 * place))
        job_started_on = working_day(referred_on, later=25)
        achieved = {"job_start": job_started_on, "short_13": job_started_on + timedelta(days=90)}
        yield ClericalCase(
            person=invented_person(
                people + place, seed=seed, area=contract.area, case_kind=CaseKind.SCR
            ),
            contract=contract,
            referred_on=referred_on,
            started_on=working_day(referred_on, later=6),
            outcomes=tuple(achieved.items())[: place % 3],
        )
