"""The referrals of a plan that are worth a look, or that a proof takes hold of."""

from dataclasses import dataclass
from datetime import date

from onward.demonstration.cases import Case
from onward.demonstration.days import REFERRED
from onward.demonstration.exits import assessed
from onward.demonstration.plan import Plan
from onward.formats.referral_zip import CaseKind

ITEMS_HELD = 18
FIRST_OF_2018 = date(2018, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Showcase:
    """Referral references, each with why it is shown.

    `whole_story`: referred, started, in a job, every outcome achieved, and exited.
    `with_leavers_plan`: left without work, with consent to the plan. `guarded`: MAPPA.
    `start_in_period`, `start_after`: starts with no job and no exit before 2018, which may
    be taken out of the files or moved over 29 September.
    """

    whole_story: str
    with_leavers_plan: str
    guarded: str
    start_in_period: str
    start_after: str


def showcase(plan: Plan) -> Showcase:
    """The first referral of each sort, or the one that comes nearest to it."""
    started = [case for case in plan.cases if case.started_on]
    late = [case for case in started if case.started_on and case.started_on > REFERRED.last]
    in_period = [case for case in started if case.started_on and case.started_on in REFERRED]
    return Showcase(
        whole_story=min(started, key=_lacks_of_story).reference,
        with_leavers_plan=min(started, key=_lacks_of_plan).reference,
        guarded=plan.oddities.mappa[0],
        start_in_period=min(in_period, key=_hangs_on_start).reference,
        start_after=min(late, key=_hangs_on_start).reference,
    )


def _lacks_of_story(case: Case) -> int:
    """How much is missing from a story that shows everything."""
    outcomes = assessed(case.started_on or date.max, jobs=case.jobs)
    is_full = len(case.person.values) >= ITEMS_HELD and case.person.qualifications
    return [
        case.person.case_kind is CaseKind.STANDARD,
        case.exit is not None,
        bool(is_full),
        *(outcome.achieved_on is not None for outcome in outcomes),
    ].count(False)


def _lacks_of_plan(case: Case) -> bool:
    return case.exit is None or case.exit.plan is None


def _hangs_on_start(case: Case) -> int:
    """How much would be refused if the start were taken out or moved."""
    acknowledged_on = case.reply.acknowledged_on
    return [
        bool(case.jobs),
        case.exit is not None and case.exit.on < FIRST_OF_2018,
        acknowledged_on is None or acknowledged_on not in REFERRED,
    ].count(True)
