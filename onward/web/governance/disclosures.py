"""Every disclosure from, to and on behalf of the organisation; one of them, entry by entry."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, Func, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.models import Party
from onward.agreements.purposes import purposes
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.warned import in_words as warnings_in_words
from onward.disclosures.why_not import in_words
from onward.ledger.heads import NotPlacedYet
from onward.ledger.models import Entry, Place
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words, channel_in_words, sentences
from onward.web.downloads import download_proof
from onward.web.first_rows import by_side, page_of
from onward.web.governance.forms import DisclosureFilter
from onward.web.governance.performers import performers
from onward.web.item_values import item_label
from onward.web.mark_words import MARKS
from onward.web.mending import pages_to_mend

A_PAGE = 25
MOST_LISTED = 2_500  # a hundred pages; whoever looks for more narrows the list


@require_safe
@requires(Permission.SEE_DISCLOSURES)
def listed(request: StaffRequest) -> HttpResponse:
    form = DisclosureFilter(request.GET, recipients=_recipients())
    form.is_valid()
    found = _found(form.cleaned_data).order_by("-at", "pk")
    page, rows = page_of(
        *by_side(found, "sender", "recipient", "on_behalf_of", own=request.acting_for.pk),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("sender", "recipient", "on_behalf_of"),
    )
    context = {
        "filters": form,
        "forms": [form] if form.errors else [],
        "page": page,
        "rows": rows,
        "act_in_words": act_in_words,
        "most": MOST_LISTED,
        "is_filtered": any(form.cleaned_data.values()),
        "wide": True,
    }
    return render(request, "governance/disclosures.html", context)


@require_safe
@requires(Permission.SEE_DISCLOSURES)
def one(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    related = ("sender", "recipient", "on_behalf_of", "agreement")
    disclosure = get_object_or_404(Disclosure.objects.select_related(*related), pk=disclosure_id)
    entries = Entry.objects.filter(about_id=disclosure.pk).order_by("entered_at", "pk")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    purpose = purposes().get(disclosure.purpose)
    context = {
        "disclosure": disclosure,
        "items": _items(disclosure),
        "reasons": _reasons(request.acting_for, disclosure),
        "mends": pages_to_mend(disclosure.refusals, staff=request.user),
        "warnings": warnings_in_words(disclosure.warnings),
        "readings": _readings(disclosure),
        "purpose": purpose.title if purpose else disclosure.purpose,
        "page": page,
        "places": _places(page.object_list),
        "doers": performers([disclosure.by, disclosure.settled_by]),
        "act_in_words": act_in_words,
        "channel_in_words": channel_in_words,
    }
    return render(request, "governance/disclosure.html", context)


@require_POST
@requires(Permission.SEE_DISCLOSURES)
def proof(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    entry = get_object_or_404(Entry, pk=entry_id)
    try:
        return download_proof(entry.pk)
    except NotPlacedYet as refusal:
        messages.error(request, str(refusal))
        return redirect("governance:disclosures")


def _recipients() -> list[Organisation]:
    """Nothing is given but under an agreement, so the recipients are parties of one."""
    parties = Party.objects.values("organisation")
    return list(Organisation.objects.filter(pk__in=parties).order_by("name"))


def _found(chosen: dict[str, Any]) -> QuerySet[Disclosure]:
    found = Disclosure.objects.all()
    if chosen.get("recipient"):
        found = found.filter(recipient=chosen["recipient"])
    if chosen.get("status"):
        found = found.filter(status=chosen["status"])
    if chosen.get("item"):
        holding = Parcel.objects.filter(disclosure=OuterRef("pk"), items__contains=[chosen["item"]])
        found = found.filter(Exists(holding))
    if chosen.get("first"):
        found = found.filter(at__gte=_midnight(chosen["first"]))
    if chosen.get("last"):
        found = found.filter(at__lt=_midnight(chosen["last"] + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    """When the day begins in London."""
    return make_aware(datetime.combine(day, time.min))


def _items(disclosure: Disclosure) -> list[str]:
    """The labels of everything that any one person's part holds."""
    parcels = Parcel.objects.filter(disclosure=disclosure)
    codes = parcels.annotate(code=Func(F("items"), function="unnest")).values_list("code")
    return sorted(item_label(code) for (code,) in codes.distinct())


def _readings(disclosure: Disclosure) -> list[str]:
    """Marked texts that were read and let through: the sender's own; the words are not kept."""
    kinds: dict[str, set[str]] = {}
    for item, found in disclosure.readings.values_list("item", "kinds"):
        kinds.setdefault(item, set()).update(found)
    return [
        f"{item_label(item)}: {', '.join(str(MARKS[kind]) for kind in sorted(found))}"
        for item, found in sorted(kinds.items())
    ]


def _reasons(organisation: Organisation, disclosure: Disclosure) -> list[str]:
    """Why it did not go: the sender's own affair, for it may tell of the sender's record."""
    is_ours = disclosure.sender_id == organisation.pk
    return sentences(in_words(disclosure.refusals)) if is_ours else []


def _places(entries: Iterable[Entry]) -> dict[UUID, int]:
    placed = Place.objects.filter(entry_id__in=[entry.pk for entry in entries])
    return dict(placed.values_list("entry_id", "place"))
