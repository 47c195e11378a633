"""Security plans: recorded by the organisation that a provider works for, and read by the gate."""

from collections.abc import Collection
from datetime import date

from onward.parties.models import Organisation, SecurityPlan, Staff
from onward.tenancy.context import acting


def assure(
    provider: Organisation,
    *,
    statement: str,
    offshore: SecurityPlan.Offshore,
    assured_on: date,
    expires_on: date,
    by: Staff,
    is_assured: bool = True,
) -> SecurityPlan:
    """Record, for the organisation acted for, what its review of a provider's plan came to.

    `statement` is where the ISO/IEC 27001 statement is kept; without `is_assured` the plan was
    looked at and did not pass. The newest review counts.
    """
    return SecurityPlan.objects.create(
        provider=provider,
        assurer_id=acting().organisation_id,
        iso27001_statement=statement.strip(),
        is_assured=is_assured,
        assured_on=assured_on,
        expires_on=expires_on,
        offshore=offshore,
        reviewer=by.handle,
    )


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
