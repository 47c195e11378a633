"""What is waiting for the organisation acted for: a provider, a referrer, a commissioner.

One organisation may be more than one of them; each list keeps to its own side.
"""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from onward.casework.models import OPEN, Referral, ReferralQuerySet, Status
from onward.casework.plans import plans_to_read
from onward.tenancy.context import acting

BEFORE_START = (Status.REFERRED, Status.ACKNOWLEDGED)
SENT_BACK = (Status.REJECTED, Status.CANCELLED, Status.DID_NOT_START)


def to_acknowledge() -> ReferralQuerySet:
    """For a provider: new referrals, the longest waiting first."""
    return _sent_to_us().awaiting_reply().order_by("reply_due_on", "reference")


def overdue(*, on: date) -> ReferralQuerySet:
    """For a provider: referrals without a reply after the last day for it."""
    return _sent_to_us().overdue(on=on).order_by("reply_due_on", "reference")


def cancellations_asked() -> ReferralQuerySet:
    """For a provider: cancellations it asked for that the commissioner has not answered."""
    return _sent_to_us().awaiting_answer_to_cancellation().order_by("cancellation_asked_at")


def deletions_to_confirm() -> ReferralQuerySet:
    """For a provider: delete notices, until it says that it has deleted (source 000 step 7)."""
    return _sent_to_us().awaiting_deletion().order_by("reference")


def sent_back() -> ReferralQuerySet:
    """For a referrer: rejected, cancelled or not started, and the person not referred since."""
    since = Referral.objects.filter(
        sent_from=OuterRef("sent_from"),
        programme=OuterRef("programme"),
        referred_on__gte=OuterRef("referred_on"),
        status__in=(*OPEN, Status.ENDED),
    )
    ours = _sent_by_us().filter(status__in=SENT_BACK)
    return ours.filter(~Exists(since)).order_by("referred_on", "reference")


def cancellations_to_agree() -> ReferralQuerySet:
    """For a commissioner: cancellations that a provider asks it to agree to."""
    ours = Referral.objects.filter(commissioner=acting().organisation_id)
    return ours.awaiting_answer_to_cancellation().order_by("cancellation_asked_at")


def provider_counts(*, on: date) -> dict[str, int]:
    """How long each of a provider's lists is, in one query."""
    waiting = Q(status=Status.REFERRED)
    # Those of any other status are many, and none of them is counted.
    counted = _sent_to_us().filter(status__in=(*BEFORE_START, Status.WITHDRAWN))
    return counted.aggregate(
        to_acknowledge=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(reply_due_on__lt=on)),
        cancellations_asked=Count(
            "pk", filter=Q(status__in=BEFORE_START, cancellation_asked_at__isnull=False)
        ),
        deletions_to_confirm=Count(
            "pk",
            filter=Q(status=Status.WITHDRAWN, arrived_at__isnull=False, deletion_confirmed_at=None),
        ),
    )


def referrer_counts() -> dict[str, int]:
    """How long each of a referrer's lists is."""
    return {"sent_back": sent_back().count(), "plans_to_read": plans_to_read().count()}


def commissioner_counts() -> dict[str, int]:
    """How long a commissioner's list is."""
    return {"cancellations_to_agree": cancellations_to_agree().count()}


def _sent_to_us() -> ReferralQuerySet:
    return Referral.objects.filter(provider=acting().organisation_id)


def _sent_by_us() -> ReferralQuerySet:
    return Referral.objects.filter(referrer=acting().organisation_id)
