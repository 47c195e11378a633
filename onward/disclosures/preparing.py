"""What is made of a disclosure that may go: parcels, tasks, readings, entries of the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onward.agreements.authority import Refusal
from onward.agreements.models import Agreement
from onward.disclosures.by_officer import officer_task
from onward.disclosures.deciding import Deciding
from onward.disclosures.entries import entry_of_nobody, prepared_entry, withheld_entry
from onward.disclosures.mentioning import parted
from onward.disclosures.models import Disclosure, OfficerTask, OneOff, Parcel, TextReading
from onward.disclosures.parcels import Contents, Giving, Packed, Part, pack
from onward.disclosures.reading import readings
from onward.disclosures.screening import Mark
from onward.disclosures.warned import warnings_of
from onward.ledger.actions import Act, enter_all
from onward.parties.models import Organisation, Staff
from onward.tenancy.bulk import insert_all


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A disclosure as it is asked for: what, to whom, under what, about whom.

    `justification` is in the sender's own words, for this act alone; no recipient sees it.
    """

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
    stage: str = ""
    channel_reason: str = ""
    movement_template: str = ""
    justification: str = ""
    against: Sequence[Refusal] = ()  # what the act itself has against it
    due_on: date | None = None  # the last day for it: later it goes, marked LATE


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """One person's part of a disclosure that may go."""

    row: Disclosure
    draft: Draft
    giving: Giving
    contents: Contents
    marks: list[Mark]


@dataclass(frozen=True, kw_only=True)
class Portion:
    """What of it is sealed under one record's keys: the person's own, or somebody mentioned's."""

    row: Disclosure
    draft: Draft
    part: Part
    packed: Packed

    def as_parcel(self) -> Parcel:
        return Parcel(
            disclosure=self.row,
            sender_id=self.row.sender_id,
            recipient_id=self.row.recipient_id,
            on_behalf_of_id=self.row.on_behalf_of_id,
            from_handle=self.part.record.handle,
            within=self.part.within,
            parent=self.part.parent,
            entry=self.packed.entry_id,
            items=list(self.packed.contents.values),
            not_held=self.packed.contents.not_given,
            sealed={
                key_class: [sealed.commitment, sealed.part]
                for key_class, sealed in self.packed.parts.items()
            },
        )


def portions_of(allowed: Sequence[Allowed], *, at: datetime) -> list[Portion]:
    """Part what is of others from each giving, and seal every part under its own record's keys."""
    parts = parted([each.giving for each in allowed], [each.contents for each in allowed], at=at)
    apart = [(each, part) for each, theirs in zip(allowed, parts, strict=True) for part in theirs]
    packed = pack([part for _, part in apart], at=at)
    return [
        Portion(row=each.row, draft=each.draft, part=part, packed=sealed)
        for (each, part), sealed in zip(apart, packed, strict=True)
    ]


def seal_all(allowed: Sequence[Allowed], entering: "Entering") -> None:
    """Write what is made of these people's parts, each sealed and entered in the ledger."""
    portions = portions_of(allowed, at=entering.at)
    insert_all(list(tasks_of(allowed, entering.deciding)))
    insert_all([portion.as_parcel() for portion in portions])
    insert_all(list(readings_of(allowed)))
    enter_all(
        [
            *map(entering.prepared, portions),
            *(entering.withheld(each) for each in portions if each.packed.contents.withheld),
        ]
    )


def tasks_of(allowed: Sequence[Allowed], deciding: Deciding) -> Iterator[OfficerTask]:
    """What an officer has to tell in person, where something was withheld."""
    for each in allowed:
        policy = deciding.mappa_policy(each.row.agreement_id)
        handle = each.giving.record.handle
        task = officer_task(each.row, policy, handle=handle, withheld=each.contents.withheld)
        if task is not None:
            yield task


def readings_of(allowed: Sequence[Allowed]) -> Iterator[TextReading]:
    """Who answers for the free texts that go."""
    for each in allowed:
        row = each.row
        yield from readings(each.giving, each.marks, disclosure_id=row.pk, sender=row.sender_id)


@dataclass(frozen=True, kw_only=True)
class Entering:
    """What one act of preparing tells the ledger; `justified` are commitments by disclosure."""

    deciding: Deciding
    justified: Mapping[UUID, str]
    by: Staff
    at: datetime

    def prepared(self, portion: Portion) -> Act:
        draft, row = portion.draft, portion.row
        return prepared_entry(
            row,
            portion.part,
            portion.packed,
            self.deciding.reference(draft.agreement),
            justified=self.justified.get(row.pk, ""),
            warnings=warnings_of(portion.part.contents, due_on=draft.due_on, at=self.at),
            by=self.by,
        )

    def withheld(self, portion: Portion) -> Act:
        policy = self.deciding.mappa_policy(portion.row.agreement_id)
        return withheld_entry(portion.row, portion.part, portion.packed, policy=policy)

    def of_nobody(self, row: Disclosure, draft: Draft) -> Act:
        return entry_of_nobody(
            row,
            self.deciding.reference(draft.agreement),
            justified=self.justified.get(row.pk, ""),
            by=self.by,
        )
