"""The typed rows of a record: what of its facts is searched, matched or sorted.

Each slot holds one present value of a record, written by the same verb as the fact it comes
from. The nightly check compares the two.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from onward.people.lookups import one_of
from onward.people.matching.comparing import COMPARED, keep_comparable
from onward.people.models import Address, BirthDate, Fact, Identifier, PersonName
from onward.tenancy.bulk import insert_all
from onward.values.names import search_key, sounds_like

Row = PersonName | Identifier | Address | BirthDate
Values = dict[str, Any]

LONGEST_KEY, LONGEST_SOUND = 120, 20  # columns hold no more; searches are cut alike


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One thing that a record has one present row of, and the items it is made from.

    People are looked for by the names and addresses they had, so those rows stay, no longer
    current. A number or a birth date that is replaced was wrong, so its row goes; that it was
    once said stays in the fact.
    """

    model: Any  # of Row: the slots differ in their columns
    columns: Mapping[str, str]  # item to column
    fixed: Mapping[str, str] = field(default_factory=dict)
    keys: Callable[[Values], Values] = lambda _values: {}
    keeps_former: bool = False

    def rows(self, records: Collection[UUID]) -> QuerySet[Any]:
        """The present rows of these records."""
        current = {"is_current": True} if self.keeps_former else {}
        held: QuerySet[Any] = self.model.objects.filter(one_of("record_id", records))
        return held.filter(**self.fixed, **current)

    def present(self, records: Collection[UUID]) -> dict[UUID, Row]:
        """The present row of each record that has one."""
        return {row.record_id: row for row in self.rows(records)}

    def values(self, row: Row | None) -> Values:
        """What a row holds, as values of items; what it does not hold is left out."""
        return stored({item: getattr(row, column, None) for item, column in self.columns.items()})

    def of(self, values: Mapping[str, object]) -> Values:
        """The values that belong here, of all those that a fact or a fold has."""
        return {item: values[item] for item in self.columns if values.get(item) is not None}

    def row(self, values: Values, fact: Fact) -> Row:
        row: Row = self.model(
            organisation_id=fact.organisation_id,
            restricted_to=fact.restricted_to,
            record_id=fact.record_id,
            since=fact.known_at,
            **{self.columns[item]: value for item, value in values.items()},
            **self.keys(values),
            **self.fixed,
        )
        return row


def stored(columns: Mapping[str, Any]) -> Values:
    """Columns as the stored forms of their items, without those that are blank."""
    return {
        item: value.isoformat() if isinstance(value, date) else value
        for item, value in columns.items()
        if value
    }


def name_keys(values: Values) -> Values:
    """The keys that a name is searched by."""
    forename, surname = values.get("forename", ""), values.get("surname", "")
    return {
        "forename_key": search_key(forename)[:LONGEST_KEY],
        "surname_key": search_key(surname)[:LONGEST_KEY],
        "surname_sound": sounds_like(surname)[:LONGEST_SOUND],
    }


def _postcode_key(values: Values) -> Values:
    return {"postcode_key": values.get("postcode", "").replace(" ", "")}


NINO = Slot(model=Identifier, columns={"nino": "value"}, fixed={"kind": Identifier.Kind.NINO})
REFERENCE = Slot(
    model=Identifier,
    columns={"claimant_reference_number": "value"},
    fixed={"kind": Identifier.Kind.REFERENCE},
)
PUPIL, LEARNER, RETURN = (
    Slot(model=Identifier, columns={item: "value"}, fixed={"kind": kind})
    for item, kind in (
        ("unique_pupil_number", Identifier.Kind.PUPIL),
        ("unique_learner_number", Identifier.Kind.LEARNER),
        ("young_person_id", Identifier.Kind.RETURN),
    )
)
NAME = Slot(
    model=PersonName,
    columns={"forename": "forename", "surname": "surname"},
    keys=name_keys,
    keeps_former=True,
)
ADDRESS = Slot(
    model=Address,
    columns={"address": "lines", "postcode": "postcode"},
    keys=_postcode_key,
    keeps_former=True,
)
BIRTH_DATE = Slot(model=BirthDate, columns={"date_of_birth": "on"})
SLOTS = (NAME, NINO, REFERENCE, PUPIL, LEARNER, RETURN, ADDRESS, BIRTH_DATE)


def write_rows(facts: Sequence[Fact]) -> list[Identifier]:
    """Bring the typed rows of these facts' records up to date; gives the numbers new to them."""
    made = [row for slot in SLOTS for row in _write(slot, facts)]
    told = [fact for fact in facts if not COMPARED.isdisjoint(fact.values)]
    sexes = {
        fact.record_id: str(fact.values["gender"] or "") for fact in told if "gender" in fact.values
    }
    keep_comparable({fact.record_id for fact in told}, sexes=sexes)
    return [row for row in made if isinstance(row, Identifier)]


def _write(slot: Slot, facts: Sequence[Fact]) -> list[Row]:
    telling = [fact for fact in facts if not slot.columns.keys().isdisjoint(fact.values)]
    if not telling:
        return []
    present: dict[UUID, Row] = slot.present({fact.record_id for fact in telling})
    replaced: list[Row] = []
    made: list[Row] = []
    for fact in telling:
        before = present.get(fact.record_id)
        held = slot.values(before)
        said = {item: fact.values[item] for item in slot.columns if item in fact.values}
        values = slot.of(held | said)
        if values == held:
            continue
        if before is not None:
            replaced.append(present.pop(fact.record_id))
        if values:
            present[fact.record_id] = row = slot.row(values, fact)
            made.append(row)
    return _store(slot, replaced=replaced, made=made)


def _store(slot: Slot, *, replaced: list[Row], made: list[Row]) -> list[Row]:
    stored = slot.model.objects.filter(pk__in=[row.pk for row in replaced if row.pk])
    passed = {id(row) for row in replaced}
    if slot.keeps_former:
        stored.update(is_current=False)
        for row in replaced:
            cast(PersonName | Address, row).is_current = False
    else:
        stored.delete()
        made = [row for row in made if id(row) not in passed]
    insert_all(made)
    return made
