"""The risk of becoming NEET as pages explain it, and how a manager has it weighed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.programmes.participation.risk import (
    ADVICE,
    Characteristic,
    Factor,
    Flag,
    Graded,
    Indication,
    RiskRules,
)
from onward.tracking.following.risk import indications, own_risk_rules, weigh_risk
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted

MOST_POINTS = 20


class RiskForm(PageForm):
    """Points for each factor, and the sum from which somebody is listed."""

    def __init__(self, *args: Any, rules: RiskRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [factor.code for factor in rules.factors]
        for factor in rules.factors:
            self.fields[factor.code] = _points(_(factor.label), initial=most_points(factor))
        self.fields["threshold"] = _points(
            gettext_lazy("From how many points is somebody listed?"),
            initial=rules.threshold,
            least=1,
        )
        self.speak_plainly()

    @property
    def points(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.codes}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ALLOCATE)
def weighing(request: StaffRequest) -> HttpResponse:
    rules = own_risk_rules()
    form = RiskForm(posted(request), rules=rules)
    if form.is_valid():
        threshold = form.cleaned_data["threshold"]
        weigh_risk(form.points, threshold=threshold, by=request.user, at=now())
        messages.success(request, _("The list is weighed so from now on."))
        return redirect("tracking:risk")
    context = {"form": form, "rules": rules, "advice": _(ADVICE), "narrow": True}
    return render(request, "tracking/risk.html", context)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """What a person's page says of the advisory list."""

    is_listed: bool
    rows: list[tuple[str, str]]
    advice: str


def risk_of(record: Record, *, on: date) -> Risk:
    found = indications([record], on=on)[record.pk]
    return Risk(is_listed=found.is_listed, rows=list(risk_rows(found)), advice=_(ADVICE))


def reasons_in_words(found: Indication) -> list[str]:
    """Each reason with its points, heaviest first."""
    return [f"{_(each.label)} ({_counted(each.points)})" for each in found.reasons]


def risk_rows(found: Indication) -> Iterator[tuple[str, str]]:
    """The sum, its parts, and what nobody knows."""
    words = {"points": _counted(found.score), "threshold": found.threshold}
    listed = _("%(points)s: listed, from %(threshold)d on")
    yield (
        _("Points"),
        (listed if found.is_listed else _("%(points)s: listed from %(threshold)d on")) % words,
    )
    yield _("Why"), "; ".join(reasons_in_words(found)) or _("Nothing that is known weighs")
    if found.not_known:
        yield _("Not known"), "; ".join(_(label) for label in found.not_known)


def most_points(factor: Factor) -> int:
    match factor:
        case Graded():
            return max(step.points for step in factor.steps)
        case Flag() | Characteristic():
            return factor.weight


def _points(label: Any, *, initial: int, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=least,
        max_value=MOST_POINTS,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )


def _counted(points: int) -> str:
    return ngettext("%(num)d point", "%(num)d points", points) % {"num": points}
