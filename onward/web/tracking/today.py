"""Counts of young people as they stand today, and the people behind each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.lookups import one_of
from onward.programmes.participation.figures import printed
from onward.tracking.models import Following
from onward.tracking.today.grid import Counts, What, counted, counted_for, share_not_known
from onward.tracking.today.standing import Stands, standing
from onward.tracking.today.wards import ward_of
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import PageForm
from onward.web.tracking.cohort import A_PAGE, rows_of

NO_SCHOOL = "none"
SIXTEEN_AND_SEVENTEEN = "12-13"
YEARS: Mapping[str, frozenset[int]] = {
    SIXTEEN_AND_SEVENTEEN: frozenset({12, 13}),
    **{str(group): frozenset({group}) for group in range(9, 22)},
}


class YearsForm(PageForm):
    """Codes only, so it goes by GET."""

    years = forms.ChoiceField(label=gettext_lazy("Year groups"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {SIXTEEN_AND_SEVENTEEN: _("Years 12 and 13")}
        named = [(code, words.get(code, _("Year %(num)s") % {"num": code})) for code in YEARS]
        self.offer("years", [("", _("Every year")), *named])

    @property
    def code(self) -> str:
        return self.cleaned_data["years"] if self.is_valid() else ""

    def of(self, people: Iterable[Stands]) -> list[Stands]:
        """Those of the year groups that are asked for."""
        years = YEARS.get(self.code)
        return [each for each in people if years is None or each.year_group in years]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: what it is of, each count and where its people are."""

    label: str
    counts: Counts
    share: str
    where: Mapping[str, str]  # of the address: which school, years, ward
    url: str = ""

    def people(self, what: What) -> str:
        return f"{reverse('tracking:today-people')}?{urlencode({**self.where, 'what': what})}"


@require_safe
@requires(Permission.TRACK)
def people(request: StaffRequest) -> HttpResponse:
    """Behind one number of either: counted anew by the same rules."""
    at = now()
    form, asked = YearsForm(request.GET), request.GET
    what = What(asked["what"]) if asked.get("what") in What.values else What.PEOPLE
    found = form.of(standing(at=at))
    if school := asked.get("school"):
        found = [each for each in found if (each.school or NO_SCHOOL) == school]
    if ward := asked.get("ward"):
        lives_in = ward_of(found, on=localdate(at))
        found = [each for each in found if lives_in[each.record_id] == ward]
    followed = Following.objects.filter(one_of("record_id", counted_for(what, found)))
    page, shown = page_of(
        followed.order_by("record_id"),
        number=asked.get("page"),
        per_page=A_PAGE,
        known=followed.count(),
        related=("record",),
    )
    context = {
        "label": what.label,
        "page": page,
        "rows": rows_of(shown, on=localdate(at)),
        "back": reverse("tracking:wards" if ward else "tracking:schools"),
        "wide": True,
    }
    return render(request, "tracking/today_people.html", context)


def row_of(label: str, people: list[Stands], where: Mapping[str, str], *, url: str = "") -> Row:
    """The counts of these people, who are found again by `where`."""
    counts = counted(people)
    share = share_not_known(counts)
    words = "" if share is None else f"{printed(share)}%"
    return Row(label=label, counts=counts, share=words, where=where, url=url)
