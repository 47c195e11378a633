"""The first page of contract managers and of the operations team: what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.casework.tasks import cancellations_to_agree
from onward.contracts.models import BankDetails, Contract, Opportunity
from onward.parties.clock import now
from onward.parties.models import Accreditation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.scope import of_ours, own_contracts
from onward.web.first_rows import counted


@require_safe
@requires(Permission.SET_UP_CONTRACTS, Permission.APPROVE_CONTRACTS)
def home(request: StaffRequest) -> HttpResponse:
    contracts = own_contracts(request)
    approved = contracts.filter(status=Contract.Status.APPROVED)
    unpublished = Opportunity.objects.filter(of_ours(request), published_at=None)
    context = {
        "drafts": contracts.filter(status=Contract.Status.DRAFT).count(),
        "details": BankDetails.objects.filter(of_ours(request), approved_at=None).count(),
        "unpublished": unpublished.filter(contract__in=approved).count(),
        "cancellations": counted(cancellations_to_agree()),
        "unaccredited": _unaccredited(request),
        "may_approve": request.user.may(Permission.APPROVE_CONTRACTS),
        "may_answer": request.user.may(Permission.AGREE_CANCELLATION),
        "may_set_up": request.user.may(Permission.SET_UP_CONTRACTS),
    }
    return render(request, "commissioner/home.html", context)


def _unaccredited(request: StaffRequest) -> int:
    """Providers with a running contract whose accreditation does not stand today."""
    today = localdate(now())
    running = own_contracts(request).filter(ends_on__gte=today)
    pairs = set(running.values_list("provider_id", "commissioner_id"))
    held = Accreditation.objects.filter(provider_id__in={provider for provider, _own in pairs})
    standing = {(each.provider_id, each.commissioner_id) for each in held if each.stands_on(today)}
    return len(pairs - standing)
