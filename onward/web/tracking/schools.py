"""School by school: how many young people, how well known, and what came of this year's offers."""

from collections.abc import Iterator, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.today.grid import What
from onward.tracking.today.standing import Stands, school_names, standing
from onward.web.access import StaffRequest, requires
from onward.web.tracking.today import NO_SCHOOL, Row, YearsForm, row_of


@require_safe
@requires(Permission.TRACK)
def schools(request: StaffRequest) -> HttpResponse:
    """Every school and college, or one of them by year group."""
    form = YearsForm(request.GET)
    people, names = standing(at=now()), school_names()
    one = request.GET.get("school", "")
    rows = _of_school(people, one) if one else _by_school(form.of(people), names, years=form.code)
    context = {
        "filter": form,
        "school": one and _school(one, names),
        "rows": list(rows),
        "columns": list(What),
        "wide": True,
    }
    return render(request, "tracking/schools.html", context)


def _by_school(people: list[Stands], names: Mapping[str, str], *, years: str) -> Iterator[Row]:
    by_school: dict[str, list[Stands]] = {}
    for each in people:
        by_school.setdefault(each.school or NO_SCHOOL, []).append(each)
    for code in sorted(by_school, key=lambda code: (code == NO_SCHOOL, _school(code, names))):
        where = {"school": code, "years": years}
        url = f"{reverse('tracking:schools')}?{urlencode({'school': code})}"
        yield row_of(_school(code, names), by_school[code], where, url=url)


def _of_school(people: list[Stands], school: str) -> Iterator[Row]:
    here = [each for each in people if (each.school or NO_SCHOOL) == school]
    for group in sorted({each.year_group for each in here if each.year_group is not None}):
        of_group = [each for each in here if each.year_group == group]
        label = _("Year %(num)s") % {"num": group}
        yield row_of(label, of_group, {"school": school, "years": str(group)})


def _school(code: str, names: Mapping[str, str]) -> str:
    return _("No school or college told") if code == NO_SCHOOL else names.get(code, code)
