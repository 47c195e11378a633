"""The gate: the one piece of code through which a disclosure can be prepared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from onward.agreements.authority import Refusal
from onward.disclosures.deciding import Deciding
from onward.disclosures.decision import as_rows
from onward.disclosures.entries import refused_entry
from onward.disclosures.justifications import commitment_of, justification_of
from onward.disclosures.models import Disclosure, Justification
from onward.disclosures.parcels import Giving
from onward.disclosures.preparing import Allowed, Draft, Entering, seal_all
from onward.disclosures.weighing import Weighed, refusals_of, weigh, weigh_in_turn
from onward.ledger.actions import enter_all
from onward.parties.models import Staff
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting

__all__ = ["Draft", "disclose", "disclose_all", "preview"]

Status = Disclosure.Status


class _Refused(Exception):
    """Something stands against it: what was sealed of it by then is undone."""


@transaction.atomic
def disclose(
    draft: Draft, *, by: Staff, at: datetime, people: Iterable[Giving] | None = None
) -> Disclosure:
    """Prepare one disclosure: all of its items that are held, or none.

    A refusal is an ordinary outcome and comes back as a row. Nothing is sent here: once this
    transaction is committed, delivery decides again and sends. `people`, in the place of the
    draft's, are read as they are needed: memory does not grow with their number.
    """
    making = _Making.of(draft, by=by, at=at)
    weighing = weigh_in_turn(draft, draft.people if people is None else people, at=at)
    try:
        with transaction.atomic():
            for deciding, weighed in weighing:
                entering = _entering([making], deciding, by=by, at=at)
                making.note(weighed)
                if making.refusals:
                    raise _Refused
                seal_all(list(making.allowed(weighed)), entering)
    except _Refused:
        for _, weighed in weighing:  # whoever asks sees all of what would have to change
            making.note(weighed)
    _keep([making], entering)
    return making.row


def preview(drafts: Sequence[Draft], *, at: datetime) -> list[dict[str, list[Refusal]]]:
    """The reasons against each draft, by handle ("" for the act), without recording anything."""
    return refusals_of(drafts, at=at)


@transaction.atomic
def disclose_all(drafts: Sequence[Draft], *, by: Staff, at: datetime) -> list[Disclosure]:
    """Prepare many disclosures of the organisation acted for, in a handful of statements.

    Returns a row for each draft, in order: PREPARED with its parcels, or REFUSED with reasons.
    """
    makings = [_Making.of(draft, by=by, at=at) for draft in drafts]
    deciding, all_weighed = weigh(drafts, at=at)
    entering = _entering(makings, deciding, by=by, at=at)
    allowed: list[Allowed] = []
    for making, weighed in zip(makings, all_weighed, strict=True):
        making.note(weighed)
        allowed += making.allowed(weighed)
    seal_all(allowed, entering)
    _keep(makings, entering)
    return [making.row for making in makings]


@dataclass(kw_only=True)
class _Making:
    """A disclosure in the making: its row, the words kept with it, and what stands against it."""

    row: Disclosure
    draft: Draft
    words: Justification | None
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, *, by: Staff, at: datetime) -> "_Making":
        row = _row(draft, by=by, at=at)
        is_justified = bool(draft.justification.strip())
        words = justification_of(row, draft.justification) if is_justified else None
        return cls(row=row, draft=draft, words=words)

    def note(self, weighed: Weighed) -> None:
        """Add what was found of all of its people, or of the next of them."""
        row = self.row
        self.refusals |= weighed.refusals
        warnings = {*row.warnings, *weighed.warnings(at=row.at)}
        row.status = Status.REFUSED if self.refusals else Status.PREPARED
        row.refusals = as_rows(self.refusals)
        row.warnings = [] if self.refusals else sorted(warnings)
        row.people_count += len(weighed.people)

    def allowed(self, weighed: Weighed) -> Iterator[Allowed]:
        if not self.refusals:
            for giving, contents, marks in weighed.people:
                yield Allowed(
                    row=self.row, draft=self.draft, giving=giving, contents=contents, marks=marks
                )


def _entering(
    makings: Iterable[_Making], deciding: Deciding, *, by: Staff, at: datetime
) -> Entering:
    justified = {each.row.pk: commitment_of(each.words) for each in makings if each.words}
    return Entering(deciding=deciding, justified=justified, by=by, at=at)


def _keep(makings: Sequence[_Making], entering: Entering) -> None:
    """Write the disclosures and their words, and enter those without a part of anybody's."""
    prepared = [each for each in makings if not each.refusals]
    insert_all([each.row for each in makings])
    Justification.objects.bulk_create([each.words for each in prepared if each.words])
    enter_all(
        [
            *(refused_entry(each.row, by=entering.by) for each in makings if each.refusals),
            *(
                entering.of_nobody(each.row, each.draft)
                for each in prepared
                if not each.row.people_count
            ),
        ]
    )


def _row(draft: Draft, *, by: Staff, at: datetime) -> Disclosure:
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
        status=Status.PREPARED,
        layout=draft.layout,
        cover=dict(draft.cover),
        stage=draft.stage,
        channel_reason=draft.channel_reason,
        movement_template=draft.movement_template,
        by=by.handle,
        at=at,
    )
