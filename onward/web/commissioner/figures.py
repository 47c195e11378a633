"""Management information: each figure beside its definition, on a page and as a file."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.agreements.labels import Label
from onward.contracts.models import Contract
from onward.formats.mi_table import Measure
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.programmes.catalogue import VERSIONS
from onward.returns.management_information import (
    TellsOfOnePerson,
    as_file,
    label_of,
    measures,
)
from onward.values.period import Period
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import Figures
from onward.web.downloads import CSV, download


@require_safe
@requires(Permission.SEE_FIGURES)
def figures(request: StaffRequest) -> HttpResponse:
    form = _form(request)
    table = _table(form) if form.is_valid() else []
    context = {
        "filters": form,
        "forms": [form] if request.GET and form.errors else [],
        "table": table,
        "label": label_of(table),
        "is_anonymous": label_of(table) is Label.ANONYMOUS,
        "wide": True,
    }
    return render(request, "commissioner/figures.html", context)


@require_safe
@requires(Permission.SEE_FIGURES)
def file(request: StaffRequest) -> HttpResponse:
    """The same table as CSV: only where it is about no person, so that it is no disclosure."""
    form = _form(request)
    if not form.is_valid():
        return redirect("commissioner:figures")
    chosen = form.cleaned_data
    try:
        content = as_file(_table(form))
    except TellsOfOnePerson as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('commissioner:figures')}?{request.GET.urlencode()}")
    name = f"{chosen['programme']}-{chosen['first']}-{chosen['last']}.csv"
    return download(content, name=name, content_type=CSV)


def _table(form: Figures) -> list[Measure]:
    chosen = form.cleaned_data
    period = Period(chosen["first"], chosen["last"])
    return measures(chosen["commissioner"], programme=chosen["programme"], period=period)


def _form(request: StaffRequest) -> Figures:
    """What was asked for; without a question, the programme from its first day until today."""
    commissioners = _commissioners()
    asked = request.GET or _usual(commissioners, today=localdate(now()))
    return Figures(asked, commissioners=commissioners)


def _usual(commissioners: list[Organisation], *, today: date) -> dict[str, str]:
    programme = VERSIONS[-1]
    return {
        "commissioner": str(commissioners[0].pk) if commissioners else "",
        "programme": programme.code,
        "first": f"{programme.in_force_from:%d %m %Y}",
        "last": f"{max(today, programme.in_force_from):%d %m %Y}",
    }


def _commissioners() -> list[Organisation]:
    """Those of the contracts that the organisation acted for is a party to."""
    contracts = Contract.objects.values("commissioner")
    return list(Organisation.objects.filter(pk__in=contracts).order_by("name"))
