"""Reconciling a run: what each source says, where they differ, and that they do not."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.differences import Kind, Source, name_of
from onward.payments.models import Run
from onward.payments.reconcile import differences_of, reconcile
from onward.payments.reports import ReportRefused, said_of, set_aside
from onward.web.access import StaffRequest, requires
from onward.web.finance.forms import SetAside
from onward.web.finance.scope import own_run
from onward.web.forms import posted

A_PAGE = 50


@require_safe
@requires(Permission.SEE_MONEY)
def differences(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = own_run(request, run_id)
    said = said_of(run)
    context = {
        "run": run,
        "sources": [
            (name_of(source), len(said[source]), sum(line.pence for line in said[source]))
            for source in Source
        ],
        "columns_of": [(str(source), name_of(source)) for source in Source],
        "page": Paginator(differences_of(run), A_PAGE).get_page(request.GET.get("page")),
        "unknown": Kind.UNKNOWN,
        "is_reconciled": run.status == Run.Status.RECONCILED,
        "may_reconcile": request.user.may(Permission.RECONCILE),
        "wide": True,
    }
    return render(request, "finance/reconcile.html", context)


@require_POST
@requires(Permission.RECONCILE)
def reconciliation(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = own_run(request, run_id)
    try:
        found = reconcile(run, by=request.user, at=now())
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("finance:reconcile", run.pk)
    if found:
        messages.error(request, _differ(len(found)))
    else:
        messages.success(request, _("Reconciled: all four agree to the penny."))
    return redirect("finance:reconcile", run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECONCILE)
def set_aside_line(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Say why a line that no payfile holds is no matter."""
    run = own_run(request, run_id)
    named = {name: request.GET.get(name, "") for name in ("source", "reference")}
    form = SetAside(posted(request), initial=named)
    if form.is_valid():
        given = form.cleaned_data | {"source": Source(form.cleaned_data["source"])}
        try:
            set_aside(run, **given, by=request.user, at=now())
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Set aside. The line stays, with your reason."))
            return redirect("finance:reconcile", run.pk)
    context = {"run": run, "form": form, "narrow": True}
    return render(request, "finance/set_aside.html", context)


def _differ(count: int) -> str:
    words = ngettext(
        "%(num)s difference stands, so the run is not reconciled.",
        "%(num)s differences stand, so the run is not reconciled.",
        count,
    )
    return words % {"num": count}
