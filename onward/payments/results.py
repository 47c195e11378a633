"""The finance system's answer to a payfile: what was paid is posted, what was rejected is not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.formats.finance_result import PaymentResult
from onward.formats.finance_result import Status as Answer
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments import postings
from onward.payments.differences import Difference, Kind, Source, about, unknown, wrong_amount
from onward.payments.models import Claim, Run, RunLine
from onward.payments.reports import Reported, keep, lock_released
from onward.payments.telling import ANSWERED, tell
from onward.values.batches import in_batches
from onward.values.pence import Pence

Status = Claim.Status
BATCH = 2000
OPEN = (Status.IN_RUN, Status.REJECTED)


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """One line of the answer: the claim to pay or to reject, or the difference it makes."""

    claim: Claim | None = None
    paid_on: date | None = None
    difference: Difference | None = None


@transaction.atomic
def apply_results(
    run: Run, *, results: Iterable[PaymentResult], landing: UUID | None, by: Staff, at: datetime
) -> list[Difference]:
    """Take in the finance system's answer: post what was paid, mark what was rejected.

    A wrong amount, an unknown reference, a line of another run or one that contradicts what was
    said before comes back as a difference: the line is kept, and nothing is posted for it. The
    same answer again changes nothing. Raises ReportRefused for a run that was not released or a
    reference given twice, NotPermitted where the provider may not be told, NotAllowed.
    """
    require(by, Permission.RECONCILE)
    results = list(results)
    held = lock_released(run)
    keep(held, source=Source.FINANCE, lines=[*map(_reported, results)], landing=landing)
    judged = _judge(held, results)
    _pay(held, judged, by=by, at=at)
    _reject(held, judged, by=by, at=at)
    return [each.difference for each in judged if each.difference]


def _reported(result: PaymentResult) -> Reported:
    return Reported(
        reference=result.claim_reference,
        pence=result.amount,
        status=str(result.status),
        reason=result.reason,
        on=result.paid_on,
    )


def _judge(run: Run, results: Sequence[PaymentResult]) -> list[_Judged]:
    lines = {
        line.reference: line for line in RunLine.objects.filter(run=run).select_related("claim")
    }
    strange = [each.claim_reference for each in results if each.claim_reference not in lines]
    elsewhere = set(
        RunLine.objects.filter(reference__in=strange).values_list("reference", flat=True)
    )
    return [
        _judge_line(result, lines[result.claim_reference])
        if result.claim_reference in lines
        else _Judged(difference=_not_of_this_run(result, elsewhere))
        for result in results
    ]


def _judge_line(result: PaymentResult, line: RunLine) -> _Judged:
    claim, is_paid = line.claim, result.status is Answer.PAID
    if result.amount != line.pence:
        difference = wrong_amount(
            line.reference,
            payfile=Pence(line.pence),
            source=Source.FINANCE,
            said=result.amount,
        )
        return _Judged(difference=difference)
    if claim.run_id != line.run_id:
        return _Judged(difference=_already_reissued(result) if is_paid else None)
    if claim.status == Status.PAID:
        agrees = is_paid and claim.paid_on == result.paid_on
        return _Judged(difference=None if agrees else _contradiction(result))
    if is_paid or claim.status == Status.IN_RUN:
        return _Judged(claim=claim, paid_on=result.paid_on)
    return _Judged()


def _pay(run: Run, judged: Iterable[_Judged], *, by: Staff, at: datetime) -> None:
    paid: dict[date, list[Claim]] = defaultdict(list)
    for each in judged:
        if each.claim and each.paid_on:
            paid[each.paid_on].append(each.claim)
    for day, claims in paid.items():
        for batch in in_batches(claims, BATCH):
            Claim.objects.filter(pk__in=_ids(batch), run=run, status__in=OPEN).update(
                status=Status.PAID, paid_on=day
            )
        movements = [postings.confirmed(claim, run=run, on=day) for claim in claims]
        postings.post(movements, by=by.handle, at=at)
        tell("claim.paid", claims, items=ANSWERED, by=by, at=at)


def _reject(run: Run, judged: Iterable[_Judged], *, by: Staff, at: datetime) -> None:
    rejected = [each.claim for each in judged if each.claim and each.paid_on is None]
    for batch in in_batches(rejected, BATCH):
        Claim.objects.filter(pk__in=_ids(batch), run=run, status=Status.IN_RUN).update(
            status=Status.REJECTED
        )
    tell("claim.rejected", rejected, items=ANSWERED, by=by, at=at)


def _ids(claims: Iterable[Claim]) -> list[UUID]:
    return [claim.pk for claim in claims]


def _not_of_this_run(result: PaymentResult, elsewhere: set[str]) -> Difference:
    if result.claim_reference not in elsewhere:
        return unknown(result.claim_reference, source=Source.FINANCE, pence=result.amount)
    words = _("%(who)s answers about %(reference)s, which is a line of another run.")
    return _difference(Kind.OTHER_RUN, result, words)


def _already_reissued(result: PaymentResult) -> Difference:
    words = _("%(who)s has now paid %(reference)s, which was rejected and issued again.")
    return _difference(Kind.ALREADY_REISSUED, result, words)


def _contradiction(result: PaymentResult) -> Difference:
    words = _("%(who)s says something else of %(reference)s than when it was paid.")
    return _difference(Kind.CONTRADICTION, result, words)


def _difference(kind: Kind, result: PaymentResult, words: str) -> Difference:
    return about(
        kind, result.claim_reference, source=Source.FINANCE, pence=result.amount, words=words
    )
