"""Jobs, and the hours worked in them week by week; what they come to is worked out at once."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.casework.models import Referral
from onward.outcomes.evidence import record_jobs, record_weeks
from onward.outcomes.models import Job, WeekWorked
from onward.outcomes.reached import Evidence, evaluate, evidence_of
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.provider.next_due import outcome_name
from onward.web.provider.scope import record_of, referral_opened
from onward.web.provider.work_forms import (
    WEEKS_A_PAGE,
    JobForm,
    WeeksForm,
    page_of_weeks,
    pages_of_weeks,
    weeks_of,
)
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.identity import identity_of


@require_safe
@requires(Permission.KEEP_CASE)
def jobs(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    evidence = evidence_of([referral]).get(referral.pk, Evidence(jobs=()))
    weeks_known = Counter(week.job for week in evidence.weeks)
    context = {
        "record": record_of(referral),
        "identity": identity_of(record_of(referral)),
        "referral": referral,
        "jobs": [(job, weeks_known[job.reference]) for job in evidence.jobs],
    }
    return render(request, "provider/jobs.html", context)


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def add_job(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    form = JobForm(posted(request), initial={"reference": f"JOB-{secrets.token_hex(4).upper()}"})
    if form.is_valid() and _recorded_job(request, referral, form):
        return redirect("provider:person", record_of(referral).pk)
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Record a job"),
        button=_("Save"),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def correct_job(request: StaffRequest, job_id: UUID) -> HttpResponse:
    job = _own_job(request, job_id)
    referral = referral_opened(request, job.referral_id, at=now())
    names = ("employer", "started_on", "ended_on", "self_employed", "supported")
    held = {name: getattr(job, name) for name in names}
    filled_in = posted(request)
    if filled_in is not None:
        filled_in = filled_in.copy()
        filled_in["reference"] = job.reference
    form = JobForm(filled_in, initial=held | {"reference": job.reference})
    if form.is_valid() and _recorded_job(request, referral, form):
        return redirect("provider:jobs", referral.pk)
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Correct a job"),
        button=_("Save"),
        notes=[_("What was known before is kept beside it.")],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def weeks(request: StaffRequest, job_id: UUID) -> HttpResponse:
    job = _own_job(request, job_id)
    at = now()
    referral = referral_opened(request, job.referral_id, at=at)
    mondays = weeks_of(job, today=localdate(at))
    known = dict(WeekWorked.objects.filter(job=job).values_list("beginning", "minutes"))
    page = page_of_weeks(mondays, page=request.GET.get("page"), known=known)
    shown = mondays[(page - 1) * WEEKS_A_PAGE : page * WEEKS_A_PAGE]
    form = WeeksForm(posted(request), mondays=shown, known=known)
    if form.is_valid() and _recorded_weeks(request, referral, job, form):
        return redirect("provider:jobs", referral.pk)
    context = {
        "record": record_of(referral),
        "identity": identity_of(record_of(referral)),
        "referral": referral,
        "job": job,
        "form": form,
        "here": page,
        "pages": pages_of_weeks(mondays),
    }
    return render(request, "provider/weeks.html", context)


def _own_job(request: StaffRequest, job_id: UUID) -> Job:
    return get_object_or_404(Job.objects.filter(organisation=request.acting_for), pk=job_id)


def _recorded_job(request: StaffRequest, referral: Referral, form: JobForm) -> bool:
    at = now()
    recorded = record_jobs([form.new_job(referral)], by=request.user, at=at)
    for _new, reason in recorded.refused:
        form.add_error(None, reason)
    if recorded.refused:
        return False
    messages.success(request, _("Job recorded."))
    _say_what_is_reached(request, [referral], at=at)
    return True


def _recorded_weeks(request: StaffRequest, referral: Referral, job: Job, form: WeeksForm) -> bool:
    at = now()
    recorded = record_weeks(form.new_weeks(referral, job), by=request.user, at=at)
    for new, reason in recorded.refused:
        form.add_error(f"week-{new.beginning.isoformat()}", reason)
    if recorded.refused:
        return False
    messages.success(request, _("Hours recorded."))
    _say_what_is_reached(request, [referral], at=at)
    return True


def _say_what_is_reached(
    request: StaffRequest, referrals: Sequence[Referral], *, at: datetime
) -> None:
    for outcome in evaluate(referrals, at=at):
        name = outcome_name(outcome.referral, outcome.code)
        messages.success(request, _("Outcome reached: %(outcome)s.") % {"outcome": name})
