"""Which words are names of people in the records of the organisation acted for."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

# One probe of an index a word, however many names are held: `limit` keeps the planner from
# turning it round and reading all names. A restricted record is not seen, as anywhere else, and
# of somebody who has died nothing is found.
_KNOWN = """
select word from unnest(%s::text[]) as word, lateral (
    select 1 from people_personname as name join people_record as record on record.id = record_id
    where name.organisation_id = {own} and {column} = word and record.deceased_on is null
    limit 1
) as held
"""
_PAIRS = """
select given, family from unnest(%s::text[], %s::text[]) as pair (given, family), lateral (
    select 1 from people_personname as name join people_record as record on record.id = record_id
    where name.organisation_id = {own} and surname_key = family and forename_key = given
        and record.deceased_on is null
    limit 1
) as held
"""
_OWN = "nullif(current_setting('onward.organisation', true), '')::bigint"


@dataclass(frozen=True)
class Named:
    """Search keys (`values.names.search_key`) that are somebody's first or last name, or both."""

    forenames: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()  # of one person

    def knows(self, key: str) -> bool:
        return key in self.forenames or key in self.surnames


def names_among(keys: Collection[str], *, pairs: Collection[tuple[str, str]] = ()) -> Named:
    """Those of these keys, and of these pairs of keys, that a record of ours is found by.

    A handful of statements for any number. Mentioned people have records too, so they count.
    """
    if not keys:
        return Named()
    words, of_two = sorted(keys), sorted(pairs)
    return Named(
        forenames=_known("forename_key", words),
        surnames=_known("surname_key", words),
        pairs=_known_pairs(of_two) if of_two else frozenset(),
    )


def _known(column: str, words: list[str]) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(own=_OWN, column=column), [words])
        return frozenset(word for (word,) in cursor.fetchall())


def _known_pairs(pairs: list[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    given, family = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(own=_OWN), [given, family])
        return frozenset((first, last) for first, last in cursor.fetchall())
