"""The leavers plan: only with consent, only without work, read before it leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.acts.leavers_plans import NoPlan, Plan, send_leavers_plan
from onward.casework.models import Referral
from onward.casework.plans import plan_due_on, plan_is_late
from onward.disclosures.models import Disclosure
from onward.disclosures.reading import names_held
from onward.disclosures.screening import marks
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.marked import Marked, marked_in
from onward.web.provider.forms import PlanForm
from onward.web.provider.scope import record_of, referral_opened
from onward.web.records.act_page import FORM_METHODS
from onward.web.records.identity import identity_of


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def plan(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    at = now()
    referral = referral_opened(request, referral_id, at=at)
    record, today = record_of(referral), localdate(at)
    form = PlanForm(posted(request))
    marked = _marked(record, form) if form.is_valid() else []
    if form.is_valid() and not marked and _sent(request, referral, form):
        return redirect("provider:person", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "referral": referral,
        "form": form,
        "marked": marked,
        "shown": form.fingerprint if marked else "",
        "due_on": plan_due_on(referral),
        "is_late": plan_is_late(referral, on=today),
    }
    return render(request, "provider/plan.html", context)


def _marked(record: Record, form: PlanForm) -> list[Marked]:
    """What the screen found in the texts, unless somebody says that they have read just these."""
    if form.are_read:
        return []
    found = marks(form.texts, held=names_held([record]).get(record.pk))
    if found:
        form.add_error("texts_read", _("Read the texts again, and tick this if all is right"))
    return marked_in(form.texts, found)


def _sent(request: StaffRequest, referral: Referral, form: PlanForm) -> bool:
    written = Plan(
        summary=form.cleaned_data["summary"],
        next_steps=form.cleaned_data["next_steps"],
        texts_read=form.are_read,
    )
    try:
        made = send_leavers_plan(referral, written, by=request.user, at=now())
    except NoPlan as refusal:
        form.add_error(None, str(refusal))
        return False
    if made.status == Disclosure.Status.REFUSED:
        for reason in in_words(made.refusals):
            messages.error(request, f"{reason.what} {reason.remedy}")
        return True
    messages.success(request, _("The leavers plan is on its way to the work coach."))
    if "LATE" in made.warnings:
        messages.warning(request, _("It was sent after the last day for it, and is marked late."))
    return True
