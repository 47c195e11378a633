"""Leavers plans that a provider has yet to send, while the person's consent stands."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from onward.acts.leavers_plans import CONSENT, KIND
from onward.casework.models import Referral, ReferralQuerySet, Status
from onward.casework.objections import rules_of
from onward.disclosures.models import Disclosure, Parcel
from onward.people.consents import consents_of
from onward.people.models import Consent, Record
from onward.programmes.catalogue import VERSIONS
from onward.tenancy.context import acting

LOOKED_BACK = timedelta(days=60)  # a plan that is later still is no longer worked on
# A plan is due ten days after the end: of a provider that thirty thousand leave in a year, these
# are still more than could be sent in time.
LATEST_ENDS = 1000

_REASONS = {
    reason.code for each in VERSIONS for reason in each.exit_reasons if reason.asks_for_a_plan
}


def plans_due(*, on: date, most: int) -> list[Referral]:
    """Referrals that ended lately and whose plan is still to be sent, the oldest end first.

    At most so many, of the latest who left.
    """
    lately = _ended_of_ours().filter(ended_on__gte=on - LOOKED_BACK, end_reason__in=_REASONS)
    latest = lately.order_by("-ended_on", "-reference").values("pk")[:LATEST_ENDS]
    consents = Consent.objects.filter(
        record=OuterRef("received_as"), scope=CONSENT, given=True, withdrawn_on=None
    )
    sent = Parcel.objects.filter(
        from_handle=OuterRef("received_as__handle"),
        sender=acting().organisation_id,
        disclosure__kind=KIND,
        disclosure__at__date__gte=OuterRef("ended_on"),
    ).exclude(disclosure__status=Disclosure.Status.FAILED)
    unsent = Referral.objects.filter(
        Exists(consents), ~Exists(sent), pk__in=latest, received_as__deceased_on=None
    )
    rows = unsent.select_related("received_as", "contract").order_by("ended_on", "reference")
    return owing_a_plan(rows[:most], on=on)


def owing_a_plan(referrals: Iterable[Referral], *, on: date) -> list[Referral]:
    """Those of these that ended without work, with consent, and without a plan so far.

    Reads `received_as` of each: select it beforehand. Two queries more for any number.
    """
    ended = [referral for referral in referrals if _asks_for_a_plan(referral)]
    records = {referral.pk: referral.received_as for referral in ended}
    consents = consents_of([record for record in records.values() if record], on=on)
    sent = _plans_sent(record for record in records.values() if record)
    owing = [
        referral
        for referral in ended
        if (record := records[referral.pk])
        and record.deceased_on is None
        and CONSENT in consents[record.pk].standing
        and not _sent_since(sent.get(record.handle, ()), referral)
    ]
    return sorted(owing, key=lambda referral: (referral.ended_on or on, referral.reference))


def _ended_of_ours() -> ReferralQuerySet:
    return Referral.objects.filter(provider=acting().organisation_id, status=Status.ENDED)


def _asks_for_a_plan(referral: Referral) -> bool:
    if referral.status != Status.ENDED:
        return False
    return rules_of(referral).leavers_plan_applies(referral.end_reason)


def _plans_sent(records: Iterable[Record]) -> dict[UUID, list[date]]:
    """The days on which a plan was prepared, by the handle of the record it is from."""
    parcels = Parcel.objects.filter(
        sender=acting().organisation_id,
        from_handle__in=[record.handle for record in records],
        disclosure__kind=KIND,
    ).exclude(disclosure__status=Disclosure.Status.FAILED)
    days: dict[UUID, list[date]] = {}
    for handle, at in parcels.values_list("from_handle", "disclosure__at"):
        days.setdefault(handle, []).append(localdate(at))
    return days


def _sent_since(days: Iterable[date], referral: Referral) -> bool:
    return any(referral.ended_on is None or day >= referral.ended_on for day in days)
