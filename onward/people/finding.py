"""Finding the one record that a row of a list is about, or saying why there is none.

A number decides, unless the person it belongs to has another name and another birth date. Without
one, the whole name and the birth date do, and of several such people the postcode. Where matching
was approved, the model answers for whom no number decides, and shows near rows to a person. Whoever
sends a row is never told more than that there is no match, or more than one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from onward.people.lookups import one_of
from onward.people.matching.beside import weighed_beside
from onward.people.matching.declared import is_ready
from onward.people.models import Address, BirthDate, Identifier, PersonName, Record
from onward.people.sought import Found, Sought, Why

__all__ = ["Found", "Sought", "Why", "find"]

# Laterals, because the planner has no statistics on personal values (decision 0006).
_NUMBERED = """
select given.place, held.record_id
from unnest(%s::int[], %s::text[], %s::text[]) as given (place, kind, value)
cross join lateral (
    select i.record_id from people_identifier i
    where i.value = given.value and i.kind = given.kind
    offset 0
) as held
"""
_NAMED = """
select distinct given.place, held.record_id
from unnest(%s::int[], %s::text[], %s::text[], %s::date[]) as given (place, surname, forename, born)
cross join lateral (
    select n.record_id from people_personname n
    where n.surname_key = given.surname and n.forename_key = given.forename
    offset 0
) as held
cross join lateral (
    select from people_birthdate b
    where b.record_id = held.record_id and b."on" = given.born
    offset 0
) as born
"""


@dataclass
class _Held:
    """What is known of the records in question, by record."""

    records: dict[UUID, Record]
    names: dict[UUID, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    born: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    postcodes: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[UUID, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def is_another(self, record: UUID, sought: Sought) -> bool:
        """The name and the birth date both differ."""
        same_name = sought.name in self.names[record]
        return not same_name and sought.date_of_birth not in self.born[record]

    def has_another_number(self, record: UUID, sought: Sought) -> bool:
        held = self.numbers[record]
        return any(
            number and held.get(kind, number) != number for kind, number in sought.given_numbers
        )


def find(sought: Sequence[Sought], *, among: QuerySet[Record]) -> list[Found]:
    """The record of each row among these, in order, in a handful of statements."""
    plainly = _found_plainly(sought, among=among)
    return weighed_beside(sought, plainly, among=among) if is_ready() else plainly


def _found_plainly(sought: Sequence[Sought], *, among: QuerySet[Record]) -> list[Found]:
    """By numbers and names alone."""
    numbered, named = _numbered(sought), _named(sought)
    held = _held({pk for each in (numbered, named) for ids in each.values() for pk in ids}, among)
    return [
        _decided(each, _seen(numbered, place, held), _seen(named, place, held), held)
        for place, each in enumerate(sought)
    ]


def _decided(each: Sought, numbered: set[UUID], named: set[UUID], held: _Held) -> Found:
    agreeing = {pk for pk in numbered if not held.is_another(pk, each)}
    if numbered and not agreeing:
        return _nobody(Why.NUMBER_CONFLICT, numbered)
    if agreeing:
        return replace(_one_of(agreeing, held), by_number=True)
    return _by_name(each, named, held)


def _by_name(each: Sought, named: set[UUID], held: _Held) -> Found:
    fitting = {pk for pk in named if not held.has_another_number(pk, each)}
    if named and not fitting:
        return _nobody(Why.NUMBER_CONFLICT, named)
    near = {pk for pk in fitting if each.postcode_key in held.postcodes[pk]}
    return _one_of(near if len(fitting) > 1 and near else fitting, held)


def _one_of(ids: Collection[UUID], held: _Held) -> Found:
    if len(ids) == 1:
        return Found(held.records[next(iter(ids))])
    return _nobody(Why.SEVERAL if ids else Why.NO_MATCH, ids)


def _nobody(why: Why, in_question: Collection[UUID]) -> Found:
    return Found(None, why, in_question=tuple(sorted(in_question)))


def _seen(found: Mapping[int, set[UUID]], place: int, held: _Held) -> set[UUID]:
    return found.get(place, set()) & held.records.keys()


def _numbered(sought: Sequence[Sought]) -> dict[int, set[UUID]]:
    rows = [(place, *each) for place, one in enumerate(sought) for each in one.given_numbers]
    return _asked(_NUMBERED, rows)


def _named(sought: Sequence[Sought]) -> dict[int, set[UUID]]:
    rows = [(place, *one.name, one.date_of_birth) for place, one in enumerate(sought)]
    return _asked(_NAMED, rows)


def _asked(question: str, rows: Sequence[tuple[object, ...]]) -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = defaultdict(set)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(question, [list(column) for column in zip(*rows, strict=True)])
            for place, record_id in cursor.fetchall():
                found[place].add(record_id)
    return found


def _held(ids: Collection[UUID], among: QuerySet[Record]) -> _Held:
    held = _Held({record.pk: record for record in among.filter(one_of("pk", ids))})
    theirs = one_of("record_id", held.records)
    names = PersonName.objects.filter(theirs)
    for record_id, *name in names.values_list("record_id", "surname_key", "forename_key"):
        held.names[record_id].add((name[0], name[1]))
    for record_id, born in BirthDate.objects.filter(theirs).values_list("record_id", "on"):
        held.born[record_id].update([born] if born else [])
    for record_id, key in Address.objects.filter(theirs).values_list("record_id", "postcode_key"):
        held.postcodes[record_id].add(key)
    numbers = Identifier.objects.filter(theirs)
    for record_id, kind, value in numbers.values_list("record_id", "kind", "value"):
        held.numbers[record_id][kind] = value
    return held
