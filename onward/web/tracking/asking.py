"""Asking a jobcentre district about one young person or up to ten, in one act."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onward.agreements.models import Agreement, Party
from onward.agreements.standard import standard_agreement
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.people.models import Look, Record
from onward.tracking.data_requests.asking import STANDARD, Answered, Question, ask
from onward.tracking.data_requests.models import Channel
from onward.web.access import StaffRequest, requires
from onward.web.forms import chosen_ids, posted
from onward.web.item_values import item_label
from onward.web.names import people_named
from onward.web.records.reach import own_records
from onward.web.tracking.forms import AskForm

LATELY_OPENED = 30
MOST_POSTED = 50
# Asked for often and not in annex B: chosen, they are refused, and the page says so beforehand.
OFF_THE_LIST = ("nino", "claim_stage")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASK_FOR_DATA)
def asking(request: StaffRequest) -> HttpResponse:
    at = now()
    form = AskForm(
        posted(request),
        districts=_districts(request),
        items=_items(),
        initial={"channel": Channel.TELEPHONE, "keep_months": 12},
    )
    people = _people(request)
    chosen = _chosen(request, people)
    problem = ""
    if form.is_valid() and not (problem := "" if chosen else _("Choose at least one person.")):
        questions = [_question(record, form) for record in chosen]
        answered = ask(questions, of=form.cleaned_data["district"], by=request.user, at=at)
        _say(request, answered)
        if answered.done:
            return redirect("tracking:requests")
        problem = _("Nothing was asked.")
    context = {
        "form": form,
        "people": _listed(people),
        "chosen": [str(record.pk) for record in chosen],
        "not_in_annex": [item_label(item) for item in OFF_THE_LIST],
        "has_district": bool(_districts(request)),
        "problem": problem,
        "today": localdate(at),
    }
    return render(request, "tracking/asking.html", context)


def _districts(request: StaffRequest) -> list[Organisation]:
    """Those with which the authority has a memorandum, in force or not: asking says why not."""
    agreements = Agreement.objects.filter(standard=STANDARD)
    parties = Party.objects.filter(agreement__in=agreements).exclude(
        organisation=request.acting_for
    )
    found = Organisation.objects.filter(pk__in=parties.values("organisation"))
    return list(found.filter(kind=Organisation.Kind.JOBCENTRE_DISTRICT).order_by("name"))


def _items() -> list[tuple[str, str]]:
    annex = standard_agreement(STANDARD).items(from_role="district", to_role="authority")
    ordered = [*sorted(annex, key=item_label), *OFF_THE_LIST]
    return [(code, item_label(code)) for code in ordered]


def _people(request: StaffRequest) -> list[Record]:
    """The one whose page led here and those whom this adviser has opened lately."""
    looked = Look.objects.filter(staff=request.user.handle, what=Look.What.RECORD)
    handles = looked.order_by("-at").values_list("handle", flat=True)[: LATELY_OPENED * 4]
    order = {handle: place for place, handle in enumerate(dict.fromkeys(handles))}
    asked_for = chosen_ids(request.GET.getlist("person"), most=MOST_POSTED)
    named = chosen_ids(request.POST.getlist("people"), most=MOST_POSTED)
    alive = own_records(request).filter(deceased_on=None)
    records = {*alive.filter(handle__in=order), *alive.filter(pk__in=[*asked_for, *named])}
    return sorted(records, key=lambda record: order.get(record.handle, -1))[:LATELY_OPENED]


def _chosen(request: StaffRequest, people: Sequence[Record]) -> list[Record]:
    given = request.POST if request.method == "POST" else request.GET
    name = "people" if request.method == "POST" else "person"
    ids: set[UUID] = set(chosen_ids(given.getlist(name), most=MOST_POSTED))
    return [record for record in people if record.pk in ids]


def _listed(people: Iterable[Record]) -> list[dict[str, str]]:
    people = list(people)
    names = people_named(record.pk for record in people)
    return [{"id": str(record.pk), "name": names[record.pk]} for record in people]


def _question(record: Record, form: AskForm) -> Question:
    said = form.cleaned_data
    return Question(
        record=record,
        reason=said["reason"],
        items=frozenset(said["items"]),
        channel=said["channel"],
        no_contact=said["no_contact"],
        keep_months=said["keep_months"],
    )


def _say(request: StaffRequest, answered: Answered) -> None:
    if number := len(answered.done):
        words = ngettext("%(num)s request is made.", "%(num)s requests are made.", number)
        messages.success(request, words % {"num": number})
    names = people_named(question.record.pk for question, _reason in answered.refused)
    for question, reason in answered.refused:
        messages.error(request, f"{names[question.record.pk]}: {reason}")
