"""What became of a claim, told to its provider: columns of a shared row, each as an item."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from onward.contracts.models import Contract
from onward.ledger.actions import Act, enter_all
from onward.parties.models import Staff
from onward.payments.models import Claim
from onward.payments.sharing import permitted
from onward.tenancy.context import acting

CHECKED = ("claim_unique_reference", "claim_status", "claim_refusal_reason")
ANSWERED = ("claim_unique_reference", "claim_status", "payfile_amount")
PRICED = ("payfile_amount",)


def tell(
    kind: str, claims: Iterable[Claim], *, items: Iterable[str], by: Staff, at: datetime
) -> None:
    """Enter that these claims stand otherwise, for the organisation acted for.

    Raises NotPermitted where their agreement does not let the provider know.
    """
    claims = list(claims)
    agreements = told_under(claims, items=items, at=at)
    enter_all(
        Act(
            kind=kind,
            by=acting().organisation_id,
            to=claim.provider_id,
            on_behalf_of=claim.commissioner_id,
            performer=by.handle,
            subject=claim.subject,
            about_id=claim.pk,
            at=at,
            about={"agreement": agreements[claim.pk], "items": sorted(items)},
        )
        for claim in claims
    )


def told_under(
    claims: Iterable[Claim], *, items: Iterable[str], at: datetime
) -> Mapping[UUID, str]:
    """By claim: the agreement under which its provider learns these items of it.

    Raises NotPermitted.
    """
    claims = list(claims)
    contracts = Contract.objects.in_bulk({claim.contract_id for claim in claims})
    parties = {
        pk: (contract.programme, contract.provider_id, contract.commissioner_id)
        for pk, contract in contracts.items()
    }
    references = {
        each: permitted(
            items,
            programme=each[0],
            giver=acting().organisation_id,
            receivers=each[1:],
            at=at,
        ).reference
        for each in set(parties.values())
    }
    return {claim.pk: references[parties[claim.contract_id]] for claim in claims}
