"""Returns too long to be dealt with while somebody waits: the worker checks, sends, compares."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.db.models import Q

from onward.agreements.actions import NoAgreement
from onward.parties.access import NotAllowed
from onward.parties.models import Staff
from onward.returns.nccis.comparing import compare
from onward.returns.nccis.looking_through import look_through
from onward.returns.nccis.making import send_return
from onward.returns.nccis.months import NoReturn
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.models import MonthlyReturn

Status = MonthlyReturn.Status


def returns_waiting(organisation_id: int) -> list[tuple[MonthlyReturn, Staff]]:
    """What was asked for and is not done, oldest first, each with whose it is."""
    with acting_for(organisation_id, user=AUTOMATIC):
        is_waiting = Q(status__in=[Status.ASKED, Status.TO_SEND]) | Q(is_to_compare=True)
        rows = MonthlyReturn.objects.filter(is_waiting)
        made = list(rows.order_by("asked_at"))
        handles = {each.sent_by or each.checked_by for each in made}
        staff = {each.handle: each for each in Staff.objects.filter(handle__in=handles)}
        return [(each, staff[each.sent_by or each.checked_by]) for each in made]


def work_on(made: MonthlyReturn, *, by: Staff, at: datetime) -> int:
    """Check, send or compare it, outside any transaction; 0 where another process is at it."""
    with _alone_with(made) as is_ours:
        if not is_ours:
            return 0
        if made.status == Status.ASKED:
            look_through(made, by=by, at=at)
        elif made.status == Status.TO_SEND:
            _send(made, by=by, at=at)
        elif made.is_to_compare:
            compare(made, by=by)
    return 1


def _send(made: MonthlyReturn, *, by: Staff, at: datetime) -> None:
    with acting_for(by.organisation_id, user=by.pk):
        try:
            send_return(made, by=by, at=at)
        except (NoReturn, NoAgreement, NotAllowed):
            # What stands against it now is said when it is looked at or asked for again.
            waiting = MonthlyReturn.objects.filter(pk=made.pk, status=Status.TO_SEND)
            waiting.update(status=Status.CHECKED)


@contextmanager
def _alone_with(made: MonthlyReturn) -> Iterator[bool]:
    """Across transactions; the lock of a process that dies goes with its connection."""
    key = [f"monthly return {made.pk}"]
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", key)
        (is_ours,) = cursor.fetchone()
    try:
        yield bool(is_ours)
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", key)
