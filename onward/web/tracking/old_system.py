"""What came from an old system: the report of each file, signed by name, and what it noted."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.catalogue import catalogue
from onward.intake.feeds import FEEDS
from onward.intake.old_systems.reporting import FieldLine, reports, sign_reports
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.models import OldWords, Takeover
from onward.tracking.taking_over.actions import CannotSign
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.records.reach import record_opened


class SignForm(PageForm):
    """Who answers for what came of the files."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    post = forms.CharField(label=gettext_lazy("Your post"), max_length=120)
    compared = forms.BooleanField(
        label=gettext_lazy("I have compared the counts with the old system, and they are right"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_RETURNS)
def old_system(request: StaffRequest) -> HttpResponse:
    form = SignForm(posted(request), initial={"name": request.user.name})
    if form.is_valid():
        name, post = form.cleaned_data["name"], form.cleaned_data["post"]
        try:
            number = sign_reports(name=name, post=post, by=request.user, at=now())
        except CannotSign as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(num)s report is signed.", "%(num)s reports are signed.", number)
            messages.success(request, words % {"num": number})
            return redirect("tracking:old-system")
    own = Takeover.objects.filter(organisation=request.acting_for).order_by("begun_at", "pk")
    told = reports(own)
    context = {
        "form": form,
        "files": [
            (takeover, landing, report, FEEDS[landing.feed].label, lines_of(report.fields))
            for takeover, landing, report in told
        ],
        "to_sign": any(takeover.signed_at is None for takeover, _landing, _report in told),
        "wide": True,
    }
    return render(request, "tracking/old_system.html", context)


@require_safe
@requires(Permission.TRACK)
def old_words(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record = record_opened(request, record_id, at=now())
    kept = OldWords.objects.filter(record=record).order_by("-on", "pk")
    return render(request, "tracking/old_words.html", {"record": record, "kept": kept})


def lines_of(fields: Iterable[FieldLine]) -> Sequence[tuple[str, FieldLine]]:
    """Each field under the name that people know it by."""
    return [(_label(line.field), line) for line in fields]


def _label(field: str) -> str:
    item = catalogue().get(field) or catalogue().get(f"activity_{field}")
    if item is not None:
        return _(item.label)
    return {"code": _("Activity"), "ended_on": _("Activity: ended")}.get(field, field)
