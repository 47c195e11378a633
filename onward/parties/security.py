"""Security plans: recorded by the organisation that a provider works for, and read by the gate."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.models import Organisation, SecurityPlan, Staff
from onward.tenancy.context import acting


class NotReviewed(ValueError):
    """This is no review of a plan; `field` names what is wrong and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def assure(
    provider: Organisation,
    *,
    statement: str,
    offshore: SecurityPlan.Offshore,
    assured_on: date,
    expires_on: date,
    by: Staff,
    at: datetime,
    is_assured: bool = True,
) -> SecurityPlan:
    """Record, for the organisation acted for, what its review of a provider's plan came to.

    `statement` is where the ISO/IEC 27001 statement is kept; without `is_assured` the plan was
    looked at and did not pass. The newest review counts. Raises NotReviewed.
    Source: 003, paragraphs 2 and 52.
    """
    if not statement.strip():
        raise NotReviewed("statement", _("Say where the ISO/IEC 27001 statement is kept."))
    if assured_on > localdate(at):
        raise NotReviewed("assured_on", _("A review cannot bear a day that has not come."))
    if expires_on <= assured_on:
        raise NotReviewed("expires_on", _("It must run out after the day of the review."))
    plan = SecurityPlan.objects.create(
        provider=provider,
        assurer_id=acting().organisation_id,
        iso27001_statement=statement.strip(),
        is_assured=is_assured,
        assured_on=assured_on,
        expires_on=expires_on,
        offshore=offshore,
        reviewer=by.handle,
    )
    enter(
        Act(
            kind="security_plan.reviewed",
            by=plan.assurer_id,
            to=provider.pk,
            performer=by.handle,
            at=at,
            about={"assured": is_assured, "offshore": offshore, "until": expires_on.isoformat()},
        )
    )
    return plan


def plans_among(
    pairs: Collection[tuple[int, int]], *, on: date
) -> dict[tuple[int, int], SecurityPlan]:
    """The newest review up to this day for each (provider, assurer) pair that has one."""
    if not pairs:
        return {}
    held = SecurityPlan.objects.filter(
        provider_id__in={provider for provider, _ in pairs}, assured_on__lte=on
    )
    return {(plan.provider_id, plan.assurer_id): plan for plan in held.order_by("assured_on", "pk")}
