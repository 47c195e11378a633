"""Whether what was sealed still opens, and is what its entry commits to: needs the keys.

Said apart from the rest of a verification, which anyone may do who holds no key.
Source: domain/privacy.md 4.5.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from onward.agreements.catalogue import KeyClass
from onward.disclosures.giving_once import WORDS_CLASS
from onward.disclosures.justifications import commitments_of, is_committed_to, is_forgotten
from onward.disclosures.models import Justification, OneOff, OneOffReview, Parcel
from onward.disclosures.sealing import ERASED, SealBroken, Sealed, open_sealed
from onward.ledger.actions import about_in
from onward.ledger.models import Entry
from onward.ledger.verify import Report, name
from onward.parties.actions import organisation_ids
from onward.people.keys import KeyBroken, Place, standing_keys
from onward.people.lookups import one_of
from onward.tenancy.context import AUTOMATIC, acting_for

_AT_ONCE = 500


def open_everything(report: Report) -> None:
    """Open every sealed part that was not erased, and say in the report which do not open; read
    every justification, and say which is not what was committed to.

    Organisation by organisation, as each's own unattended work; memory stays constant, and no
    value leaves this module.
    """
    report.decryptability = []
    for organisation_id in organisation_ids():
        for finding in _sealed_by(organisation_id):
            report.opened += 1
            if finding:
                name(report.decryptability, finding)
        for finding in _words_kept_by(organisation_id):
            name(report.decryptability, finding)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One sealed part: of whom and which class, and the entry that it is bound to."""

    place: Place
    sealed: Sealed
    entry: UUID
    within: UUID | None = None


def _sealed_by(organisation_id: int) -> Iterator[str]:
    """A finding for each part that this organisation sealed; an empty one where it opens."""
    for rows, parts_in in _SEALED:
        yield from _batch_by_batch(organisation_id, rows(organisation_id), _findings_in(parts_in))


def _findings_in(parts_in: Callable[[Any], list[_Part]]) -> Callable[[Sequence[Any]], list[str]]:
    return lambda batch: list(_findings([part for row in batch for part in parts_in(row)]))


def _words_kept_by(organisation_id: int) -> Iterator[str]:
    """A finding for each justification that is not what its entries commit to."""
    kept = Justification.objects.filter(organisation_id=organisation_id)
    return _batch_by_batch(organisation_id, kept, _altered)


def _batch_by_batch(
    organisation_id: int,
    rows: QuerySet[Any],
    findings: Callable[[Sequence[Any]], Iterable[str]],
) -> Iterator[str]:
    after = None
    while True:
        with acting_for(organisation_id, user=AUTOMATIC):
            left = rows if after is None else rows.filter(pk__gt=after)
            batch = list(left.order_by("pk")[:_AT_ONCE])
            found = list(findings(batch))
        if not batch:
            return
        yield from found
        after = batch[-1].pk


def _altered(batch: Sequence[Justification]) -> Iterator[str]:
    """The words of a disclosure are empty once what is said of somebody in it was erased."""
    parcels = Parcel.objects.filter(disclosure__in=[kept.disclosure_id for kept in batch])
    about: defaultdict[UUID, list[Place]] = defaultdict(list)
    for disclosure_id, handle in parcels.values_list("disclosure_id", "from_handle"):
        about[disclosure_id].append((handle, KeyClass.CASEWORK))
    erased = _erased({handle for places in about.values() for handle, _ in places})
    committed = commitments_of({kept.disclosure_id for kept in batch})
    for kept in batch:
        may_be_empty = not erased.isdisjoint(about[kept.disclosure_id])
        if may_be_empty and is_forgotten(kept):
            continue
        for entry, said in committed[kept.disclosure_id].items():
            if not is_committed_to(kept, said):
                yield f"Entry {entry}: the justification is not what was committed to."


def _in_parcel(parcel: Parcel) -> list[_Part]:
    return [
        _Part(
            place=(parcel.from_handle, key_class),
            sealed=Sealed(*part),
            entry=parcel.entry,
            within=parcel.within,
        )
        for key_class, part in parcel.sealed.items()
    ]


def _in_words(said: OneOff | OneOffReview) -> list[_Part]:
    """Who asked for something once and why, and what the review found."""
    handle = said.handle if isinstance(said, OneOff) else said.one_off.handle
    return [_Part(place=(handle, WORDS_CLASS), sealed=Sealed(*said.sealed), entry=said.entry)]


_SEALED: tuple[tuple[Callable[[int], QuerySet[Any]], Callable[[Any], list[_Part]]], ...] = (
    (lambda sender: Parcel.objects.filter(sender_id=sender), _in_parcel),
    (lambda owner: OneOff.objects.filter(organisation_id=owner), _in_words),
    (
        lambda owner: OneOffReview.objects.filter(organisation_id=owner).select_related("one_off"),
        _in_words,
    ),
)


def _findings(parts: Sequence[_Part]) -> Iterator[str]:
    handles = {part.place[0] for part in parts}
    keys, erased = _keys(handles), _erased(handles)
    for part in parts:
        why = _wrong(part, keys.get(part.place), is_erased=part.place in erased)
        yield f"Entry {part.entry}: the {part.place[1]} part {why}." if why else ""


def _wrong(part: _Part, key: bytes | None, *, is_erased: bool) -> str:
    if part.sealed.part == ERASED or key is None:
        return "" if is_erased else "has no key or is gone, and nothing was erased"
    try:
        open_sealed(part.sealed, key=key, entry_id=part.entry, within=part.within)
    except (SealBroken, ValueError):
        return "does not open, or is not what was committed to"
    return ""


def _keys(handles: Collection[UUID]) -> Mapping[Place, bytes]:
    """The keys that stand and are whole."""
    try:
        return standing_keys(handles)
    except KeyBroken:
        if len(handles) == 1:
            return {}
    return {place: key for handle in handles for place, key in _keys([handle]).items()}


def _erased(handles: Collection[UUID]) -> set[Place]:
    """The classes that the ledger says were erased."""
    said = Entry.objects.filter(one_of("subject", handles), kind="record.erased")
    return {
        (handle, key_class)
        for handle, leaf in said.values_list("subject", "leaf")
        if handle is not None
        for key_class in about_in(bytes(leaf)).get("classes", ())
    }
