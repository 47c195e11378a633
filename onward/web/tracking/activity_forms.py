"""What is typed about a young person's activity, and about leaving."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.formats.nccis.code_lists import all_codes, code_lists
from onward.people.models import Fact, Record
from onward.programmes.participation.activities import meanings
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.leaving import CohortStatus
from onward.tracking.activities.faults import faults_of
from onward.tracking.activities.history import Told, Where
from onward.tracking.models import ActivityStatement, LeftCohort
from onward.values.academic_year import AcademicYear
from onward.web.forms import DateText, PageForm
from onward.web.tracking.activity_words import activity_label

DATES = ("started_on", "ended_on", "verified_on", "predicted_end_on", "review_on")
PLACES = ("establishment_number", "establishment_name", "provider_number")
BY_EAR = (
    (Fact.Source.PERSON, _("The young person")),
    (Fact.Source.STAFF, _("Somebody else, or I found out myself")),
)


def _numbered(label: Any, *, digits: int, hint: Any = "") -> forms.RegexField:
    message = _("%(label)s must be %(num)s digits, without spaces") % {
        "label": label,
        "num": digits,
    }
    return forms.RegexField(
        rf"^\d{{{digits}}}$",
        label=label,
        required=False,
        help_text=hint,
        error_messages={"invalid": message},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )


def activities_of(on: date) -> list[tuple[str, str]]:
    """The activities of a day by code, for whoever chooses one."""
    return [(code, activity_label(code, on=on)) for code in sorted(meanings(on))]


class ShortActivityForm(PageForm):
    """What is said on the telephone, or of many at once: the activity and the dates it asks for."""

    code = forms.ChoiceField(label=_("What do they do now?"))
    started_on = DateText(label=_("Since when?"))
    predicted_end_on = DateText(
        label=_("When is it expected to end?"),
        required=False,
        help_text=_("Learning without an end of its own: to the end of the school year."),
    )
    review_on = DateText(
        label=_("When is it looked at again?"),
        required=False,
        help_text=_("Left empty where it needs one: today."),
    )
    where = forms.CharField(
        label=_("School, college, provider or employer"), required=False, max_length=120
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("code", activities_of(on))
        self.begin_unchosen("code")


def told_in(record: Record, given: Mapping[str, Any], *, on: date) -> Told:
    """As it was filled in; a date that the activity asks for, and nobody gave, is the usual one."""
    asks_for = meanings(on)[given["code"]].asks_for
    usual_end = AcademicYear.of(on).last if "predicted_end_on" in asks_for else None
    activity = Activity(
        code=given["code"],
        started_on=given["started_on"],
        ascertained_on=on,
        verified_on=on,
        review_on=given["review_on"] or (on if "review_on" in asks_for else None),
        predicted_end_on=given["predicted_end_on"] or usual_end,
    )
    return Told(record=record, activity=activity, where=Where(establishment_name=given["where"]))


class WholeActivityForm(PageForm):
    """One activity of one young person; what cannot be true is said beside the field."""

    code = forms.ChoiceField(label=_("What do they do?"))
    started_on = DateText(label=_("Since when?"))
    ended_on = DateText(
        label=_("Until when?"),
        required=False,
        help_text=_("Only if it is over. An end leaves a gap"),
    )
    verified_on = DateText(label=_("When was this confirmed?"), required=False)
    predicted_end_on = DateText(
        label=_("When is it expected to end?"),
        required=False,
        help_text=_("Needed for education, training and a gap year"),
    )
    review_on = DateText(
        label=_("When do you look at it again?"),
        required=False,
        help_text=_("Needed for temporary work, a gap year and custody"),
    )
    establishment_name = forms.CharField(
        label=_("School or college"), required=False, max_length=120
    )
    establishment_number = _numbered(
        _("Number of the school or college"),
        digits=7,
        hint=_("Its authority's three digits and its own four"),
    )
    provider_number = _numbered(
        _("Number of the training provider"), digits=8, hint=_("Eight digits, beginning with 1")
    )
    source = forms.ChoiceField(label=_("Who told you?"), choices=BY_EAR, widget=forms.RadioSelect)

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        record: Record,
        present: ActivityStatement | None,
        on: date,
    ) -> None:
        self.record, self.on = record, on
        super().__init__(posted, initial=_initial(present, on=on))
        self.offer("code", activities_of(on))
        self.begin_unchosen("code")

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            for fault in faults_of(self.told.activity, on=self.on):
                self.add_error(fault.about if fault.about in self.fields else None, str(fault))
        return self.cleaned_data

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        activity = Activity(
            code=said["code"], ascertained_on=self.on, **{name: said[name] for name in DATES}
        )
        return Told(
            record=self.record,
            activity=activity,
            where=Where(**{name: said[name] for name in PLACES}),
        )


def _initial(present: ActivityStatement | None, *, on: date) -> dict[str, object]:
    """An empty form, or what is there now, to be put right: the same start replaces it."""
    if present is None:
        return {"verified_on": on}
    names = ("code", *DATES, *PLACES)
    return {name: getattr(present, name) for name in names}


class LeavingForm(PageForm):
    """How somebody left; a move says where to."""

    how = forms.ChoiceField(
        label=_("How did they leave?"), choices=LeftCohort.How.choices, widget=forms.RadioSelect
    )
    on = DateText(label=_("When?"))
    to_place = forms.ChoiceField(
        label=_("Where to?"), required=False, help_text=_("Only for a move to another place")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.offer("to_place", [("", _("No move")), *_places(today)])

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                _("The day lies in the future. Give today or an earlier day.")
            )
        return on

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("how") == CohortStatus.ABROAD and not said.get("to_place"):
            self.add_error("to_place", _("A move out of England needs the place. Choose it."))
        return said


def authority_places(on: date) -> list[tuple[str, str]]:
    """The authorities of England by name."""
    named = _place_names()
    inside = sorted(code_lists(on=on).authority, key=lambda code: named[code])
    return [(code, f"{named[code]} ({code})") for code in inside]


def _places(on: date) -> list[tuple[str, str]]:
    """Those outside England first, then its authorities."""
    lists, named = code_lists(on=on), _place_names()
    outside = [code for code in sorted(lists.place - lists.authority) if code != "004"]
    return [*((code, f"{named[code]} ({code})") for code in outside), *authority_places(on)]


def _place_names() -> dict[str, str]:
    return {each.code: each.label for each in all_codes() if each.of in {"place", "authority"}}
