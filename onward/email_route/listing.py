"""The list of subcontractors that may use e-mail: kept by a prime, its dates agreed.

Source: 003 paragraphs 45, 51, 52 and 54. The supplier manager works for the department.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.email_route.entries import enter_act
from onward.email_route.models import ListedUse
from onward.email_route.processes import process_of
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class NotAgreed(ValueError):
    """The date cannot be agreed; the message says why and what to do."""


@transaction.atomic
def supply(
    subcontractor: Organisation,
    *,
    process: str,
    department: Organisation,
    due_diligence_on: date | None,
    offshore: str,
    by: Staff,
    at: datetime,
) -> ListedUse:
    """Supply the supplier manager with the list, this line new in it or changed.

    What has been agreed of a line stands. Raises NoSuchProcess.
    """
    line, _new = ListedUse.objects.update_or_create(
        prime_id=acting().organisation_id,
        subcontractor=subcontractor,
        department=department,
        process=process_of(process),
        ends_on=None,
        defaults={
            "due_diligence_on": due_diligence_on,
            "offshore": ListedUse.Offshore(offshore),
            "listed_at": at,
            "listed_by": by.handle,
        },
    )
    enter_act("email.list_supplied", line, by=by, at=at, process=line.process)
    return line


@transaction.atomic
def agree_start(
    line: ListedUse, *, formally_approved_on: date, starts_on: date, by: Staff, at: datetime
) -> None:
    """Agree, for the department, the day from which the subcontractor may begin.

    Its formal approval is recorded with it. Raises NotAgreed.
    """
    ours = ListedUse.objects.filter(pk=line.pk, department_id=acting().organisation_id)
    if not ours.filter(ends_on=None).update(
        formally_approved_on=formally_approved_on, starts_on=starts_on, start_agreed_at=at
    ):
        raise NotAgreed(_("The supplier manager agrees the start of a line that has not ended."))
    line.refresh_from_db()
    enter_act("email.start_agreed", line, by=by, at=at, on=starts_on.isoformat())


@transaction.atomic
def withdraw(line: ListedUse, *, by: Staff, at: datetime) -> None:
    """Tell the supplier manager, with a list that no longer has it, that a use is to end."""
    ours = ListedUse.objects.filter(pk=line.pk, prime_id=acting().organisation_id)
    if not ours.filter(withdrawn_at=None).update(withdrawn_at=at):
        raise NotAgreed(_("The prime provider withdraws a line of its list, once."))
    line.refresh_from_db()
    enter_act("email.use_withdrawn", line, by=by, at=at, process=line.process)


@transaction.atomic
def agree_end(line: ListedUse, *, ends_on: date, by: Staff, at: datetime) -> None:
    """Agree, for the department, the first day on which it is no longer used. Raises NotAgreed."""
    ours = ListedUse.objects.filter(pk=line.pk, department_id=acting().organisation_id)
    if not ours.filter(withdrawn_at__isnull=False).update(ends_on=ends_on, end_agreed_at=at):
        raise NotAgreed(_("The prime provider withdraws the line first, then an end is agreed."))
    line.refresh_from_db()
    enter_act("email.end_agreed", line, by=by, at=at, on=ends_on.isoformat())
