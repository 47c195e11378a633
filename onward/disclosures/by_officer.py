"""What is withheld of a person under public protection arrangements is seen to by an officer.

Source: guidance of April 2020, chapter 3 paragraph 4: a nominated officer deals with the provider's
nominated person. Its steps were not published, so a task says who is to be talked about, and is
done when an officer says so.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.disclosures.models import Disclosure, OfficerTask
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.programmes.mappa import MappaPolicy

CAME_TO_NOTHING = (Disclosure.Status.REFUSED, Disclosure.Status.FAILED)


class NotWaiting(RuntimeError):
    """The task is done already, or what it belongs to never went."""


def officer_task(
    disclosure: Disclosure, policy: MappaPolicy | None, *, handle: UUID, withheld: Iterable[str]
) -> OfficerTask | None:
    """The task that comes with a giving, where the policy asks for one; not yet stored."""
    items = sorted(withheld)
    if policy is None or not policy.needs_officer or not items:
        return None
    return OfficerTask(
        organisation_id=disclosure.sender_id,
        disclosure=disclosure,
        handle=handle,
        items=items,
        policy=policy.version,
        made_at=disclosure.at,
    )


def waiting_for_an_officer() -> QuerySet[OfficerTask]:
    """Of the organisation acted for, oldest first; without what never went."""
    waiting = OfficerTask.objects.filter(done_at=None)
    return waiting.exclude(disclosure__status__in=CAME_TO_NOTHING).order_by("made_at", "pk")


@transaction.atomic
def mark_done(task: OfficerTask, *, by: Staff, at: datetime) -> OfficerTask:
    """An officer has talked with the provider's nominated person. Raises NotWaiting."""
    waiting = waiting_for_an_officer().filter(pk=task.pk).values("pk")
    if not OfficerTask.objects.filter(pk__in=waiting).update(done_by=by.handle, done_at=at):
        raise NotWaiting(_("Someone else has just dealt with this. Nothing is left to do here."))
    task.refresh_from_db()
    enter(
        Act(
            kind="officer.done",
            by=task.organisation_id,
            performer=by.handle,
            subject=task.handle,
            about_id=task.disclosure_id,
            at=at,
            about={"withheld": task.items},
        )
    )
    return task
