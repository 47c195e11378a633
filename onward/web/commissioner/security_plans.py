"""Security plans of providers: each review recorded, the newest counts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.models import Organisation, SecurityPlan
from onward.parties.permissions import Permission
from onward.parties.security import NotReviewed, assure
from onward.web.access import StaffRequest, requires
from onward.web.commissioner.forms import PlanReview
from onward.web.commissioner.scope import PROVIDERS
from onward.web.forms import posted
from onward.web.names import staff_named


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ACCREDIT)
def review(request: StaffRequest, provider_id: int) -> HttpResponse:
    """What earlier reviews came to, and what a new one does."""
    at = now()
    provider = get_object_or_404(Organisation, pk=provider_id, kind__in=PROVIDERS)
    form = PlanReview(posted(request), initial={"assured_on": localdate(at)})
    if form.is_valid():
        try:
            assure(provider, **form.review, by=request.user, at=at)
        except NotReviewed as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The review is recorded. It counts from now on."))
            return redirect("commissioner:providers")
    own = SecurityPlan.objects.filter(provider=provider, assurer=request.acting_for)
    reviews = list(own.order_by("-assured_on", "-pk"))
    context = {
        "form": form,
        "provider": provider,
        "reviews": reviews,
        "reviewers": staff_named(each.reviewer for each in reviews),
    }
    return render(request, "commissioner/security_plan.html", context)
