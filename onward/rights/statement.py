"""The statement: what was shared about one person, from any one record, by following disclosures.

Source: domain/privacy.md 4.6; REQ-004-048 and 049. Its rows are the ledger's entries about the
person's handles, so it cannot say more or less than the ledger does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from onward.disclosures.models import Parcel
from onward.ledger.heads import signed
from onward.ledger.models import Head
from onward.ledger.proof_file import SignedHead
from onward.parties.models import Organisation
from onward.people.models import Look, Record
from onward.rights.attended import Attended, attended_in
from onward.rights.contacted import Contacted, contacted_in
from onward.rights.documents_kept import DocumentKept, documents_in
from onward.rights.from_before import FromBefore, kept_from_before
from onward.rights.keys_backup import beyond_reach_on
from onward.rights.models import Erasure, Withholding
from onward.rights.reach import Reach, reaches
from onward.rights.sharing import About, Shared, entries_about, shared_in
from onward.tenancy.context import participant


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Something else that the ledger says of the person: a record opened, a consent, an erasure."""

    entry_id: UUID
    kind: str
    at: datetime
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Looked:
    """How often, and when last, one organisation's staff looked at the person's record."""

    organisation: str
    times: int
    last_on: date


@dataclass(frozen=True, kw_only=True)
class KeptBack:
    """A line that is not shown, on a ground in law: who says so, and when they look at it again."""

    entry_id: UUID
    organisation: str
    exemption: str
    review_on: date


@dataclass(frozen=True, kw_only=True)
class ErasedBy:
    """What one organisation has since erased of what it held."""

    organisation_id: int
    organisation: str
    at: datetime
    key_classes: tuple[str, ...]
    whole_record: bool

    @property
    def on(self) -> date:
        return localdate(self.at)

    @property
    def beyond_reach_on(self) -> date:
        """From this day nobody can open what was sealed of it, not even from a backup."""
        return beyond_reach_on(self.at)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Everything that the ledger says about one person, newest first; who looked and who called."""

    handles: frozenset[UUID]
    organisations: tuple[Organisation, ...]  # that gave, got, looked, or hold a record
    mentioned: frozenset[UUID]  # handles under which somebody else's record names her
    shared: tuple[Shared, ...]
    kept_back: tuple[KeptBack, ...]
    noted: tuple[Noted, ...]
    reach: tuple[Reach, ...]
    looked: tuple[Looked, ...]
    contacted: tuple[Contacted, ...]
    attended: tuple[Attended, ...]
    documents: tuple[DocumentKept, ...]
    from_before: tuple[FromBefore, ...]
    erased: tuple[ErasedBy, ...]
    head: SignedHead | None  # the ledger's newest

    @cached_property
    def recipients(self) -> list[str]:
        return sorted({row.recipient for row in self.shared if row.was_sent})

    @property
    def entries(self) -> list[UUID]:
        """The ledger's entry of each line that is shown."""
        given, noted = self.shared, self.noted
        return [*(row.entry_id for row in given), *(note.entry_id for note in noted)]

    def erasures_since(self, row: Shared) -> list[ErasedBy]:
        """What the recipient of this row has erased since it was given."""
        theirs = (each for each in self.erased if each.organisation_id == row.recipient_id)
        return [each for each in theirs if each.at >= row.at]


def statement_of(handle: UUID) -> Statement:
    """The statement that begins with the record of this handle. Reads as the person herself."""
    handles = linked_handles(handle)
    with participant(handles):
        organisations = Organisation.objects.in_bulk()
        names = {pk: organisation.name for pk, organisation in organisations.items()}
        kept_back = _kept_back(handles, names)
        hidden = {line.entry_id for line in kept_back}
        about = [each for each in entries_about(handles) if each.entry.pk not in hidden]
        shared = tuple(shared_in(about, names))
        looks = _looks(handles)
        erasures = list(Erasure.objects.filter(handle__in=handles).order_by("at"))
        return Statement(
            handles=handles,
            organisations=tuple(_concerned(organisations, about, looks)),
            mentioned=_mentioned(handles),
            shared=shared,
            kept_back=kept_back,
            noted=tuple(_noted(about, names)),
            reach=tuple(reaches(shared, handles=handles)),
            looked=tuple(_looked(looks, names)),
            contacted=tuple(contacted_in(handles, names)),
            attended=tuple(attended_in(handles, names)),
            documents=tuple(documents_in(handles, names)),
            from_before=tuple(kept_from_before(handles, names)),
            erased=tuple(_erased(erasures, names)),
            head=_newest_head(),
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


def _mentioned(handles: Iterable[UUID]) -> frozenset[UUID]:
    named = Record.objects.filter(handle__in=handles, kind=Record.Kind.MENTIONED)
    return frozenset(named.values_list("handle", flat=True))


def _kept_back(handles: Iterable[UUID], names: Mapping[int, str]) -> tuple[KeptBack, ...]:
    standing = Withholding.objects.filter(handle__in=handles, lifted_at=None)
    return tuple(
        KeptBack(
            entry_id=each.entry,
            organisation=names[each.organisation_id],
            exemption=each.exemption,
            review_on=each.review_on,
        )
        for each in standing.order_by("review_on", "pk")
    )


def _newest_head() -> SignedHead | None:
    kept = Head.objects.order_by("-size").first()
    return signed(kept) if kept else None


def _noted(about: Iterable[About], names: Mapping[int, str]) -> Iterator[Noted]:
    for each in about:
        if not each.is_shared:
            yield Noted(
                entry_id=each.entry.pk,
                kind=each.entry.kind,
                at=each.at,
                organisation=names.get(each.entry.by_organisation_id, ""),
            )


def _looks(handles: Iterable[UUID]) -> list[tuple[int, int, datetime]]:
    """Organisation, how often, and when last."""
    by_organisation = Look.objects.filter(handle__in=handles).values_list("organisation_id")
    counted = by_organisation.annotate(times=Count("pk"), last=Max("at"))
    return list(counted.order_by("organisation_id"))


def _looked(
    looks: Iterable[tuple[int, int, datetime]], names: Mapping[int, str]
) -> Iterator[Looked]:
    for organisation, times, last in looks:
        yield Looked(organisation=names[organisation], times=times, last_on=localdate(last))


def _erased(erasures: Iterable[Erasure], names: Mapping[int, str]) -> Iterator[ErasedBy]:
    for erasure in erasures:
        yield ErasedBy(
            organisation_id=erasure.organisation_id,
            organisation=names[erasure.organisation_id],
            at=erasure.at,
            key_classes=tuple(erasure.key_classes),
            whole_record=erasure.whole_record,
        )


def _concerned(
    organisations: Mapping[int, Organisation],
    about: Iterable[About],
    looks: Iterable[tuple[int, int, datetime]],
) -> list[Organisation]:
    concerned = {organisation for organisation, _, _ in looks}
    for each in about:
        concerned |= {
            each.entry.by_organisation_id,
            each.entry.to_organisation_id or 0,
            each.entry.for_organisation_id or 0,
        }
    held = [organisations[pk] for pk in concerned if pk in organisations]
    return sorted(held, key=lambda organisation: organisation.name)
