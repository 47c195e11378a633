"""The headline figures of a month, and the young people behind each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.programmes.participation.figures import Counts, percent, printed
from onward.programmes.participation.guarantee import Block, Offer
from onward.tracking.activities.telling import activities_on
from onward.tracking.following.actions import NoService
from onward.tracking.month.figures import Figure, Headline, headline, headlines_of_three, mean
from onward.values.period import month_before, months_after
from onward.web.access import StaffRequest, requires
from onward.web.forms import DateText, PageForm
from onward.web.names import people_named
from onward.web.tracking.activity_words import activity_label
from onward.web.words import date_words

A_PAGE = 50
MONTHS_OFFERED = 36
BLOCKS: dict[Block, Promise] = {
    Block.YEAR_11: gettext_lazy("September Guarantee: year 11"),
    Block.YEAR_12: gettext_lazy("September Guarantee: year 12"),
}
OFFERS: dict[Offer, Promise] = {
    Offer.MADE: gettext_lazy("Offer made"),
    Offer.NOT_APPROPRIATE: gettext_lazy("Offer not appropriate"),
    Offer.NONE: gettext_lazy("No offer"),
    Offer.NOT_RECORDED: gettext_lazy("Not recorded"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure: whom it counts, how many, of how many, and where they are."""

    label: str
    count: str
    percent: str
    url: str = ""


class FiguresForm(PageForm):
    """Days only, so it goes by GET."""

    month = forms.ChoiceField(label=gettext_lazy("At the end of"))
    known = DateText(
        label=gettext_lazy("As known at the end of"),
        required=False,
        help_text=gettext_lazy("Empty: as known now"),
    )
    mean = forms.BooleanField(
        label=gettext_lazy("With the mean of this month and the two before"), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("month", [(end.isoformat(), date_words(end)) for end in _month_ends(today)])

    @property
    def on(self) -> date:
        return date.fromisoformat(self.cleaned_data["month"])

    def known_at(self, at: datetime) -> datetime:
        day = self.cleaned_data["known"]
        return min(at, make_aware(datetime.combine(day, time.max))) if day else at


@require_safe
@requires(Permission.SEE_FIGURES)
def figures(request: StaffRequest) -> HttpResponse:
    at = now()
    form = _form(request, at=at)
    context: dict[str, Any] = {"filters": form, "wide": True}
    context["forms"] = [form] if request.GET and form.errors else []
    if form.is_valid():
        try:
            context |= _shown(request, form, at=at)
        except NoService as refusal:
            context["no_service"] = str(refusal)
    return render(request, "tracking/figures.html", context)


@require_safe
@requires(Permission.TRACK)
def people(request: StaffRequest) -> HttpResponse:
    """Those whom one figure counts."""
    at = now()
    form = _form(request, at=at)
    if not form.is_valid():
        raise Http404
    try:
        of_month = headline(form.on, known_at=form.known_at(at))
    except NoService as refusal:
        raise Http404 from refusal
    label, behind = _behind(of_month, request.GET.get("figure", ""))
    page = Paginator(sorted(behind), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "label": label,
        "on": form.on,
        "page": page,
        "rows": _named(list(page.object_list), on=form.on, known_at=form.known_at(at)),
        "back": f"{reverse('tracking:figures')}?{urlencode(_asked(form))}",
        "wide": True,
    }
    return render(request, "tracking/figure_people.html", context)


def _form(request: StaffRequest, *, at: datetime) -> FiguresForm:
    today = localdate(at)
    return FiguresForm(request.GET or {"month": month_before(today).last.isoformat()}, today=today)


def _shown(request: StaffRequest, form: FiguresForm, *, at: datetime) -> dict[str, Any]:
    on, known_at = form.on, form.known_at(at)
    is_mean_asked = form.cleaned_data["mean"]
    if is_mean_asked:
        months = headlines_of_three(on, known_at=known_at)
    else:
        months = [headline(on, known_at=known_at)]
    of_month = months[0]
    asked = _asked(form) if request.user.may(Permission.TRACK) else None
    return {
        "on": on,
        "rows": list(_rows(of_month, asked)),
        "offers": [(BLOCKS[block], list(_offer_rows(of_month, block, asked))) for block in Block],
        "mean": _mean_rows(mean(months)) if is_mean_asked else None,
    }


def _asked(form: FiguresForm) -> dict[str, str]:
    """The month and the moment again, for the address of the people behind a figure."""
    known = form.cleaned_data["known"]
    asked = {"month": form.on.isoformat()}
    return asked | ({"known": known.isoformat()} if known else {})


def _rows(of_month: Headline, asked: dict[str, str] | None) -> Iterator[Row]:
    of = of_month.counts.of
    for figure in Figure:
        count = len(of_month.behind(figure))
        yield Row(
            label=str(figure.label),
            count=f"{count:,}",
            percent="" if figure is Figure.COUNTED else _percent(Fraction(count), of=of),
            url=_address(asked, figure),
        )


def _offer_rows(of_month: Headline, block: Block, asked: dict[str, str] | None) -> Iterator[Row]:
    percents = of_month.percents(block)
    for offer, share in percents.items():
        yield Row(
            label=str(OFFERS[offer]),
            count=f"{len(of_month.behind_offer(block, offer)):,}",
            percent=f"{printed(share)}%",
            url=_address(asked, f"{block}.{offer}"),
        )


def _mean_rows(counts: Counts) -> list[Row]:
    parts = {
        Figure.COUNTED: counts.of,
        Figure.NEET: counts.neet,
        Figure.NOT_KNOWN: counts.not_known,
        Figure.NEET_OR_NOT_KNOWN: counts.neet_or_not_known,
    }
    return [
        Row(
            label=str(figure.label),
            count=printed(part),
            percent="" if figure is Figure.COUNTED else _percent(part, of=counts.of),
        )
        for figure, part in parts.items()
    ]


def _percent(part: Fraction, *, of: Fraction) -> str:
    share = percent(part, of=of)
    return "" if share is None else f"{printed(share)}%"


def _address(asked: dict[str, str] | None, figure: str) -> str:
    if asked is None:
        return ""
    return f"{reverse('tracking:figure-people')}?{urlencode(asked | {'figure': str(figure)})}"


def _behind(of_month: Headline, code: str) -> tuple[str, list[UUID]]:
    if code in Figure.values:
        figure = Figure(code)
        return str(figure.label), of_month.behind(figure)
    of_block, _dot, of_offer = code.partition(".")
    if of_block not in set(Block) or of_offer not in set(Offer):
        raise Http404
    block, offer = Block(of_block), Offer(of_offer)
    return f"{BLOCKS[block]}, {OFFERS[offer]}", of_month.behind_offer(block, offer)


def _named(ids: list[UUID], *, on: date, known_at: datetime) -> list[dict[str, Any]]:
    names = people_named(ids)
    doing = activities_on(Record.objects.filter(pk__in=ids), on=on, known_at=known_at)
    return [
        {
            "id": each,
            "name": names[each],
            "activity": activity_label(doing[each].code, on=on)
            if each in doing
            else _("Nothing told"),
        }
        for each in ids
    ]


def _month_ends(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for back in range(MONTHS_OFFERED):
        yield months_after(first, months=-back) - timedelta(days=1)
