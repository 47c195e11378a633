"""How the lists of each kind are written: set once, for every file that comes from then on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.models import Agreement, Party
from onward.intake.access import may_upload
from onward.intake.early_leavers.handing_over import STANDARD
from onward.intake.feed import Feed
from onward.intake.feeds import FEEDS
from onward.intake.list_settings import BadSettings, Settings, keep_settings, settings_of
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.tracking.list_forms import ListSettingsForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.UPLOAD)
def list_settings(request: StaffRequest, feed: str) -> HttpResponse:
    of = _feed(request, feed)
    held = Settings(**settings_of(of.code))
    senders = _senders(request) if "senders" in of.is_set else []
    form = ListSettingsForm(posted(request), feed=of, senders=senders, held=held)
    if form.is_valid():
        try:
            keep_settings(of, form.settings, by=request.user, at=now())
        except BadSettings as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("Set for every file that comes from now on."))
            return redirect("tracking:uploads")
    return render(request, "tracking/list_settings.html", {"form": form, "feed": of})


def _feed(request: StaffRequest, code: str) -> Feed:
    feed = FEEDS.get(code)
    if feed is None or not feed.is_set or not may_upload(request.user, feed):
        raise Http404
    return feed


def _senders(request: StaffRequest) -> list[Organisation]:
    """Schools and colleges with which an agreement to tell of leavers was drawn up."""
    agreements = Agreement.objects.filter(standard=STANDARD)
    parties = Party.objects.filter(agreement__in=agreements, role="institution")
    found = Organisation.objects.filter(pk__in=parties.values("organisation"))
    return list(found.exclude(pk=request.acting_for.pk).order_by("name"))
