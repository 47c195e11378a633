"""Another authority is told of a young person, and what other authorities told this one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from onward.acts.moving import (
    CONSENT,
    LOST,
    MOVED,
    ask_another_authority,
    authorities_to_tell,
    hand_on_to_authority,
)
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.people.consents import give_consent
from onward.people.models import Record
from onward.programmes.participation.leaving import BadDeparture
from onward.tracking.following.actions import NoService
from onward.tracking.models import Following
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words, sentences
from onward.web.first_rows import page_of
from onward.web.forms import DateText, PageForm, posted
from onward.web.names import people_named
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.tracking.activity_forms import authority_places

A_PAGE = 50
LONGEST = 500
NEEDED: Mapping[str, Mapping[str, Promise]] = {
    LOST: {"because": gettext_lazy("Enter why you believe so: it is kept with what was told")},
    MOVED: {
        "on": gettext_lazy("Enter the day of the move"),
        "to_place": gettext_lazy("Choose the number of the authority"),
        "consented_on": gettext_lazy("Enter the day: without their consent nothing goes"),
        "wording": gettext_lazy("Enter the version that stands on the wording"),
    },
}


class MovingForm(PageForm):
    """To which authority, why, and what only one of the two reasons asks for."""

    to = forms.TypedChoiceField(label=gettext_lazy("Authority"))
    why = forms.ChoiceField(
        label=gettext_lazy("What has happened?"),
        choices=[
            (MOVED, gettext_lazy("They have moved there, and consent to what goes")),
            (LOST, gettext_lazy("We have lost track of them, and they may live there")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateText(
        label=gettext_lazy("When did they move?"),
        required=False,
        help_text=gettext_lazy("Only if they moved. For example, 27 3 2026"),
    )
    to_place = forms.ChoiceField(
        label=gettext_lazy("The authority's number in the return"),
        required=False,
        help_text=gettext_lazy("Only if they moved"),
    )
    consented_on = DateText(
        label=gettext_lazy("When did they consent?"),
        required=False,
        help_text=gettext_lazy("Only if they moved: without their consent nothing goes"),
    )
    wording = forms.SlugField(
        label=gettext_lazy("Version of the wording they were given"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Only if they moved. For example, 2025-1"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    because = forms.CharField(
        label=gettext_lazy("Why do you believe that they may live there?"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("Only if track of them is lost. It is kept here and does not go."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, authorities: Iterable[Organisation], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer_organisations("to", authorities, asks_of_one=False)
        self.offer("to_place", [("", _("No move")), *authority_places(today)])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, words in NEEDED.get(said.get("why", ""), {}).items():
            if name not in self.errors and not said.get(name):
                self.add_error(name, str(words))
        for name in ("on", "consented_on"):
            if (day := said.get(name)) and day > self.today:
                self.add_error(name, _("The day lies in the future. Give today or an earlier day."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def tell_authority(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    authorities = authorities_to_tell(on=localdate(at))
    form = MovingForm(posted(request), authorities=authorities, today=localdate(at))
    if form.is_valid() and _told(request, record, form, at=at):
        return redirect("tracking:person", record.pk)
    context = {
        "form": form,
        "record": record,
        "identity": identity_of(record),
        "authorities": authorities,
        "narrow": True,
    }
    return render(request, "tracking/tell_authority.html", context)


def _told(request: StaffRequest, record: Record, form: MovingForm, *, at: datetime) -> bool:
    try:
        disclosure = _tell(request, record, form.cleaned_data, at=at)
    except (BadDeparture, NoService) as refusal:
        form.add_error("to_place", str(refusal))
        return False
    if disclosure.refusals:
        form.add_error(None, " ".join(sentences(in_words(disclosure.refusals))))
        return False
    messages.success(request, _("%(authority)s is told.") % {"authority": disclosure.recipient})
    return True


def _tell(
    request: StaffRequest, record: Record, said: dict[str, Any], *, at: datetime
) -> Disclosure:
    if said["why"] == LOST:
        return ask_another_authority(
            record, of=said["to"], because=said["because"], by=request.user, at=at
        )
    give_consent(
        record,
        scope=CONSENT,
        wording=said["wording"],
        on=said["consented_on"],
        given=True,
        by=request.user,
        at=at,
    )
    return hand_on_to_authority(
        record,
        to=said["to"],
        authority_number=said["to_place"],
        on=said["on"],
        by=request.user,
        at=at,
    )


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A young person of whom another authority told this one."""

    record_id: UUID
    name: str
    what: str
    sender: Organisation
    on: date
    is_followed: bool


@require_safe
@requires(Permission.TRACK)
def arrivals(request: StaffRequest) -> HttpResponse:
    told = Parcel.objects.filter(
        recipient=request.acting_for,
        received_as__in=Record.objects.filter(erased_at=None, deceased_on=None).values("pk"),
        disclosure__kind__in=[LOST, MOVED],
    )
    page, shown = page_of(
        told.select_related("disclosure", "sender").order_by("-disclosure__ended_at", "pk"),
        number=request.GET.get("page"),
        per_page=A_PAGE,
    )
    context = {"page": page, "rows": _arrivals(shown), "wide": True}
    return render(request, "tracking/arrivals.html", context)


def _arrivals(parcels: Iterable[Parcel]) -> list[Arrival]:
    received = {each.received_as: each for each in parcels if each.received_as}
    followed = set(
        Following.objects.filter(record__in=received).values_list("record_id", flat=True)
    )
    names = people_named(received)
    return [
        Arrival(
            record_id=record_id,
            name=names[record_id],
            what=act_in_words(parcel.disclosure.kind),
            sender=parcel.sender,
            on=localdate(parcel.disclosure.ended_at),
            is_followed=record_id in followed,
        )
        for record_id, parcel in received.items()
    ]
