"""The monthly payment validation report (PPVR): every outcome paid in a month, in full."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from onward.agreements.actions import agreement_between
from onward.agreements.channels import Channel
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.disclosures.settling import STANDING
from onward.parties.access import require
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.payments.models import Claim, RunLine
from onward.tenancy.context import acting

KIND, PURPOSE = "ppvr", "payment_validation"
ITEMS = frozenset(
    {
        "prap_referral_id",
        "claim_unique_reference",
        "claim_date_1",
        "payment_date",
        "payfile_nino",
        "payfile_provider",
        "payfile_outcome",
        "payfile_amount",
    }
)


@transaction.atomic
def send_validation_report(
    commissioner: Organisation, *, month: date, by: Staff, at: datetime
) -> Disclosure:
    """Prepare the report of one month for the commissioner, as its operations team.

    The same month again gives the same disclosure, unless more was paid in it since; then a new
    one says so with another digest (REQ-000-010).
    """
    require(by, Permission.PREPARE_RUNS)
    month = month.replace(day=1)
    lines = _paid_in(month, commissioner)
    cover = {"month": month.isoformat(), "lines": len(lines)}
    department = Organisation.objects.get(pk=acting().organisation_id)
    earlier = Disclosure.objects.filter(
        STANDING, kind=KIND, sender=department, recipient=commissioner, cover=cover
    ).first()
    if earlier is not None:
        return earlier
    return disclose(
        Draft(
            kind=KIND,
            recipient=commissioner,
            on_behalf_of=commissioner,
            agreement=agreement_between("WFS-PPVR", department, commissioner, on=localdate(at)),
            purpose=PURPOSE,
            channel=Channel.BRAVO,
            people=[_giving(line) for line in lines],
            layout=KIND,
            cover=cover,
        ),
        by=by,
        at=at,
    )


def _paid_in(month: date, commissioner: Organisation) -> Sequence[RunLine]:
    """The lines paid in the month: the last instruction of each paid claim."""
    paid = Claim.Status.PAID
    lines = RunLine.objects.filter(
        commissioner=commissioner,
        claim__status=paid,
        claim__paid_on__year=month.year,
        claim__paid_on__month=month.month,
        claim__run_id=F("run_id"),
    )
    related = lines.select_related("provider", "claim__referral__sent_from")
    return list(related.order_by("reference"))


def _giving(line: RunLine) -> Giving:
    claim = line.claim
    return Giving(
        record=claim.referral.sent_from,
        items=ITEMS,
        rows={
            "prap_referral_id": claim.referral.reference,
            "claim_unique_reference": line.reference,
            "claim_date_1": claim.achieved_on.isoformat(),
            "payment_date": claim.paid_on.isoformat() if claim.paid_on else None,
            "payfile_provider": line.provider.code,
            "payfile_outcome": line.outcome,
            "payfile_amount": line.pence,
        },
    )
