"""What people do by hand, for which there is no file: one act on one referral."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.demonstration.cases import Case, Fate
from onward.demonstration.plan import Plan


class PageActKind(StrEnum):
    """Who does what; in this order where several fall on one evening."""

    WITHDRAW = "WITHDRAW"  # the department's referral team
    REJECT = "REJECT"  # the provider, and so the others unless said
    ASK_CANCELLATION = "ASK_CANCELLATION"
    DECIDE_CANCELLATION = "DECIDE_CANCELLATION"  # the commissioner
    DID_NOT_START = "DID_NOT_START"
    RECORD_CONSENT = "RECORD_CONSENT"
    SEND_LEAVERS_PLAN = "SEND_LEAVERS_PLAN"


@dataclass(frozen=True, kw_only=True)
class PageAct:
    """One act by hand; what it needs to say stands in the case."""

    on: date
    kind: PageActKind
    case: Case


def page_acts(plan: Plan, *, after: date, until: date) -> list[PageAct]:
    """The acts from the day after `after` to `until`, in the order of their days."""
    acts = (act for case in plan.cases for act in _acts_of(case) if after < act.on <= until)
    order = list(PageActKind)
    return sorted(acts, key=lambda act: (act.on, order.index(act.kind), act.case.reference))


def _acts_of(case: Case) -> Iterator[PageAct]:
    closing = {
        Fate.REJECTED: PageActKind.REJECT,
        Fate.WITHDRAWN: PageActKind.WITHDRAW,
        Fate.DID_NOT_START: PageActKind.DID_NOT_START,
    }
    reply = case.reply
    if reply.closed_on:
        yield PageAct(on=reply.closed_on, kind=closing[reply.fate], case=case)
    if asked := reply.cancellation:
        yield PageAct(on=asked.asked_on, kind=PageActKind.ASK_CANCELLATION, case=case)
        yield PageAct(on=asked.decided_on, kind=PageActKind.DECIDE_CANCELLATION, case=case)
    if case.exit and case.exit.consents is not None:
        yield PageAct(on=case.exit.on, kind=PageActKind.RECORD_CONSENT, case=case)
    if case.exit and case.exit.plan:
        yield PageAct(on=case.exit.plan.sent_on, kind=PageActKind.SEND_LEAVERS_PLAN, case=case)
