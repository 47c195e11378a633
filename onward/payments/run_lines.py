"""The lines of a run: built from claims, looked at again, and read for the payfile."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from onward.contracts.bank_details import bank_details_of
from onward.contracts.models import BankDetails
from onward.parties.models import Organisation
from onward.payments.lines import PayLine, instruction_reference, line_hash, lines_hash
from onward.payments.models import Claim, Run, RunLine
from onward.values.pence import Pence

BATCH = 2000


class LinesChanged(RuntimeError):
    """What a run would pay is not what two people signed."""


def build_lines(claims: Sequence[Claim], *, commissioner: Organisation, on: date) -> list[RunLine]:
    providers = Organisation.objects.in_bulk({claim.provider_id for claim in claims})
    details = bank_details_of(providers, commissioner_id=commissioner.pk, on=on)
    earlier = _earlier_instructions(commissioner)
    lines = []
    for claim in claims:
        line = RunLine(
            commissioner=commissioner,
            operations_id=claim.operations_id,
            provider_id=claim.provider_id,
            claim=claim,
            reference=instruction_reference(claim.reference, earlier=earlier[claim.pk]),
            outcome=claim.outcome,
            pence=claim.pence,
            bank_details=details[claim.provider_id],
        )
        code = providers[claim.provider_id].code
        line.leaf_hash = line_hash(
            as_pay_line(line, details=details[claim.provider_id], provider_code=code)
        )
        lines.append(line)
    return lines


@lru_cache(maxsize=200)
def totals_by_provider(run_id: UUID, *, lines_hash: str) -> dict[int, tuple[int, Pence]]:
    """Lines and pence of each provider, by its id.

    The hash is of all the lines, and lines are never altered: they are added up once.
    """
    lines = RunLine.objects.filter(run=run_id).values_list("provider_id")
    sums = lines.annotate(count=Count("pk"), pence=Sum("pence")).order_by()
    return {provider: (count, Pence(pence)) for provider, count, pence in sums}


def pay_lines(run: Run) -> list[PayLine]:
    """The run's lines in order of reference, as they were signed: what a payfile is made of.

    Raises LinesChanged if any of them, or the whole, no longer has the hash that was signed.
    """
    stored = RunLine.objects.filter(run=run).select_related("provider", "bank_details")
    lines, changed = [], []
    for line in stored.order_by("reference").iterator(chunk_size=BATCH):
        pay_line = as_pay_line(line, details=line.bank_details, provider_code=line.provider.code)
        lines.append(pay_line)
        if line_hash(pay_line) != line.leaf_hash:
            changed.append(line.reference)
    if changed or lines_hash({line.reference: line_hash(line) for line in lines}) != run.lines_hash:
        words = _("Run %(number)d does not hold what was signed. Changed: %(lines)s.")
        named = ", ".join(changed) or _("a line is missing or was added")
        raise LinesChanged(words % {"number": run.number, "lines": named})
    return lines


def changed_lines(run: Run) -> list[str]:
    """References of the lines that are not what they were when the run was prepared.

    Claims and accounts are read afresh: amount, outcome, provider, name, sort code, number.
    """
    claims = Claim.objects.filter(run=run).in_bulk()
    lines = list(RunLine.objects.filter(run=run).select_related("provider").order_by("reference"))
    details = bank_details_of(
        {line.provider_id for line in lines},
        commissioner_id=run.commissioner_id,
        on=run.execution_on,
    )
    return [
        line.reference
        for line in lines
        if not _stands(line, claims.get(line.claim_id), details.get(line.provider_id))
    ]


def as_pay_line(line: RunLine, *, details: BankDetails, provider_code: str) -> PayLine:
    return PayLine(
        reference=line.reference,
        provider_code=provider_code,
        outcome=line.outcome,
        pence=Pence(line.pence),
        account_name=details.account_name,
        sort_code=details.sort_code,
        account_number=details.account_number,
    )


def _earlier_instructions(commissioner: Organisation) -> Mapping[UUID, int]:
    waiting = RunLine.objects.filter(
        commissioner=commissioner, claim__status=Claim.Status.PASSED
    ).values_list("claim_id", flat=True)
    return defaultdict(int, Counter(waiting))


def _stands(line: RunLine, claim: Claim | None, details: BankDetails | None) -> bool:
    if claim is None or details is None or claim.provider_id != line.provider_id:
        return False
    now = RunLine(reference=line.reference, outcome=claim.outcome, pence=claim.pence)
    pay_line = as_pay_line(now, details=details, provider_code=line.provider.code)
    return line_hash(pay_line) == line.leaf_hash
