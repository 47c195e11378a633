"""How cases end, and the leavers plan of those who leave without work and agree to one."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from onward.demonstration.cases import Exit, Job, LeaversPlan
from onward.demonstration.chance import weighted
from onward.demonstration.days import SHOWN, working_day
from onward.demonstration.words import words
from onward.programmes.outcomes import Assessment
from onward.programmes.wfs import WFS_2017
from onward.programmes.work import JobStart, Week, sunday_of

LEAVES_EARLY, CONSENTS = 0.16, 0.57
WHY_EARLY = {
    "WITHDREW": 52,
    "BENEFIT_CHANGE": 18,
    "OTHER_PROVISION": 12,
    "EARLY_COMPLETER": 8,
    "ABROAD": 4,
    "TRANSFERRED": 4,
    "INELIGIBLE": 2,
}
PLAN_SENT_AFTER = {2: 20, 4: 25, 7: 30, 10: 18, 14: 7}


def invented_exit(started_on: date, *, jobs: Sequence[Job], dice: Random) -> Exit | None:
    """The exit that is known by the last day shown, if there is one.

    Support lasts as long as the rules allow; a case stays open until its last evidence.
    """
    left_early = not jobs and dice.random() < LEAVES_EARLY
    reason = weighted(WHY_EARLY, dice=dice) if left_early else "TIME_COMPLETED"
    if left_early:
        on = working_day(started_on, later=dice.randint(12, 100))
    else:
        on = _at_the_end(started_on, jobs)
    is_in_work = any(job.ended_on is None and not job.supported for job in jobs)
    if not on or on not in SHOWN:
        return None
    return _exit(on, reason="COMPLETED_IN_WORK" if is_in_work else reason, dice=dice)


def assessed(started_on: date, *, jobs: Sequence[Job]) -> tuple[Assessment, ...]:
    """What the programme's own rules make of these jobs."""
    return WFS_2017.assess(
        started_on,
        job_starts=[
            JobStart(on=job.started_on, job=job.reference, supported=job.supported) for job in jobs
        ],
        weeks=[
            Week(beginning=monday, minutes=minutes, job=job.reference, supported=job.supported)
            for job in jobs
            for monday, minutes in job.weeks
        ],
    )


def _at_the_end(started_on: date, jobs: Sequence[Job]) -> date:
    job_start, *_ = assessed(started_on, jobs=jobs)
    ends_on = WFS_2017.support_ends_on(started_on, job_started_on=job_start.achieved_on)
    known = [sunday_of(monday) for job in jobs for monday, _ in job.weeks]
    return working_day(max([ends_on, *known, *(job.started_on for job in jobs)]))


def _exit(on: date, *, reason: str, dice: Random) -> Exit:
    if not WFS_2017.leavers_plan_applies(reason):
        return Exit(on=on, reason=reason, consents=None, plan=None)
    if dice.random() >= CONSENTS:
        return Exit(on=on, reason=reason, consents=False, plan=None)
    plan = LeaversPlan(
        summary=dice.choice(words("free_text", "summaries")),
        next_steps=dice.choice(words("free_text", "next_steps")),
        sent_on=on + timedelta(days=weighted(PLAN_SENT_AFTER, dice=dice)),
    )
    return Exit(on=on, reason=reason, consents=True, plan=plan)
