"""What a real year also has: guarded cases, mistakes, second attempts, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from onward.demonstration.cases import Case, Fate
from onward.demonstration.chance import chance
from onward.demonstration.days import working_day
from onward.formats.referral_zip import CaseKind, Value
from onward.values.period import months_after

ONE_MAPPA_IN, ONE_CORRECTED_IN, AT_LEAST = 500, 300, 2
FIRST_ATTEMPT_OVER_BY, BETWEEN_ATTEMPTS = date(2017, 7, 21), timedelta(weeks=3)
NEW_TELEPHONE = "020 7946 0999"


@dataclass(frozen=True, kw_only=True)
class Oddities:
    """Referral references: two people with one NINO by mistake, two attempts of one person,
    cases under public protection arrangements, referrals sent again with a correction.
    """

    one_nino: tuple[str, str]
    referred_twice: tuple[str, str]
    mappa: tuple[str, ...]
    corrected: tuple[str, ...]


def with_oddities(cases: Sequence[Case], *, seed: int) -> tuple[list[Case], Oddities]:
    """The cases with oddities among them, at most one each."""
    first, second = _attempts(cases)
    chosen = chance(seed, "oddities").sample(cases, len(cases))
    able = (case for case in chosen if case not in (first, second) and _may_be_odd(case))
    mistaken = sorted((next(able), next(able)), key=lambda case: case.reference)
    mappa = [next(able) for _ in range(max(AT_LEAST, len(cases) // ONE_MAPPA_IN))]
    corrected = [next(able) for _ in range(max(AT_LEAST, len(cases) // ONE_CORRECTED_IN))]
    changed = [
        replace(second, person=first.person),
        _with(mistaken[1], nino=mistaken[0].person.values["nino"]),
        *(_guarded(case) for case in mappa),
        *(_corrected(case) for case in corrected),
    ]
    by_reference = {case.reference: case for case in changed}
    return [by_reference.get(case.reference, case) for case in cases], Oddities(
        one_nino=(mistaken[0].reference, mistaken[1].reference),
        referred_twice=(first.reference, second.reference),
        mappa=tuple(case.reference for case in mappa),
        corrected=tuple(case.reference for case in corrected),
    )


def _may_be_odd(case: Case) -> bool:
    held = case.person.values
    return case.reply.fate is Fate.STARTED and {"nino", "telephone"} <= held.keys()


def _attempts(cases: Sequence[Case]) -> tuple[Case, Case]:
    """Somebody who did not start, and a later referral to the same contract that did.

    The second falls in a later month, so that monthly files tell of the first's end before it.
    """
    failed = [
        (case, case.reply.closed_on)
        for case in cases
        if case.reply.fate is Fate.DID_NOT_START
        and case.reply.closed_on
        and case.reply.closed_on < FIRST_ATTEMPT_OVER_BY
    ]
    return next(
        (first, second)
        for (first, over_on), second in product(failed, cases)
        if second.reply.fate is Fate.STARTED
        and second.contract == first.contract
        and second.referred_on >= months_after(over_on.replace(day=1), months=1)
    )


def _with(case: Case, **values: Value) -> Case:
    person = replace(case.person, values=case.person.values | values)
    return replace(case, person=person)


def _guarded(case: Case) -> Case:
    return replace(case, person=replace(case.person, case_kind=CaseKind.MAPPA))


def _corrected(case: Case) -> Case:
    next_month = months_after(case.referred_on.replace(day=1), months=1)
    return replace(case, corrected_on=working_day(next_month), new_telephone=NEW_TELEPHONE)
