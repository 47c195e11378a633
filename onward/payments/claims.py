"""A provider claims the outcomes it has reached, each of them once, ever."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.contracts.prices import Prices
from onward.ledger.actions import Act, enter_all
from onward.outcomes.models import Outcome
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.lines import random_reference
from onward.payments.models import Claim
from onward.payments.sharing import CLAIMED, permitted
from onward.payments.telling import PRICED, tell
from onward.payments.touches import touched_claims
from onward.people.models import Record
from onward.tenancy.context import acting

FIRST = 1  # the programmes here pay each outcome of a participation once


class ClaimRefused(RuntimeError):
    """Some outcomes cannot be claimed; `problems` says which and why, and none was claimed."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@transaction.atomic
def claim_all(outcomes: Iterable[Outcome], *, by: Staff, at: datetime) -> list[Claim]:
    """Claim these outcomes at the contract's price of their day, for the provider acted for.

    Returns a claim for each outcome, in order: the standing one where it was claimed before, even
    a moment ago by someone else. Raises ClaimRefused for outcomes that cannot be claimed,
    NotPermitted where the claims agreement does not allow it, NotAllowed.
    """
    require(by, Permission.CLAIM)
    reached = _reached(outcomes)
    claims = _claims(reached, by=by, at=at)
    references = _permitted(claims, reached, at=at)
    Claim.objects.bulk_create(claims, ignore_conflicts=True, batch_size=2000)
    Outcome.objects.filter(pk__in=[outcome.pk for outcome in reached], claimed_at=None).update(
        claimed_at=at
    )
    standing = _standing(claims)
    made = [claim for claim in claims if standing[_natural_key(claim)].pk == claim.pk]
    touched_claims(made, what="claimed", by=by, at=at)
    enter_all(_made(claim, references, by=by, at=at) for claim in made)
    return [standing[_natural_key(claim)] for claim in claims]


def _reached(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes with what surrounds them, as the organisation acted for may see it."""
    ids = [outcome.pk for outcome in outcomes]
    found = (
        Outcome.objects.filter(organisation_id=acting().organisation_id)
        .select_related("referral__contract", "record")
        .in_bulk(ids)
    )
    if missing := len(set(ids) - found.keys()):
        raise ClaimRefused(
            [
                _("%(count)d of these outcomes are not yours. Open the list again.")
                % {"count": missing}
            ]
        )
    return [found[pk] for pk in ids]


def _claims(reached: Sequence[Outcome], *, by: Staff, at: datetime) -> list[Claim]:
    prices = Prices.under(outcome.referral.contract_id for outcome in reached)
    claims: list[Claim] = []
    problems: list[str] = []
    for outcome in reached:
        contract = outcome.referral.contract
        price = prices.on(outcome.achieved_on, contract=contract.pk, outcome=outcome.code)
        if outcome.record.case_kind == Record.CaseKind.SCR:
            problems.append(_by_hand(outcome))
        elif price is None:
            problems.append(_without_price(outcome))
        else:
            claims.append(
                Claim(
                    commissioner_id=contract.commissioner_id,
                    operations_id=contract.operations_id,
                    provider_id=contract.provider_id,
                    reference=random_reference("CLM"),
                    referral=outcome.referral,
                    subject=outcome.record.handle,
                    contract=contract,
                    outcome=outcome.code,
                    sequence=FIRST,
                    achieved_on=outcome.achieved_on,
                    price=price,
                    pence=price.pence,
                    claimed_by=by.handle,
                    claimed_at=at,
                )
            )
    if problems:
        raise ClaimRefused(problems)
    return claims


def _permitted(
    claims: Sequence[Claim], reached: Sequence[Outcome], *, at: datetime
) -> Mapping[tuple[int, int, str], str]:
    """The reference of the agreement that each commissioner's claims pass under."""
    programmes = {outcome.referral_id: outcome.referral.programme for outcome in reached}
    ways = {_way(claim, programmes[claim.referral_id]) for claim in claims}
    return {
        (commissioner, operations, programme): permitted(
            CLAIMED,
            programme=programme,
            giver=acting().organisation_id,
            receivers=(commissioner, operations),
            at=at,
        ).reference
        for commissioner, operations, programme in ways
    }


def _standing(claims: Sequence[Claim]) -> dict[tuple[UUID, str, int], Claim]:
    referrals = {claim.referral_id for claim in claims}
    return {_natural_key(claim): claim for claim in Claim.objects.filter(referral__in=referrals)}


def _natural_key(claim: Claim) -> tuple[UUID, str, int]:
    return claim.referral_id, claim.outcome, claim.sequence


def _way(claim: Claim, programme: str) -> tuple[int, int, str]:
    return claim.commissioner_id, claim.operations_id, programme


def _made(
    claim: Claim,
    references: Mapping[tuple[int, int, str], str],
    *,
    by: Staff,
    at: datetime,
) -> Act:
    agreement = references[_way(claim, claim.referral.programme)]
    return Act(
        kind="claim.made",
        by=claim.provider_id,
        to=claim.operations_id,
        on_behalf_of=claim.commissioner_id,
        performer=by.handle,
        subject=claim.subject,
        about_id=claim.pk,
        at=at,
        about={"agreement": agreement, "items": sorted(CLAIMED)},
    )


@transaction.atomic
def price_again(claims: Iterable[Claim], *, by: Staff, at: datetime) -> None:
    """Take failed claims at the contract's present price of their day.

    Operations do this where a price was set after the claim; whoever does cannot sign its run.
    Raises NotAllowed, NotPermitted where the provider may not be told.
    """
    require(by, Permission.PREPARE_RUNS)
    failed = list(
        Claim.objects.filter(
            pk__in=[claim.pk for claim in claims],
            operations_id=acting().organisation_id,
            status=Claim.Status.FAILED,
        )
    )
    prices = Prices.under(claim.contract_id for claim in failed)
    changed = defaultdict(list)
    for claim in failed:
        price = prices.on(claim.achieved_on, contract=claim.contract_id, outcome=claim.outcome)
        if price is not None and price.pk != claim.price_id:
            changed[price].append(claim)
    for price, theirs in changed.items():
        Claim.objects.filter(
            pk__in=[claim.pk for claim in theirs], status=Claim.Status.FAILED
        ).update(price=price, pence=price.pence)
        touched_claims(theirs, what="priced", by=by, at=at)
        tell("claim.priced_again", theirs, items=PRICED, by=by, at=at)


def _by_hand(outcome: Outcome) -> str:
    words = _("%(outcome)s of referral %(referral)s is paid by hand: tell the commissioner.")
    return words % {"outcome": outcome.code, "referral": outcome.referral.reference}


def _without_price(outcome: Outcome) -> str:
    words = _(
        "%(outcome)s of referral %(referral)s has no price in contract %(contract)s on its day: "
        "ask the operations team to set one."
    )
    return words % {
        "outcome": outcome.code,
        "referral": outcome.referral.reference,
        "contract": outcome.referral.contract.reference,
    }
