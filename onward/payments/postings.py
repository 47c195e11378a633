"""The money ledger: what each event debits and credits, posted, reversed and added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from onward.payments.models import Claim, ClericalPayment, Posting, PostingEntry, Run
from onward.values.pence import Pence

Account = PostingEntry.Account
BATCH = 2000


class Event(StrEnum):
    """What happens to money."""

    OUTCOME_AUTHORISED = "outcome_authorised"
    PAYMENT_CONFIRMED = "payment_confirmed"


@dataclass(frozen=True)
class Sides:
    """The account an event debits and the one it credits, with the same pence."""

    debit: Account
    credit: Account


# Source: money_statistics_users.md A.2, the minimum set of ledger postings.
SIDES: Mapping[Event, Sides] = {
    Event.OUTCOME_AUTHORISED: Sides(Account.EXPENDITURE, Account.PAYABLE),
    Event.PAYMENT_CONFIRMED: Sides(Account.PAYABLE, Account.CLEARING),
}


class AlreadyReversed(RuntimeError):
    """A posting is reversed once; its reversal is not reversed but followed by a new posting."""


@dataclass(frozen=True, kw_only=True)
class Movement:
    """One event about one claim, or one clerical payment, not yet posted."""

    event: Event
    on: date
    pence: Pence
    claim: Claim | None = None
    clerical: ClericalPayment | None = None
    run: Run | None = None


def authorised(claims: Iterable[Claim], *, run: Run, on: date) -> list[Movement]:
    """The outcomes of a run, once two have signed it: spent, and owed to the providers."""
    event = Event.OUTCOME_AUTHORISED
    return [
        Movement(event=event, on=on, pence=Pence(claim.pence), claim=claim, run=run)
        for claim in claims
    ]


def confirmed(claim: Claim, *, run: Run, on: date) -> Movement:
    """The finance system has paid: no longer owed, gone from the bank."""
    event = Event.PAYMENT_CONFIRMED
    return Movement(event=event, on=on, pence=Pence(claim.pence), claim=claim, run=run)


@transaction.atomic
def post(movements: Sequence[Movement], *, by: UUID | None, at: datetime) -> list[Posting]:
    """Write each movement as a posting whose two entries sum to zero, in two statements a batch.

    The database refuses a posting that does not balance, and the same event of a claim twice in
    one run.
    """
    postings = [_posting(movement, by=by, at=at) for movement in movements]
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    PostingEntry.objects.bulk_create(
        [
            entry
            for posting, movement in zip(postings, movements, strict=True)
            for entry in _entries(posting, movement)
        ],
        batch_size=BATCH,
    )
    return postings


def reverse(posting: Posting, *, on: date, by: UUID | None, at: datetime) -> Posting:
    """Undo one posting by its opposite; raises AlreadyReversed for a second time."""
    return reverse_all([posting], on=on, by=by, at=at)[0]


@transaction.atomic
def reverse_all(
    postings: Sequence[Posting], *, on: date, by: UUID | None, at: datetime
) -> list[Posting]:
    """Undo postings by their opposites: all of them, or none if one may not be."""
    ids = [posting.pk for posting in postings]
    is_reversal = any(posting.reverses_id for posting in postings)
    if is_reversal or Posting.objects.filter(reverses__in=ids).exists():
        raise AlreadyReversed(_("This posting is already reversed, or is a reversal itself."))
    undoing = {posting.pk: _reversal(posting, on=on, by=by, at=at) for posting in postings}
    Posting.objects.bulk_create(undoing.values(), batch_size=BATCH)
    PostingEntry.objects.bulk_create(
        [
            _opposite(entry, undoing[entry.posting_id])
            for entry in PostingEntry.objects.filter(posting__in=ids)
        ],
        batch_size=BATCH,
    )
    return list(undoing.values())


def standing(event: Event, *, claims: Iterable[UUID], run: Run) -> list[Posting]:
    """The postings of this event for these claims in this run that nothing has reversed."""
    return list(
        Posting.objects.filter(
            event=event, run=run, claim__in=list(claims), reverses=None, reversed_by=None
        )
    )


def trial_balance(commissioner_id: int, *, clerical: bool = False) -> dict[str, Pence]:
    """Debits less credits of every account, in pence; their sum is always 0.

    The clerical register's money is kept apart and added up on its own.
    """
    entries = PostingEntry.objects.filter(
        commissioner_id=commissioner_id, posting__clerical__isnull=not clerical
    )
    sums = dict(entries.values_list("account").annotate(Sum("pence")))
    return {str(account): Pence(int(sums.get(account, 0))) for account in Account}


def owed(commissioner_id: int) -> dict[int, Pence]:
    """What each provider is owed, in pence: authorised and not yet paid."""
    sums = (
        PostingEntry.objects.filter(
            commissioner_id=commissioner_id,
            account=Account.PAYABLE,
            posting__clerical=None,
        )
        .values(provider_pk=F("provider_id"))
        .annotate(total=Sum("pence"))
    )
    return {row["provider_pk"]: Pence(-row["total"]) for row in sums if row["total"]}


def _posting(movement: Movement, *, by: UUID | None, at: datetime) -> Posting:
    commissioner_id, operations_id, _provider_id = _parties(movement)
    return Posting(
        commissioner_id=commissioner_id,
        operations_id=operations_id,
        event=movement.event,
        claim_id=movement.claim.pk if movement.claim else None,
        clerical_id=movement.clerical.pk if movement.clerical else None,
        run_id=movement.run.pk if movement.run else None,
        on=movement.on,
        by=by,
        at=at,
    )


def _entries(posting: Posting, movement: Movement) -> list[PostingEntry]:
    sides = SIDES[movement.event]
    provider_id = _parties(movement)[2]
    return [
        PostingEntry(
            commissioner_id=posting.commissioner_id,
            operations_id=posting.operations_id,
            posting_id=posting.pk,
            account=account,
            provider_id=provider_id,
            pence=pence,
        )
        for account, pence in ((sides.debit, movement.pence), (sides.credit, -movement.pence))
    ]


def _parties(movement: Movement) -> tuple[int, int, int]:
    """Commissioner, operations, provider; a clerical payment is the commissioner's own affair."""
    if movement.clerical is not None:
        payment = movement.clerical
        return payment.organisation_id, payment.organisation_id, payment.provider_id
    if movement.claim is None:
        raise ValueError("A movement is about a claim or a clerical payment.")
    claim = movement.claim
    return claim.commissioner_id, claim.operations_id, claim.provider_id


def _reversal(posting: Posting, *, on: date, by: UUID | None, at: datetime) -> Posting:
    return Posting(
        commissioner_id=posting.commissioner_id,
        operations_id=posting.operations_id,
        event=posting.event,
        claim_id=posting.claim_id,
        clerical_id=posting.clerical_id,
        run_id=posting.run_id,
        reverses=posting,
        on=on,
        by=by,
        at=at,
    )


def _opposite(entry: PostingEntry, posting: Posting) -> PostingEntry:
    return PostingEntry(
        commissioner_id=entry.commissioner_id,
        operations_id=entry.operations_id,
        posting_id=posting.pk,
        account=entry.account,
        provider_id=entry.provider_id,
        pence=-entry.pence,
    )
