"""A claim is a shared row: each of its columns is an item that an agreement must permit."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from onward.agreements.actions import NoAgreement, agreement_between, hold
from onward.agreements.authority import Authority, authority
from onward.agreements.refused import refused_in_words
from onward.parties.models import Organisation

# The columns a provider fills. The price is not among them: it is the contract's own.
CLAIMED = (
    "prap_referral_id",
    "claim_unique_reference",
    "claim_line_type",
    "outcome_type",
    "claim_date_1",
    "claim_status",
)


class NotPermitted(RuntimeError):
    """No agreement in force lets this pass between these organisations."""


def permitted(
    items: Iterable[str], *, programme: str, giver: int, receivers: Iterable[int], at: datetime
) -> Authority:
    """The claims agreement that lets these items pass, held until the transaction is over.

    Raises NotPermitted with every reason, or because there is no such agreement.
    """
    others = {receiver for receiver in receivers if receiver != giver}
    parties = Organisation.objects.filter(pk__in={giver, *others})
    standard = f"{programme.upper()}-CLAIMS"
    try:
        agreement = agreement_between(standard, *parties, on=localdate(at))
    except NoAgreement as none:
        raise NotPermitted(str(none)) from none
    hold([agreement.pk])
    standing = authority(agreement)
    refusals = [
        refusal
        for other in sorted(others)
        for refusal in standing.refusals(items, giver=giver, receiver=other, at=at)
    ]
    if refusals:
        raise NotPermitted(refused_in_words(refusals, authority=standing))
    return standing
