"""One referral of a file, cleaned item by item against the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from onward.agreements.between_items import QUALIFICATION, qualification_items
from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue, doubts
from onward.disclosures.why_not import in_words
from onward.formats.problem import Problem
from onward.formats.referral_zip import (
    QUALIFICATIONS,
    REFERRALS,
    CaseKind,
    QualificationRow,
    ReferralRow,
    column_of,
)
from onward.intake.findings import problem_at
from onward.people.facts import BadValues, clean_values

REFERENCE = "prap_referral_id"
MOST_QUALIFICATIONS = 20


@dataclass(frozen=True, kw_only=True)
class CleanReferral:
    """One referral of a file: how it is routed, and its items as they are stored."""

    row: ReferralRow
    values: dict[str, object] = field(repr=False)

    @property
    def reference(self) -> str:
        return self.row.referral_reference

    def problem(self, column: str, value: object, *, rule: str, remedy: str) -> Problem:
        return problem_at(REFERRALS, self.row.row_number, column, value, rule=rule, remedy=remedy)

    def warnings(self) -> Iterator[Problem]:
        """What looks wrong in an item but not wrong enough to refuse (REQ-004-008)."""
        items = catalogue()
        for item, value in self.values.items():
            for doubt in doubts(items[item], value):
                given = self.row.values.get(item, "")
                remedy = _("Check it with the person. It is taken as it is.")
                yield self.problem(column_of(item), given, rule=doubt, remedy=remedy)


def clean_referral(
    row: ReferralRow, *, on: date, fictitious: bool
) -> tuple[CleanReferral | None, list[Problem]]:
    """The referral as it is stored, or None and everything that is wrong with it.

    `on` is the day it is read for. Source 004 l.14-54; source 000 step 6 (what was discussed).
    """
    reading = _Reading(row, on, fictitious)
    values = reading.values()
    if reading.problems:
        return None, reading.problems
    return CleanReferral(row=row, values=values), []


@dataclass
class _Reading:
    """One row being cleaned, and what is wrong with it so far."""

    row: ReferralRow
    on: date
    fictitious: bool
    problems: list[Problem] = field(default_factory=list)

    def values(self) -> dict[str, object]:
        if self.row.case_kind is CaseKind.SCR:
            # Nothing of a special customer is looked at, let alone told in a message.
            self._add_reason("case_kind", self.row.case_kind, "SCR_CLERICAL_ONLY")
            return {}
        self._check_discussion()
        noted = {"discussed_on": self.row.discussed_on, "notice_version": self.row.notice_version}
        given = {**self.row.values, **{item: value for item, value in noted.items() if value}}
        return {REFERENCE: self.row.referral_reference, **self._items(given), **self._learning()}

    def _check_discussion(self) -> None:
        row = self.row
        if row.discussed_on is None or not row.notice_version:
            column = "notice_version" if row.discussed_on else "discussed_on"
            self._add_reason(column, "", "NOT_DISCUSSED")
        elif row.discussed_on > row.referral_date:
            rule = _("The choice of providers was discussed after the referral.")
            remedy = _("Correct one of the dates: it is discussed before the person is referred.")
            self._add("discussed_on", row.discussed_on, rule=rule, remedy=remedy)

    def _items(self, given: Mapping[str, object]) -> dict[str, object]:
        try:
            return clean_values(given, on=self.on, fictitious=self.fictitious)
        except BadValues as bad:
            for item, rule, remedy in _refusals(bad):
                self._add(column_of(item), given.get(item, ""), rule=rule, remedy=remedy)
        return {}

    def _learning(self) -> dict[str, object]:
        """Each qualification cleaned alone, so that a problem names its own row of its own file."""
        found = len(self.problems)
        rows = [self._qualification(each) for each in self.row.qualifications]
        if len(rows) > MOST_QUALIFICATIONS:
            rule = _("A referral holds at most 20 qualifications.")
            extra = self.row.qualifications[MOST_QUALIFICATIONS]
            self._add_to(extra, "referral_reference", rule=rule, remedy=_("Keep the 20 best."))
        if len(self.problems) > found:
            rule = _("One of its qualifications is wrong, so the referral is held back.")
            remedy = _("Correct %(file)s and send the referral again.") % {"file": QUALIFICATIONS}
            reference = self.row.referral_reference
            self._add("referral_reference", reference, rule=rule, remedy=remedy)
            return {}
        return dict(qualification_items(rows))

    def _qualification(self, each: QualificationRow) -> dict[str, object]:
        try:
            cleaned = clean_values(qualification_items([each.values]), on=self.on, fictitious=False)
        except BadValues as bad:
            for item, rule, remedy in _refusals(bad):
                self._add_to(each, item or QUALIFICATION[0], rule=rule, remedy=remedy)
            return {}
        return {item: rows["1"] for item, rows in cleaned.items() if isinstance(rows, Mapping)}

    def _add(self, column: str, value: object, *, rule: str, remedy: str) -> None:
        number = self.row.row_number
        self.problems.append(problem_at(REFERRALS, number, column, value, rule=rule, remedy=remedy))

    def _add_to(self, each: QualificationRow, column: str, *, rule: str, remedy: str) -> None:
        cells = {**each.values, "referral_reference": each.referral_reference}
        value = cells.get(column, "")
        self.problems.append(
            problem_at(QUALIFICATIONS, each.row_number, column, value, rule=rule, remedy=remedy)
        )

    def _add_reason(self, column: str, value: object, code: str) -> None:
        for reason in in_words([{"code": code}]):
            self._add(column, value, rule=reason.what, remedy=reason.remedy)


def _refusals(bad: BadValues) -> Iterator[tuple[str, str, str]]:
    """Item, rule and remedy of each."""
    for refusal in bad.problems:
        item = refusal.item.code if isinstance(refusal, BadItemValue) else ""
        yield item, refusal.rule, refusal.remedy
