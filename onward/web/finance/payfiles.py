"""The payfile of a signed run, and the report of what it held, are handed to the gate."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onward.agreements.actions import NoAgreement
from onward.disclosures.models import Disclosure
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.run_lines import LinesChanged
from onward.returns.payfiles import NotReleased, refused_in_words, release_payfile, report_payfile
from onward.web.access import StaffRequest, requires
from onward.web.finance.scope import own_run


@require_POST
@requires(Permission.PREPARE_RUNS)
def payfile(request: StaffRequest, run_id: UUID) -> HttpResponse:
    return _handed_over(request, run_id, release_payfile, _("The payfile is on its way."))


@require_POST
@requires(Permission.PREPARE_RUNS)
def report(request: StaffRequest, run_id: UUID) -> HttpResponse:
    return _handed_over(request, run_id, report_payfile, _("The payfile report is on its way."))


def _handed_over(
    request: StaffRequest, run_id: UUID, hand_over: Callable[..., Disclosure], said: str
) -> HttpResponse:
    run = own_run(request, run_id)
    try:
        made = hand_over(run, by=request.user, at=now())
    except (NotReleased, LinesChanged, NoAgreement) as refusal:
        messages.error(request, str(refusal))
        return redirect("finance:run", run.pk)
    if made.status == Disclosure.Status.REFUSED:
        messages.error(request, refused_in_words(made, run))
    else:
        messages.success(request, said)
    return redirect("finance:run", run.pk)
