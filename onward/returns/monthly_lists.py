"""The monthly list of young people with a new claim: who is on it, and who could not be.

Source: source 002, guide, sections 2 and 3; the text DWP-MONTHLY.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from onward.agreements.actions import agreement_between
from onward.agreements.authority import Refusal
from onward.agreements.channels import Channel
from onward.disclosures.decision import as_rows
from onward.disclosures.gate import Draft, disclose, preview
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.disclosures.settling import STANDING
from onward.parties.models import Organisation, Staff
from onward.people.lookups import one_of
from onward.people.models import Address, Fact, Record
from onward.tenancy.context import acting
from onward.values.period import Period, month_before

KIND, STANDARD, PURPOSE = "monthly-list", "DWP-MONTHLY", "young_people_services"
ITEMS = frozenset({"forename", "surname", "address", "postcode", "date_of_birth"})
NOT_ON_IT = "POPULATION"


@dataclass(frozen=True, kw_only=True)
class MonthlyList:
    """One authority's part of a month: what goes, and the refusal of those who may not be on it.

    `exceptions` keeps the reasons by person; None where nobody stood aside.
    """

    given: Disclosure
    exceptions: Disclosure | None


@transaction.atomic
def make_monthly_list(
    authority: Organisation, *, postcodes: Collection[str], by: Staff, at: datetime
) -> MonthlyList:
    """Prepare the list for one authority, as the department acted for.

    `postcodes` are the authority's, whole or the part before the space: a person elsewhere, or
    without a postcode, is on nobody's list. Who was not told at the claim that their details pass
    on stands among the exceptions, with everyone else whom the gate refuses (REQ-002-070). Made
    again in the same month it gives only who was not on it yet. Raises NoAgreement.
    """
    department = Organisation.objects.get(pk=acting().organisation_id)
    agreement = agreement_between(STANDARD, department, authority, on=localdate(at))
    month = month_before(localdate(at))
    records = _not_given_yet(_living_in(postcodes, _first_paid(month)), authority, month)

    def draft(people: Sequence[Record]) -> Draft:
        return Draft(
            kind=KIND,
            recipient=authority,
            agreement=agreement,
            purpose=PURPOSE,
            channel=Channel.INSIDE,
            people=[Giving(record=record, items=ITEMS) for record in people],
            cover={"month": month.first.isoformat(), "lines": len(people)},
        )

    reasons = preview([draft(records)], at=at)[0]
    if "" in reasons:  # nobody can be given anything: the refusal says why
        return MonthlyList(given=disclose(draft(records), by=by, at=at), exceptions=None)
    fit = [record for record in records if not reasons.get(str(record.handle))]
    aside = [record for record in records if _stands_aside(reasons.get(str(record.handle), ()))]
    given = None if fit else _given_before(authority, month)
    return MonthlyList(
        given=given or disclose(draft(fit), by=by, at=at),
        exceptions=_exceptions(draft(aside), reasons, by=by, at=at) if aside else None,
    )


def _first_paid(month: Period) -> list[UUID]:
    """Records that say, or once said, that a first payment was made in the month."""
    said = Fact.objects.filter(
        values__benefit_first_paid_on__gte=month.first.isoformat(),
        values__benefit_first_paid_on__lte=month.last.isoformat(),
    )
    return list(said.values_list("record_id", flat=True).distinct())


def _living_in(postcodes: Collection[str], record_ids: Collection[UUID]) -> list[Record]:
    wanted = {postcode.replace(" ", "").upper() for postcode in postcodes}
    living = Address.objects.filter(one_of("record_id", record_ids), is_current=True)
    theirs = [
        record_id
        for record_id, key in living.values_list("record_id", "postcode_key")
        if key and {key, key[:-3]} & wanted
    ]
    return list(Record.objects.filter(one_of("pk", theirs)).order_by("pk"))


def _lists(authority: Organisation, month: Period) -> list[Disclosure]:
    """What went to the authority for the month, and still stands, the earliest first."""
    sent = Disclosure.objects.filter(STANDING, kind=KIND, sender=acting().organisation_id)
    theirs = sent.filter(recipient=authority, cover__month=month.first.isoformat())
    return list(theirs.order_by("at", "pk"))


def _given_before(authority: Organisation, month: Period) -> Disclosure | None:
    return next(reversed(_lists(authority, month)), None)


def _not_given_yet(
    records: Sequence[Record], authority: Organisation, month: Period
) -> list[Record]:
    parcels = Parcel.objects.filter(disclosure__in=_lists(authority, month))
    given = set(parcels.values_list("from_handle", flat=True))
    return [record for record in records if record.handle not in given]


def _stands_aside(reasons: Collection[Refusal]) -> bool:
    """Refused, though the list may be about them: somebody should look."""
    return bool(reasons) and NOT_ON_IT not in {reason.code for reason in reasons}


def _exceptions(
    draft: Draft, reasons: Mapping[str, list[Refusal]], *, by: Staff, at: datetime
) -> Disclosure:
    """The refusal of those who stand aside, kept once for as long as it says the same."""
    same = Disclosure.objects.filter(
        kind=KIND,
        status=Disclosure.Status.REFUSED,
        recipient=draft.recipient,
        cover=dict(draft.cover),
        refusals=as_rows({handle: reasons[handle] for handle in _handles(draft)}),
    )
    return same.order_by("-at").first() or disclose(draft, by=by, at=at)


def _handles(draft: Draft) -> list[str]:
    return [str(giving.record.handle) for giving in draft.people]
