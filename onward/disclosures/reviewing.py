"""Looking after what was given once: waiting reviews, verdicts, who is trained, who knows whom."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.disclosures.giving_once import WORDS_CLASS, seal_words
from onward.disclosures.models import DeclaredInterest, OneOff, OneOffReview, TrainedGiver
from onward.ledger.actions import Act, enter, new_entry_id
from onward.parties.models import Staff
from onward.people.models import Record
from onward.tenancy.context import acting


class CannotReview(ValueError):
    """It was reviewed already, or whoever reviews gave it themselves."""


class NotDated(ValueError):
    """The days of a training are in the wrong order."""


def waiting_for_review() -> QuerySet[OneOff]:
    """What the organisation acted for gave once and nobody has looked at yet, oldest due first."""
    return OneOff.objects.filter(review=None).order_by("review_due_on", "at", "pk")


@transaction.atomic
def review(
    one_off: OneOff, *, verdict: OneOffReview.Verdict, note: str, by: Staff, at: datetime
) -> OneOffReview:
    """Somebody else than the giver says whether it was justified, and why. Raises CannotReview.

    A verdict is given once. Late is better than never: it frees the giver again.
    """
    if by.handle == one_off.by:
        raise CannotReview(_("You gave this yourself. Somebody else reviews it."))
    if not note.strip():
        raise CannotReview(_("Say why."))
    if OneOffReview.objects.filter(one_off=one_off).exists():
        raise CannotReview(_("Somebody has reviewed this already."))
    entry_id = new_entry_id()
    sealed = seal_words({"note": note.strip()}, handle=one_off.handle, entry_id=entry_id, at=at)
    made = OneOffReview.objects.create(
        one_off=one_off,
        organisation_id=one_off.organisation_id,
        verdict=verdict,
        given_by=one_off.by,
        by=by.handle,
        at=at,
        entry=entry_id,
        sealed=[sealed.commitment, sealed.part],
    )
    enter(
        Act(
            entry_id=entry_id,
            kind="one_off.reviewed",
            by=one_off.organisation_id,
            performer=by.handle,
            subject=one_off.handle,
            about_id=one_off.pk,
            at=at,
            about={"verdict": str(verdict), "commitments": {WORDS_CLASS: sealed.commitment}},
        )
    )
    return made


@transaction.atomic
def name_trained(
    staff: Staff, *, trained_on: date, expires_on: date, by: Staff, at: datetime
) -> TrainedGiver:
    """Name a member of staff who is trained to give once, for a time. Raises NotDated."""
    if expires_on <= trained_on:
        raise NotDated(_("The last day must be after the day of the training."))
    made = TrainedGiver.objects.create(
        organisation_id=acting().organisation_id,
        staff=staff,
        trained_on=trained_on,
        expires_on=expires_on,
        named_by=by.handle,
        named_at=at,
    )
    _enter_training("one_off.trained", staff, by=by, at=at, until=expires_on)
    return made


@transaction.atomic
def end_training(trained: TrainedGiver, *, on: date, by: Staff, at: datetime) -> None:
    """From this day on they give nothing more outside agreements."""
    if TrainedGiver.objects.filter(pk=trained.pk, ended_on=None).update(ended_on=on):
        _enter_training("one_off.training_ended", trained.staff, by=by, at=at, until=on)


def declare_interest(
    record: Record, *, kind: DeclaredInterest.Kind, by: Staff, at: datetime
) -> DeclaredInterest:
    """A member of staff says that a record is their own, or of somebody they know."""
    declared, is_new = DeclaredInterest.objects.get_or_create(
        staff=by.handle,
        handle=record.handle,
        defaults={"organisation_id": acting().organisation_id, "kind": kind, "at": at},
    )
    if is_new:
        enter(
            Act(
                kind="interest.declared",
                by=declared.organisation_id,
                performer=by.handle,
                subject=record.handle,
                at=at,
                about={"kind": str(kind)},
            )
        )
    return declared


def _enter_training(kind: str, staff: Staff, *, by: Staff, at: datetime, until: date) -> None:
    about: dict[str, object] = {"staff": str(staff.handle), "until": until.isoformat()}
    enter(Act(kind=kind, by=acting().organisation_id, performer=by.handle, at=at, about=about))
