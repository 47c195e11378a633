"""What may be done about a person now, as links: the domain's own table of moves decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.casework.models import Referral, Status
from onward.casework.moves import (
    ACKNOWLEDGE,
    ASK_CANCELLATION,
    CONFIRM_DELETION,
    END,
    NOT_STARTING,
    REJECT,
    START,
    Move,
    moves_open_to,
)
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.provider.case import Case
from onward.web.provider.tasks import consents_to_a_plan

# Acknowledging has a button of its own.
PAGES: Sequence[tuple[Move, Permission, str, Promise]] = (
    (START, Permission.KEEP_CASE, "provider:start", _("Record the start")),
    (END, Permission.KEEP_CASE, "provider:exit", _("Record the exit")),
    (NOT_STARTING, Permission.KEEP_CASE, "provider:non-start", _("Close: did not start")),
    (REJECT, Permission.REPLY_TO_REFERRAL, "provider:rejection", _("Reject the referral")),
    (
        ASK_CANCELLATION,
        Permission.REPLY_TO_REFERRAL,
        "provider:cancellation",
        _("Ask for cancellation"),
    ),
    (
        CONFIRM_DELETION,
        Permission.REPLY_TO_REFERRAL,
        "provider:deletion",
        _("Confirm deletion"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Link:
    """One thing that may be done, and where."""

    text: str | Promise
    url: str


def links_of(case: Case, staff: Staff) -> list[Link]:
    """What this member of staff may do about the person, the work of the case first."""
    referral = case.current
    return [
        *(_work(case, referral) if referral and staff.may(Permission.KEEP_CASE) else ()),
        *(_moves(referral, staff) if referral else ()),
        *(_by_email(case.record) if staff.may(Permission.KEEP_CASE) else ()),
        *(_record(case.record) if staff.may(Permission.RECORD_PEOPLE) else ()),
    ]


def _by_email(record: Record) -> Iterator[Link]:
    if settings.EMAIL_ROUTE and record.deceased_on is None:
        yield Link(text=_("Send a form by email"), url=reverse("email:forms", args=[record.pk]))


def can_acknowledge(referral: Referral | None, staff: Staff) -> bool:
    """Whether the button to acknowledge has a place on the page."""
    if referral is None or not staff.may(Permission.REPLY_TO_REFERRAL):
        return False
    return ACKNOWLEDGE in moves_open_to(referral.provider_id, referral=referral)


def _work(case: Case, referral: Referral) -> Iterator[Link]:
    if referral.started_on is None:
        return
    yield Link(text=_("Record a job"), url=reverse("provider:job", args=[referral.pk]))
    if case.evidence_for(referral).jobs:
        yield Link(text=_("Jobs and weekly hours"), url=_jobs(referral))
    if referral.status == Status.ENDED and consents_to_a_plan(case):
        yield Link(text=_("Leavers plan"), url=reverse("provider:plan", args=[referral.pk]))


def _jobs(referral: Referral) -> str:
    return reverse("provider:jobs", args=[referral.pk])


def _moves(referral: Referral, staff: Staff) -> Iterator[Link]:
    open_moves = moves_open_to(referral.provider_id, referral=referral)
    for move, permission, page, text in PAGES:
        if move in open_moves and staff.may(permission):
            yield Link(text=text, url=reverse(page, args=[referral.pk]))


def _record(record: Record) -> Iterator[Link]:
    if record.deceased_on is None:
        yield Link(text=_("Consents"), url=reverse("provider:consents", args=[record.pk]))
        withheld = reverse("provider:contact-withheld", args=[record.pk])
        yield Link(text=_("Contact is withheld"), url=withheld)
        introductions = reverse("provider:introductions", args=[record.pk])
        yield Link(text=_("Who introduced them"), url=introductions)
        yield Link(text=_("Give something once"), url=reverse("provider:once", args=[record.pk]))
        pass_on = reverse("provider:pass-on", args=[record.pk])
        yield Link(text=_("Pass on to a subcontractor"), url=pass_on)
        mentioned = reverse("provider:mentioned", args=[record.pk])
        yield Link(text=_("Who is mentioned"), url=mentioned)
        yield Link(text=_("I know this person"), url=reverse("provider:interest", args=[record.pk]))
        yield Link(text=_("Record a death"), url=reverse("provider:death", args=[record.pk]))
