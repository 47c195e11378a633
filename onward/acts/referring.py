"""A work coach refers a person: the shared row, and what the provider is given, in one act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onward.agreements.authority import Authority, authorities
from onward.agreements.models import Agreement
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import Stage
from onward.casework.models import Referral
from onward.casework.moves import ROW_ITEMS
from onward.casework.new_referrals import NewReferral, Standing
from onward.casework.referrals import refer_all
from onward.contracts.models import Opportunity
from onward.disclosures.circumstances import Subject
from onward.disclosures.decision import as_rows, withheld
from onward.disclosures.gate import Draft, disclose_all, preview
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import NOTHING, Contents, Giving, contents_of
from onward.parties.models import Staff
from onward.payments.lines import random_reference
from onward.people.facts import Fold, folds_of
from onward.people.models import Record
from onward.programmes.mappa import mappa_policy
from onward.tenancy.context import acting

KIND = "referral"
PURPOSE = "employment_support"
# What the shared row says itself, and events that are told when they happen.
NOT_AT_REFERRAL = frozenset({*ROW_ITEMS.values(), "coc_death"})
DISCUSSED = ("discussed_on", "notice_version")
# What the coach mends on the spot; every other refusal is the gate's and is recorded there.
THE_COACHS_TO_MEND = frozenset({"NOT_DISCUSSED", "NOT_HELD", "NOT_CHOSEN", "NEEDS_REDACTION"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One referral as it is asked for.

    `items` narrows what is given; None gives all that the agreement permits. `volunteered` are
    those that go although the person volunteered them. A person must have read the free texts
    that screening marks: `texts_read` says so.
    """

    reference: str
    record: Record
    opportunity: Opportunity
    agreement: Agreement
    referred_on: date
    items: frozenset[str] | None = None
    texts_read: bool = False
    volunteered: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of it: a referral on its way, or the reasons why not."""

    asked: Asked
    referral: Referral | None = None
    disclosure: Disclosure | None = None
    refusals: Sequence[Mapping[str, str]] = ()
    objection: str = ""  # of casework, already in words

    @property
    def is_made(self) -> bool:
        return self.referral is not None


def new_reference() -> str:
    """A reference for a referral made here: it says nothing and never comes twice."""
    return random_reference("R")


def items_of_referral(authority: Authority, *, giver: int, receiver: int) -> frozenset[str]:
    """The items that a referral under this agreement gives the provider."""
    return frozenset(
        item
        for item in authority.permitted_items(giver=giver, receiver=receiver)
        if item not in NOT_AT_REFERRAL
        and (terms := authority.terms(item, giver=giver, receiver=receiver)) is not None
        and terms.purpose in ("", PURPOSE)
        and (not terms.stages or Stage.START in terms.stages)
    )


def reasons_against(asked: Sequence[Asked], *, at: datetime) -> list[list[dict[str, str]]]:
    """Every reason why each of these may not be referred; nothing is recorded."""
    return _reasons(asked, _drafts(asked), at=at)


def _reasons(
    asked: Sequence[Asked], drafts: Sequence[Draft], *, at: datetime
) -> list[list[dict[str, str]]]:
    held = folds_of([each.record for each in asked])
    return [
        [
            *as_rows(refusals),
            *_missing(each, draft, held.get(each.record.pk, NOTHING)),
        ]
        for each, draft, refusals in zip(asked, drafts, preview(drafts, at=at), strict=True)
    ]


def objection_to(asked: Asked, *, by: Staff, at: datetime) -> str:
    """What casework has against this referral, in words with the remedy; empty if nothing."""
    new = _new(asked)
    return Standing.of([new], by=by, at=at).admit(new)


def what_would_go(asked: Sequence[Asked], *, on: date) -> list[Contents]:
    """What each would give as things stand: values as they leave, what is not held or withheld."""
    givings = [draft.people[0] for draft in _drafts(asked)]
    kept_back = [
        withheld(
            giving.items,
            subject=Subject(case_kind=giving.record.case_kind),
            policy=mappa_policy(each.agreement.standard, on=on),
        )
        for each, giving in zip(asked, givings, strict=True)
    ]
    return contents_of(givings, withheld=kept_back)


@transaction.atomic
def refer(asked: Sequence[Asked], *, by: Staff, at: datetime) -> list[Answer]:
    """Refer these people, on behalf of the commissioner; an answer for each, in order.

    A refusal is kept with its reasons and creates no referral (source 000 steps 6 and 7).
    """
    drafts = _drafts(asked)
    reasons = _reasons(asked, drafts, at=at)
    allowed = [each for each, against in zip(asked, reasons, strict=True) if not against]
    made = refer_all([_new(each) for each in allowed], by=by, at=at)
    referrals = {referral.reference: referral for referral in made.done}
    objections = {new.reference: words for new, words in made.refused}
    going = [
        _for(draft, referrals[each.reference])
        for each, draft in zip(asked, drafts, strict=True)
        if each.reference in referrals
    ]
    disclosed = {row.referral_id: row for row in disclose_all(going, by=by, at=at)}
    _keep_refusals(asked, drafts, reasons, by=by, at=at)
    return [
        _answer(each, against, referrals, disclosed, objections)
        for each, against in zip(asked, reasons, strict=True)
    ]


def _answer(
    each: Asked,
    against: Sequence[Mapping[str, str]],
    referrals: Mapping[str, Referral],
    disclosed: Mapping[UUID | None, Disclosure],
    objections: Mapping[str, str],
) -> Answer:
    referral = None if against else referrals.get(each.reference)
    return Answer(
        asked=each,
        referral=referral,
        disclosure=disclosed.get(referral.pk) if referral else None,
        refusals=against,
        objection="" if against else objections.get(each.reference, ""),
    )


def _keep_refusals(
    asked: Sequence[Asked],
    drafts: Sequence[Draft],
    reasons: Sequence[Sequence[Mapping[str, str]]],
    *,
    by: Staff,
    at: datetime,
) -> None:
    """What the gate refuses is recorded there; a gap in the record is for the coach to fill."""
    refused = [
        draft
        for draft, against in zip(drafts, reasons, strict=True)
        if any(row["code"] not in THE_COACHS_TO_MEND for row in against)
    ]
    if refused:
        disclose_all(refused, by=by, at=at)


def _drafts(asked: Sequence[Asked]) -> list[Draft]:
    known = authorities({each.agreement.pk for each in asked})
    sender = acting().organisation_id
    ways = {(each.agreement.pk, each.opportunity.provider_id) for each in asked}
    whole = {
        (agreement, provider): items_of_referral(known[agreement], giver=sender, receiver=provider)
        for agreement, provider in ways
    }
    return [_draft(each, whole[each.agreement.pk, each.opportunity.provider_id]) for each in asked]


def _draft(each: Asked, whole: frozenset[str]) -> Draft:
    return Draft(
        kind=KIND,
        recipient=each.opportunity.provider,
        on_behalf_of=each.opportunity.commissioner,
        agreement=each.agreement,
        purpose=PURPOSE,
        channel="inside",
        stage=Stage.START,
        people=[
            Giving(
                record=each.record,
                items=whole if each.items is None else each.items,
                texts_read=each.texts_read,
                volunteered=each.volunteered,
            )
        ],
    )


def _for(draft: Draft, referral: Referral) -> Draft:
    return replace(draft, referral_id=referral.pk)


def _new(each: Asked) -> NewReferral:
    return NewReferral(
        reference=each.reference,
        record=each.record,
        programme="wfs",
        opportunity=each.opportunity,
        agreement=each.agreement,
        referred_on=each.referred_on,
    )


def _missing(each: Asked, draft: Draft, held: Fold) -> Iterable[dict[str, str]]:
    """What the agreement cannot do without, and what must have been discussed (REQ-000-003)."""
    going = draft.people[0].items.intersection(held.values) - (held.volunteered - each.volunteered)
    for item in DISCUSSED:
        if item not in held.values:
            yield {"code": "NOT_DISCUSSED", "item": "", "handle": str(each.record.handle)}
            break
    for group in standard_agreement(each.agreement.standard).needs_one_of:
        if going.isdisjoint(group):
            code = "NOT_HELD" if held.values.keys().isdisjoint(group) else "NOT_CHOSEN"
            yield from (
                {"code": code, "item": item, "handle": str(each.record.handle)} for item in group
            )
