"""What is to be done next about each case of a list, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from onward.acts.plans_due import owing_a_plan
from onward.casework.models import Referral, Status
from onward.casework.objections import rules_of
from onward.casework.plans import plan_due_on
from onward.outcomes.models import Outcome
from onward.payments.models import Claim
from onward.programmes.outcomes import JobStartOutcome, WeeksOutcome
from onward.web.provider.scope import days_left, record_of
from onward.web.words import date_words, deadline


@dataclass(frozen=True, kw_only=True)
class Due:
    """The next thing, and whether its day has passed."""

    text: str = ""
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class NextDue:
    """What the next things of many cases depend on, read once for all of them."""

    today: date
    outcomes: Mapping[UUID, Sequence[Outcome]]
    claimed: frozenset[tuple[UUID, str]]
    owing: frozenset[UUID]

    @classmethod
    def of(cls, referrals: Sequence[Referral], *, today: date) -> "NextDue":
        ids = [referral.pk for referral in referrals]
        outcomes: dict[UUID, list[Outcome]] = {}
        for outcome in Outcome.objects.filter(referral__in=ids).order_by("achieved_on"):
            outcomes.setdefault(outcome.referral_id, []).append(outcome)
        claims = Claim.objects.filter(referral__in=list(outcomes))
        return cls(
            today=today,
            outcomes=outcomes,
            claimed=frozenset(claims.values_list("referral_id", "outcome")),
            owing=frozenset(each.pk for each in owing_a_plan(referrals, on=today)),
        )

    def about(self, referral: Referral) -> Due:
        """The next thing due of one case; nothing where it is over and done."""
        if record_of(referral).deceased_on is not None:
            return Due(text=_("Has died"), is_late=referral.status in BEFORE_THE_END)
        return self._to_claim(referral) or self._by_status(referral)

    def _to_claim(self, referral: Referral) -> Due | None:
        reached = self.outcomes.get(referral.pk, ())
        unclaimed = [each for each in reached if (referral.pk, each.code) not in self.claimed]
        if not unclaimed:
            return None
        names = ", ".join(outcome_name(referral, each.code) for each in unclaimed)
        return Due(text=_("Claim: %(outcomes)s") % {"outcomes": names})

    def _by_status(self, referral: Referral) -> Due:
        if referral.status == Status.REFERRED:
            left = days_left(referral, today=self.today)
            words = deadline(referral.reply_due_on, left)
            return Due(text=_("Reply %(due)s") % {"due": words}, is_late=left < 0)
        if referral.status == Status.ACKNOWLEDGED:
            asked = referral.cancellation_asked_at is not None
            waits = _("The commissioner decides on the cancellation")
            return Due(text=waits if asked else _("Record the start"))
        if referral.status == Status.STARTED:
            return self._support(referral)
        if referral.status == Status.WITHDRAWN and referral.deletion_confirmed_at is None:
            return Due(text=_("Confirm deletion"), is_late=True)
        return self._plan(referral)

    def _support(self, referral: Referral) -> Due:
        if referral.started_on is None:
            return Due()
        rules = rules_of(referral)
        starts = [
            outcome.achieved_on
            for outcome in self.outcomes.get(referral.pk, ())
            if outcome.code == rules.job_start.code
        ]
        ends_on = rules.support_ends_on(
            referral.started_on, job_started_on=starts[0] if starts else None
        )
        words = {"day": date_words(ends_on)}
        if ends_on <= self.today:
            return Due(text=_("Support ended on %(day)s: record the exit") % words, is_late=True)
        return Due(text=_("Support until %(day)s") % words)

    def _plan(self, referral: Referral) -> Due:
        due_on = plan_due_on(referral)
        if referral.pk not in self.owing or due_on is None:
            return Due()
        words = {"day": date_words(due_on)}
        if due_on < self.today:
            return Due(text=_("Leavers plan was due by %(day)s") % words, is_late=True)
        return Due(text=_("Leavers plan due by %(day)s") % words)


BEFORE_THE_END = frozenset({Status.REFERRED, Status.ACKNOWLEDGED, Status.STARTED})


def outcome_of(referral: Referral, code: str) -> JobStartOutcome | WeeksOutcome | None:
    """The outcome of this code in the rules that the case is decided by."""
    outcomes: Iterable[JobStartOutcome | WeeksOutcome] = rules_of(referral).outcomes
    return next((outcome for outcome in outcomes if outcome.code == code), None)


def outcome_name(referral: Referral, code: str) -> str:
    """What an outcome is called, in the reader's language."""
    outcome = outcome_of(referral, code)
    return _(outcome.name) if outcome else code
