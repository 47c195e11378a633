"""Keeping one line out of a person's statement, on a ground in law; and showing it again.

Source: domain/privacy.md 4.6 (per row, with the code of the exemption); UK GDPR Art 15(4).
"""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.ledger.models import Entry
from onward.parties.models import Staff
from onward.people.models import Record
from onward.rights.exemptions import EXEMPTIONS
from onward.rights.given_and_got import handles_of
from onward.rights.models import Withholding
from onward.tenancy.context import acting


class CannotWithhold(ValueError):
    """The line may not be kept back, or is not; the message says why."""


@transaction.atomic
def withhold(
    entry_id: UUID, *, exemption: str, review_on: date, by: Staff, at: datetime
) -> Withholding:
    """Keep what this entry gave out of the person's statement until somebody lifts it.

    Only whoever gave it, or on whose behalf it was given, may. Raises CannotWithhold.
    """
    entry, handle = _own(entry_id)
    if exemption not in EXEMPTIONS:
        raise CannotWithhold(_("Choose the exemption that you rely on."))
    if review_on <= at.date():
        raise CannotWithhold(_("Give a later day on which this will be looked at again."))
    try:
        with transaction.atomic():
            withheld = Withholding.objects.create(
                organisation_id=acting().organisation_id,
                handle=handle,
                entry=entry.pk,
                exemption=exemption,
                review_on=review_on,
                by=by.handle,
                at=at,
            )
    except IntegrityError as twice:
        raise CannotWithhold(_("This line is kept back already.")) from twice
    _enter("statement.line_withheld", withheld, by=by, at=at)
    return withheld


@transaction.atomic
def lift(withheld: Withholding, *, by: Staff, at: datetime) -> None:
    """Show the line again. Raises CannotWithhold if it is shown."""
    standing = Withholding.objects.filter(pk=withheld.pk, lifted_at=None)
    if not standing.update(lifted_by=by.handle, lifted_at=at):
        raise CannotWithhold(_("This line is not kept back."))
    _enter("statement.line_shown", withheld, by=by, at=at)


def withheld_lines(record: Record) -> dict[UUID, Withholding]:
    """What the organisation acted for keeps back of what was shared about a person, by entry."""
    standing = Withholding.objects.filter(handle__in=handles_of(record), lifted_at=None)
    return {withheld.entry: withheld for withheld in standing}


def _own(entry_id: UUID) -> tuple[Entry, UUID]:
    """The entry and the handle it is about."""
    own = acting().organisation_id
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None or own not in {entry.by_organisation_id, entry.for_organisation_id}:
        raise CannotWithhold(_("Only whoever gave this can keep it back. Ask them."))
    if entry.subject is None:
        raise CannotWithhold(_("This is about nobody, so it stands in no statement."))
    return entry, entry.subject


def _enter(kind: str, withheld: Withholding, *, by: Staff, at: datetime) -> None:
    """Without the person's handle: her statement must not tell when the line was given."""
    enter(
        Act(
            kind=kind,
            by=withheld.organisation_id,
            performer=by.handle,
            about_id=withheld.entry,
            at=at,
            about={"exemption": withheld.exemption},
        )
    )
