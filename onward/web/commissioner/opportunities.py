"""What work coaches can refer to: added, published once the contract is approved, withdrawn."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.contracts.actions import PublicationRefused, add_opportunity, publish, withdraw
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import NewOpportunity
from onward.web.commissioner.scope import own_contract, own_opportunity
from onward.web.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SET_UP_CONTRACTS)
def new(request: StaffRequest, contract_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    form = NewOpportunity(posted(request))
    if form.is_valid():
        try:
            add_opportunity(contract, **form.cleaned_data, by=request.user, at=now())
        except IntegrityError:
            form.add_error("code", _("This code is taken. Give another."))
        else:
            messages.success(request, _("Added. Work coaches see it once it is published."))
            return redirect("commissioner:contract", contract.pk)
    context = {"form": form, "contract": contract, "narrow": True}
    return render(request, "commissioner/new_opportunity.html", context)


@require_POST
@requires(Permission.SET_UP_CONTRACTS)
def publication(request: StaffRequest, opportunity_id: UUID) -> HttpResponse:
    return _change(request, opportunity_id, publish, _("Published: work coaches can refer to it."))


@require_POST
@requires(Permission.SET_UP_CONTRACTS)
def withdrawal(request: StaffRequest, opportunity_id: UUID) -> HttpResponse:
    said = _("Withdrawn. Referrals already made to it stand.")
    return _change(request, opportunity_id, withdraw, said)


def _change(
    request: StaffRequest, opportunity_id: UUID, change: Callable[..., None], said: str
) -> HttpResponse:
    opportunity = own_opportunity(request, opportunity_id)
    try:
        change(opportunity, by=request.user, at=now())
    except PublicationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("commissioner:contract", opportunity.contract_id)
