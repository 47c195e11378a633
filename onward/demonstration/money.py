"""The money of a month: outcomes claimed, checked, signed by two, paid and reconciled."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from onward.demonstration.cast import Cast
from onward.demonstration.days import LONDON, working_day
from onward.demonstration.evenings import deliver_all, move_clock, take_file
from onward.demonstration.finance_system import answer
from onward.demonstration.world import COMMISSIONER, DEPARTMENT
from onward.outcomes.models import Outcome
from onward.payments.checks import check_all
from onward.payments.claims import claim_all
from onward.payments.models import Claim, Run
from onward.payments.reconcile import reconcile
from onward.payments.runs import RunRefused, prepare_run
from onward.payments.signing import sign
from onward.returns.payfiles import note_released, release_payfile, report_payfile
from onward.returns.validation_reports import send_validation_report
from onward.tenancy.context import AUTOMATIC, acting_for


def claim_outcomes(cast: Cast, *, at: datetime) -> int:
    """Each provider claims what has come true and is not claimed; returns how many claims."""
    made = 0
    for provider in cast.providers:
        with cast.at_work(provider.code, "CASE_MANAGER") as manager:
            claimed = Claim.objects.values_list("referral", "outcome")
            known = set(claimed)
            waiting = [
                outcome
                for outcome in Outcome.objects.all()
                if (outcome.referral_id, outcome.code) not in known
            ]
            made += len(claim_all(waiting, by=manager, at=at))
    return made


def prepare(cast: Cast, *, at: datetime) -> Run | None:
    """Operations checks what was claimed and prepares a run of what passed; None if nothing did."""
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        waiting = Claim.objects.filter(status__in=[Claim.Status.CLAIMED, Claim.Status.FAILED])
        check_all(waiting, by=officer, at=at)
        try:
            return prepare_run(cast.commissioner, execution_on=_payday(at), by=officer, at=at)
        except RunRefused:
            return None


def sign_twice(run: Run, cast: Cast, *, at: datetime) -> None:
    for number in (0, 1):
        with cast.at_work(COMMISSIONER, "SIGNER", number=number) as signer:
            sign(run, saw=run.lines_hash, by=signer, at=at)


def pay(run: Run, cast: Cast, *, outputs: Path, at: datetime) -> None:
    """The payfile leaves, the finance system answers, the report of the payfile follows."""
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        sent = release_payfile(run, by=officer, at=at)
    deliver_all(cast, at=at)
    with acting_for(cast.department.pk, user=AUTOMATIC):
        note_released(at=at)
    at = move_clock(_morning(run.execution_on))
    payfile = next((settings.OUTBOX / "gateway" / str(sent.pk)).glob("*.xml"))
    answered = answer(payfile, paid_on=run.execution_on, folder=outputs / "finance")
    _load("finance-results", answered, cast, at=at)
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        report = report_payfile(run, by=officer, at=at)
    deliver_all(cast, at=at)
    _load("payfile-report", _only_file(report.channel, str(report.pk)), cast, at=at)


def report_month(month: date, cast: Cast, *, at: datetime) -> None:
    """The monthly payment validation report goes to the commissioner, who loads it."""
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        sent = send_validation_report(cast.commissioner, month=month, by=officer, at=at)
    deliver_all(cast, at=at)
    # Told again of a month that was told before, and went to another folder then: it is loaded.
    if (settings.OUTBOX / sent.channel / str(sent.pk)).exists():
        _load("ppvr", _only_file(sent.channel, str(sent.pk)), cast, at=at)


def reconcile_all(cast: Cast, *, at: datetime) -> Iterator[tuple[Run, int]]:
    """Every released run, with the number of differences that stand in its way."""
    with cast.at_work(COMMISSIONER, "FINANCE_OFFICER") as officer:
        for run in Run.objects.filter(status=Run.Status.RELEASED).order_by("number"):
            yield run, len(reconcile(run, by=officer, at=at))


def _load(feed: str, path: Path, cast: Cast, *, at: datetime) -> None:
    officer = cast.member(COMMISSIONER, "FINANCE_OFFICER")
    taken = take_file(feed, path=path, by=officer, at=at)
    if taken.problems:
        raise RuntimeError(f"{path.name}: {taken.problems[0]}")


def _only_file(channel: str, disclosure: str) -> Path:
    (path,) = (settings.OUTBOX / channel / disclosure).glob("*.csv")
    return path


def _payday(at: datetime) -> date:
    return working_day(at.astimezone(LONDON).date() + timedelta(days=1), later=2)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=LONDON)
