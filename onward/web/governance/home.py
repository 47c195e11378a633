"""The data protection officer's first page: what waits, and where to look."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.agreements.models import Agreement
from onward.contracts.notices import leaves_out, programmes_with_offers
from onward.disclosures.models import Disclosure
from onward.disclosures.reviewing import waiting_for_review
from onward.ledger.sequencer import delay
from onward.parties.clock import machine_now, now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import counted
from onward.web.governance.ledger import is_behind
from onward.web.records.forms import SearchForm

RECENT = timedelta(days=30)
Status = Disclosure.Status


@require_safe
@requires(Permission.SEE_DISCLOSURES)
def home(request: StaffRequest) -> HttpResponse:
    own = Disclosure.objects.filter(sender=request.acting_for)
    context = {
        "search": SearchForm(),
        "unknown": counted(own.filter(status=Status.UNKNOWN)),
        "refused": counted(own.filter(status=Status.REFUSED, at__gte=now() - RECENT)),
        "unsigned": unsigned_by(request.acting_for),
        "to_review": counted(waiting_for_review()),
        "reviews_overdue": waiting_for_review().filter(review_due_on__lt=localdate(now())).exists(),
        "is_untold": any(leaves_out(each, at=now()) for each in programmes_with_offers()),
        "is_behind": is_behind(delay(at=machine_now())),
        "days": RECENT.days,
    }
    return render(request, "governance/home.html", context)


def unsigned_by(organisation: Organisation) -> int:
    """How many agreements wait for this organisation's signature."""
    standing = Agreement.objects.filter(ended_at=None, parties__organisation=organisation)
    return standing.exclude(signatures__organisation=organisation).count()
