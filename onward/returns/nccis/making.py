"""The monthly return: checked as often as one likes, sent once a month, settled by its answer."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.disclosures.gate import disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.formats.nccis.rule_sets import NoRuleSet, rule_set_for
from onward.parties.access import require
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.programmes.participation.leaving import CohortStatus
from onward.returns.nccis.choosing import AT_ONCE, people_in
from onward.returns.nccis.giving import (
    ADDRESS_KEPT_BACK,
    agreement_with,
    department,
    draft_of,
    giving_of,
    without_address,
)
from onward.returns.nccis.looking_through import look_through
from onward.returns.nccis.months import NoReturn, month_of
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.models import InReturn, MonthlyReturn, ReturnFinding
from onward.tracking.month.of_a_month import followed_at
from onward.tracking.taking_over.actions import unsigned
from onward.values.batches import in_batches

Status = MonthlyReturn.Status


@transaction.atomic
def ask_check(*, period_end: date, known_at: datetime, by: Staff) -> MonthlyReturn:
    """Ask for the return of a month as known at a moment; `look_through` is what checks it.

    Checking again is a new return, with what has been mended meanwhile. Raises NoReturn.
    """
    require(by, Permission.MAKE_RETURNS)
    month = month_of(period_end, known_at=known_at)
    try:
        rule_set = rule_set_for(period_end)
    except NoRuleSet as refusal:
        raise NoReturn(str(refusal)) from refusal
    return MonthlyReturn.objects.create(
        organisation_id=acting().organisation_id,
        period_end=period_end,
        known_at=known_at,
        rule_set=rule_set.name,
        followed_count=followed_at(month.known_at).count(),
        checked_by=by.handle,
    )


def check_return(*, period_end: date, by: Staff, at: datetime) -> MonthlyReturn:
    """Ask for a return as known now, and look through it at once. Raises NoReturn."""
    return look_through(ask_check(period_end=period_end, known_at=at, by=by), by=by, at=at)


@transaction.atomic
def ask_sending(made: MonthlyReturn, *, by: Staff) -> None:
    """Say that a checked return shall go; `send_return` is what sends it. Raises NoReturn."""
    require(by, Permission.MAKE_RETURNS)
    held = MonthlyReturn.objects.select_for_update().get(pk=made.pk)
    _refuse_second(held, may_be=(Status.CHECKED,))
    _refuse_unsigned()
    held.status, held.sent_by = Status.TO_SEND, by.handle
    held.save(update_fields=["status", "sent_by"])
    made.refresh_from_db()


@transaction.atomic
def send_return(made: MonthlyReturn, *, by: Staff, at: datetime) -> Disclosure:
    """Hand a checked return to the gate, as it was known when it was checked.

    Whom the gate would not let go at the check stays out, or goes without their address where that
    alone is locked, and stands on the list of fixes. What it
    refuses as a whole comes back REFUSED, and the return stays checked. Raises NoReturn for one
    that was sent, or for a month that was accepted; NoAgreement.
    """
    require(by, Permission.MAKE_RETURNS)
    held = MonthlyReturn.objects.select_for_update().get(pk=made.pk)
    _refuse_second(held, may_be=(Status.CHECKED, Status.TO_SEND))
    _refuse_unsigned()
    to, gone = _to(), list[_Gone]()
    draft = draft_of(held, [], to=to, under=agreement_with(to, at=at), at=at)
    disclosure = disclose(draft, people=_givings(held, gone), by=by, at=at)
    if disclosure.status == Disclosure.Status.PREPARED:
        for some in in_batches(gone, AT_ONCE):
            insert_all([_in_return(held, *each) for each in some])
        held.status, held.disclosure_id = Status.SENT, disclosure.pk
        held.people_count = len(gone)
    else:
        held.status, held.refusals = Status.CHECKED, disclosure.refusals
    held.sent_by = by.handle
    held.save(update_fields=["status", "disclosure_id", "people_count", "refusals", "sent_by"])
    made.refresh_from_db()
    return disclosure


@transaction.atomic
def settle_return(
    made: MonthlyReturn, *, is_accepted: bool, by: Staff, at: datetime
) -> MonthlyReturn:
    """Record what the department said. A leaver is owed again until a return is accepted."""
    require(by, Permission.MAKE_RETURNS)
    sent = MonthlyReturn.objects.filter(pk=made.pk, status=Status.SENT)
    status = Status.ACCEPTED if is_accepted else Status.REJECTED
    if is_accepted and _is_accepted(made.period_end):
        raise NoReturn(_("The department has accepted a return for this month."))
    if not sent.update(status=status, settled_at=at, settled_by=by.handle):
        raise NoReturn(_("Only a return that was sent and not yet answered has an answer."))
    made.refresh_from_db()
    return made


_Gone = tuple[UUID, list[int] | None, CohortStatus]
"""Who went: the record, whom it is restricted to, and as what."""


def _givings(made: MonthlyReturn, gone: list[_Gone]) -> Iterator[Giving]:
    """Who goes, one after another, and is noted as they go."""
    found = ReturnFinding.objects.filter(monthly_return=made)
    stay = _records_of(found.filter(found_by=ReturnFinding.By.GATE))
    kept_back = _records_of(found.filter(rule=ADDRESS_KEPT_BACK))
    for person in people_in(month_of(made.period_end, known_at=made.known_at)):
        record = person.record
        if record.pk not in stay:
            gone.append((record.pk, record.restricted_to, person.status))
            yield giving_of(without_address(person) if record.pk in kept_back else person)


def _records_of(findings: QuerySet[ReturnFinding]) -> set[UUID]:
    return set(findings.values_list("record_id", flat=True))


def _to() -> Organisation:
    to = department()
    if to is None:
        words = _(
            "There is no agreement on the monthly return with the department. Ask whoever keeps"
            " your agreements to have one drawn up and signed."
        )
        raise NoReturn(words)
    return to


def _refuse_second(held: MonthlyReturn, *, may_be: tuple[str, ...]) -> None:
    if held.status not in may_be:
        raise NoReturn(_("Only a return that was checked and not yet sent can be sent."))
    if _is_accepted(held.period_end):
        raise NoReturn(_("The department has accepted a return for this month."))


def _refuse_unsigned() -> None:
    """Source: 002, privacy assessment, step six: migrated data is tested before it is used."""
    if unsigned().exists():
        words = _(
            "Nobody has signed yet for what came from the old system."
            " See the page Old system under Upload, and sign its report."
        )
        raise NoReturn(words)


def _is_accepted(period_end: date) -> bool:
    accepted = MonthlyReturn.objects.filter(period_end=period_end, status=Status.ACCEPTED)
    return accepted.exists()


def _in_return(
    made: MonthlyReturn, record_id: UUID, restricted_to: list[int] | None, status: CohortStatus
) -> InReturn:
    return InReturn(
        organisation_id=made.organisation_id,
        restricted_to=restricted_to,
        record_id=record_id,
        monthly_return=made,
        cohort_status=str(status),
    )
