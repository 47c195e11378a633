"""The monthly return as a disclosure: to whom, under what, and what the gate has against it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localdate

from onward.agreements.actions import NoAgreement, agreement_between
from onward.agreements.authority import Refusal
from onward.agreements.channels import Channel
from onward.agreements.models import Agreement, Party
from onward.disclosures.gate import Draft, preview
from onward.disclosures.nccis_layout import LAYOUT
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation
from onward.returns.nccis.choosing import InMonth
from onward.returns.nccis.months import cover_of
from onward.tenancy.context import acting
from onward.tracking.models import MonthlyReturn

# Address and postcode came with the department's list; the return goes without them.
ADDRESS_KEPT_BACK = "address-kept-back"
_ADDRESS = frozenset({"address", "postcode"})
KIND, STANDARD, PURPOSE = "nccis-return", "NCCIS-RETURN", "young_people_return"


def department() -> Organisation | None:
    """Whom the authority acted for makes its return to: the other party of its agreement."""
    own = acting().organisation_id
    parties = Party.objects.filter(agreement__in=Agreement.objects.filter(standard=STANDARD))
    newest = parties.exclude(organisation=own).order_by("-agreement__number")
    found = newest.select_related("organisation").first()
    return found.organisation if found else None


def agreement_with(to: Organisation, *, at: datetime) -> Agreement:
    """Raises NoAgreement."""
    own = Organisation.objects.get(pk=acting().organisation_id)
    return agreement_between(STANDARD, own, to, on=localdate(at))


def draft_of(
    made: MonthlyReturn,
    people: Sequence[InMonth],
    *,
    to: Organisation,
    under: Agreement,
    at: datetime,
) -> Draft:
    return Draft(
        kind=KIND,
        recipient=to,
        agreement=under,
        purpose=PURPOSE,
        channel=Channel.PORTAL,
        people=[giving_of(person) for person in people],
        layout=LAYOUT,
        cover=cover_of(made, sent_on=localdate(at)),
    )


def refusals_of(
    made: MonthlyReturn, people: Sequence[InMonth], *, at: datetime
) -> Mapping[str, list[Refusal]]:
    """What the gate has against some of a return, by handle; "" against any of it."""
    to = department()
    if to is None:
        return {"": [Refusal(code="NO_AGREEMENT")]}
    try:
        under = agreement_with(to, at=at)
    except NoAgreement:
        return {"": [Refusal(code="NO_AGREEMENT")]}
    return preview([draft_of(made, people, to=to, under=under, at=at)], at=at)[0]


def may_go_without_address(refusals: Sequence[Refusal]) -> bool:
    """Nothing stands against somebody but that passing on where they live is an offence.

    Education and Skills Act 2008 s.15(4). The return owes the department the person; a record
    without an address breaks a rule of it, and without the person it counts somebody as lost.
    """
    against = {(each.code, each.item) for each in refusals}
    return bool(against) and against <= {("ONWARD_OFFENCE", item) for item in _ADDRESS}


def without_address(person: InMonth) -> InMonth:
    values = {item: value for item, value in person.values.items() if item not in _ADDRESS}
    return replace(person, values=values)


def giving_of(person: InMonth) -> Giving:
    return Giving(record=person.record, items=frozenset(person.values), rows=person.values)
