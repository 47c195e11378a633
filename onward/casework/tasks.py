"""What is waiting for the organisation acted for: a provider, a referrer, a commissioner.

One organisation may be more than one of them; each list keeps to its own side, and has an index
of its own, for what waits is little beside what has been dealt with.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Q

from onward.casework.models import OPEN, SENT_BACK, Referral, ReferralQuerySet, Status
from onward.people.lookups import one_of
from onward.tenancy.context import acting

AT_A_TIME = 50


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


def cancellations_to_agree() -> ReferralQuerySet:
    """For a commissioner: cancellations that a provider asks it to agree to."""
    ours = Referral.objects.filter(commissioner=acting().organisation_id)
    return ours.awaiting_answer_to_cancellation().order_by("cancellation_asked_at", "pk")


def provider_counts(*, on: date, most: int) -> dict[str, int]:
    """How long each of a provider's lists is, each counted so far and no further."""
    lists = {
        "to_acknowledge": to_acknowledge(),
        "overdue": overdue(on=on),
        "cancellations_asked": cancellations_asked(),
        "deletions_to_confirm": deletions_to_confirm(),
    }
    return {name: rows.order_by()[:most].count() for name, rows in lists.items()}


def sent_back(*, first: int) -> list[Referral]:
    """For a referrer: rejected, cancelled or not started, and the person not referred since.

    The longest waiting first, each with its provider.
    """
    return list(islice(_sent_back_in_turn(), first))


def _sent_back_in_turn() -> Iterator[Referral]:
    """A few at a time: asked for all of it at once, PostgreSQL reads every referral there is."""
    ours = _sent_by_us().filter(status__in=SENT_BACK).select_related("provider")
    ours = ours.order_by("referred_on", "reference")
    rest = ours
    while some := list(rest[:AT_A_TIME]):
        since = _last_referred(some)
        for each in some:
            last = since.get((each.sent_from_id, each.programme))
            if last is None or last < each.referred_on:
                yield each
        rest = ours.filter(_after(some[-1]))


def _after(last: Referral) -> Q:
    later = Q(referred_on__gt=last.referred_on) | Q(reference__gt=last.reference)
    return later & Q(referred_on__gte=last.referred_on)


def _last_referred(referrals: Sequence[Referral]) -> dict[tuple[UUID, str], date]:
    """The day of the last referral of each person to each programme that was not sent back."""
    same = one_of("sent_from_id", {each.sent_from_id for each in referrals})
    taken = Referral.objects.filter(same, status__in=(*OPEN, Status.ENDED))
    rows = taken.values_list("sent_from_id", "programme", "referred_on").order_by("referred_on")
    return {(record, programme): day for record, programme, day in rows}


def _sent_to_us() -> ReferralQuerySet:
    return Referral.objects.filter(provider=acting().organisation_id)


def _sent_by_us() -> ReferralQuerySet:
    return Referral.objects.filter(referrer=acting().organisation_id)
