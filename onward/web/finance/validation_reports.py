"""The monthly payment validation report: sent by operations, listed for both sides."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.actions import NoAgreement
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.models import Claim
from onward.returns.validation_reports import KIND, send_validation_report
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.finance.forms import MonthOfReport
from onward.web.finance.scope import commissioners, own_claims
from onward.web.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_RUNS)
def reports(request: StaffRequest) -> HttpResponse:
    form = MonthOfReport(
        posted(request), commissioners=commissioners(request), months=_months(request)
    )
    if form.is_valid():
        payer, month = form.cleaned_data["commissioner"], form.cleaned_data["month"]
        first = date.fromisoformat(month)
        try:
            made = send_validation_report(payer, month=first, by=request.user, at=now())
        except NoAgreement as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, made)
            return redirect("finance:validation-reports")
    context = {"form": form, "sent": _sent(request), "month_of": _month_of}
    return render(request, "finance/validation_reports.html", context)


def _say(request: StaffRequest, made: Disclosure) -> None:
    if made.status == Disclosure.Status.REFUSED:
        messages.error(request, " ".join(sentences(in_words(made.refusals))))
    elif made.status == Disclosure.Status.SENT:
        messages.success(request, _("This month's report was sent before, and nothing changed."))
    else:
        messages.success(request, _("The report is on its way."))


def _sent(request: StaffRequest) -> list[Disclosure]:
    ours = Q(sender=request.acting_for) | Q(recipient=request.acting_for)
    rows = Disclosure.objects.filter(ours, kind=KIND).select_related("recipient")
    return list(rows.order_by("-at")[:24])


def _months(request: StaffRequest) -> list[tuple[str, str]]:
    """Every month in which something was paid, the latest first."""
    paid = own_claims(request).filter(status=Claim.Status.PAID)
    months = paid.dates("paid_on", "month", order="DESC")
    return [(month.isoformat(), date_format(month, "F Y")) for month in months]


def _month_of(disclosure: Disclosure) -> str:
    return date_format(date.fromisoformat(disclosure.cover["month"]), "F Y")
