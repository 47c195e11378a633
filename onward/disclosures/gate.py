"""The gate: the one piece of code through which a disclosure can be prepared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

from django.db import transaction

from onward.agreements.authority import Refusal
from onward.agreements.channels import Channel
from onward.disclosures.circumstances import Act
from onward.disclosures.day_limits import given_before
from onward.disclosures.deciding import Asked, Deciding
from onward.disclosures.decision import as_rows
from onward.disclosures.emailing import refusals_of_text
from onward.disclosures.entries import refused_entry
from onward.disclosures.justifications import commitment_of, copied, justification_of
from onward.disclosures.models import Disclosure, Justification
from onward.disclosures.parcels import Contents, Giving, contents_of
from onward.disclosures.preparing import (
    Allowed,
    Draft,
    Entering,
    portions_of,
    readings_of,
    tasks_of,
)
from onward.disclosures.reading import marks_in, unread
from onward.disclosures.screening import Mark
from onward.disclosures.warned import warnings_of
from onward.ledger.actions import enter_all
from onward.parties.models import Staff
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting

__all__ = ["Draft", "disclose", "disclose_all", "preview"]

Status = Disclosure.Status


def disclose(draft: Draft, *, by: Staff, at: datetime) -> Disclosure:
    """Prepare one disclosure: all of its items that are held, or none.

    A refusal is an ordinary outcome and comes back as a row. Nothing is sent here: once this
    transaction is committed, delivery decides again and sends.
    """
    return disclose_all([draft], by=by, at=at)[0]


def preview(drafts: Sequence[Draft], *, at: datetime) -> list[dict[str, list[Refusal]]]:
    """The reasons against each draft, by handle ("" for the act), without recording anything."""
    _, weighed = _weigh(drafts, at=at)
    return [each.refusals for each in weighed]


@transaction.atomic
def disclose_all(drafts: Sequence[Draft], *, by: Staff, at: datetime) -> list[Disclosure]:
    """Prepare many disclosures of the organisation acted for, in a handful of statements.

    Returns a row for each draft, in order: PREPARED with its parcels, or REFUSED with reasons.
    """
    deciding, weighed = _weigh(drafts, at=at)
    made = [_disclosure(each, by=by, at=at) for each in weighed]
    allowed = list(_allowed(made, weighed))
    portions = portions_of(allowed, at=at)
    insert_all(made)
    insert_all(list(tasks_of(allowed, deciding)))
    justified = _justify(zip(made, drafts, strict=True))
    insert_all([portion.as_parcel() for portion in portions])
    insert_all(list(readings_of(allowed)))
    entering = Entering(deciding=deciding, justified=justified, by=by, at=at)
    enter_all(
        [
            *map(entering.prepared, portions),
            *(refused_entry(row, by=by) for row in made if row.status == Status.REFUSED),
            *(entering.withheld(each) for each in portions if each.packed.contents.withheld),
            *(
                entering.of_nobody(row, draft)
                for row, draft in zip(made, drafts, strict=True)
                if row.status == Status.PREPARED and not draft.people
            ),
        ]
    )
    return made


@dataclass(frozen=True, kw_only=True)
class _Weighed:
    """A draft, what stands against it, and what would leave about each person with its marks."""

    draft: Draft
    refusals: dict[str, list[Refusal]]
    people: Sequence[tuple[Giving, Contents, list[Mark]]]

    def warnings(self, *, at: datetime) -> list[str]:
        """What is said beside it, of everybody together."""
        of_each = (
            warnings_of(contents, due_on=self.draft.due_on, at=at) for _, contents, _ in self.people
        )
        return sorted({warning for each in of_each for warning in each})


def _allowed(made: Sequence[Disclosure], weighed: Sequence[_Weighed]) -> Iterator[Allowed]:
    for row, each in zip(made, weighed, strict=True):
        if row.status == Status.PREPARED:
            for giving, contents, marks in each.people:
                yield Allowed(
                    row=row, draft=each.draft, giving=giving, contents=contents, marks=marks
                )


def _weigh(drafts: Sequence[Draft], *, at: datetime) -> tuple[Deciding, list[_Weighed]]:
    """Decide on each draft, and look through the free texts that it would give away."""
    sender = acting().organisation_id
    asked = _ask(drafts, sender=sender, at=at)
    deciding = Deciding.about(asked, at=at)
    givings = [giving for draft in drafts for giving in draft.people]
    withheld = [
        deciding.withheld(each, record, items) for each in asked for record, items in each.people
    ]
    contents = contents_of(givings, withheld=withheld)
    people = zip(givings, contents, marks_in(givings, contents), strict=True)
    return deciding, [
        _weighed(draft, deciding.refusals(each), list(islice(people, len(draft.people))))
        for draft, each in zip(drafts, asked, strict=True)
    ]


def _weighed(
    draft: Draft,
    refusals: dict[str, list[Refusal]],
    people: Sequence[tuple[Giving, Contents, list[Mark]]],
) -> _Weighed:
    """The gate's reasons and the act's own together, so that whoever asks sees all of them."""
    if draft.against:
        refusals = {**refusals, "": [*refusals.get("", ()), *draft.against]}
    if draft.channel == Channel.EMAIL and not refusals:
        reasons = refusals_of_text(draft.cover, [contents for _, contents, _ in people])
        refusals = {"": reasons} if reasons else {}
    for giving, _, marks in people:
        if texts := unread(giving, marks):
            refusals.setdefault(str(giving.record.handle), []).extend(texts)
    return _Weighed(draft=draft, refusals=refusals, people=people)


def _ask(drafts: Sequence[Draft], *, sender: int, at: datetime) -> list[Asked]:
    asked = [_asked(draft, sender=sender, at=at) for draft in drafts]
    limited = {draft.agreement.pk for draft in drafts if draft.agreement and _is_limited(draft)}
    before = given_before(asked, limited=limited, at=at)
    repeated = copied([draft.justification for draft in drafts])
    return [
        replace(each, given_today=given, is_justification_copied=is_copied)
        for each, given, is_copied in zip(asked, before, repeated, strict=True)
    ]


def _is_limited(draft: Draft) -> bool:
    return draft.agreement is not None and draft.agreement.maximum_a_day is not None


def _asked(draft: Draft, *, sender: int, at: datetime) -> Asked:
    return Asked(
        act=Act(
            sender=sender,
            recipient=draft.recipient.pk if draft.recipient else None,
            purpose=draft.purpose,
            channel=draft.channel,
            people_count=len(draft.people),
            at=at,
            stage=draft.stage,
            channel_reason=draft.channel_reason,
            movement_template=draft.movement_template,
            justification=draft.justification,
        ),
        agreement_id=draft.agreement.pk if draft.agreement else None,
        on_behalf_of=draft.on_behalf_of.pk if draft.on_behalf_of else None,
        people=[(giving.record, giving.items) for giving in draft.people],
        cover=draft.cover,
        one_off_id=draft.one_off.pk if draft.one_off else None,
        parents={giving.record.handle: giving.parent for giving in draft.people if giving.parent},
    )


def _justify(made: Iterable[tuple[Disclosure, Draft]]) -> dict[UUID, str]:
    """Keep the words of what goes; the commitment to each by its disclosure."""
    rows = [
        justification_of(disclosure, draft.justification)
        for disclosure, draft in made
        if disclosure.status == Status.PREPARED and draft.justification.strip()
    ]
    Justification.objects.bulk_create(rows)
    return {row.disclosure_id: commitment_of(row) for row in rows}


def _disclosure(weighed: _Weighed, *, by: Staff, at: datetime) -> Disclosure:
    draft, refusals = weighed.draft, weighed.refusals
    return Disclosure(
        id=uuid4(),
        kind=draft.kind,
        sender_id=acting().organisation_id,
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
        warnings=[] if refusals else weighed.warnings(at=at),
        people_count=len(draft.people),
        layout=draft.layout,
        cover=dict(draft.cover),
        stage=draft.stage,
        channel_reason=draft.channel_reason,
        movement_template=draft.movement_template,
        by=by.handle,
        at=at,
    )
