"""Signing a run: what is out of the ordinary, what stands against it, and the yes itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.exceptions import exceptions_in
from onward.payments.models import Run
from onward.payments.signing import SigningRefused, reasons_not_to_sign, sign
from onward.programmes.doubts import TEXT
from onward.web.access import StaffRequest, requires
from onward.web.finance.scope import own_run


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_RUNS)
def signatures(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """The hash of what was shown is posted with the yes, so that nothing else is signed."""
    run = own_run(request, run_id)
    if request.method != "POST":
        reasons = reasons_not_to_sign(run, saw=run.lines_hash, by=request.user)
        return _page(request, run, reasons)
    try:
        sign(run, saw=request.POST.get("saw", ""), by=request.user, at=now())
    except SigningRefused as refusal:
        return _page(request, run, refusal.reasons, is_refused=True)
    messages.success(request, _signed(run))
    return redirect("finance:run", run.pk)


def _page(
    request: StaffRequest, run: Run, reasons: list[str], *, is_refused: bool = False
) -> HttpResponse:
    exceptions = exceptions_in(run)
    context = {
        "run": run,
        "reasons": reasons,
        "exceptions": exceptions,
        "doubts": [_(TEXT[doubt]) for doubt in exceptions.doubts],
        "problem": is_refused,
    }
    return render(request, "finance/signing.html", context)


def _signed(run: Run) -> str:
    if run.status == Run.Status.SIGNED:
        return _("Signed. Two have signed: the operations team can release the payfile.")
    return _("Signed. Someone else signs next.")
