"""Passing on what was received: a disclosure of its own, that names the entry it came in with.

Source: source 003 paragraphs 3, 45 and 52-54 (REQ-003-004, 004-002); UK GDPR Article 28(2) and (4)
(REQ-LAW-026); Education and Skills Act 2008 s.15 (attacks A13, A18).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from onward.agreements.authority import Authority, Refusal, authorities
from onward.agreements.models import Agreement, Permit
from onward.agreements.passing_on import against_passing_on, is_approved
from onward.disclosures.models import Disclosure, Parcel
from onward.parties.models import Organisation
from onward.people.facts import provenance
from onward.people.lookups import one_of
from onward.people.models import Fact, Record

SUBCONTRACTOR = "SUBCONTRACTOR"
# To disclose further what came under these is an offence, unless it goes under one of those.
OFFENCE_TO_PASS_ON = frozenset({"esa2008-s15", "esa2008-s76a"})
LAWFUL_STILL = frozenset({"esa2008-s17"})


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """What one person's part of an earlier disclosure was, as its recipient has it."""

    entry: UUID
    sender: int
    recipient: int
    to_handle: UUID | None
    items: frozenset[str]
    was_passed_on: bool  # it had come to its sender from somebody else
    under: Authority | None


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """One giving as far as passing on goes: to whom, what it names as its source, what is where."""

    record: Record
    items: frozenset[str]
    parent: UUID | None
    giver: int
    recipient: int
    kinds: tuple[str, str]  # of giver and recipient


def inbound_of(parents: Iterable[UUID]) -> dict[UUID, Inbound]:
    """The received parts with these entries that the organisation acted for can see."""
    wanted = set(parents)
    if not wanted:
        return {}
    parcels = list(Parcel.objects.filter(entry__in=wanted, to_handle__isnull=False))
    acts = Disclosure.objects.in_bulk([parcel.disclosure_id for parcel in parcels])
    mentioned = _of_mentioned(acts)
    under = authorities({act.agreement_id for act in acts.values() if act.agreement_id})
    return {
        parcel.entry: _inbound(
            parcel,
            acts[parcel.disclosure_id],
            under,
            others=mentioned.get((parcel.disclosure_id, parcel.from_handle), frozenset()),
        )
        for parcel in parcels
    }


def refusals_of_passing_on(
    giving: PassedOn, *, inbound: Mapping[UUID, Inbound], at: datetime
) -> list[Refusal]:
    """The reasons why it may not go on; none where nothing of it is passed on."""
    if giving.parent is None:
        received = _received(giving) if giving.kinds[1] == SUBCONTRACTOR else frozenset()
        return [Refusal(code="PASSED_ON", item=item) for item in sorted(received)]
    source = inbound.get(giving.parent)
    is_ours = source is not None and source.to_handle == giving.record.handle
    if source is None or not is_ours or source.recipient != giving.giver:
        return [Refusal(code="NOT_RECEIVED")]
    found = [
        Refusal(code="NOT_RECEIVED", item=item) for item in sorted(giving.items - source.items)
    ]
    if source.was_passed_on or set(giving.kinds) == {SUBCONTRACTOR}:
        found.append(Refusal(code="ONWARD_TWICE"))
    return [*found, *_against_terms(giving, source, on=localdate(at))]


def agreements_under_offence() -> frozenset[UUID]:
    """Agreements, seen by the organisation acted for, whose items it is an offence to pass on."""
    named = Q(gateway__in=OFFENCE_TO_PASS_ON)
    permits = Permit.objects.filter(named).values("agreement")
    found = Agreement.objects.filter(named | Q(pk__in=permits))
    return frozenset(found.values_list("pk", flat=True))


def is_any_file_under_offence() -> bool:
    """Whether the organisation acted for holds facts of a file that came under such a section."""
    return Fact.objects.exclude(came_under="").exists()


def received_under(records: Iterable[Record], *, agreements: frozenset[UUID]) -> frozenset[UUID]:
    """Those of the records in which something ever came under such a section, in one query.

    By a disclosure under one of these agreements, or in a file that bears the mark.
    """
    came = Disclosure.objects.filter(agreement__in=agreements)
    facts = Fact.objects.filter(one_of("record_id", [record.pk for record in records]))
    facts = facts.filter(
        Q(source=Fact.Source.DISCLOSURE, source_id__in=came.values("pk")) | ~Q(came_under="")
    )
    return frozenset(facts.values_list("record_id", flat=True))


def offences(
    record: Record,
    *,
    agreements: frozenset[UUID],
    under: Authority | None,
    giver: int,
    receiver: int,
) -> frozenset[str]:
    """The items that came under such a section, unless another lets them go on."""
    return frozenset(
        item
        for item, fact in provenance(record).items()
        if _came_under(fact, agreements)
        and not _is_lawful(under, item, giver=giver, receiver=receiver)
    )


def _came_under(fact: Fact, agreements: frozenset[UUID]) -> bool:
    if fact.came_under:
        return fact.came_under in OFFENCE_TO_PASS_ON
    if fact.source != Fact.Source.DISCLOSURE or not fact.source_id:
        return False
    return Disclosure.objects.filter(pk=fact.source_id, agreement__in=agreements).exists()


def _is_lawful(under: Authority | None, item: str, *, giver: int, receiver: int) -> bool:
    terms = under.terms(item, giver=giver, receiver=receiver) if under else None
    return terms is not None and terms.gateway in LAWFUL_STILL


def _against_terms(giving: PassedOn, source: Inbound, *, on: date) -> Iterator[Refusal]:
    if source.under is None:  # given once, outside every agreement: to this recipient alone
        yield from (Refusal(code="ONWARD", item=item) for item in sorted(giving.items))
        return
    agreement = Agreement.objects.get(pk=source.under.agreement_id)
    yield from against_passing_on(
        giving.items & source.items,
        received_under=source.under,
        giver=source.sender,
        receiver=source.recipient,
        approved=_is_approved(agreement, giving.recipient, on=on),
    )


def _is_approved(agreement: Agreement, recipient: int, *, on: date) -> bool:
    found = Organisation.objects.filter(pk=recipient).first()
    return found is not None and is_approved(agreement, found, on=on)


def _received(giving: PassedOn) -> frozenset[str]:
    """Those of the items whose present value somebody else gave."""
    given = {
        item
        for item, fact in provenance(giving.record).items()
        if fact.source == Fact.Source.DISCLOSURE
    }
    return giving.items & given


def _of_mentioned(acts: Iterable[UUID]) -> dict[tuple[UUID, UUID], frozenset[str]]:
    """What these acts said of those whom somebody's part mentions."""
    found: dict[tuple[UUID, UUID], frozenset[str]] = {}
    for parcel in Parcel.objects.filter(disclosure__in=list(acts), within__isnull=False):
        if parcel.within is not None:
            place = parcel.disclosure_id, parcel.within
            found[place] = found.get(place, frozenset()) | frozenset(parcel.items)
    return found


def _inbound(
    parcel: Parcel, act: Disclosure, under: Mapping[UUID, Authority], *, others: frozenset[str]
) -> Inbound:
    return Inbound(
        entry=parcel.entry,
        sender=parcel.sender_id,
        recipient=parcel.recipient_id or 0,
        to_handle=parcel.to_handle,
        items=frozenset(parcel.items) | others,
        was_passed_on=parcel.parent is not None,
        under=under.get(act.agreement_id) if act.agreement_id else None,
    )
