"""What a contract's outcomes are worth, and where its provider is paid."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.contracts.actions import ApprovalRefused
from onward.contracts.bank_details import BadBankDetails, approve_bank_details, enter_bank_details
from onward.contracts.prices import PriceRefused, set_price
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import NewBankDetails, NewPrice
from onward.web.commissioner.scope import bank_details_of, outcomes_of, own_contract
from onward.web.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SET_UP_CONTRACTS)
def price(request: StaffRequest, contract_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    start = {"from_on": contract.starts_on}
    form = NewPrice(posted(request), initial=start, outcomes=outcomes_of(contract))
    if form.is_valid():
        try:
            set_price(contract, **form.cleaned_data, by=request.user, at=now())
        except PriceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Priced. Claims achieved before stay at theirs."))
            return redirect("commissioner:contract", contract.pk)
    context = {"form": form, "contract": contract, "narrow": True}
    return render(request, "commissioner/new_price.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SET_UP_CONTRACTS)
def bank(request: StaffRequest, contract_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    form = NewBankDetails(posted(request), initial={"from_on": contract.starts_on})
    if form.is_valid():
        parties = {"commissioner": contract.commissioner, "operations": contract.operations}
        given = form.cleaned_data | parties
        try:
            enter_bank_details(contract.provider, **given, by=request.user, at=now())
        except BadBankDetails as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Entered. Somebody else approves them."))
            return redirect("commissioner:contract", contract.pk)
    context = {"form": form, "contract": contract, "narrow": True}
    return render(request, "commissioner/new_bank_details.html", context)


@require_POST
@requires(Permission.APPROVE_CONTRACTS, Permission.SET_UP_CONTRACTS)
def bank_approval(request: StaffRequest, contract_id: UUID, details_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    details = get_object_or_404(bank_details_of(contract), pk=details_id)
    try:
        approve_bank_details(details, by=request.user, at=now())
    except ApprovalRefused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Approved. Payments go there from its first day."))
    return redirect("commissioner:contract", contract.pk)
