"""The gate: the one piece of code through which a disclosure can be prepared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from onward.agreements.authority import Refusal
from onward.agreements.channels import Channel
from onward.agreements.models import Agreement
from onward.disclosures.accounting import PREPARED
from onward.disclosures.deciding import Asked, Deciding
from onward.disclosures.decision import Act, as_rows
from onward.disclosures.emailing import refusals_of_text
from onward.disclosures.models import Disclosure, OneOff, Parcel
from onward.disclosures.parcels import Contents, Giving, Packed, contents_of, pack
from onward.ledger.actions import Act as LedgerAct
from onward.ledger.actions import enter_all
from onward.parties.models import Organisation, Staff
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting

Status = Disclosure.Status


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A disclosure as it is asked for: what, to whom, under what, about whom."""

    kind: str
    recipient: Organisation | None  # None is somebody who is not on Onward
    agreement: Agreement | None
    purpose: str
    channel: str
    people: Sequence[Giving]
    on_behalf_of: Organisation | None = None
    one_off: OneOff | None = None  # in the agreement's place
    use: str = ""  # of people.models.UseRestriction: what the recipient may do with it
    referral_id: UUID | None = None
    layout: str = ""
    cover: Mapping[str, object] = field(default_factory=dict)


def disclose(draft: Draft, *, by: Staff, at: datetime) -> Disclosure:
    """Prepare one disclosure: all of its items that are held, or none.

    A refusal is an ordinary outcome and comes back as a row. Nothing is sent here: once this
    transaction is committed, delivery decides again and sends.
    """
    return disclose_all([draft], by=by, at=at)[0]


def preview(drafts: Sequence[Draft], *, at: datetime) -> list[dict[str, list[Refusal]]]:
    """The reasons against each draft, by handle ("" for the act), without recording anything."""
    sender = acting().organisation_id
    asked = [_ask(draft, sender=sender, at=at) for draft in drafts]
    deciding = Deciding.about(asked, at=at)
    return [_refusals(*each, deciding) for each in zip(drafts, asked, strict=True)]


@transaction.atomic
def disclose_all(drafts: Sequence[Draft], *, by: Staff, at: datetime) -> list[Disclosure]:
    """Prepare many disclosures of the organisation acted for, in a handful of statements.

    Returns a row for each draft, in order: PREPARED with its parcels, or REFUSED with reasons.
    """
    sender = acting().organisation_id
    asked = [_ask(draft, sender=sender, at=at) for draft in drafts]
    deciding = Deciding.about(asked, at=at)
    refusals = [_refusals(*each, deciding) for each in zip(drafts, asked, strict=True)]
    made = [
        _disclosure(draft, reasons, sender=sender, by=by, at=at)
        for draft, reasons in zip(drafts, refusals, strict=True)
    ]
    allowed = [
        (disclosure, giving, draft)
        for disclosure, draft in zip(made, drafts, strict=True)
        if disclosure.status == Status.PREPARED
        for giving in draft.people
    ]
    givings = [giving for _, giving, _ in allowed]
    contents = _contents(givings, deciding)
    packed = pack(givings, contents, at=at)
    insert_all(made)
    insert_all(
        [
            _parcel(disclosure, giving, each)
            for (disclosure, giving, _), each in zip(allowed, packed, strict=True)
        ]
    )
    enter_all(
        [
            *(
                _prepared(disclosure, giving, each, deciding.reference(draft.agreement), by=by)
                for (disclosure, giving, draft), each in zip(allowed, packed, strict=True)
            ),
            *(_refused(row, by=by) for row in made if row.status == Status.REFUSED),
            *(
                _of_nobody(row, deciding.reference(draft.agreement), by=by)
                for row, draft in zip(made, drafts, strict=True)
                if row.status == Status.PREPARED and not draft.people
            ),
        ]
    )
    return made


def _refusals(draft: Draft, asked: Asked, deciding: Deciding) -> dict[str, list[Refusal]]:
    found = deciding.refusals(asked)
    if found or draft.channel != Channel.EMAIL:
        return found
    reasons = refusals_of_text(draft.cover, _contents(draft.people, deciding))
    return {"": reasons} if reasons else {}


def _contents(givings: Sequence[Giving], deciding: Deciding) -> list[Contents]:
    withheld = {
        giving.record.pk: deciding.withheld(giving.record, giving.items) for giving in givings
    }
    return contents_of(givings, withheld=withheld)


def _ask(draft: Draft, *, sender: int, at: datetime) -> Asked:
    return Asked(
        act=Act(
            sender=sender,
            recipient=draft.recipient.pk if draft.recipient else None,
            purpose=draft.purpose,
            channel=draft.channel,
            people_count=len(draft.people),
            at=at,
        ),
        agreement_id=draft.agreement.pk if draft.agreement else None,
        on_behalf_of=draft.on_behalf_of.pk if draft.on_behalf_of else None,
        people=[(giving.record, giving.items) for giving in draft.people],
        cover=draft.cover,
        one_off_id=draft.one_off.pk if draft.one_off else None,
    )


def _disclosure(
    draft: Draft, refusals: dict[str, list[Refusal]], *, sender: int, by: Staff, at: datetime
) -> Disclosure:
    return Disclosure(
        id=uuid4(),
        kind=draft.kind,
        sender_id=sender,
        recipient=draft.recipient,
        on_behalf_of=draft.on_behalf_of,
        agreement=draft.agreement,
        one_off=draft.one_off,
        purpose=draft.purpose,
        channel=draft.channel,
        use=draft.use,
        referral_id=draft.referral_id,
        status=Status.REFUSED if refusals else Status.PREPARED,
        refusals=as_rows(refusals),
        people_count=len(draft.people),
        layout=draft.layout,
        cover=dict(draft.cover),
        by=by.handle,
        at=at,
    )


def _parcel(disclosure: Disclosure, giving: Giving, packed: Packed) -> Parcel:
    return Parcel(
        disclosure=disclosure,
        sender_id=disclosure.sender_id,
        recipient_id=disclosure.recipient_id,
        on_behalf_of_id=disclosure.on_behalf_of_id,
        from_handle=giving.record.handle,
        entry=packed.entry_id,
        items=list(packed.contents.values),
        not_held=packed.contents.not_held,
        withheld=packed.contents.withheld,
        sealed={
            key_class: [part.commitment, part.part] for key_class, part in packed.parts.items()
        },
    )


def _prepared(
    disclosure: Disclosure, giving: Giving, packed: Packed, reference: str, *, by: Staff
) -> LedgerAct:
    contents: Contents = packed.contents
    return LedgerAct(
        entry_id=packed.entry_id,
        kind=PREPARED,
        by=disclosure.sender_id,
        to=disclosure.recipient_id,
        on_behalf_of=disclosure.on_behalf_of_id,
        performer=by.handle,
        subject=giving.record.handle,
        about_id=disclosure.pk,
        at=disclosure.at,
        about={
            "disclosure": disclosure.kind,
            "agreement": reference,
            "purpose": disclosure.purpose,
            "channel": disclosure.channel,
            "items": list(contents.values),
            "not_held": contents.not_held,
            "withheld": contents.withheld,
            "commitments": {name: part.commitment for name, part in packed.parts.items()},
            **_terms(disclosure),
        },
    )


def _terms(disclosure: Disclosure) -> dict[str, object]:
    """What stands in an agreement's place, and what the recipient may do with it, if said."""
    terms: dict[str, object] = {}
    if disclosure.one_off:
        terms["one_off"] = str(disclosure.one_off.pk)
        terms["ground"] = disclosure.one_off.ground
        terms["law"] = [disclosure.one_off.basis, *disclosure.one_off.conditions]
    if disclosure.use:
        terms["use"] = disclosure.use
    return terms


def _of_nobody(disclosure: Disclosure, reference: str, *, by: Staff) -> LedgerAct:
    """A month without a payment has its report too, and that it goes is entered like the rest."""
    return LedgerAct(
        kind=PREPARED,
        by=disclosure.sender_id,
        to=disclosure.recipient_id,
        on_behalf_of=disclosure.on_behalf_of_id,
        performer=by.handle,
        about_id=disclosure.pk,
        at=disclosure.at,
        about={
            "disclosure": disclosure.kind,
            "agreement": reference,
            "purpose": disclosure.purpose,
            "channel": disclosure.channel,
            "items": [],
        },
    )


def _refused(disclosure: Disclosure, *, by: Staff) -> LedgerAct:
    """A refusal is the sender's own: the recipient must not learn that it was thought of."""
    return LedgerAct(
        kind="disclosure.refused",
        by=disclosure.sender_id,
        on_behalf_of=None,
        performer=by.handle,
        about_id=disclosure.pk,
        at=disclosure.at,
        about={
            "disclosure": disclosure.kind,
            "codes": sorted({row["code"] for row in disclosure.refusals}),
        },
    )
