"""The statement: what was shared about one person, from any one record, by following disclosures.

Source: domain/privacy.md 4.6; REQ-004-048 and 049. Its rows are the ledger's entries about the
person's handles, so it cannot say more or less than the ledger does.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Max, Q

from onward.agreements.catalogue import catalogue
from onward.agreements.models import Agreement
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import open_parcels
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.people.models import Look
from onward.tenancy.context import participant


@dataclass(frozen=True, kw_only=True)
class SharedItem:
    """One item that was shared: its label in plain words, and its value while it is held."""

    code: str
    label: str
    value: object | None
    is_erased: bool


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One row of the statement: one act of giving, as the ledger has it."""

    entry_id: UUID
    kind: str
    at: datetime
    sender: str
    recipient: str
    on_behalf_of: str
    purpose: str
    channel: str
    status: str
    agreement: Agreement | None
    items: tuple[SharedItem, ...]
    not_held: tuple[str, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """How often, and when last, one organisation's staff looked at the person's record."""

    organisation: str
    times: int
    last_on: date


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Everything that was shared about one person, newest first, and who looked."""

    handles: frozenset[UUID]
    shared: tuple[Shared, ...]
    looked: tuple[Looked, ...]

    @cached_property
    def recipients(self) -> list[str]:
        return sorted({row.recipient for row in self.shared if row.recipient})


def statement_of(handle: UUID) -> Statement:
    """The statement that begins with the record of this handle. Reads as the person herself."""
    handles = linked_handles(handle)
    with participant(handles):
        names = dict(Organisation.objects.values_list("pk", "name"))
        return Statement(
            handles=handles, shared=tuple(_shared(handles, names)), looked=_looked(handles, names)
        )


def linked_handles(start: UUID) -> frozenset[UUID]:
    """Every record that disclosures lead to from this one, in either direction."""
    known, fresh = frozenset({start}), True
    while fresh:
        with participant(known):
            near = Parcel.objects.filter(Q(from_handle__in=known) | Q(to_handle__in=known))
            pairs = near.values_list("from_handle", "to_handle")
            reached = {handle for pair in pairs for handle in pair if handle}
        fresh = bool(reached - known)
        known |= reached
    return known


def _shared(handles: frozenset[UUID], names: Mapping[int, str]) -> Iterable[Shared]:
    entries = [
        (entry, json.loads(bytes(entry.leaf)))
        for entry in Entry.objects.filter(subject__in=handles).order_by("-entered_at", "pk")
    ]
    told = [
        (entry, leaf)
        for entry, leaf in entries
        if leaf["about"].get("items") and entry.to_organisation_id
    ]
    parcels = {
        parcel.entry: parcel for parcel in Parcel.objects.filter(entry__in=[e.pk for e, _ in told])
    }
    values = open_parcels(parcels.values())
    acts = Disclosure.objects.in_bulk([parcel.disclosure_id for parcel in parcels.values()])
    agreements = _agreements(leaf["about"].get("agreement", "") for _, leaf in told)
    for entry, leaf in told:
        parcel = parcels.get(entry.pk)
        yield _row(entry, leaf, parcel, values, acts, agreements, names)


def _row(
    entry: Entry,
    leaf: Mapping[str, object],
    parcel: Parcel | None,
    values: Mapping[UUID, Mapping[str, object]],
    acts: Mapping[UUID, Disclosure],
    agreements: Mapping[str, Agreement],
    names: Mapping[int, str],
) -> Shared:
    about = leaf["about"]
    act = acts.get(parcel.disclosure_id) if parcel else None
    return Shared(
        entry_id=entry.pk,
        kind=str(about.get("disclosure", leaf["kind"])),
        at=datetime.fromisoformat(str(leaf["at"])),
        sender=names.get(entry.by_organisation_id, ""),
        recipient=names.get(entry.to_organisation_id or 0, ""),
        on_behalf_of=names.get(entry.for_organisation_id or 0, ""),
        purpose=str(about.get("purpose", "")),
        channel=str(about.get("channel", "inside")),
        status=act.status if act else Disclosure.Status.SENT,
        agreement=agreements.get(str(about.get("agreement", ""))),
        items=tuple(_items(about["items"], parcel, values)),
        not_held=_labels(about.get("not_held", [])),
        withheld=_labels(about.get("withheld", [])),
    )


def _items(
    codes: Iterable[str], parcel: Parcel | None, values: Mapping[UUID, Mapping[str, object]]
) -> Iterable[SharedItem]:
    held = values.get(parcel.pk, {}) if parcel else {}
    known = catalogue()
    for code in codes:
        yield SharedItem(
            code=code,
            label=known[code].label if code in known else code,
            value=held.get(code),
            is_erased=parcel is not None and code not in held,
        )


def _labels(codes: Iterable[str]) -> tuple[str, ...]:
    known = catalogue()
    return tuple(known[code].label if code in known else code for code in codes)


def _agreements(references: Iterable[str]) -> dict[str, Agreement]:
    pairs = {tuple(reference.rsplit("/", 1)) for reference in references if "/" in reference}
    wanted = Agreement.objects.filter(code__in={code for code, _ in pairs})
    return {str(agreement): agreement for agreement in wanted}


def _looked(handles: frozenset[UUID], names: Mapping[int, str]) -> tuple[Looked, ...]:
    rows = (
        Look.objects.filter(handle__in=handles)
        .values("organisation_id")
        .annotate(times=Count("pk"), last=Max("at"))
        .order_by("organisation_id")
    )
    return tuple(
        Looked(
            organisation=names.get(row["organisation_id"], ""),
            times=row["times"],
            last_on=row["last"].date(),
        )
        for row in rows
    )
