"""Making parcels from records and opening them again: the projector and its keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from onward.agreements.catalogue import KeyClass, catalogue
from onward.agreements.projections import project
from onward.disclosures.models import Parcel
from onward.disclosures.sealing import ERASED, Sealed, open_sealed, seal
from onward.ledger.actions import new_entry_id
from onward.people.facts import Fold, folds_of
from onward.people.keys import keys_for, standing_keys
from onward.people.models import Record

# Items of a file that are another item of the record under the file's own name.
DRAWN_FROM = {"payfile_nino": "nino", "exit_surname": "surname", "exit_nino": "nino"}

NOTHING = Fold({}, {})


@dataclass(frozen=True, kw_only=True)
class Giving:
    """One person's part in a disclosure: the record, the items, and what is not a held fact.

    `rows` are values of rows the sender shares anyway (a claim's amount), canonical, by item.
    `texts_read`: whoever sends it has read every text that screening marks, and answers for it.
    `parent` is the entry with which it was received, where it is passed on. `volunteered` are items
    that go although the person volunteered them: somebody chose each of them.
    """

    record: Record
    items: frozenset[str]
    rows: Mapping[str, object] = field(default_factory=dict)
    texts_read: bool = False
    parent: UUID | None = None
    volunteered: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Contents:
    """What of one giving can go: projected values; and what is not held, withheld or volunteered.

    `said_at` is when each value was said last; what stands in a row of its own has none. What the
    person volunteered is kept unless somebody chooses it (source 003 paragraph 19).
    """

    values: dict[str, object]
    not_held: list[str]
    withheld: list[str]
    said_at: Mapping[str, datetime] = field(default_factory=dict)
    volunteered: Sequence[str] = ()

    @property
    def not_given(self) -> list[str]:
        """What the recipient is told is not there; of what is withheld it is told no more."""
        return sorted({*self.not_held, *self.withheld, *self.volunteered})


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one giving holds of one record: of the person, or of somebody who is mentioned.

    `within` is the person's handle where it is of somebody mentioned; `of_others` are the codes of
    what went of others with the person's own part.
    """

    record: Record
    contents: Contents
    within: UUID | None = None
    parent: UUID | None = None
    of_others: Sequence[str] = ()


@dataclass(frozen=True)
class Packed:
    """A parcel's sealed parts by class, and the entry they are bound to."""

    entry_id: UUID
    contents: Contents
    parts: dict[str, Sealed]


def contents_of(givings: Sequence[Giving], *, withheld: Sequence[frozenset[str]]) -> list[Contents]:
    """Project the values of each giving. The one place where held values are read to be given.

    `withheld` is for each giving, in their order: it depends on the act as well as the person.
    """
    held = folds_of([giving.record for giving in givings])
    return [
        _contents(giving, held.get(giving.record.pk, NOTHING), kept_back)
        for giving, kept_back in zip(givings, withheld, strict=True)
    ]


def pack(parts: Sequence[Part], *, at: datetime) -> list[Packed]:
    """Seal each part's values under its record's own keys, class by class."""
    by_class = [_by_class(part.contents.values) for part in parts]
    needed = [
        (part.record.handle, key_class)
        for part, classes in zip(parts, by_class, strict=True)
        for key_class in classes
    ]
    keys = keys_for(needed, at=at)
    return [_packed(part, classes, keys) for part, classes in zip(parts, by_class, strict=True)]


def open_parcels(parcels: Iterable[Parcel]) -> dict[UUID, dict[str, object]]:
    """The values of each parcel by its id, as far as their keys still stand."""
    parcels = list(parcels)
    keys = standing_keys([parcel.from_handle for parcel in parcels])
    return {parcel.pk: _opened(parcel, keys) for parcel in parcels}


def said_of_each(
    parcels: Sequence[Parcel], values: Mapping[UUID, Mapping[str, object]]
) -> dict[UUID, dict[str, object]]:
    """What each giving says, with what it says of those mentioned there, by the giving's parcel.

    One disclosure may give a person twice: two payments of one run are two.
    """
    own = [parcel for parcel in parcels if parcel.within is None]
    said = {parcel.pk: dict(values[parcel.pk]) for parcel in own}
    place = {(parcel.disclosure_id, parcel.from_handle): parcel.pk for parcel in own}
    for parcel in parcels:
        if parcel.within is not None:
            said[place[parcel.disclosure_id, parcel.within]].update(values[parcel.pk])
    return said


def _contents(giving: Giving, held: Fold, withheld: frozenset[str]) -> Contents:
    known = catalogue()
    values, not_held = {}, []
    volunteered = {
        item
        for item in held.volunteered & giving.items - withheld - giving.volunteered
        if item in held.values and known[item].key_class is not KeyClass.CONSENT
    }
    for item in sorted(giving.items - withheld - volunteered):
        value = giving.rows.get(item, held.values.get(DRAWN_FROM.get(item, item)))
        if value is None:
            not_held.append(item)
        else:
            values[item] = project(known[item], value)
    said_at = {item: at for item, at in held.said_at.items() if item not in giving.rows}
    return Contents(values, not_held, sorted(withheld), said_at, sorted(volunteered))


def _by_class(values: Mapping[str, object]) -> dict[str, dict[str, object]]:
    known = catalogue()
    classes: dict[str, dict[str, object]] = {}
    for item, value in values.items():
        classes.setdefault(str(known[item].key_class), {})[item] = value
    return classes


def _packed(
    part: Part,
    classes: Mapping[str, Mapping[str, object]],
    keys: Mapping[tuple[UUID, str], bytes],
) -> Packed:
    handle, entry_id = part.record.handle, new_entry_id()
    parts = {
        key_class: seal(values, key=keys[handle, key_class], entry_id=entry_id, within=part.within)
        for key_class, values in classes.items()
    }
    return Packed(entry_id, part.contents, parts)


def _opened(parcel: Parcel, keys: Mapping[tuple[UUID, str], bytes]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_class, (commitment, part) in parcel.sealed.items():
        key = keys.get((parcel.from_handle, key_class))
        if key is not None and part != ERASED:
            values |= open_sealed(
                Sealed(commitment, part), key=key, entry_id=parcel.entry, within=parcel.within
            )
    return values
