"""What the ledger is told of a disclosure when it is prepared or refused."""

from onward.disclosures.accounting import PREPARED, WITHHELD
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Contents, Packed, Part
from onward.ledger.actions import Act as LedgerAct
from onward.parties.models import Staff
from onward.programmes.mappa import MappaPolicy


def prepared_entry(
    disclosure: Disclosure,
    part: Part,
    packed: Packed,
    reference: str,
    *,
    justified: str,
    warnings: list[str],
    by: Staff,
) -> LedgerAct:
    contents: Contents = packed.contents
    return LedgerAct(
        entry_id=packed.entry_id,
        kind=PREPARED,
        by=disclosure.sender_id,
        to=disclosure.recipient_id,
        on_behalf_of=disclosure.on_behalf_of_id,
        performer=by.handle,
        subject=part.record.handle,
        about_id=disclosure.pk,
        at=disclosure.at,
        about={
            "disclosure": disclosure.kind,
            "agreement": reference,
            "purpose": disclosure.purpose,
            "channel": disclosure.channel,
            "items": list(contents.values),
            "not_held": contents.not_given,
            "commitments": {name: sealed.commitment for name, sealed in packed.parts.items()},
            **_of_others(part),
            **({"parent": str(part.parent)} if part.parent else {}),
            **_terms(disclosure),
            **({"justification": justified} if justified else {}),
            **({"warnings": warnings} if warnings else {}),
        },
    )


def _of_others(part: Part) -> dict[str, object]:
    """That others' items went too, or that these are of somebody mentioned; never of whom."""
    if part.within is not None:
        return {"mentioned": True}
    return {"of_others": sorted(part.of_others)} if part.of_others else {}


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


def withheld_entry(
    disclosure: Disclosure, part: Part, packed: Packed, *, policy: MappaPolicy | None
) -> LedgerAct:
    """What does not travel for this kind of case: for the sender and the person alone.

    To the recipient it is as if it were not held, or the gap would say what kind of case it is.
    """
    return LedgerAct(
        kind=WITHHELD,
        by=disclosure.sender_id,
        subject=part.record.handle,
        about_id=disclosure.pk,
        at=disclosure.at,
        about={
            "entry": str(packed.entry_id),
            "items": [],
            "withheld": packed.contents.withheld,
            **({"policy": policy.version} if policy else {}),
        },
    )


def entry_of_nobody(
    disclosure: Disclosure, reference: str, *, justified: str, by: Staff
) -> LedgerAct:
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
            **({"justification": justified} if justified else {}),
        },
    )


def refused_entry(disclosure: Disclosure, *, by: Staff) -> LedgerAct:
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
