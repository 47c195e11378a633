"""A provider passes on to a subcontractor, by name, what it was given: all of it or a part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from onward.agreements.models import Agreement, Party
from onward.agreements.passing_on import is_approved
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation, Staff
from onward.people.models import Record
from onward.people.uses import held_for_use, strictest
from onward.tenancy.context import acting

KIND = "passed-on"


@dataclass(frozen=True)
class MayGoTo:
    """A subcontractor, the agreement with it, and whether the controller has approved it."""

    organisation: Organisation
    agreement: Agreement
    is_approved: bool


def received_parts(record: Record) -> list[Parcel]:
    """The parts by which the organisation acted for was given something about this person."""
    arrived = Parcel.objects.filter(to_handle=record.handle, recipient=acting().organisation_id)
    return list(
        arrived.select_related("disclosure__sender", "disclosure__agreement").order_by("pk")
    )


def may_go_to(inbound: Parcel, *, at: datetime) -> list[MayGoTo]:
    """The subcontractors with which the provider has an agreement, approved or not."""
    parts = Party.objects.filter(
        organisation__kind=Organisation.Kind.SUBCONTRACTOR, agreement__ended_at=None
    ).select_related("organisation", "agreement")
    under, on = inbound.disclosure.agreement, localdate(at)
    return [
        MayGoTo(
            organisation=part.organisation,
            agreement=part.agreement,
            is_approved=under is not None and is_approved(under, part.organisation, on=on),
        )
        for part in parts.order_by("organisation__name", "agreement__code")
        if part.organisation_id != acting().organisation_id
    ]


def pass_on(
    record: Record,
    *,
    inbound: Parcel,
    items: Collection[str],
    to: MayGoTo,
    by: Staff,
    at: datetime,
) -> Disclosure:
    """Pass on items that came with one act; the entry it came with is the new one's parent.

    What was given on a condition goes on under that condition. A refusal comes back as a row.
    """
    wanted = frozenset(items)
    held = held_for_use(record)
    uses = [held[item].use for item in wanted if item in held]
    act = inbound.disclosure
    given_for = act.on_behalf_of or act.sender  # who gave it on nobody's behalf did for itself
    draft = Draft(
        kind=KIND,
        recipient=to.organisation,
        agreement=to.agreement,
        purpose=to.agreement.purpose,
        channel="inside",
        people=[Giving(record=record, items=wanted, parent=inbound.entry)],
        on_behalf_of=given_for,
        use=strictest(uses),
    )
    return disclose(draft, by=by, at=at)
