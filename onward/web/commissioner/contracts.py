"""Contracts: set up by the operations team, approved by somebody else for the commissioner."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.contracts.actions import ApprovalRefused, BadContract, approve, set_up
from onward.contracts.models import Contract, Opportunity, Price
from onward.parties.actions import is_accredited
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.programmes.catalogue import NoSuchProgramme
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import NewContract
from onward.web.commissioner.scope import (
    bank_details_of,
    outcomes_of,
    own_contract,
    own_contracts,
)
from onward.web.forms import posted
from onward.web.names import staff_named

A_PAGE = 50
MAY_SEE = (Permission.SET_UP_CONTRACTS, Permission.APPROVE_CONTRACTS)
Status = Contract.Status


@require_safe
@requires(*MAY_SEE)
def listed(request: StaffRequest) -> HttpResponse:
    contracts = own_contracts(request)
    counts = dict(contracts.order_by().values_list("status").annotate(Count("pk")))
    chosen = request.GET.get("status")
    shown = contracts.filter(status=chosen) if chosen in Status.values else contracts
    page = Paginator(shown.order_by("reference"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "by_state": [(status, counts.get(status, 0)) for status in Status],
        "may_set_up": request.user.may(Permission.SET_UP_CONTRACTS),
        "wide": True,
    }
    return render(request, "commissioner/contracts.html", context)


@require_safe
@requires(*MAY_SEE)
def one(request: StaffRequest, contract_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    prices = Price.objects.filter(contract=contract).order_by("outcome", "-from_on")
    opportunities = Opportunity.objects.filter(contract=contract).select_related("referrer")
    context = {
        "contract": contract,
        "prices": prices,
        "outcomes": dict(outcomes_of(contract)),
        "opportunities": opportunities.order_by("code"),
        "bank_details": bank_details_of(contract).order_by("-from_on", "-made_at"),
        "is_accredited": _is_accredited(contract, on=localdate(now())),
        "own_handle": request.user.handle,
        "names": staff_named([contract.made_by, contract.approved_by]),
        "may_approve": request.user.may(Permission.APPROVE_CONTRACTS),
        "may_set_up": request.user.may(Permission.SET_UP_CONTRACTS),
    }
    return render(request, "commissioner/contract.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SET_UP_CONTRACTS)
def new(request: StaffRequest) -> HttpResponse:
    form = NewContract(posted(request))
    if form.is_valid():
        try:
            contract = set_up(**form.cleaned_data, by=request.user, at=now())
        except (BadContract, NoSuchProgramme) as refusal:
            form.add_error(
                "ends_on" if isinstance(refusal, BadContract) else "starts_on", str(refusal)
            )
        except IntegrityError:
            form.add_error("reference", _("This reference is taken. Give another."))
        else:
            messages.success(request, _("Set up. Somebody of the commissioner approves it."))
            return redirect("commissioner:contract", contract.pk)
    return render(request, "commissioner/new_contract.html", {"form": form, "narrow": True})


@require_POST
@requires(Permission.APPROVE_CONTRACTS)
def approval(request: StaffRequest, contract_id: UUID) -> HttpResponse:
    contract = own_contract(request, contract_id)
    try:
        approve(contract, by=request.user, at=now())
    except ApprovalRefused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Approved. Its opportunities can be published."))
    return redirect("commissioner:contract", contract.pk)


def _is_accredited(contract: Contract, *, on: date) -> bool:
    return is_accredited(contract.provider, commissioner=contract.commissioner, on=on)
