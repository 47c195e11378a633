"""What a list of young people is narrowed by, and on whose caseload the chosen are put."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Staff
from onward.programmes.participation.activities import Group
from onward.tracking.caseload import NOBODY, Show, Wanted
from onward.web.forms import PageForm

GROUPS: Mapping[Group, Promise] = {
    Group.COMPULSORY_EDUCATION: _("School up to year 11"),
    Group.EDUCATION: _("Education after 16"),
    Group.EMPLOYMENT: _("Employment"),
    Group.TRAINING: _("Training"),
    Group.RE_ENGAGEMENT: _("Re-engagement"),
    Group.NEET_ACTIVE: _("NEET, available"),
    Group.NEET_NOT_AVAILABLE: _("NEET, not available"),
    Group.OUTSIDE_THE_RATES: _("Outside the rates"),
    Group.NOT_KNOWN: _("Recorded as not known"),
}
YEAR_GROUPS = range(9, 22)
ARCHIVED = "put-away"
LISTED = "listed"


class CohortFilter(PageForm):
    """Codes only, so it may stand in an address."""

    show = forms.ChoiceField(label=_("Show"), required=False)
    group = forms.ChoiceField(label=_("Activity"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    school = forms.ChoiceField(label=_("School or college"), required=False)
    year_group = forms.ChoiceField(label=_("Year group"), required=False)
    risk = forms.ChoiceField(
        label=_("Risk of becoming NEET"),
        required=False,
        choices=[("", _("Any")), (LISTED, _("Listed: may need support first"))],
    )
    kept = forms.ChoiceField(
        label=_("Records"), required=False, choices=[("", _("In use")), (ARCHIVED, _("Put away"))]
    )

    def __init__(
        self, *args: Any, workers: Iterable[Staff], schools: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("show", [("", _("Everyone")), *Show.choices])
        self.offer("group", [("", _("Any")), *GROUPS.items()])
        named = ((str(each.handle), each.name) for each in workers)
        self.offer("worker", [("", _("Anyone")), (str(NOBODY), _("Nobody yet")), *named])
        self.offer("school", [("", _("Any")), *((code, schools[code] or code) for code in schools)])
        years = ((str(group), str(group)) for group in YEAR_GROUPS)
        self.offer("year_group", [("", _("Any")), *years])

    @property
    def wanted(self) -> Wanted:
        """What is asked for; a choice that is none of those offered narrows nothing."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(
            show=Show(chosen["show"]) if "show" in chosen else None,
            group=Group(chosen["group"]) if "group" in chosen else None,
            worker=UUID(chosen["worker"]) if "worker" in chosen else None,
            school=chosen.get("school", ""),
            year_group=int(chosen["year_group"]) if "year_group" in chosen else None,
            may_be_at_risk=chosen.get("risk") == LISTED,
            archived=chosen.get("kept") == ARCHIVED,
        )


class AllocateForm(PageForm):
    worker = forms.TypedChoiceField(label=_("Put the chosen on the caseload of"), required=False)

    def __init__(self, *args: Any, workers: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, prefix="to", **kwargs)
        known = {str(each.handle): each for each in workers}
        self.offer("worker", [("", _("Nobody")), *((code, known[code].name) for code in known)])
        field: Any = self.fields["worker"]
        field.coerce, field.empty_value = known.__getitem__, None
