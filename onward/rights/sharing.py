"""Rows of the statement: acts of giving, each as one entry of the ledger has it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from onward.agreements.authority import Authority, authorities
from onward.agreements.bases import bases, conditions
from onward.agreements.catalogue import catalogue
from onward.agreements.gateways import gateways
from onward.agreements.models import Agreement
from onward.agreements.purposes import purposes
from onward.disclosures.accounting import WITHHELD
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import open_parcels
from onward.disclosures.sealing import SealBroken
from onward.ledger.models import Entry
from onward.rights.once import ONE_OFF, ground_of, named_elsewhere, recipient_of, relied_on
from onward.rights.told import told_in

Status = Disclosure.Status
MENTIONED = "mentioned"  # what went was said in somebody else's case
NOT_SENT = frozenset({Status.FAILED, Status.REFUSED})


class State(StrEnum):
    """What became of one value that was shared."""

    HELD = "held"  # sealed here still, and shown
    ERASED = "erased"  # sent, since erased
    ALTERED = "altered"  # what is kept is not what the ledger says was sent
    TOLD = "told"  # in a row that the organisations share; shown while the row says it


@dataclass(frozen=True, kw_only=True)
class SharedItem:
    """One item that was shared: its label in plain words, and its value while it is held."""

    code: str
    label: str
    value: object | None
    state: State


@dataclass(frozen=True, kw_only=True)
class About:
    """One entry of the ledger about the person, with its leaf read."""

    entry: Entry
    leaf: Mapping[str, Any]
    at: datetime
    withheld: Sequence[str] = ()  # an entry of its own, which the recipient does not see

    @property
    def is_shared(self) -> bool:
        """Whether it gave items to another organisation."""
        about = self.leaf["about"]
        is_given = self.entry.to_organisation_id is not None or ONE_OFF in about
        return bool(about.get("items") or about.get("of_others")) and is_given


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One row of the statement: one act of giving."""

    entry_id: UUID
    subject: UUID | None  # the handle it is about
    kind: str
    at: datetime
    sender_id: int
    recipient_id: int
    sender: str
    recipient: str
    on_behalf_of: str
    purpose: str
    laws: tuple[str, ...]  # gateways, bases and conditions by title
    channel: str
    status: str
    agreement: Agreement | None
    items: tuple[SharedItem, ...]
    not_held: tuple[str, ...]
    withheld: tuple[str, ...]
    of_others: tuple[str, ...] = ()  # labels of what went of somebody whom the record mentions

    @property
    def was_sent(self) -> bool:
        """A send whose outcome is unknown counts as sent until somebody settles it."""
        return self.status not in NOT_SENT

    @property
    def owner(self) -> str:
        """Who answers for it, and is asked or complained to (REQ-002-111)."""
        return self.on_behalf_of or self.sender

    @property
    def giver(self) -> str:
        """Who answers for it, and who did it where that is somebody else (REQ-000-004)."""
        if self.owner == self.sender:
            return self.sender
        return _("%(owner)s, carried out by %(doer)s") % {
            "owner": self.owner,
            "doer": self.sender,
        }


def entries_about(handles: Iterable[UUID]) -> list[About]:
    """Every entry about these handles, newest first by when it was done."""
    entries = Entry.objects.filter(subject__in=handles).order_by("-entered_at", "pk")
    about = sorted((_about(entry) for entry in entries), key=lambda each: each.at, reverse=True)
    told = [each.leaf["about"] for each in about if each.entry.kind == WITHHELD]
    withheld = {each["entry"]: each["withheld"] for each in told}
    return [replace(each, withheld=withheld.get(str(each.entry.pk), ())) for each in about]


def shared_in(about: Iterable[About], names: Mapping[int, str]) -> Iterator[Shared]:
    """The rows of these entries that gave something, with what of it is still held."""
    told = [each for each in about if each.is_shared]
    found = Parcel.objects.filter(entry__in=[each.entry.pk for each in told])
    parcels = {parcel.entry: parcel for parcel in found}
    values = _values(list(parcels.values()))
    rows = told_in(each.entry for each in told if each.entry.pk not in parcels)
    acts = Disclosure.objects.in_bulk([parcel.disclosure_id for parcel in parcels.values()])
    agreements = _agreements(str(each.leaf["about"].get("agreement", "")) for each in told)
    terms = authorities(agreement.pk for agreement in agreements.values())
    elsewhere = named_elsewhere(each.leaf for each in told)
    for each in told:
        parcel = parcels.get(each.entry.pk)
        agreement = agreements.get(str(each.leaf["about"].get("agreement", "")))
        row = _row(
            each,
            names,
            items=tuple(_items(each, parcel, values, rows.get(each.entry.pk, {}))),
            act=acts.get(parcel.disclosure_id) if parcel else None,
            agreement=agreement,
            terms=terms.get(agreement.pk) if agreement else None,
        )
        yield _given_once(row, each.leaf, elsewhere) if ONE_OFF in each.leaf["about"] else row


def _given_once(row: Shared, leaf: Mapping[str, Any], elsewhere: Mapping[str, str]) -> Shared:
    """The ground and its law stand in the place of a purpose and an agreement."""
    recipient = row.recipient or recipient_of(leaf, elsewhere)
    return replace(row, recipient=recipient, purpose=ground_of(leaf), laws=tuple(relied_on(leaf)))


def _about(entry: Entry) -> About:
    leaf = json.loads(bytes(entry.leaf))
    return About(entry=entry, leaf=leaf, at=datetime.fromisoformat(leaf["at"]))


def _row(
    each: About,
    names: Mapping[int, str],
    *,
    items: tuple[SharedItem, ...],
    act: Disclosure | None,
    agreement: Agreement | None,
    terms: Authority | None,
) -> Shared:
    entry, about = each.entry, each.leaf["about"]
    purpose = str(about.get("purpose") or (agreement.purpose if agreement else ""))
    sender, recipient = entry.by_organisation_id, entry.to_organisation_id or 0
    return Shared(
        entry_id=entry.pk,
        subject=entry.subject,
        kind=MENTIONED if about.get("mentioned") else str(about.get("disclosure", entry.kind)),
        at=each.at,
        sender_id=sender,
        recipient_id=recipient,
        sender=names.get(sender, ""),
        recipient=names.get(recipient, ""),
        on_behalf_of=names.get(entry.for_organisation_id or 0, ""),
        purpose=_(purposes()[purpose].title) if purpose in purposes() else purpose,
        laws=laws_of(about["items"], terms, giver=sender, receiver=recipient),
        channel=str(about.get("channel", "inside")),
        status=act.status if act else Status.SENT,
        agreement=agreement,
        items=items,
        not_held=_labels(item for item in about.get("not_held", []) if item not in each.withheld),
        withheld=_labels(each.withheld),
        of_others=_labels(about.get("of_others", [])),
    )


def _items(
    each: About,
    parcel: Parcel | None,
    values: Mapping[UUID, Mapping[str, object] | None],
    row: Mapping[str, object],
) -> Iterator[SharedItem]:
    held: Mapping[str, object] | None = values.get(parcel.pk) if parcel else row
    if parcel is not None and _commitments(parcel) != each.leaf["about"].get("commitments"):
        held = None
    for code in each.leaf["about"]["items"]:
        yield SharedItem(
            code=code,
            label=label_of(code),
            value=held.get(code) if held else None,
            state=_state(code, parcel, held),
        )


def _state(code: str, parcel: Parcel | None, held: Mapping[str, object] | None) -> State:
    if parcel is None:
        return State.TOLD
    if held is None:
        return State.ALTERED
    return State.HELD if code in held else State.ERASED


def _commitments(parcel: Parcel) -> dict[str, str]:
    return {key_class: commitment for key_class, (commitment, _) in parcel.sealed.items()}


def _values(parcels: Sequence[Parcel]) -> dict[UUID, Mapping[str, object] | None]:
    """What each parcel holds, by its id; None for one whose seal is broken."""
    try:
        return dict(open_parcels(parcels))
    except SealBroken:
        return {pk: values for parcel in parcels for pk, values in _value(parcel).items()}


def _value(parcel: Parcel) -> dict[UUID, Mapping[str, object] | None]:
    try:
        return dict(open_parcels([parcel]))
    except SealBroken:
        return {parcel.pk: None}


def laws_of(
    items: Iterable[str], terms: Authority | None, *, giver: int, receiver: int
) -> tuple[str, ...]:
    """The law that each item was given under, each title once: gateways first."""
    if terms is None:
        return ()
    under = [terms.terms(item, giver=giver, receiver=receiver) for item in items]
    given = [each for each in under if each is not None]
    titles = [
        *(gateways()[each.gateway].title for each in given if each.gateway in gateways()),
        *(bases()[each.basis].title for each in given if each.basis in bases()),
        *(conditions()[each.condition].title for each in given if each.condition in conditions()),
    ]
    return tuple(_(title) for title in dict.fromkeys(titles))


def label_of(code: str) -> str:
    known = catalogue()
    return _(known[code].label) if code in known else code


def _labels(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(label_of(code) for code in codes)


def _agreements(references: Iterable[str]) -> dict[str, Agreement]:
    pairs = {tuple(reference.rsplit("/", 1)) for reference in references if "/" in reference}
    wanted = Agreement.objects.filter(code__in={code for code, _ in pairs})
    return {str(agreement): agreement for agreement in wanted}
