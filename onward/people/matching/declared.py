"""Whether an organisation matches at all: declared by one person, approved by another.

Source: 001, 5.2 (REQ-001-002); Article 35 and the ICO's list name data matching. Until it is
approved no row of a list is weighed against a record, and nothing is kept to do so.
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.models import MatchingDeclaration
from onward.tenancy.context import acting

SCREENING = ("data matching",)
"""What the privacy assessment's screening gains where an organisation matches."""

_FORGET_ALL = """
delete from people_matchingkey where organisation_id = %(own)s;
delete from people_writing where organisation_id = %(own)s;
"""


class NotDeclared(RuntimeError):
    """A matching job was begun in an organisation that has declared no matching."""


class SamePerson(ValueError):
    """Whoever declares that an organisation matches does not approve it."""


class ReasonMissing(ValueError):
    """A declaration says why."""


def standing() -> MatchingDeclaration | None:
    """The declaration that stands in the organisation acted for."""
    return MatchingDeclaration.objects.filter(approved_at__isnull=False, ended_at=None).first()


def proposed() -> MatchingDeclaration | None:
    """The declaration that waits for its approval."""
    return MatchingDeclaration.objects.filter(approved_at=None, ended_at=None).first()


def is_approved() -> bool:
    declaration = standing()
    return declaration is not None and declaration.is_matched


def is_ready() -> bool:
    """Rows may be weighed: it was approved, and all that is kept can be compared."""
    declaration = standing()
    return declaration is not None and declaration.is_matched and declaration.built_at is not None


def screening() -> tuple[str, ...]:
    """What the organisation's screening must name, as soon as matching is asked for."""
    asked = MatchingDeclaration.objects.filter(is_matched=True, ended_at=None)
    return SCREENING if asked.exists() else ()


def require_declared() -> MatchingDeclaration:
    """The declaration that lets a job run whose tables are built. Raises NotDeclared."""
    declaration = standing()
    if declaration is None or not declaration.is_matched:
        raise NotDeclared(
            _("This organisation has declared no matching. Declare it and have it approved first.")
        )
    if declaration.built_at is None:
        raise NotDeclared(_("What is compared is still being written. Try again in a while."))
    return declaration


@transaction.atomic
def declare(*, is_matched: bool, because: str, by: Staff, at: datetime) -> MatchingDeclaration:
    """Say whether lists are matched with records; "no" stands at once and forgets what was kept.

    A "yes" waits for somebody else's approval. Raises ReasonMissing.
    """
    if not because.strip():
        raise ReasonMissing(_("Say why."))
    ended = MatchingDeclaration.objects.filter(ended_at=None)
    (ended.filter(approved_at=None) if is_matched else ended).update(ended_at=at)
    declaration = MatchingDeclaration.objects.create(
        organisation_id=acting().organisation_id,
        is_matched=is_matched,
        because=because.strip(),
        declared_by=by.handle,
        declared_at=at,
        **({} if is_matched else {"approved_by": by.handle, "approved_at": at}),
    )
    if not is_matched:
        forget_all()
    _enter("matching.declared", declaration, by=by, at=at)
    return declaration


@transaction.atomic
def approve(declaration: MatchingDeclaration, *, by: Staff, at: datetime) -> None:
    """Let it stand; what is compared is written next, by the worker. Raises SamePerson."""
    if by.handle == declaration.declared_by:
        raise SamePerson(_("Somebody else approves this: you declared it."))
    before = MatchingDeclaration.objects.filter(approved_at__isnull=False, ended_at=None)
    before.update(ended_at=at)
    waiting = MatchingDeclaration.objects.filter(pk=declaration.pk, approved_at=None, ended_at=None)
    if waiting.update(approved_by=by.handle, approved_at=at):
        _enter("matching.approved", declaration, by=by, at=at)
    declaration.refresh_from_db()


def forget_all() -> None:
    """Nothing that whoever acts may see is compared any more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_ALL, {"own": acting().organisation_id})


def note_built(*, written_count: int, at: datetime) -> None:
    """All that is kept can be compared from now on, or nothing is left to compare."""
    MatchingDeclaration.objects.filter(approved_at__isnull=False, ended_at=None).update(
        built_at=at, written_count=written_count
    )


def note_searched(*, at: datetime | None) -> None:
    """People kept twice were looked for; None asks for that to be done in the background."""
    MatchingDeclaration.objects.filter(approved_at__isnull=False, ended_at=None).update(
        searched_at=at
    )


def begin_anew() -> None:
    """Have everything written once more, as after a change of what is compared."""
    MatchingDeclaration.objects.filter(ended_at=None, approved_at__isnull=False).update(
        built_at=None
    )


def _enter(kind: str, declaration: MatchingDeclaration, *, by: Staff, at: datetime) -> None:
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle,
            at=at,
            about={"is_matched": declaration.is_matched, "screening": list(screening())},
        )
    )
