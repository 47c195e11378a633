"""Leavers plans: when one is due, and whether one that arrived has been read."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from onward.casework.models import PlanRead, Referral
from onward.casework.objections import rules_of
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.models import Fact, Record
from onward.tenancy.context import acting

PLAN_ITEMS = ("leavers_plan", "leavers_plan_summary", "leavers_plan_next_steps")


def plan_due_on(referral: Referral) -> date | None:
    """The last day to send the plan, in calendar days after the end; None before the end.

    Source 000 step 9. Whether a plan is owed is for the consent and the reason to say.
    """
    if referral.ended_on is None:
        return None
    return rules_of(referral).leavers_plan_due_on(referral.ended_on)


def plan_is_late(referral: Referral, *, on: date) -> bool:
    """Whether a plan sent on this day is sent after its last day: it is flagged, not refused."""
    due_on = plan_due_on(referral)
    return due_on is not None and on > due_on


def plans_received() -> QuerySet[Fact]:
    """Facts that came by disclosure and hold a leavers plan."""
    return Fact.objects.filter(
        organisation=acting().organisation_id,
        source=Fact.Source.DISCLOSURE,
        values__has_any_keys=list(PLAN_ITEMS),
    )


def plans_to_read() -> QuerySet[Fact]:
    """Leavers plans that arrived and that nobody has yet read and acted on."""
    # A list, not EXISTS: of plans that are nearly all read, each would be looked up by itself.
    return plans_received().exclude(pk__in=PlanRead.objects.values("fact"))


@transaction.atomic
def mark_plan_done(fact: Fact, *, by: Staff, at: datetime) -> PlanRead:
    """Say that a leavers plan is read and acted on; a second press changes nothing."""
    read, is_new = PlanRead.objects.get_or_create(
        fact=fact,
        defaults={
            "organisation_id": acting().organisation_id,
            "restricted_to": fact.restricted_to,
            "done_at": at,
            "done_by": by.handle,
        },
    )
    if is_new:
        handle = Record.objects.values_list("handle", flat=True).get(pk=fact.record_id)
        enter(
            Act(
                kind="leavers_plan.done",
                by=acting().organisation_id,
                performer=by.handle,
                subject=handle,
                about_id=fact.pk,
                at=at,
            )
        )
    return read
