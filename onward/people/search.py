"""The one search box. Row level security decides what there is to find.

Only `=` and `^@` touch what is searched: under row level security PostgreSQL uses an index for
these and not for LIKE, and no operator is asked that could tell about rows one may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from onward.people.lookups import begins
from onward.people.matching.merging import merged_away
from onward.people.models import Address, BirthDate, Identifier, PersonName, Record
from onward.people.search_text import (
    Sought,
    could_begin_nino,
    could_begin_postcode,
    read_search,
)
from onward.people.slots import ADDRESS, NAME, NINO, name_keys
from onward.values.nino import Nino

MOST_FOUND = 50


class Why(TextChoices):
    """What of a record fitted the text."""

    NINO = "NINO", _("National Insurance number")
    REFERENCE = "REFERENCE", _("Reference number")
    POSTCODE = "POSTCODE", _("Postcode")
    FORMER_POSTCODE = "FORMER_POSTCODE", _("Former postcode")
    BIRTH_DATE = "BIRTH_DATE", _("Date of birth")
    NAME = "NAME", _("Name")
    SOUND = "SOUND", _("Name that sounds alike")
    FORMER_NAME = "FORMER_NAME", _("Former name")


@dataclass(frozen=True, kw_only=True)
class Found:
    """One record as the list of results shows it: the number masked, blank what is not held."""

    record: Record
    name: str
    nino: str
    postcode: str
    why: tuple[Why, ...]


def search(text: str, *, on: date, deceased: bool = False) -> list[Found]:
    """The records that fit a text, the best first, at most 50.

    The text is a name in any order, a National Insurance number or postcode or how it begins,
    a date of birth, a reference number, or several of these. Records that are restricted to
    others, of people who have died, or erased, are not there at all. With `deceased`, for an
    administrator, those who have died are, and nobody else (source 002, step two).
    """
    records = _shown_to_search(deceased=deceased)
    why: dict[UUID, Why | None] = dict.fromkeys(_by_reference(text, records), Why.REFERENCE)
    sought = read_search(text, on=on)
    if sought is not None:
        for record_id, fitted in _ranked(sought, records):
            if len(why) == MOST_FOUND:
                break
            why.setdefault(record_id, fitted)
    return _shown(why, sought or Sought())


def _shown_to_search(*, deceased: bool) -> QuerySet[Record]:
    people = Record.objects.filter(kind=Record.Kind.PERSON, erased_at=None)
    people = people.exclude(pk__in=merged_away())
    return people.filter(deceased_on__isnull=not deceased)


def _by_reference(text: str, records: QuerySet[Record]) -> list[UUID]:
    numbers = Identifier.objects.filter(
        kind=Identifier.Kind.REFERENCE, value__in={text.strip(), text.strip().upper()}
    )
    found = records.filter(pk__in=numbers.values("record"))
    return list(found.values_list("pk", flat=True)[:MOST_FOUND])


def _ranked(sought: Sought, shown: QuerySet[Record]) -> Iterator[tuple[UUID, Why | None]]:
    """Records that fit, the closest names first, and how the name fitted if there is one."""
    records = _fitting(shown, sought)
    if not sought.words:
        for record_id in records.order_by("pk").values_list("pk", flat=True)[:MOST_FOUND]:
            yield record_id, None
        return
    for condition, why in _readings(sought.words):
        names = PersonName.objects.filter(condition, record__in=records)
        rows = names.order_by("-is_current", "surname_key", "forename_key", "record_id")
        # A record may have gone by several names that fit.
        for record_id, is_current in rows.values_list("record_id", "is_current")[: 4 * MOST_FOUND]:
            yield record_id, why if is_current else Why.FORMER_NAME


def _fitting(records: QuerySet[Record], sought: Sought) -> QuerySet[Record]:
    for born in sought.birth_dates:
        records = records.filter(pk__in=BirthDate.objects.filter(on=born).values("record"))
    for code in sought.codes:
        numbers = Identifier.objects.filter(
            begins("value", code), kind=Identifier.Kind.NINO
        ).values("record")
        addresses = Address.objects.filter(begins("postcode_key", code)).values("record")
        either = [
            *([numbers] if could_begin_nino(code) else []),
            *([addresses] if could_begin_postcode(code) else []),
        ]
        # A union, not an OR: each half is asked of its own index.
        records = records.filter(pk__in=either[0].union(*either[1:]))
    return records


def _readings(words: Sequence[str]) -> Iterator[tuple[Q, Why]]:
    """Each way to take the words as a name, the closest first."""
    splits = list(_splits(words))
    yield _any(_forename(given) & Q(surname_key=family) for family, given in splits), Why.NAME
    starts = [_forename(given) & begins("surname_key", family) for family, given in splits]
    yield _any([*starts, _forename(" ".join(words))]), Why.NAME
    sounds = [(name_keys({"surname": family})["surname_sound"], given) for family, given in splits]
    yield _any(_forename(given) & Q(surname_sound=sound) for sound, given in sounds), Why.SOUND


def _splits(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words as (surname, forename), in either order; a forename may be missing or a letter."""
    yield " ".join(words), ""
    for place in range(1, len(words)):
        before, after = " ".join(words[:place]), " ".join(words[place:])
        yield after, before
        yield before, after


def _forename(given: str) -> Q:
    return begins("forename_key", given) if given else Q()


def _any(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _shown(why: dict[UUID, Why | None], sought: Sought) -> list[Found]:
    records = Record.objects.in_bulk(why)
    names, ninos, addresses = (slot.present(list(why)) for slot in (NAME, NINO, ADDRESS))
    found = []
    for record_id, fitted in why.items():
        name = NAME.values(names.get(record_id))
        nino = NINO.values(ninos.get(record_id)).get("nino", "")
        postcode = ADDRESS.values(addresses.get(record_id)).get("postcode", "")
        found.append(
            Found(
                record=records[record_id],
                name=" ".join(name.values()),
                nino=Nino(nino).masked if nino else "",
                postcode=postcode,
                why=tuple(_reasons(sought, fitted, nino=nino, postcode=postcode)),
            )
        )
    return found


def _reasons(sought: Sought, fitted: Why | None, *, nino: str, postcode: str) -> Iterator[Why]:
    if fitted is not None:
        yield fitted
    if fitted == Why.REFERENCE:
        return
    for code in sought.codes:
        if nino.startswith(code):
            yield Why.NINO
        elif postcode.replace(" ", "").startswith(code):
            yield Why.POSTCODE
        else:
            yield Why.FORMER_POSTCODE
    if sought.birth_dates:
        yield Why.BIRTH_DATE
