"""The tasks of one case: each with how far it has come and what stands in its way."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.acts.leavers_plans import CONSENT, KIND
from onward.casework.models import Referral, Status
from onward.casework.objections import rules_of
from onward.casework.plans import plan_due_on, plan_is_late
from onward.disclosures.about import AboutPerson
from onward.disclosures.models import Disclosure
from onward.programmes.outcomes import Assessment, WeeksOutcome
from onward.web.provider.case import Case
from onward.web.provider.next_due import outcome_of
from onward.web.provider.scope import days_left
from onward.web.provider.timeline import sending_words
from onward.web.records.tasks import Task
from onward.web.words import TaskStatus, date_words, deadline

NEVER_STARTED = (Status.REJECTED, Status.CANCELLED, Status.WITHDRAWN, Status.DID_NOT_START)


def tasks_of(case: Case, referral: Referral) -> list[Task]:
    """The tasks of a referral in the order they are done; none for one that came to nothing."""
    if referral.status in NEVER_STARTED:
        return list(_deletion(referral))
    return [
        _acknowledge(case, referral),
        _start(referral),
        _job(case, referral),
        *_outcomes(case, referral),
        _exit(referral),
        *_plan(case, referral),
    ]


def _deletion(referral: Referral) -> Iterator[Task]:
    if referral.status == Status.WITHDRAWN:
        confirmed = referral.deletion_confirmed_at
        yield Task(
            title=_("Delete what you were given, and confirm it"),
            status=TaskStatus.COMPLETED if confirmed else TaskStatus.PROBLEM,
            hint=_("Confirmed on %(day)s") % {"day": date_words(confirmed)} if confirmed else "",
            url="" if confirmed else reverse("provider:deletion", args=[referral.pk]),
        )


def _acknowledge(case: Case, referral: Referral) -> Task:
    title = _("Acknowledge the referral")
    if referral.acknowledged_at:
        words = _("On %(day)s") % {"day": date_words(referral.acknowledged_at)}
        return Task(title=title, status=TaskStatus.COMPLETED, hint=words)
    left = days_left(referral, today=case.today)
    words = deadline(referral.reply_due_on, left)
    return Task(
        title=title,
        status=TaskStatus.PROBLEM if left < 0 else TaskStatus.NOT_STARTED,
        hint=words[:1].upper() + words[1:],
        url="#reply",
    )


def _start(referral: Referral) -> Task:
    title = _("Record the start")
    if referral.started_on:
        words = _("Started on %(day)s") % {"day": date_words(referral.started_on)}
        return Task(title=title, status=TaskStatus.COMPLETED, hint=words)
    if referral.status != Status.ACKNOWLEDGED:
        words = _("The referral is acknowledged first")
        return Task(title=title, status=TaskStatus.CANNOT_START, hint=words)
    url = reverse("provider:start", args=[referral.pk])
    return Task(title=title, status=TaskStatus.NOT_STARTED, url=url)


def _job(case: Case, referral: Referral) -> Task:
    title, jobs = _("Record a job"), case.evidence_for(referral).jobs
    if referral.started_on is None:
        return Task(title=title, status=TaskStatus.CANNOT_START, hint=_("After the start"))
    url = reverse("provider:job", args=[referral.pk])
    if not jobs:
        return Task(title=title, status=TaskStatus.NOT_STARTED, url=url)
    hint = ngettext("%(num)s job recorded", "%(num)s jobs recorded", len(jobs))
    return Task(title=title, status=TaskStatus.COMPLETED, url=url, hint=hint % {"num": len(jobs)})


def _outcomes(case: Case, referral: Referral) -> Iterator[Task]:
    """One for each outcome of the programme; what has been reached is still to be claimed."""
    reached, claimed = case.reached(referral), case.claimed(referral)
    assessments = {each.outcome: each for each in case.evidence_for(referral).assessments(referral)}
    for outcome in rules_of(referral).outcomes:
        if outcome.code in claimed:
            status, claim = TaskStatus.COMPLETED, claimed[outcome.code]
            hint = _("Claim %(reference)s: %(status)s") % {
                "reference": claim.reference,
                "status": claim.get_status_display(),
            }
            url = reverse("provider:claim", args=[claim.pk])
        elif outcome.code in reached:
            status, url = TaskStatus.STARTED, reverse("provider:claims")
            hint = _("Reached on %(day)s, not claimed") % {
                "day": date_words(reached[outcome.code].achieved_on)
            }
        else:
            status, hint, url = _not_reached(referral, assessments.get(outcome.code))
        yield Task(title=_(outcome.name), status=status, hint=hint, url=url)


def _not_reached(referral: Referral, assessment: Assessment | None) -> tuple[TaskStatus, str, str]:
    if referral.started_on is None or assessment is None:
        return TaskStatus.CANNOT_START, "", ""
    outcome = outcome_of(referral, assessment.outcome)
    if not isinstance(outcome, WeeksOutcome):
        return TaskStatus.NOT_STARTED, "", ""
    counted = len(assessment.explanation.counted)
    words = _("%(counted)s of %(needed)s weeks so far")
    status = TaskStatus.STARTED if counted else TaskStatus.NOT_STARTED
    return status, words % {"counted": counted, "needed": outcome.weeks}, ""


def _exit(referral: Referral) -> Task:
    title = _("Record the exit")
    if referral.ended_on:
        reason = _(rules_of(referral).exit_reason(referral.end_reason).label)
        words = {"day": date_words(referral.ended_on), "reason": reason}
        hint = _("Left on %(day)s: %(reason)s") % words
        return Task(title=title, status=TaskStatus.COMPLETED, hint=hint)
    if referral.status != Status.STARTED:
        return Task(title=title, status=TaskStatus.CANNOT_START)
    url = reverse("provider:exit", args=[referral.pk])
    return Task(title=title, status=TaskStatus.NOT_STARTED, url=url)


def _plan(case: Case, referral: Referral) -> Iterator[Task]:
    """A plan has a place only after an exit without work, and goes only with consent."""
    title = _("Send the leavers plan")
    due_on = plan_due_on(referral)
    if due_on is None:
        yield Task(title=title, status=TaskStatus.CANNOT_START, hint=_("After the exit"))
        return
    if not rules_of(referral).leavers_plan_applies(referral.end_reason):
        return
    sent = _plan_sent(case, referral)
    if sent and sent.disclosure.status != Disclosure.Status.REFUSED:
        yield Task(title=title, status=_sent_status(sent), hint=sending_words(sent.disclosure))
    elif not consents_to_a_plan(case):
        url = reverse("provider:consents", args=[case.record.pk])
        hint = _("The person has not consented, so none may be written")
        yield Task(title=title, status=TaskStatus.CANNOT_START, hint=hint, url=url)
    else:
        is_late = plan_is_late(referral, on=case.today)
        words = _("Was due by %(day)s. It can still be sent, and is marked late")
        hint = (words if is_late else _("Due by %(day)s")) % {"day": date_words(due_on)}
        status = TaskStatus.PROBLEM if is_late else TaskStatus.NOT_STARTED
        yield Task(
            title=title, status=status, hint=hint, url=reverse("provider:plan", args=[referral.pk])
        )


def consents_to_a_plan(case: Case) -> bool:
    consent = case.consent(CONSENT)
    return consent is not None and consent.given and consent.withdrawn_on is None


def _plan_sent(case: Case, referral: Referral) -> AboutPerson | None:
    """The latest plan that was asked to be sent since the person left."""
    for about in case.disclosures:
        is_plan = about.is_ours and about.disclosure.kind == KIND
        if is_plan and referral.ended_on and localdate(about.disclosure.at) >= referral.ended_on:
            return about
    return None


def _sent_status(sent: AboutPerson) -> TaskStatus:
    done = {
        Disclosure.Status.SENT: TaskStatus.COMPLETED,
        Disclosure.Status.PREPARED: TaskStatus.STARTED,
        Disclosure.Status.SENDING: TaskStatus.STARTED,
    }
    return done.get(Disclosure.Status(sent.disclosure.status), TaskStatus.PROBLEM)
