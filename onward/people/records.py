"""Opening a record, saying who may see it, recording a death, and noting who looked."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.identity import follow_restrictions
from onward.people.matching.restricting import follow_restriction
from onward.people.models import (
    Address,
    BirthDate,
    Consent,
    Fact,
    Identifier,
    Introduction,
    Look,
    MatchCandidate,
    Mention,
    Objection,
    PersonName,
    Record,
    Restriction,
    Writing,
)
from onward.people.signposts import put_up, take_down
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import AUTOMATIC, acting
from onward.tenancy.packages import each_packages

OF_A_RECORD: tuple[type[Model], ...] = (
    *(Fact, PersonName, Identifier, Address, BirthDate, Consent, Mention),
    *(Objection, Restriction, Introduction, Writing, MatchCandidate),
)


class NotNamed(ValueError):
    """Whoever restricts a record must be among those who may go on seeing it."""


class ReasonNeeded(ValueError):
    """A whole National Insurance number is shown only to someone who says why."""


def open_record(
    *,
    at: datetime,
    by: Staff | None,
    case_kind: Record.CaseKind = Record.CaseKind.STANDARD,
    kind: Record.Kind = Record.Kind.PERSON,
) -> Record:
    """Open an empty record in the organisation acted for.

    `by` is None where a delivery or a landed file opens it, whose own entry accounts for it.
    """
    record = Record.objects.create(
        organisation_id=acting().organisation_id, kind=kind, case_kind=case_kind, opened_at=at
    )
    if by is not None:
        enter_of(record, "record.opened", by=by, at=at)
    return record


def open_records(count: int, *, at: datetime) -> list[Record]:
    """Open so many empty records, as something landed does whose own entry accounts for them."""
    own = acting().organisation_id
    opened = [Record(organisation_id=own, opened_at=at) for _ in range(count)]
    insert_all(opened)
    return opened


@transaction.atomic
def restrict(
    record: Record, *, to: Sequence[Staff], by: Staff, at: datetime, is_shown: bool = False
) -> Record:
    """Hide a record, with every row that any package holds of it, from all but these staff.

    To everyone else it looks exactly like no record; with `is_shown` they are told that there is
    one, and whom to ask, and nothing of it (REQ-002-026). Raises NotNamed if whoever acts is left
    out: the database lets nobody write a row that they may not see.
    """
    named = sorted({staff.pk for staff in to})
    if acting().user not in {AUTOMATIC, *map(str, named)}:
        raise NotNamed(
            _("Name yourself too, or ask someone who will be named to restrict the record.")
        )
    _set_restriction(record, named)
    take_down(record)
    if is_shown:
        put_up(record, named=named, at=at)
    about: dict[str, object] = {"named": sorted(str(staff.handle) for staff in to)}
    about |= {"is_shown": True} if is_shown else {}
    enter_of(record, "record.restricted", by=by, at=at, **about)
    return record


@transaction.atomic
def lift_restriction(record: Record, *, by: Staff, at: datetime) -> Record:
    """Show a restricted record to the whole organisation again."""
    _set_restriction(record, None)
    take_down(record)
    enter_of(record, "record.unrestricted", by=by, at=at)
    return record


@transaction.atomic
def record_death(record: Record, *, on: date, by: Staff | None, at: datetime) -> Record:
    """Record that the person died; a second report changes nothing.

    From then on the record is hidden from search, and whoever contacts people asks
    `deceased_on` first (PRODUCT section 3, rule 4).
    """
    alive = Record.objects.filter(pk=record.pk, deceased_on=None)
    if alive.update(deceased_on=on):
        enter_of(record, "person.died", by=by, at=at)
    record.refresh_from_db()
    return record


def look(record: Record, *, by: Staff, what: Look.What, at: datetime, reason: str = "") -> Look:
    """Note that someone looked at a record, in a table that is only ever added to.

    Raises ReasonNeeded for a whole National Insurance number without one (REQ-001-007).
    """
    reason = reason.strip()
    if what == Look.What.NINO and not reason:
        raise ReasonNeeded(_("Say why you need to see the whole National Insurance number."))
    return Look.objects.create(
        organisation_id=acting().organisation_id,
        handle=record.handle,
        staff=by.handle,
        what=what,
        reason=reason,
        at=at,
    )


def _set_restriction(record: Record, named: list[int] | None) -> None:
    # The lock on the record keeps a fact that is being added from escaping the restriction.
    Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    for model in OF_A_RECORD:
        rows = model._default_manager.filter(record=record)
        rows.exclude(restricted_to=named).update(restricted_to=named)
    mentioned = Mention.objects.filter(record=record).values("mentioned")
    Record.objects.filter(Q(pk=record.pk) | Q(pk__in=mentioned)).update(restricted_to=named)
    record.restricted_to = named
    follow_restrictions(record)
    follow_restriction(record, named=named)
    for follow in each_packages("follow_restriction", module="restricting"):
        follow(record, named=named)
