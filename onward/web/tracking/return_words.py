"""What is wrong with somebody's part of a return, in words, and the field that mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import catalogue
from onward.disclosures.nccis_layout import ITEM_OF
from onward.disclosures.why_not import in_words
from onward.formats.nccis.difference import Kind
from onward.formats.nccis.rule import Priority, Rule
from onward.formats.nccis.rule_sets import ALL_RULES
from onward.returns.nccis.giving import ADDRESS_KEPT_BACK
from onward.returns.nccis.looking_through import NO_BIRTH_DATE
from onward.tracking.models import ReturnFinding
from onward.web.item_values import item_label
from onward.web.records.sections import SECTIONS, SECTIONS_OF
from onward.web.records.typed_items import first_field
from onward.web.tracking.activities import PUT_RIGHT

By = ReturnFinding.By
WEIGHT: Mapping[int, Promise] = {
    Priority.REJECTS: gettext_lazy("The file is rejected"),
    Priority.SERIOUS: gettext_lazy("Serious"),
    Priority.NORMAL: gettext_lazy("Error"),
    Priority.NOT_READ: gettext_lazy("Error; how serious is not known"),
    Priority.INFORMATION: gettext_lazy("To look at"),
}
COLOUR = {Priority.REJECTS: "red", Priority.SERIOUS: "orange", Priority.INFORMATION: "grey"}
# Which field of the activity's page mends an item; what is reckoned is mended by what it is from.
ACTIVITY_FIELD: Mapping[str, str] = {
    "activity": "code",
    "activity_started_on": "started_on",
    "activity_ascertained_on": "verified_on",
    "activity_verified_on": "verified_on",
    "activity_review_on": "review_on",
    "activity_lapses_on": "verified_on",
    "activity_lapsed": "verified_on",
    "activity_predicted_end_on": "predicted_end_on",
    "neet_started_on": "started_on",
    "establishment_number": "establishment_number",
    "school_attended": "establishment_name",
    "provider_reference_number": "provider_number",
}
LEAVING_FIELD: Mapping[str, str] = {"cohort_status": "how", "transferred_to_authority": "to_place"}
RECKONED_FROM: Mapping[str, str] = {
    "guarantee_year_11_authority": "authority_at_year_11",
    "guarantee_year_12_authority": "authority_at_year_11",
}
# The rules about characteristics each ask for one; one rule asks for an activity at all.
ITEM_OF_RULE: Mapping[str, str] = {
    "240": "activity",
    "233": "carer",
    "234": "parent_of_own_child",
    "235": "pregnant",
    "236": "refugee_or_asylum_seeker",
    "260": "pregnant",
}
COMPARED: Mapping[str, tuple[Promise, Promise]] = {
    Kind.MISSING: (
        gettext_lazy(
            "In the return of the month before, and missing: nothing says that they left."
        ),
        gettext_lazy("See whether they left, and record how; or what keeps them out."),
    ),
    Kind.AGAIN: (
        gettext_lazy("Reported as having left in the month before, and there again."),
        gettext_lazy("Each is reported once. See whether they came back."),
    ),
}
DIFFERENCES: Mapping[str, Promise] = {
    Kind.SAME: gettext_lazy("The same"),
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.JOINED: gettext_lazy("New"),
    Kind.LEAVING: gettext_lazy("Reported as having left"),
    Kind.GONE: gettext_lazy("Reported as having left before, and gone"),
    Kind.MISSING: gettext_lazy("Missing, and nothing reported that they left"),
    Kind.AGAIN: gettext_lazy("Reported as having left before, and there again"),
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One rule, in words: what is wrong, what to do, and which item mends it."""

    code: str
    says: str
    remedy: str
    item: str = ""

    @property
    def number(self) -> str:
        """The department's number of the rule, for those who know it; ours have none to show."""
        return self.code if self.code.isdigit() else ""

    @property
    def label(self) -> str:
        return item_label(self.item) if self.item else ""


@cache
def _rules() -> Mapping[str, Rule]:
    return {rule.code: rule for rule in ALL_RULES}


def fault_of(code: str, found_by: str) -> Fault:
    """The words of a finding; the department's own number stands for a rule not known here."""
    if found_by == By.GATE:
        (reason,) = in_words([{"code": code}])
        remedy = " ".join(filter(None, (reason.remedy, reason.who_can_change_it)))
        return Fault(code=code, says=_("Left out: %(why)s") % {"why": reason.what}, remedy=remedy)
    if found_by == By.COMPARISON:
        what, to_do = COMPARED[code]
        return Fault(code=code, says=str(what), remedy=str(to_do))
    if code == NO_BIRTH_DATE:
        says = _("Nobody can say whether they belong in the return: there is no date of birth.")
        return Fault(
            code=code, says=says, remedy=_("Enter the date of birth."), item="date_of_birth"
        )
    if code == ADDRESS_KEPT_BACK:
        says = _(
            "They are in the return without their address: it came with the department's list, and"
            " section 15 forbids passing it on."
        )
        remedy = _("Ask them where they live, and enter what they say.")
        return Fault(code=code, says=says, remedy=remedy, item="address")
    rule = _rules().get(code)
    if rule is None:
        says = _("The department reported error %(code)s, which is not known here.")
        return Fault(
            code=code, says=says % {"code": code}, remedy=_("Look it up in its requirement.")
        )
    item = ITEM_OF_RULE.get(code) or ITEM_OF.get(rule.item, "")
    return Fault(code=code, says=_(rule.says), remedy=_(rule.remedy), item=item)


def mending_page(record_id: UUID, item: str) -> str:
    """The very field that mends an item; the person's page for what is nobody's to type."""
    item = RECKONED_FROM.get(item, item)
    for code in SECTIONS_OF["tracking"]:
        if item in SECTIONS[code].items:
            field = first_field(catalogue()[item])
            return f"{reverse('tracking:change', args=[record_id, code])}#id_{field}"
    if field := ACTIVITY_FIELD.get(item, ""):
        return f"{reverse('tracking:activity', args=[record_id])}?{PUT_RIGHT}#id_{field}"
    if field := LEAVING_FIELD.get(item, ""):
        return f"{reverse('tracking:leaving', args=[record_id])}#id_{field}"
    return reverse("tracking:person", args=[record_id])
