"""That the choice of providers was talked about with the person, before any referral."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.contracts.models import Notice
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.coach.forms import DiscussionForm
from onward.web.coach.offers import offers_to
from onward.web.forms import posted
from onward.web.records.keeping import keep
from onward.web.records.reach import record_opened


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def discussion(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    today = localdate(at)
    form = DiscussionForm(
        posted(request), today=today, initial={"on": today, **_given(request.acting_for)}
    )
    if form.is_valid():
        said = {
            "discussed_on": form.cleaned_data["on"].isoformat(),
            "notice_version": form.cleaned_data["notice_version"],
        }
        keep(record, said, by=request.user, at=at)
        messages.success(request, _("The discussion is recorded."))
        return redirect("coach:offers", record.pk)
    context = {"record": record, "form": form, "offers": offers_to(request.acting_for, at=at)}
    return render(request, "coach/discussion.html", context)


def _given(referrer: Organisation) -> dict[str, str]:
    """The version that people are given now, where one was published."""
    published = Notice.objects.filter(published_at__isnull=False)
    newest = published.filter(organisations__contains=[referrer.pk]).order_by("published_at").last()
    return {"notice_version": newest.version} if newest else {}
