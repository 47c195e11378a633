"""A fictional Work First Scotland, run through the same code that a user runs."""

import gc
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils.timezone import localdate

from onward.demonstration import money
from onward.demonstration.cast import Cast
from onward.demonstration.clerical import keep_clerical_register
from onward.demonstration.days import Cadence, cut_moments
from onward.demonstration.evenings import deliver_all, live_through, move_clock
from onward.demonstration.files import CutFiles, FileKind, write_files
from onward.demonstration.looking_back import look_back
from onward.demonstration.page_acts import page_acts
from onward.demonstration.plan import Plan, invented_plan
from onward.demonstration.setting_up import (
    PASSWORD,
    call_it_a_demonstration,
    is_set_up,
    set_up_world,
)
from onward.demonstration.telling import Progress, Teller
from onward.demonstration.world import COMMISSIONER, DEPARTMENT, FIRST_DAY
from onward.ledger.sequencer import give_all_places
from onward.parties.clock import is_demonstration
from onward.tenancy.context import REGISTER, acting_for
from onward.values.pence import Pence, as_pounds_text

SMALL = 200
# What waits on the last evening for whoever signs in.
WAITING = frozenset({FileKind.ACKNOWLEDGEMENTS, FileKind.STARTS, FileKind.ENDS})
LAST_SMALL_EVENING = date(2017, 9, 30)
WHO = (
    ("work coach", DEPARTMENT, "WORK_COACH"),
    ("referral team", DEPARTMENT, "REFERRAL_TEAM"),
    ("provider's case manager", "BRIGSIDE", "CASE_MANAGER"),
    ("operations", DEPARTMENT, "OPERATIONS"),
    ("payment signer", COMMISSIONER, "SIGNER"),
    ("finance officer", COMMISSIONER, "FINANCE_OFFICER"),
    ("contract manager", COMMISSIONER, "CONTRACT_MANAGER"),
    ("data protection officer", DEPARTMENT, "DATA_PROTECTION"),
)


def tell(*, people: int, folder: Path, inputs: Path | None = None) -> int:
    """Run the whole programme and print it step by step; 0 if all that must hold at its end does.

    `inputs` is a folder of input files written before, perhaps altered since; without it they are
    written into `folder`. The same inputs again add nothing.
    """
    teller = Teller()
    teller.say(f"Work First Scotland, in invented people: {people:,} referrals.\n")
    plan = invented_plan(people)
    evenings = _input_files(plan, folder, inputs, teller)
    gc.freeze()  # the plan stays to the end: the collector need not walk it again and again
    gc.set_threshold(20_000)
    cast = _stage(plan, teller)
    for number in range(len(evenings)):
        _live(plan, evenings, number, cast, folder=folder, teller=teller)
    at = _settle_the_last_month(cast, evenings[-1].at, teller=teller)
    keep_clerical_register(plan, cast, at=at)
    deliver_all(cast, at=at)
    return look_back(plan, cast, folder=folder, teller=teller)


def load_small() -> None:
    """Some 200 people, up to an evening in September with work waiting for everyone."""
    if is_set_up():
        return
    teller = Teller(quiet=True)
    plan = invented_plan(SMALL)
    cast = _stage(plan, teller)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        evenings = write_files(plan, folder=folder, cadence=Cadence.MONTHLY)
        until = [evening for evening in evenings if evening.at.date() <= LAST_SMALL_EVENING]
        for number in range(len(until) - 1):
            _live(plan, until, number, cast, folder=folder, teller=teller)
        at = _live_through(plan, until, len(until) - 1, cast, leave_out=WAITING)
    money.claim_outcomes(cast, at=at)
    money.prepare(cast, at=at)
    give_all_places()


def sign_in_lines() -> list[str]:
    """Whom to sign in as, in a demonstration database; nothing elsewhere."""
    with acting_for(REGISTER):
        if not is_demonstration():
            return []
    cast = Cast.found()
    lines = [f"  {job:<24} {cast.member(code, role).email}" for job, code, role in WHO]
    return [f"Sign in as any of these, with the password {PASSWORD}:", *lines]


def _input_files(
    plan: Plan, folder: Path, inputs: Path | None, teller: Teller
) -> Sequence[CutFiles]:
    if inputs is None:
        with teller.step("writing the input files"):
            return write_files(plan, folder=folder / "input", cadence=Cadence.MONTHLY)
    return [_files_of(moment, inputs) for moment in cut_moments(Cadence.MONTHLY)]


def _files_of(moment: datetime, inputs: Path) -> CutFiles:
    place = inputs / f"{moment:%Y-%m-%d}"
    return CutFiles(
        at=moment,
        files={
            kind: {path.name.removesuffix(f"-{kind}"): path for path in place.glob(f"*-{kind}")}
            for kind in FileKind
        },
    )


def _stage(plan: Plan, teller: Teller) -> Cast:
    if not is_set_up():
        call_it_a_demonstration()
        with teller.step("setting up: parties, agreements, contracts") as progress:
            for done, _step in enumerate(set_up_world(plan.world)):
                progress(done, 4)
    return Cast.found()


def _live(
    plan: Plan,
    evenings: Sequence[CutFiles],
    number: int,
    cast: Cast,
    *,
    folder: Path,
    teller: Teller,
) -> None:
    """One month: its files and acts, last month's report, this month's claims and run."""
    evening = evenings[number]
    with teller.step(f"{evening.at:%B %Y}: referrals, replies, starts, jobs, exits") as progress:
        at = _live_through(plan, evenings, number, cast, progress=progress, teller=teller)
    if number:
        money.report_month(localdate(at), cast, at=at)
    with teller.step(f"{evening.at:%B %Y}: claims, checks, run, two signatures, payfile"):
        claimed = money.claim_outcomes(cast, at=at)
        run = money.prepare(cast, at=at)
        if run is not None:
            money.sign_twice(run, cast, at=at)
            money.pay(run, cast, outputs=folder, at=at)
    if run is not None:
        total = as_pounds_text(Pence(run.total_pence))
        teller.say(f"    {claimed:,} claims; run {run.number}: {run.lines_count:,} paid, {total}")
    list(money.reconcile_all(cast, at=at))


def _live_through(
    plan: Plan,
    evenings: Sequence[CutFiles],
    number: int,
    cast: Cast,
    *,
    leave_out: frozenset[FileKind] = frozenset(),
    progress: Progress = lambda done, total: None,
    teller: Teller | None = None,
) -> datetime:
    evening = evenings[number]
    after = evenings[number - 1].at.date() if number else FIRST_DAY.replace(day=1)
    acts = page_acts(plan, after=after, until=evening.at.date())
    taken = live_through(evening, acts, cast=cast, leave_out=leave_out, progress=progress)
    if teller is not None:
        for problem in (taken.problems or [])[:3]:
            teller.say(f"    {problem}")
    return move_clock(evening.at)


def _settle_the_last_month(cast: Cast, last: datetime, *, teller: Teller) -> datetime:
    """The month after the last evening: its report arrives and every run is reconciled."""
    at = move_clock(last + timedelta(days=28))
    with teller.step("the last validation report, and every run reconciled"):
        money.report_month(localdate(at), cast, at=at)
        found = dict(money.reconcile_all(cast, at=at))
    for run, count in found.items():
        if count:
            teller.say(f"    run {run.number}: {count} differences")
    return at
