"""What a record holds: facts are added, never altered, and their fold is what is held now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from onward.agreements.between_items import check_together
from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue, clean, is_held
from onward.parties.models import Staff
from onward.people.identity import raise_questions
from onward.people.kept_out import kept_out
from onward.people.lookups import one_of
from onward.people.mentions import note_mentions
from onward.people.models import Fact, Record
from onward.people.signposts import follow_numbers
from onward.people.slots import write_rows
from onward.tenancy.bulk import insert_all
from onward.values.bad_value import BadValue

# A typed row has room for no more; the catalogue allows any line 200.
LONGEST = {
    "forename": 120,
    "surname": 120,
    "claimant_reference_number": 40,
    "unique_pupil_number": 40,
    "unique_learner_number": 40,
    "young_person_id": 40,
}


class BadValues(ValueError):
    """Values that were refused: each problem says which item, which rule and what to do."""

    def __init__(self, problems: Sequence[BadValue]) -> None:
        super().__init__(*map(str, problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return " ".join(map(str, self.problems))


class UnknownItem(LookupError):
    """A value was given under a name that the catalogue does not have."""


class RecordErased(RuntimeError):
    """Nothing is added to an erased record: whoever comes back gets a new one."""


@dataclass(frozen=True, kw_only=True)
class NewFact:
    """What one source says in one act: clean values by item.

    An item that is not there says nothing. None says that the item is no longer held: that is
    how a value is withdrawn, and the only way. (An event or a consent whose state is
    "withdrawn" is a value like any other, for it has to reach whoever was told.)
    """

    record: Record
    values: Mapping[str, object]
    source: Fact.Source
    valid_from: date
    at: datetime
    by: Staff | None = None
    source_id: UUID | None = None
    use: str = ""  # of `UseRestriction`: what whoever gave it allows it to be used for
    came_under: str = ""  # the gateway that a file came under, where that locks what it says


def clean_values(values: Mapping[str, object], *, on: date, fictitious: bool) -> dict[str, object]:
    """The stored form of the values that are held; what is blank is left out as not held.

    `on` is the day they are given; `fictitious` admits National Insurance numbers that are
    never issued. Raises BadValues with every problem found. Source 004 l.14-54.
    """
    cleaned: dict[str, object] = {}
    problems: list[BadValue] = []
    for code, value in values.items():
        if not is_held(value):
            continue
        try:
            cleaned[code] = _clean(code, value, on=on, fictitious=fictitious)
        except BadValue as problem:
            problems.append(problem)
    problems += check_together(cleaned)
    if problems:
        raise BadValues(problems)
    return cleaned


def add_fact(new: NewFact) -> Fact:
    """Add one fact to a record of the organisation acted for."""
    return add_facts([new])[0]


@transaction.atomic
def add_facts(new: Sequence[NewFact]) -> list[Fact]:
    """Add facts, with the typed rows that are searched and any question of identity.

    One handful of statements for any number. No record can have known something before what
    it already held when it was told: an earlier `at` becomes that moment, so that what was
    known at any time stays the same for ever. Raises Record.DoesNotExist for a record that
    cannot be seen, RecordErased, and UnknownItem.
    """
    _refuse_unknown(new)
    records = _held({each.record.pk for each in new})
    last = _last_facts(records)
    facts = [_fact(each, records[each.record.pk], last) for each in new]
    insert_all(facts)
    note_mentions(facts, records)
    numbers = write_rows(facts)
    if numbers:
        raise_questions(numbers, at=max(each.at for each in new))
        follow_numbers(numbers)
    return facts


@dataclass(frozen=True)
class Fold:
    """What a record holds now, when each of it was said last, and what the person volunteered."""

    values: Mapping[str, object]
    said_at: Mapping[str, datetime]
    volunteered: frozenset[str] = frozenset()


def present_values(record: Record, *, known_at: datetime | None = None) -> dict[str, object]:
    """What a record holds now, or held as it was known at a moment, by item."""
    return present_values_of([record], known_at=known_at).get(record.pk, {})


def present_values_of(
    records: Iterable[Record], *, known_at: datetime | None = None
) -> dict[UUID, dict[str, object]]:
    """What each record holds, in one query: for each item, what was said of it last.

    A record without facts has no entry, an item without a value no key: not held is never
    the same as empty.
    """
    folds: dict[UUID, dict[str, object]] = {}
    facts = _facts_of([record.pk for record in records], known_at=known_at)
    for record_id, values in facts.values_list("record_id", "values"):
        folds.setdefault(record_id, {}).update(values)
    return {record_id: _without_gaps(fold) for record_id, fold in folds.items()}


def folds_of(records: Iterable[Record]) -> dict[UUID, Fold]:
    """As `present_values_of`, with when each value was said last, and what the person said herself.

    Source 003 paragraph 19.
    """
    values: dict[UUID, dict[str, object]] = {}
    times: dict[UUID, dict[str, datetime]] = {}
    volunteered: dict[UUID, set[str]] = {}
    facts = _facts_of([record.pk for record in records])
    for record_id, source, said, at in facts.values_list(
        "record_id", "source", "values", "known_at"
    ):
        values.setdefault(record_id, {}).update(said)
        times.setdefault(record_id, {}).update(dict.fromkeys(said, at))
        if source == Fact.Source.PERSON:
            volunteered.setdefault(record_id, set()).update(said)
        elif record_id in volunteered:
            volunteered[record_id].difference_update(said)
    return {
        record_id: Fold(
            _without_gaps(fold), times[record_id], frozenset(volunteered.get(record_id, ()))
        )
        for record_id, fold in values.items()
    }


@dataclass(frozen=True)
class Telling:
    """What was said of a record in one act, and from which day it is so."""

    valid_from: date
    values: Mapping[str, object]


def tellings_of(
    record_ids: Collection[UUID], *, known_at: datetime, items: Collection[str] = ()
) -> dict[UUID, list[Telling]]:
    """All that was said of each record by a moment, in the order of saying, in one query.

    Of these items alone where any are named.
    """
    facts = _facts_of(record_ids, known_at=known_at)
    if items:
        facts = facts.filter(values__has_any_keys=sorted(items))
    found: dict[UUID, list[Telling]] = {}
    for record_id, valid_from, values in facts.values_list("record_id", "valid_from", "values"):
        if items:
            values = {item: values[item] for item in items if item in values}
        found.setdefault(record_id, []).append(Telling(valid_from, values))
    return found


def folded(tellings: Iterable[Telling]) -> dict[str, object]:
    """What is held after these: for each item, what was said of it last."""
    fold: dict[str, object] = {}
    for telling in tellings:
        fold.update(telling.values)
    return _without_gaps(fold)


def provenance(record: Record) -> dict[str, Fact]:
    """The fact that each present value comes from, by item."""
    return provenance_of([record]).get(record.pk, {})


def provenance_of(records: Iterable[Record]) -> dict[UUID, dict[str, Fact]]:
    """The same of each of these records, in one query."""
    said: dict[UUID, dict[str, Fact]] = {}
    for fact in _facts_of([record.pk for record in records]):
        said.setdefault(fact.record_id, {}).update(dict.fromkeys(fact.values, fact))
    return {
        record_id: {item: fact for item, fact in held.items() if fact.values[item] is not None}
        for record_id, held in said.items()
    }


def _without_gaps(fold: Mapping[str, object]) -> dict[str, object]:
    return {item: value for item, value in fold.items() if value is not None}


def _clean(code: str, value: object, *, on: date, fictitious: bool) -> object:
    item = catalogue().get(code)
    if item is None:
        raise BadValue("There is no such item in the catalogue.", "Use a name the catalogue has.")
    stored = clean(item, value, on=on, fictitious=fictitious)
    longest = LONGEST.get(code)
    if longest and isinstance(stored, str) and len(stored) > longest:
        raise BadItemValue(item, value, f"This is longer than {longest} characters.", "Shorten it.")
    return stored


def _facts_of(record_ids: Collection[UUID], *, known_at: datetime | None = None) -> QuerySet[Fact]:
    """Facts in the order of saying, which is also the order of knowing."""
    facts = Fact.objects.filter(one_of("record_id", record_ids))
    if known_at is not None:
        facts = facts.filter(known_at__lte=known_at)
    return facts.order_by("record_id", "number")


def _refuse_unknown(new: Sequence[NewFact]) -> None:
    unknown = {item for each in new for item in each.values} - catalogue().keys()
    if unknown:
        raise UnknownItem(f"Not in the catalogue: {', '.join(sorted(unknown))}.")


def _held(record_ids: Collection[UUID]) -> dict[UUID, Record]:
    """The records, locked: their facts get their numbers, and their restriction, one by one."""
    held = (
        Record.objects.filter(one_of("pk", record_ids))
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    records = {record.pk: record for record in held}
    if len(records) < len(record_ids):
        raise Record.DoesNotExist("There is no such record here.")
    if any(record.erased_at for record in records.values()):
        raise RecordErased("This record was erased.")
    return records


def _last_facts(record_ids: Collection[UUID]) -> dict[UUID, tuple[int, datetime]]:
    facts = Fact.objects.filter(one_of("record_id", record_ids)).values("record_id")
    last = facts.annotate(number=Max("number"), known_at=Max("known_at"))
    return {row["record_id"]: (row["number"], row["known_at"]) for row in last}


def _fact(new: NewFact, record: Record, last: dict[UUID, tuple[int, datetime]]) -> Fact:
    number, known_at = last.get(record.pk, (0, new.at))
    last[record.pk] = number + 1, max(known_at, new.at)
    out = kept_out(record, new.values)
    return Fact(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record_id=record.pk,
        source=new.source,
        source_id=new.source_id,
        by=new.by.handle if new.by else None,
        number=number + 1,
        valid_from=new.valid_from,
        known_at=max(known_at, new.at),
        use=new.use,
        came_under=new.came_under,
        values={item: value for item, value in new.values.items() if item not in out},
    )
