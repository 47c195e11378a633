"""Whose record a referral of a file belongs to: one found by its number and name, or a new one.

A number alone never decides. Where a record has the number and another name, a new record is
opened, and the question who is who goes to a person (REQ-001-007).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from onward.formats.problem import Problem
from onward.intake.referrals.cleaning import CleanReferral
from onward.people.models import Identifier, PersonName, Record
from onward.tenancy.context import acting
from onward.values.names import search_key

NUMBERS = {
    "nino": Identifier.Kind.NINO,
    "claimant_reference_number": Identifier.Kind.REFERENCE,
}

Name = tuple[str, str]  # search keys of surname and forename
Number = tuple[str, str]  # kind and value


@dataclass(kw_only=True)
class Candidates:
    """The records that have a number of these referrals; it grows as new ones are opened."""

    at: datetime
    by_number: dict[Number, list[Record]] = field(default_factory=lambda: defaultdict(list))
    names: dict[UUID, set[Name]] = field(default_factory=lambda: defaultdict(set))
    opened: dict[UUID, Record] = field(default_factory=dict)

    def find_or_open(self, referral: CleanReferral) -> Record | Problem:
        """The one record that agrees in number and name, or one to be opened."""
        name, numbers = _name_of(referral), list(_numbers_of(referral))
        having = {record.pk: record for each in numbers for record in self.by_number[each]}
        agreeing = [
            record
            for record in having.values()
            if any(_may_be_one_person(name, other) for other in self.names[record.pk])
        ]
        if len(agreeing) > 1:
            return _unclear(referral)
        return agreeing[0] if agreeing else self._open(referral, name, numbers)

    def _open(self, referral: CleanReferral, name: Name, numbers: Iterable[Number]) -> Record:
        record = Record(
            organisation_id=acting().organisation_id,
            case_kind=Record.CaseKind(str(referral.row.case_kind)),
            opened_at=self.at,
        )
        self.opened[record.pk] = record
        self.names[record.pk].add(name)
        for number in numbers:
            self.by_number[number].append(record)
        return record


def candidates_for(referrals: Sequence[CleanReferral], *, at: datetime) -> Candidates:
    """Every record of the organisation acted for that has a number of these; three queries."""
    candidates = Candidates(at=at)
    numbers = {number for referral in referrals for number in _numbers_of(referral)}
    values = {value for _, value in numbers}
    identifiers = Identifier.objects.filter(organisation=acting().organisation_id, value__in=values)
    having: dict[UUID, list[Number]] = defaultdict(list)
    for record_id, kind, value in identifiers.values_list("record_id", "kind", "value"):
        if (kind, value) in numbers:
            having[record_id].append((kind, value))
    people = Record.objects.filter(pk__in=having, kind=Record.Kind.PERSON, erased_at=None)
    for record in people.order_by("opened_at", "pk"):
        for number in having[record.pk]:
            candidates.by_number[number].append(record)
    names = PersonName.objects.filter(record__in=having)
    for record_id, *name in names.values_list("record_id", "surname_key", "forename_key"):
        candidates.names[record_id].add((name[0], name[1]))
    return candidates


def _numbers_of(referral: CleanReferral) -> Iterator[Number]:
    for item, kind in NUMBERS.items():
        if item in referral.values:
            yield str(kind), str(referral.values[item])


def _name_of(referral: CleanReferral) -> Name:
    held = referral.values
    return search_key(str(held.get("surname", ""))), search_key(str(held.get("forename", "")))


def _may_be_one_person(one: Name, other: Name) -> bool:
    """With one number between them: the surname and the forename's first letter agree.

    A new surname is therefore a question too: a wrong question costs a minute, a wrong match
    gives one person's data away as another's.
    """
    (surname, forename), (other_surname, other_forename) = one, other
    if surname != other_surname:
        return False
    return not forename or not other_forename or forename[0] == other_forename[0]


def _unclear(referral: CleanReferral) -> Problem:
    item = next(item for item in NUMBERS if item in referral.values)
    return referral.problem(
        item,
        referral.row.values.get(item, ""),
        rule=_("More than one of your records has this number and this name."),
        remedy=_("Say first which of them is this person: the question waits with your records."),
    )
