"""Where agreements in force give one recipient two items that are not to come together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onward.agreements.apart import apart, given_together
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.web.access import StaffRequest, requires
from onward.web.governance.agreements import MAY_SEE
from onward.web.item_values import item_label


@require_safe
@requires(*MAY_SEE)
def listed(request: StaffRequest) -> HttpResponse:
    found = given_together(at=now())
    names = Organisation.objects.in_bulk([row.recipient for row in found])
    context = {
        "rows": [(names[row.recipient].name, row) for row in found],
        "pairs": apart(),
        "item_label": item_label,
        "wide": True,
    }
    return render(request, "governance/together.html", context)
