"""The checks a claim passes before it is paid: each looks at one thing and says what it saw."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from onward.programmes.catalogue import NoSuchProgramme, programme_version
from onward.programmes.doubts import Doubt
from onward.programmes.rules import Programme
from onward.programmes.work import monday_of
from onward.values.period import Period

Saw = dict[str, str | int | list[str] | None]

WILL_NOT_START = frozenset({"REJECTED", "CANCELLED", "WITHDRAWN", "DID_NOT_START"})


@dataclass(frozen=True, kw_only=True)
class ReferralFacts:
    """What a check reads of a referral: codes and London dates."""

    status: str
    programme: str
    rules: str
    acknowledged_on: date | None
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class ClaimFacts:
    """Everything the checks of one claim read; None is what is not there or not to be seen.

    `on` is the day the provider would be paid; `other_claims` are references of this outcome's
    other claims that are paid or on their way.
    """

    on: date
    outcome: str
    achieved_on: date
    pence: int
    referral: ReferralFacts | None
    job_started_on: date | None
    contract_approved_on: date | None
    contract: Period | None
    accredited: bool
    price_pence: int | None
    other_claims: tuple[str, ...]
    bank_details_from: date | None
    is_special: bool

    @property
    def started_on(self) -> date | None:
        return self.referral.started_on if self.referral else None

    @property
    def acknowledged_on(self) -> date | None:
        return self.referral.acknowledged_on if self.referral else None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One check's answer, and the codes, dates and pence that it rests on."""

    code: str
    passed: bool
    saw: Saw


@dataclass(frozen=True, kw_only=True)
class PaymentCheck:
    """One thing that must hold before a claim is paid, and what to do where it does not."""

    code: str
    label: str
    remedy: str
    look: Callable[[ClaimFacts], tuple[bool, Saw]]


def findings(facts: ClaimFacts) -> list[Finding]:
    """Every check's answer, in order; none is left out because an earlier one failed.

    Source: money_statistics_users.md A.2 stage 2; PRODUCT section 3.5.
    """
    answers = ((check.code, *check.look(facts)) for check in CHECKS)
    return [Finding(code=code, passed=passed, saw=saw) for code, passed, saw in answers]


def failed(found: Iterable[Finding]) -> list[str]:
    """The codes of the checks that a claim did not pass."""
    return [finding.code for finding in found if not finding.passed]


def _referral_stands(facts: ClaimFacts) -> tuple[bool, Saw]:
    if facts.referral is None:
        return False, {}
    return facts.referral.status not in WILL_NOT_START, {"status": facts.referral.status}


def _started(facts: ClaimFacts) -> tuple[bool, Saw]:
    return facts.started_on is not None, {"started_on": _text(facts.started_on)}


def _acknowledged_before_start(facts: ClaimFacts) -> tuple[bool, Saw]:
    acknowledged_on, started_on = facts.acknowledged_on, facts.started_on
    saw: Saw = {"acknowledged_on": _text(acknowledged_on), "started_on": _text(started_on)}
    if acknowledged_on is None or started_on is None:
        return False, saw
    return acknowledged_on <= started_on, saw


def _outcome_after_start(facts: ClaimFacts) -> tuple[bool, Saw]:
    saw: Saw = {
        "started_on": _text(facts.started_on),
        "achieved_on": _text(facts.achieved_on),
        "on": _text(facts.on),
    }
    if facts.started_on is None:
        return False, saw
    return facts.started_on <= facts.achieved_on <= facts.on, saw


def _inside_support(facts: ClaimFacts) -> tuple[bool, Saw]:
    saw: Saw = {"achieved_on": _text(facts.achieved_on)}
    if facts.referral is None or facts.referral.started_on is None:
        return False, saw
    try:
        rules = programme_version(facts.referral.programme, version=facts.referral.rules)
    except NoSuchProgramme:
        return False, saw | {"rules": facts.referral.rules}
    window = _window(rules, facts, facts.referral.started_on)
    if window is None:
        return False, saw | {"outcome": facts.outcome}
    saw |= {"first": _text(window.first), "last": _text(window.last)}
    ends_on = rules.support_ends_on(facts.referral.started_on, job_started_on=facts.job_started_on)
    if facts.achieved_on >= ends_on:
        # How late weeks may be worked was never published: open question 17.
        saw["doubts"] = [str(Doubt.WEEKS_AFTER_SUPPORT)]
    return facts.achieved_on in window, saw


def _window(rules: Programme, facts: ClaimFacts, started_on: date) -> Period | None:
    """The days on which this outcome can come true; None for an outcome of another programme."""
    if facts.outcome == rules.job_start.code:
        end = rules.pre_employment_ends_on(started_on)
        return Period(started_on, end - timedelta(days=1))
    for outcome in rules.weeks_outcomes:
        if facts.outcome == outcome.code:
            weeks_begin = monday_of(facts.job_started_on or started_on)
            first = weeks_begin + timedelta(weeks=outcome.weeks) - timedelta(days=1)
            return Period(first, max(first, rules.arrangements_end_on))
    return None


def _not_ended_before(facts: ClaimFacts) -> tuple[bool, Saw]:
    if facts.referral is None:
        return False, {}
    ended_on = facts.referral.ended_on
    saw: Saw = {"ended_on": _text(ended_on), "achieved_on": _text(facts.achieved_on)}
    return ended_on is None or facts.achieved_on <= ended_on, saw


def _contract_approved(facts: ClaimFacts) -> tuple[bool, Saw]:
    approved_on, started_on = facts.contract_approved_on, facts.started_on
    saw: Saw = {"approved_on": _text(approved_on), "started_on": _text(started_on)}
    if facts.contract is None or approved_on is None or started_on is None:
        return False, saw
    saw |= {"first": _text(facts.contract.first), "last": _text(facts.contract.last)}
    return started_on in facts.contract and approved_on <= facts.on, saw


def _accredited(facts: ClaimFacts) -> tuple[bool, Saw]:
    return facts.accredited, {"on": _text(facts.on)}


def _price_right(facts: ClaimFacts) -> tuple[bool, Saw]:
    saw: Saw = {"claimed": facts.pence, "price": facts.price_pence}
    return facts.price_pence == facts.pence, saw


def _not_paid_before(facts: ClaimFacts) -> tuple[bool, Saw]:
    return not facts.other_claims, {"claims": list(facts.other_claims)}


def _bank_details_approved(facts: ClaimFacts) -> tuple[bool, Saw]:
    return facts.bank_details_from is not None, {"from": _text(facts.bank_details_from)}


def _paid_by_file(facts: ClaimFacts) -> tuple[bool, Saw]:
    # Says nothing of why: the provider reads this row.
    return not facts.is_special, {}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


CHECKS = (
    PaymentCheck(
        code="referral_stands",
        label=gettext_noop("The referral stands"),
        remedy=gettext_noop("An outcome of a referral that was taken back is not paid."),
        look=_referral_stands,
    ),
    PaymentCheck(
        code="started",
        label=gettext_noop("The person started"),
        remedy=gettext_noop("Record the start, then check the claim again."),
        look=_started,
    ),
    PaymentCheck(
        code="acknowledged_before_start",
        label=gettext_noop("The referral was acknowledged before the start"),
        remedy=gettext_noop("Correct the day of the start, then check the claim again."),
        look=_acknowledged_before_start,
    ),
    PaymentCheck(
        code="outcome_after_start",
        label=gettext_noop("The outcome is on or after the start and has happened"),
        remedy=gettext_noop("Look at the day of the outcome and the day of the start."),
        look=_outcome_after_start,
    ),
    PaymentCheck(
        code="inside_support",
        label=gettext_noop("The outcome is inside the time that the programme allows"),
        remedy=gettext_noop("Look at the day of the outcome and the day of the start."),
        look=_inside_support,
    ),
    PaymentCheck(
        code="not_ended_before",
        label=gettext_noop("The participation had not ended before the outcome"),
        remedy=gettext_noop("Correct the day it ended, then check the claim again."),
        look=_not_ended_before,
    ),
    PaymentCheck(
        code="contract_approved",
        label=gettext_noop("The contract is approved and was running at the start"),
        remedy=gettext_noop("Ask the commissioner to approve the contract."),
        look=_contract_approved,
    ),
    PaymentCheck(
        code="accredited",
        label=gettext_noop("The provider is accredited on the day of payment"),
        remedy=gettext_noop("Ask the commissioner to renew the accreditation."),
        look=_accredited,
    ),
    PaymentCheck(
        code="price_right",
        label=gettext_noop("The price is the contract's on the day of the outcome"),
        remedy=gettext_noop("Take the claim at the contract's price, then check it again."),
        look=_price_right,
    ),
    PaymentCheck(
        code="not_paid_before",
        label=gettext_noop("The outcome is not paid or being paid already"),
        remedy=gettext_noop("An outcome is paid once."),
        look=_not_paid_before,
    ),
    PaymentCheck(
        code="bank_details_approved",
        label=gettext_noop("The provider's bank details are approved"),
        remedy=gettext_noop("Have the bank details approved by a second person."),
        look=_bank_details_approved,
    ),
    PaymentCheck(
        code="paid_by_file",
        label=gettext_noop("The outcome is paid by payfile"),
        remedy=gettext_noop("Enter it in the clerical register."),
        look=_paid_by_file,
    ),
)
