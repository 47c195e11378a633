"""What is filled in about jobs and the hours worked in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.casework.models import Referral
from onward.outcomes.models import Job
from onward.outcomes.new_evidence import NewJob, NewWeek
from onward.programmes.work import WEEK, monday_of, sunday_of
from onward.web.forms import DateText, PageForm
from onward.web.words import date_words

WEEKS_A_PAGE = 13
HOURS_IN_A_WEEK = 168


class JobForm(PageForm):
    """One job. The reference is made with the form, so that sending it twice adds one job."""

    employer = forms.CharField(
        label=gettext_lazy("Employer"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Leave it empty only if the person is self-employed"),
    )
    started_on = DateText(
        label=gettext_lazy("Date the job started"),
        error_messages={"required": gettext_lazy("Enter the date the job started")},
    )
    ended_on = DateText(
        label=gettext_lazy("Date the job ended"),
        required=False,
        help_text=gettext_lazy("Leave it empty while the job goes on"),
    )
    self_employed = forms.BooleanField(
        label=gettext_lazy("The person is self-employed"), required=False
    )
    supported = forms.BooleanField(
        label=gettext_lazy("The job is supported: there is help or money for it from elsewhere"),
        required=False,
    )
    reference = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("employer") and not values.get("self_employed"):
            self.add_error("employer", _("Enter the employer's name, or tick self-employed"))
        return values

    def new_job(self, referral: Referral) -> NewJob:
        return NewJob(referral=referral, **self.cleaned_data)


@dataclass(frozen=True, kw_only=True)
class WeekRow:
    """One week of the table: its days in words and its box."""

    beginning: date
    days: str
    field: BoundField


class WeeksForm(PageForm):
    """The hours of some weeks of one job; a box left empty says nothing."""

    def __init__(
        self,
        *args: Any,
        mondays: Iterable[date],
        known: Mapping[date, int],
        **kwargs: Any,
    ) -> None:
        self.mondays = list(mondays)
        self.known = known
        initial = {_name(day): _hours(known[day]) for day in self.mondays if day in known}
        super().__init__(*args, initial=initial, **kwargs)
        for day in self.mondays:
            self.fields[_name(day)] = _hours_field(day)

    def rows(self) -> Iterator[WeekRow]:
        for day in self.mondays:
            ends = {"monday": date_words(day), "sunday": date_words(sunday_of(day))}
            days = _("%(monday)s to %(sunday)s") % ends
            yield WeekRow(beginning=day, days=days, field=self[_name(day)])

    def new_weeks(self, referral: Referral, job: Job) -> list[NewWeek]:
        """The weeks that were filled in; those already known so change nothing."""
        hours = {day: self.cleaned_data.get(_name(day)) for day in self.mondays}
        return [
            NewWeek(referral=referral, job=job.reference, beginning=day, minutes=round(worked * 60))
            for day, worked in hours.items()
            if worked is not None
        ]


def weeks_of(job: Job, *, today: date) -> list[date]:
    """The Mondays of the weeks of a job that are over, the first first."""
    if job.started_on is None:
        return []
    monday, mondays = monday_of(job.started_on), []
    last = min(job.ended_on or today, today)
    while monday <= last and sunday_of(monday) <= today:
        mondays.append(monday)
        monday += WEEK
    return mondays


def pages_of_weeks(mondays: list[date]) -> list[tuple[int, int, int]]:
    """Each page of the table: its number, and the numbers of its first and last week."""
    starts = range(0, len(mondays), WEEKS_A_PAGE)
    return [
        (page, start + 1, min(start + WEEKS_A_PAGE, len(mondays)))
        for page, start in enumerate(starts, 1)
    ]


def page_of_weeks(mondays: list[date], *, page: str | None, known: Mapping[date, int]) -> int:
    """The page asked for, counted from 1; otherwise the first with a week that is not known."""
    pages = max(1, len(pages_of_weeks(mondays)))
    if page and page.isdecimal() and 1 <= int(page) <= pages:
        return int(page)
    open_weeks = [place for place, day in enumerate(mondays) if day not in known]
    return open_weeks[0] // WEEKS_A_PAGE + 1 if open_weeks else pages


def _hours_field(day: date) -> forms.DecimalField:
    label = _("Hours in the week of %(day)s") % {"day": date_words(day)}
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=HOURS_IN_A_WEEK,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={
            "invalid": _("%(label)s must be a number, like 37.5") % {"label": label},
            "max_value": _("%(label)s must be 168 or fewer") % {"label": label},
            "min_value": _("%(label)s must be 0 or more") % {"label": label},
            "max_decimal_places": _("%(label)s must have at most two decimals") % {"label": label},
        },
    )


def _hours(minutes: int) -> str:
    """Hours as they are typed: 37.5, 16."""
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    return f"{hours.normalize():f}"


def _name(day: date) -> str:
    return f"week-{day.isoformat()}"
