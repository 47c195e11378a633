"""What of each person is compared, kept up with every change of what it is made from.

Every change of a name, an address, a birth date or a sex passes `keep_comparable`: when facts are
added, taken back or erased. Where nobody has approved matching there is nothing to keep.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from django.db import connection

from onward.matching.keys import as_stored, kept_keys
from onward.matching.table import HASHED, SEXES, Columns, Table
from onward.people.lookups import one_of
from onward.people.matching.declared import is_approved
from onward.people.models import Address, BirthDate, MatchingKey, PersonName, Writing
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting

COMPARED = frozenset({"forename", "surname", "address", "postcode", "date_of_birth", "gender"})
MOST_NAMES, MOST_ADDRESSES = 3, 4
"""Of each person the newest: whoever has moved ten times is not ten times likelier."""

_FORGET = """
with gone as (delete from people_writing where record_id = any(%s) returning id)
delete from people_matchingkey using gone where writing_id = gone.id
"""


@dataclass(frozen=True, kw_only=True)
class Written:
    """One name of a record, with one of its addresses, as text."""

    record_id: UUID
    restricted_to: list[int] | None
    name_id: int
    first: str
    last: str
    born: str
    address: str = ""
    postcode: str = ""


def keep_comparable(records: Collection[UUID], *, sexes: Mapping[UUID, str]) -> None:
    """Bring what is compared of these records up to date; `sexes` are those newly said.

    For whoever may see the records, which are locked.
    """
    if records and is_approved():
        write_comparable(records, sexes=_sexes_kept(records) | dict(sexes))


def write_comparable(records: Collection[UUID], *, sexes: Mapping[UUID, str]) -> None:
    """Write it anew, all sexes given."""
    rows = list(writings_of(records))
    forget_comparable(records)
    if rows:
        table = table_of(rows, sexes=sexes)
        writings = _writings(rows, table)
        insert_all(writings)
        insert_all(_keys(writings, table))


def forget_comparable(records: Collection[UUID]) -> None:
    """Nothing of these records is compared any more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(records)])


def not_compared_as_held(records: Collection[UUID]) -> set[UUID]:
    """Those whose stored rows are not what their names, addresses and birth dates come to."""
    rows = list(writings_of(records))
    made = _writings(rows, table_of(rows, sexes=_sexes_kept(records))) if rows else []
    expected = Counter(map(_content, made))
    kept = Counter(map(_content, Writing.objects.filter(one_of("record_id", records))))
    return {content[0] for content in (expected - kept) + (kept - expected)}


def table_of(rows: Sequence[Written], *, sexes: Mapping[UUID, str]) -> Table:
    """The rows as they are compared, handled by their places."""
    return Table.of(
        Columns(
            handle=range(len(rows)),
            first=[row.first for row in rows],
            last=[row.last for row in rows],
            born=[row.born for row in rows],
            address=[row.address for row in rows],
            postcode=[row.postcode for row in rows],
            sex=[sexes.get(row.record_id, "") for row in rows],
        )
    )


def writings_of(records: Collection[UUID]) -> Iterator[Written]:
    """Each newer name of a record with each newer address, from its typed rows."""
    theirs = one_of("record_id", records)
    names: dict[UUID, dict[tuple[str, str], PersonName]] = defaultdict(dict)
    places: dict[UUID, dict[tuple[str, str], None]] = defaultdict(dict)
    newest = ("record_id", "-is_current", "-since", "-pk")
    for name in PersonName.objects.filter(theirs).order_by(*newest):
        if name.forename or name.surname:
            names[name.record_id].setdefault((name.forename, name.surname), name)
    for place in Address.objects.filter(theirs).order_by(*newest):
        if place.lines or place.postcode:
            places[place.record_id][", ".join(place.lines), place.postcode] = None
    born = dict(BirthDate.objects.filter(theirs).values_list("record_id", "on"))
    for record_id, known in names.items():
        where = list(places[record_id])[:MOST_ADDRESSES] or [("", "")]
        newer = list(known.values())[:MOST_NAMES]
        for name, (address, postcode) in product(newer, where):
            day = born.get(record_id)
            yield Written(
                record_id=record_id,
                restricted_to=name.restricted_to,
                name_id=name.pk,
                first=name.forename,
                last=name.surname,
                born=day.isoformat() if day else "",
                address=address,
                postcode=postcode,
            )


def _content(writing: Writing) -> tuple[Any, ...]:
    hashed = (getattr(writing, each) for each in HASHED)
    return (writing.record_id, writing.name_id, writing.born, writing.sex, *hashed)


def _sexes_kept(records: Collection[UUID]) -> dict[UUID, str]:
    said = {number: sex for sex, number in SEXES.items()}
    kept = Writing.objects.filter(one_of("record_id", records)).values_list("record_id", "sex")
    return {record_id: said.get(sex, "") for record_id, sex in kept}


def _writings(rows: Sequence[Written], table: Table) -> list[Writing]:
    hashes = {each: as_stored(getattr(table, each)).tolist() for each in HASHED}
    born, sex = table.born.tolist(), table.sex.tolist()
    own = acting().organisation_id
    return [
        Writing(
            organisation_id=own,
            restricted_to=row.restricted_to,
            record_id=row.record_id,
            name_id=row.name_id,
            born=born[place],
            sex=sex[place],
            **{each: hashes[each][place] for each in HASHED},
        )
        for place, row in enumerate(rows)
    ]


def _keys(writings: Sequence[Writing], table: Table) -> list[MatchingKey]:
    hashes, places = kept_keys(table)
    pairs = zip(as_stored(hashes).tolist(), places.tolist(), strict=True)
    return [
        MatchingKey(
            organisation_id=writings[place].organisation_id,
            restricted_to=writings[place].restricted_to,
            hash=key,
            writing_id=writings[place].pk,
        )
        for key, place in pairs
    ]
