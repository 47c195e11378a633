"""Keeping a line out of a person's statement, on a ground in law; and showing it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.rights.models import Withholding
from onward.rights.withholding import CannotWithhold, lift, withhold
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.governance.forms import WithholdingForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_DISCLOSURES)
def withholding(request: StaffRequest, record_id: UUID, entry_id: UUID) -> HttpResponse:
    own = Record.objects.filter(organisation=request.acting_for, erased_at=None)
    record = get_object_or_404(own, pk=record_id)
    form = WithholdingForm(posted(request))
    if form.is_valid():
        try:
            withhold(entry_id, **form.cleaned_data, by=request.user, at=now())
        except CannotWithhold as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The line is kept out of their statement."))
            return redirect("governance:sharing", record.pk)
    context = {"form": form, "record": record, "narrow": True}
    return render(request, "governance/withholding.html", context)


@require_POST
@requires(Permission.SEE_DISCLOSURES)
def end(request: StaffRequest, withholding_id: UUID) -> HttpResponse:
    own = Withholding.objects.filter(organisation=request.acting_for)
    try:
        lift(get_object_or_404(own, pk=withholding_id), by=request.user, at=now())
    except CannotWithhold as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The line is in their statement again."))
    return redirect("governance:home")
