"""Leavers plans that a provider has yet to send, while the person's consent stands."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from onward.acts.leavers_plans import CONSENT, KIND
from onward.casework.models import Referral, ReferralQuerySet, Status
from onward.casework.objections import rules_of
from onward.disclosures.models import Disclosure, Parcel
from onward.people.consents import consents_of
from onward.people.models import Consent, Record
from onward.tenancy.context import acting

LOOKED_BACK = timedelta(days=60)  # a plan that is later still is no longer worked on


def plans_due(*, on: date) -> list[Referral]:
    """Referrals that ended lately and whose plan is still to be sent, the oldest end first."""
    consents = Consent.objects.filter(scope=CONSENT, given=True, withdrawn_on=None)
    ended = _ended_of_ours().filter(
        ended_on__gte=on - LOOKED_BACK, received_as__in=consents.values("record")
    )
    return owing_a_plan(ended.select_related("received_as", "contract"), on=on)


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
        sender=acting().organisation_id, from_handle__in=[record.handle for record in records]
    ).values_list("from_handle", "disclosure")
    # Not joined: the row policy of the one makes a join with the other read the whole table.
    acts = Disclosure.objects.filter(pk__in={act for _, act in parcels}, kind=KIND)
    made = dict(acts.exclude(status=Disclosure.Status.FAILED).values_list("pk", "at"))
    days: dict[UUID, list[date]] = {}
    for handle, act in parcels:
        if act in made:
            days.setdefault(handle, []).append(localdate(made[act]))
    return days


def _sent_since(days: Iterable[date], referral: Referral) -> bool:
    return any(referral.ended_on is None or day >= referral.ended_on for day in days)
