"""A person has died: either side tells the other, once, and everything waiting stops."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from onward.casework.models import Referral
from onward.disclosures.gate import Draft, disclose_all
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.models import Staff
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, Record
from onward.people.records import record_death
from onward.tenancy.context import acting

KIND = "death"
PURPOSE = "employment_support"
TOLD_BY_REFERRER, TOLD_BY_PROVIDER = "coc_death", "death_notified"


@transaction.atomic
def tell_of_death(record: Record, *, on: date, by: Staff, at: datetime) -> list[Disclosure]:
    """Record a death and tell every organisation that the person was referred between.

    A death that is known already, or that the other side told us of, is not told again
    (REQ-000-007). Returns what was prepared.
    """
    if record.deceased_on is not None:
        return []
    record_death(record, on=on, by=by, at=at)
    record.refresh_from_db()
    ours = acting().organisation_id
    told: dict[int, Draft] = {}
    for referral in _referrals(record):
        is_ours = referral.referrer_id == ours
        recipient = referral.provider_id if is_ours else referral.referrer_id
        told.setdefault(recipient, _draft(referral, record, tells_provider=is_ours))
    items = {item for draft in told.values() for item in draft.people[0].items}
    values = {item: {"state": "notified", "on": on.isoformat()} for item in sorted(items)}
    if values:
        add_fact(
            NewFact(
                record=record, values=values, source=Fact.Source.STAFF, valid_from=on, at=at, by=by
            )
        )
    return disclose_all(list(told.values()), by=by, at=at)


def _referrals(record: Record) -> Sequence[Referral]:
    """The referrals this record was sent from or received as, that have reached the other side."""
    known = Referral.objects.filter(arrived_at__isnull=False).select_related(
        "referrer", "provider", "commissioner", "agreement"
    )
    return [*known.filter(sent_from=record), *known.filter(received_as=record)]


def _draft(referral: Referral, record: Record, *, tells_provider: bool) -> Draft:
    item = TOLD_BY_REFERRER if tells_provider else TOLD_BY_PROVIDER
    return Draft(
        kind=KIND,
        recipient=referral.provider if tells_provider else referral.referrer,
        on_behalf_of=referral.commissioner,
        agreement=referral.agreement,
        purpose=PURPOSE,
        channel="inside",
        people=[Giving(record=record, items=frozenset({item}))],
    )
