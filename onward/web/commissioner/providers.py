"""Providers and whether their security is vouched for: recorded, and the operations team told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.actions import accredit, tell_operations
from onward.parties.clock import now
from onward.parties.models import Accreditation, Organisation
from onward.parties.permissions import Permission
from onward.parties.security import plans_among
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import NewAccreditation
from onward.web.commissioner.scope import PROVIDERS
from onward.web.forms import posted

A_PAGE = 50


@require_safe
@requires(Permission.ACCREDIT)
def listed(request: StaffRequest) -> HttpResponse:
    providers = Organisation.objects.filter(kind__in=PROVIDERS).order_by("name")
    page = Paginator(providers, A_PAGE).get_page(request.GET.get("page"))
    held = _own(request).filter(provider__in=page.object_list).order_by("-granted_on", "-pk")
    by_provider: dict[int, list[Accreditation]] = {}
    for accreditation in held.select_related("operations"):
        by_provider.setdefault(accreditation.provider_id, []).append(accreditation)
    today = localdate(now())
    pairs = {(provider.pk, request.acting_for.pk) for provider in page.object_list}
    plans = {provider: plan for (provider, _by), plan in plans_among(pairs, on=today).items()}
    context = {"page": page, "held": by_provider, "plans": plans, "today": today, "wide": True}
    return render(request, "commissioner/providers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ACCREDIT)
def accreditation(request: StaffRequest, provider_id: int) -> HttpResponse:
    provider = get_object_or_404(Organisation, pk=provider_id, kind__in=PROVIDERS)
    form = NewAccreditation(posted(request), initial={"granted_on": localdate(now())})
    if form.is_valid():
        accredit(provider, **form.cleaned_data)
        messages.success(request, _("Recorded. It counts once the operations team is told."))
        return redirect("commissioner:providers")
    context = {"form": form, "provider": provider, "narrow": True}
    return render(request, "commissioner/accredit.html", context)


@require_POST
@requires(Permission.ACCREDIT)
def notice(request: StaffRequest, accreditation_id: int) -> HttpResponse:
    """Tell the operations team, without whose knowledge nothing may be shared."""
    recorded = get_object_or_404(_own(request), pk=accreditation_id)
    tell_operations(recorded, at=now())
    words = _("%(team)s has been told.")
    messages.success(request, words % {"team": recorded.operations.name})
    return redirect("commissioner:providers")


def _own(request: StaffRequest) -> QuerySet[Accreditation]:
    return Accreditation.objects.filter(commissioner=request.acting_for)
