"""Who is trained to give once, outside every agreement: named for a time, and ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.disclosures.models import TrainedGiver
from onward.disclosures.reviewing import NotDated, end_training, name_trained
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.governance.forms import TrainingForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVIEW_ONE_OFFS)
def listed(request: StaffRequest) -> HttpResponse:
    colleagues = Staff.objects.filter(organisation=request.acting_for, is_active=True)
    form = TrainingForm(posted(request), colleagues=colleagues.order_by("name"))
    if form.is_valid():
        try:
            name_trained(**form.cleaned_data, by=request.user, at=now())
        except NotDated as refusal:
            form.add_error("expires_on", str(refusal))
        else:
            messages.success(request, _("Named."))
            return redirect("governance:trained")
    rows = TrainedGiver.objects.select_related("staff").order_by("-expires_on", "staff__name")
    context = {"form": form, "rows": rows, "today": localdate(now())}
    return render(request, "governance/trained.html", context)


@require_POST
@requires(Permission.REVIEW_ONE_OFFS)
def ending(request: StaffRequest, trained_id: int) -> HttpResponse:
    trained = get_object_or_404(TrainedGiver.objects.select_related("staff"), pk=trained_id)
    at = now()
    end_training(trained, on=localdate(at), by=request.user, at=at)
    messages.success(request, _("Ended. They give nothing more from today on."))
    return redirect("governance:trained")
