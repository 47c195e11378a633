"""The referrals of a record are seen by whoever may see the record."""

from collections.abc import Sequence

from onward.casework.models import PlanRead, Referral
from onward.people.models import Record


def follow_restriction(record: Record, *, named: Sequence[int] | None) -> None:
    """Only these staff see its referrals and the plans of it that were read; None: all do.

    The other parties see what they saw.
    """
    own = record.organisation_id
    PlanRead.objects.filter(organisation=own, fact__record=record).update(restricted_to=named)
    sent = Referral.objects.filter(referrer=own, sent_from=record)
    sent.update(referrer_restricted_to=named)
    received = Referral.objects.filter(provider=own, received_as=record)
    received.update(provider_restricted_to=named)
