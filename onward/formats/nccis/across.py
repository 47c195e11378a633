"""What the records of one return say about one another: identifiers, learner numbers and names.

Kept in an unnamed database on disk that SQLite deletes by itself, so that memory stays flat for a
nation. Learner numbers, names and birth dates stand there as 64-bit hashes, which Python keys anew
for each process: nobody reads them there, and in a return of 1.3 million two different ones meet
once in twenty million returns.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onward.formats.nccis.record import Record

BATCH = 5_000
CACHE_KB = 8_192
TABLE = "create table seen (number integer, id text, status text, learner integer, person integer)"
# Rules 902, 907 and 908: an identifier twice, but for guarantee records; a learner number of two
# identifiers, neither merged; names and birth date of two identifiers.
REPEATED = {
    "902": "select number, id from seen where id <> '' and status <> 'G' and id in"
    " (select id from seen where status <> 'G' group by id having count(*) > 1) order by number",
    "907": "select number, id from seen where status <> 'M' and learner in"
    " (select learner from seen where learner is not null and status <> 'M'"
    " group by learner having count(distinct id) > 1) order by number",
    "908": "select number, id from seen where person in"
    " (select person from seen where person is not null"
    " group by person having count(distinct id) > 1) order by number",
}


@dataclass(frozen=True)
class Repeated:
    """One record that breaks a rule together with another."""

    code: str
    number: int
    young_persons_id: str


class Seen:
    """The records of one return, as far as they must be compared."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, str, str, int | None, int | None]] = []
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in (f"cache_size = -{CACHE_KB}", "journal_mode = off", "synchronous = off"):
            self._database.execute(f"pragma {setting}")
        self._database.execute(TABLE)

    def add(self, record: Record) -> None:
        learner = record.unique_learner_number
        given, family, born = record.given_name, record.family_name, record.dob
        has_names = given and family and born
        self._waiting.append(
            (
                record.number,
                record.young_persons_id,
                record.cohort_status,
                hash(learner) if learner else None,
                hash((given.casefold(), family.casefold(), born)) if has_names else None,
            )
        )
        if len(self._waiting) >= BATCH:
            self._flush()

    def repeated(self) -> Iterator[Repeated]:
        """Every record that another repeats, by rule and then in the order of the file."""
        self._flush()
        for code, query in REPEATED.items():
            for number, young_persons_id in self._database.execute(query):
                yield Repeated(code, number, young_persons_id)

    def close(self) -> None:
        self._database.close()

    def _flush(self) -> None:
        self._database.execute("begin")
        self._database.executemany("insert into seen values (?, ?, ?, ?, ?)", self._waiting)
        self._database.execute("commit")
        self._waiting.clear()
