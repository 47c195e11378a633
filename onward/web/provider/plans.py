"""The leavers plan: only with consent, only without work, read before it leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.acts.leavers_plans import NoPlan, Plan, send_leavers_plan
from onward.agreements.catalogue import catalogue
from onward.casework.models import Referral
from onward.casework.plans import plan_due_on, plan_is_late
from onward.disclosures.models import Disclosure
from onward.disclosures.screening import Mark, marks
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.mark_words import MARKS
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
    marked = _marked(form) if form.is_valid() else []
    if form.is_valid() and not marked and _sent(request, referral, form):
        return redirect("provider:person", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "referral": referral,
        "form": form,
        "marked": marked,
        "due_on": plan_due_on(referral),
        "is_late": plan_is_late(referral, on=today),
    }
    return render(request, "provider/plan.html", context)


def _marked(form: PlanForm) -> list[str]:
    """What the screen found in the texts, unless somebody says that they have read them."""
    if form.cleaned_data["texts_read"]:
        return []
    texts = {
        "leavers_plan_summary": form.cleaned_data["summary"],
        "leavers_plan_next_steps": form.cleaned_data["next_steps"],
    }
    found = [_in_words(mark, texts[mark.item]) for mark in marks(texts)]
    if found:
        form.add_error("texts_read", _("Read the texts again, and tick this if all is right"))
    return found


def _in_words(mark: Mark, text: str) -> str:
    words = _('%(label)s: %(what)s, "%(text)s"')
    return words % {
        "label": catalogue()[mark.item].label,
        "what": MARKS.get(mark.kind, mark.kind),
        "text": text[mark.start : mark.end],
    }


def _sent(request: StaffRequest, referral: Referral, form: PlanForm) -> bool:
    written = Plan(summary=form.cleaned_data["summary"], next_steps=form.cleaned_data["next_steps"])
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
