"""Weighing what is asked of the gate: what stands against it, and what of each would leave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from onward.agreements.authority import Refusal
from onward.agreements.catalogue import catalogue
from onward.agreements.channels import Channel
from onward.disclosures.circumstances import Act
from onward.disclosures.day_limits import given_before
from onward.disclosures.deciding import Asked, Deciding
from onward.disclosures.emailing import refusals_of_text
from onward.disclosures.justifications import copied
from onward.disclosures.parcels import Contents, Giving, contents_of
from onward.disclosures.preparing import Draft
from onward.disclosures.reading import marks_in, unread
from onward.disclosures.screening import Mark, is_screened
from onward.disclosures.warned import warnings_of
from onward.tenancy.context import acting
from onward.values.batches import in_batches

AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True)
class Weighed:
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


def weigh_in_turn(
    draft: Draft, people: Iterable[Giving], *, at: datetime
) -> Iterator[tuple[Deciding, Weighed]]:
    """A draft with these people, a thousand at a time; once where there is nobody.

    How many there are is known at the end, so what a number of people has against it is found
    with the thousand that is too many.
    """
    before, batches = 0, in_batches(people, AT_ONCE)
    for some in chain([next(batches, [])], batches):
        deciding, weighed = weigh([replace(draft, people=some)], at=at, before=before)
        before += len(some)
        yield deciding, weighed[0]


def refusals_of(drafts: Sequence[Draft], *, at: datetime) -> list[dict[str, list[Refusal]]]:
    """What stands against each; values are read only where there may be a text to look through."""
    if any(map(_may_hold_texts, drafts)):
        return [each.refusals for each in weigh(drafts, at=at)[1]]
    asked = _ask(drafts, before=0, at=at)
    deciding = Deciding.about(asked, at=at)
    return [
        _with_its_own(draft, deciding.refusals(each))
        for draft, each in zip(drafts, asked, strict=True)
    ]


def weigh(
    drafts: Sequence[Draft], *, at: datetime, before: int = 0
) -> tuple[Deciding, list[Weighed]]:
    """Decide on each draft, and look through the free texts that it would give away.

    `before` are people of the same act who were weighed already.
    """
    asked = _ask(drafts, before=before, at=at)
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
) -> Weighed:
    refusals = _with_its_own(draft, refusals)
    if draft.channel == Channel.EMAIL and not refusals:
        reasons = refusals_of_text(draft.cover, [contents for _, contents, _ in people])
        refusals = {"": reasons} if reasons else {}
    for giving, _, marks in people:
        if texts := unread(giving, marks):
            refusals.setdefault(str(giving.record.handle), []).extend(texts)
    return Weighed(draft=draft, refusals=refusals, people=people)


def _with_its_own(draft: Draft, refusals: dict[str, list[Refusal]]) -> dict[str, list[Refusal]]:
    """The gate's reasons and the act's own together, so that whoever asks sees all of them."""
    if not draft.against:
        return refusals
    return {**refusals, "": [*refusals.get("", ()), *draft.against]}


def _may_hold_texts(draft: Draft) -> bool:
    known, items = catalogue(), {item for giving in draft.people for item in giving.items}
    is_looked_through = any(item in known and is_screened(known[item]) for item in items)
    return draft.channel == Channel.EMAIL or is_looked_through


def _ask(drafts: Sequence[Draft], *, before: int, at: datetime) -> list[Asked]:
    asked = [_asked(draft, before=before, at=at) for draft in drafts]
    limited = {draft.agreement.pk for draft in drafts if draft.agreement and _is_limited(draft)}
    today = given_before(asked, limited=limited, at=at)
    repeated = copied([draft.justification for draft in drafts])
    return [
        replace(each, given_today=given, is_justification_copied=is_copied)
        for each, given, is_copied in zip(asked, today, repeated, strict=True)
    ]


def _is_limited(draft: Draft) -> bool:
    return draft.agreement is not None and draft.agreement.maximum_a_day is not None


def _asked(draft: Draft, *, before: int, at: datetime) -> Asked:
    return Asked(
        act=Act(
            sender=acting().organisation_id,
            recipient=draft.recipient.pk if draft.recipient else None,
            purpose=draft.purpose,
            channel=draft.channel,
            people_count=before + len(draft.people),
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
