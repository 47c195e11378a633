"""The acts of the plan that have no file: done one by one, as people do them on pages."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby

from onward.acts.leavers_plans import CONSENT, NoPlan, Plan, send_leavers_plan
from onward.casework.models import Referral
from onward.casework.moves import InvalidMove
from onward.casework.referrals import (
    agree_cancellation,
    ask_cancellation,
    decline_cancellation,
    did_not_start,
    reject,
    withdraw,
)
from onward.demonstration.cases import Case
from onward.demonstration.cast import Cast
from onward.demonstration.days import LONDON
from onward.demonstration.page_acts import PageAct, PageActKind
from onward.demonstration.world import COMMISSIONER, DEPARTMENT
from onward.parties.models import Staff
from onward.people.consents import give_consent

KINDS = list(PageActKind)
WORDING = "wfs-consent-2017"


def do_by_hand(acts: Sequence[PageAct], *, cast: Cast, no_later_than: datetime) -> int:
    """Do these acts, each dated its own day; one that was done before is left. Returns how many.

    Whoever sits down does all of a kind that lies on the desk.
    """
    done = 0
    for (_kind, code, role), desk in groupby(sorted(acts, key=_desk), key=_desk):
        with cast.at_work(code, role) as staff:
            done += _work_through(list(desk), staff, no_later_than=no_later_than)
    return done


def _desk(act: PageAct) -> tuple[int, str, str]:
    return KINDS.index(act.kind), *_who(act)


def _work_through(desk: Sequence[PageAct], staff: Staff, *, no_later_than: datetime) -> int:
    cases = Referral.objects.filter(reference__in=[act.case.reference for act in desk])
    referrals = {each.reference: each for each in cases.select_related("received_as")}
    return sum(
        _do(act, referrals.get(act.case.reference), staff, min(_afternoon(act.on), no_later_than))
        for act in desk
    )


def _do(act: PageAct, referral: Referral | None, staff: Staff, at: datetime) -> bool:
    try:
        return referral is not None and _act_on(referral, act, staff, at)
    except (InvalidMove, NoPlan):  # it stands as it was left when this was done before
        return False


def _who(act: PageAct) -> tuple[str, str]:
    if act.kind == PageActKind.WITHDRAW:
        return DEPARTMENT, "REFERRAL_TEAM"
    if act.kind == PageActKind.DECIDE_CANCELLATION:
        return COMMISSIONER, "CONTRACT_MANAGER"
    return act.case.contract.provider, "CASEWORKER"


def _act_on(referral: Referral, act: PageAct, staff: Staff, at: datetime) -> bool:
    case, kind = act.case, act.kind
    if kind == PageActKind.WITHDRAW:
        withdraw(referral, reason=case.reply.reason, by=staff, at=at)
    elif kind == PageActKind.REJECT:
        reject(referral, reason=case.reply.reason, by=staff, at=at)
    elif kind == PageActKind.DID_NOT_START:
        did_not_start(referral, by=staff, at=at)
    elif kind == PageActKind.ASK_CANCELLATION and case.reply.cancellation:
        ask_cancellation(referral, reason=case.reply.cancellation.reason, by=staff, at=at)
    elif kind == PageActKind.DECIDE_CANCELLATION and case.reply.cancellation:
        decide = agree_cancellation if case.reply.cancellation.is_agreed else decline_cancellation
        decide(referral, by=staff, at=at)
    elif kind == PageActKind.RECORD_CONSENT:
        return _consent(referral, case, staff, at)
    elif kind == PageActKind.SEND_LEAVERS_PLAN:
        return _plan(referral, case, staff, at)
    return True


def _consent(referral: Referral, case: Case, staff: Staff, at: datetime) -> bool:
    record = referral.received_as
    if record is None or case.exit is None or case.exit.consents is None:
        return False
    if record.consents.filter(scope=CONSENT).exists():
        return False
    give_consent(
        record,
        scope=CONSENT,
        wording=WORDING,
        given=case.exit.consents,
        on=case.exit.on,
        by=staff,
        at=at,
    )
    return True


def _plan(referral: Referral, case: Case, staff: Staff, at: datetime) -> bool:
    if case.exit is None or case.exit.plan is None or _is_sent(referral):
        return False
    plan = Plan(
        summary=case.exit.plan.summary, next_steps=case.exit.plan.next_steps, texts_read=True
    )
    send_leavers_plan(referral, plan, by=staff, at=at)
    return True


def _is_sent(referral: Referral) -> bool:
    record = referral.received_as
    return record is not None and any(
        "leavers_plan_summary" in fact.values for fact in record.facts.all()
    )


def _afternoon(day: date) -> datetime:
    return datetime.combine(day, time(15), tzinfo=LONDON)
