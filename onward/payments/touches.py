"""Who touched what a payment depends on. They cannot sign the run that pays it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from onward.contracts.models import BankDetails, Contract, Price
from onward.parties.models import Staff
from onward.payments.models import Claim, Run, RunLine, Touch

BATCH = 2000


def touched_claims(claims: Iterable[Claim], *, what: str, by: Staff, at: datetime) -> None:
    """Write down that this person claimed, checked or otherwise handled these claims."""
    Touch.objects.bulk_create(
        [
            Touch(
                commissioner_id=claim.commissioner_id,
                operations_id=claim.operations_id,
                provider_id=claim.provider_id,
                about=claim.pk,
                staff=by.handle,
                what=what,
                at=at,
            )
            for claim in claims
        ],
        batch_size=BATCH,
    )


def touched_run(run: Run, *, what: str, by: Staff, at: datetime) -> None:
    Touch.objects.create(
        commissioner_id=run.commissioner_id,
        operations_id=run.operations_id,
        about=run.pk,
        staff=by.handle,
        what=what,
        at=at,
    )


def what_they_touched(run: Run, *, staff: UUID) -> list[str]:
    """Everything under this run that this person made, changed or approved, in words.

    Their whole history counts, not the roles they have today; empty if they may sign.
    Source: money_statistics_users.md A.6 row 4.
    """
    return [*_on_the_run(run, staff), *_on_its_claims(run, staff), *_on_its_terms(run, staff)]


def _on_the_run(run: Run, staff: UUID) -> Iterator[str]:
    touched = Touch.objects.filter(about=run.pk, staff=staff).exists()
    if run.prepared_by == staff or touched:
        yield _("You prepared this run.")


def _on_its_claims(run: Run, staff: UUID) -> Iterator[str]:
    claims = RunLine.objects.filter(run=run).values("claim_id")
    handled = Touch.objects.filter(staff=staff, about__in=claims).values("about")
    theirs = Claim.objects.filter(Q(claimed_by=staff) | Q(pk__in=handled), pk__in=claims)
    for reference in theirs.order_by("reference").values_list("reference", flat=True)[:1]:
        words = _("You claimed or handled %(count)d of its claims, %(reference)s among them.")
        yield words % {"count": theirs.count(), "reference": reference}


def _on_its_terms(run: Run, staff: UUID) -> Iterator[str]:
    claims = Claim.objects.filter(lines__run=run)
    touched = Touch.objects.filter(staff=staff).values("about")
    prices = Price.objects.filter(pk__in=claims.values("price_id"))
    for price in prices.filter(Q(made_by=staff) | Q(pk__in=touched)).select_related("contract"):
        words = _("You entered the price of %(outcome)s in contract %(contract)s.")
        yield words % {"outcome": price.outcome, "contract": price.contract.reference}
    contracts = Contract.objects.filter(pk__in=claims.values("contract_id"))
    for contract in contracts.filter(Q(made_by=staff) | Q(approved_by=staff)):
        words = _("You set up or approved contract %(contract)s and its prices.")
        yield words % {"contract": contract.reference}
    details = BankDetails.objects.filter(
        pk__in=RunLine.objects.filter(run=run).values("bank_details_id")
    )
    theirs = details.filter(Q(made_by=staff) | Q(approved_by=staff) | Q(pk__in=touched))
    for each in theirs.select_related("provider"):
        yield _("You entered or approved where %(provider)s is paid.") % {
            "provider": each.provider.name
        }
