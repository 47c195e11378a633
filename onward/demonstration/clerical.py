"""Special customer records: on paper from end to end, paid by hand from a register of numbers."""

from datetime import date, datetime

from onward.demonstration.cast import Cast
from onward.demonstration.plan import Plan
from onward.demonstration.world import COMMISSIONER
from onward.payments.clerical import approve_payment, enter_payment, mark_paid
from onward.payments.models import ClericalPayment
from onward.values.pence import Pence


def keep_clerical_register(plan: Plan, cast: Cast, *, at: datetime) -> int:
    """Enter, approve and pay the outcomes of these cases, once; returns how many are kept."""
    with cast.at_work(COMMISSIONER, "FINANCE_OFFICER"):
        if kept := ClericalPayment.objects.count():
            return kept
    payments = [
        _enter(case.contract.provider, outcome, on, case.contract.prices[outcome], cast, at=at)
        for case in plan.clerical
        for outcome, on in case.outcomes
    ]
    return len(payments)


def _enter(
    provider: str, outcome: str, achieved_on: date, pence: Pence, cast: Cast, *, at: datetime
) -> ClericalPayment:
    with cast.at_work(COMMISSIONER, "FINANCE_OFFICER") as officer:
        entered = enter_payment(
            cast.organisations[provider],
            outcome=outcome,
            achieved_on=achieved_on,
            pence=pence,
            by=officer,
            at=at,
        )
    with cast.at_work(COMMISSIONER, "FINANCE_OFFICER", number=1) as other:
        approved = approve_payment(entered, by=other, at=at)
        return mark_paid(approved, on=at.date(), by=other, at=at)
