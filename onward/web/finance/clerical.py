"""The register of outcomes paid by hand: entered by one, approved by another, marked as paid."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.contracts.models import Contract
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.payments.clerical import ClericalRefused, approve_payment, enter_payment, mark_paid
from onward.payments.models import ClericalPayment
from onward.web.access import StaffRequest, requires
from onward.web.finance.forms import ClericalEntry, PaidOn
from onward.web.finance.scope import outcome_in_words
from onward.web.forms import posted

A_PAGE = 25


@require_safe
@requires(Permission.PAY_CLERICALLY)
def register(request: StaffRequest) -> HttpResponse:
    payments = _own(request).order_by("-number")
    context = {
        "page": Paginator(payments, A_PAGE).get_page(request.GET.get("page")),
        "own_handle": request.user.handle,
        "outcome_in_words": outcome_in_words,
        "wide": True,
    }
    return render(request, "finance/clerical.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY_CLERICALLY)
def new(request: StaffRequest) -> HttpResponse:
    form = ClericalEntry(posted(request), providers=_providers(request))
    if form.is_valid():
        try:
            payment = enter_payment(**form.cleaned_data, by=request.user, at=now())
        except ClericalRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Payment %(number)d is entered. Someone else approves it.")
            messages.success(request, words % {"number": payment.number})
            return redirect("finance:clerical")
    return render(request, "finance/new_clerical.html", {"form": form, "narrow": True})


@require_POST
@requires(Permission.PAY_CLERICALLY)
def approval(request: StaffRequest, payment_id: UUID) -> HttpResponse:
    payment = get_object_or_404(_own(request), pk=payment_id)
    try:
        approve_payment(payment, by=request.user, at=now())
    except ClericalRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Approved. It is owed until it is marked as paid."))
    return redirect("finance:clerical")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY_CLERICALLY)
def payment(request: StaffRequest, payment_id: UUID) -> HttpResponse:
    entry = get_object_or_404(_own(request), pk=payment_id)
    form = PaidOn(posted(request), initial={"on": localdate(now())})
    if form.is_valid():
        try:
            mark_paid(entry, on=form.cleaned_data["on"], by=request.user, at=now())
        except ClericalRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Marked as paid."))
            return redirect("finance:clerical")
    context = {"form": form, "payment": entry, "narrow": True}
    return render(request, "finance/clerical_payment.html", context)


def _own(request: StaffRequest) -> QuerySet[ClericalPayment]:
    own = ClericalPayment.objects.filter(organisation=request.acting_for)
    return own.select_related("provider")


def _providers(request: StaffRequest) -> list[Organisation]:
    contracts = Contract.objects.filter(commissioner=request.acting_for).values("provider")
    return list(Organisation.objects.filter(pk__in=contracts).order_by("name"))
