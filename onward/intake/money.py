"""What others say of a payment run: the finance system's answer, payfile report and PPVR."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from onward.formats.finance_result import PaymentResult, read_finance_result
from onward.formats.payfile_report import ReportedLine, read_payfile_report
from onward.formats.ppvr import ValidatedPayment, read_ppvr
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, RowsRead, problem_at, rows_read
from onward.payments.differences import Source
from onward.payments.models import Run, RunLine
from onward.payments.reports import ReportRefused, record_report
from onward.payments.results import apply_results
from onward.payments.sharing import NotPermitted
from onward.values.batches import in_batches

AT_ONCE = 2000


def read_results(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[PaymentResult]:
    return rows_read(read_finance_result(content, name=name), name=name)


def read_report(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[ReportedLine]:
    return rows_read(read_payfile_report(content, name=name), name=name)


def read_monthly(
    content: bytes, name: str, on: date, fictitious: bool
) -> RowsRead[ValidatedPayment]:
    return rows_read(read_ppvr(content, name=name, fictitious=fictitious), name=name)


def hand_over_results(rows: Sequence[PaymentResult], turn: HandOver) -> Handed:
    """Post what was paid, mark what was rejected; a line that differs is kept, with a warning."""
    handed = Handed()
    run = _run_paying(rows)
    if run is None:
        handed.problems += [_of_no_payfile(row, turn) for row in rows]
        return handed
    try:
        found = apply_results(run, results=rows, landing=turn.landing_id, by=turn.by, at=turn.at)
    except (ReportRefused, NotPermitted) as refused:
        handed.problems.append(_whole(turn, str(refused)))
        return handed
    differing = {difference.reference: difference for difference in found}
    for row in rows:
        handed.done += 1
        if row.claim_reference in differing:
            words = differing[row.claim_reference].words
            handed.warnings.append(_differs(row, words, turn))
        else:
            handed.effect[row.status.lower(), ""] += 1
    return handed


def hand_over_report(rows: Sequence[ReportedLine], turn: HandOver) -> Handed:
    """Keep what the department says each payfile held."""
    handed = Handed()
    by_message: dict[str, list[ReportedLine]] = defaultdict(list)
    for row in rows:
        by_message[row.message_id].append(row)
    runs = {run.message_id: run for run in Run.objects.filter(message_id__in=by_message)}
    for message_id, theirs in by_message.items():
        if message_id in runs:
            _report(runs[message_id], Source.PAYFILE_REPORT, theirs, turn, handed)
        else:
            rule = _("No payfile of yours has this message id.")
            remedy = _("Copy it from the payfile that the report is about.")
            handed.problems += [
                problem_at(
                    turn.file_name,
                    row.row_number,
                    "message_id",
                    message_id,
                    rule=rule,
                    remedy=remedy,
                )
                for row in theirs
            ]
    return handed


def hand_over_monthly(rows: Sequence[ValidatedPayment], turn: HandOver) -> Handed:
    """Keep what the month's validation report says, each line with the run that paid it."""
    handed = Handed()
    run = _run_paying(rows)
    if run is None:
        handed.problems += [_of_no_payfile(row, turn) for row in rows]
    else:
        _report(run, Source.PPVR, rows, turn, handed)
    return handed


def _run_paying(rows: Iterable[PaymentResult] | Iterable[ValidatedPayment]) -> Run | None:
    """The run whose payfile has most of these lines; None if none has any."""
    counts: Counter[UUID] = Counter()
    for batch in in_batches([row.claim_reference for row in rows], AT_ONCE):
        counts.update(RunLine.objects.filter(reference__in=batch).values_list("run", flat=True))
    for run_id, _count in counts.most_common(1):
        return Run.objects.get(pk=run_id)
    return None


def _report(
    run: Run,
    source: Source,
    rows: Sequence[ReportedLine] | Sequence[ValidatedPayment],
    turn: HandOver,
    handed: Handed,
) -> None:
    amounts = {row.claim_reference: row.amount for row in rows}
    try:
        record_report(
            run, source=source, amounts=amounts, landing=turn.landing_id, by=turn.by, at=turn.at
        )
    except ReportRefused as refused:
        handed.problems.append(_whole(turn, str(refused)))
    else:
        handed.done += len(rows)
        handed.effect["reported", str(run.number)] += len(rows)


def _of_no_payfile(row: PaymentResult | ValidatedPayment, turn: HandOver) -> Problem:
    rule = _("No payfile of yours has this claim.")
    remedy = _("Check that the file is yours. If it is, ask its sender what was paid.")
    reference = row.claim_reference
    return problem_at(
        turn.file_name, row.row_number, "claim_reference", reference, rule=rule, remedy=remedy
    )


def _differs(row: PaymentResult, words: str, turn: HandOver) -> Problem:
    remedy = _("It is kept as it was said. Settle it with the run's other differences.")
    value = row.claim_reference
    return problem_at(
        turn.file_name, row.row_number, "claim_reference", value, rule=words, remedy=remedy
    )


def _whole(turn: HandOver, words: str) -> Problem:
    remedy = _("Wait until the run is released, or ask for a corrected report.")
    return Problem(turn.file_name, None, None, None, words, remedy)
