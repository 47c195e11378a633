"""A list and single rows weighed against records in the database, through the stored keys.

A town's people are kept without other facts; what is compared of them is written as in the product.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from django.db import connection

from onward.matching.fitting import fit
from onward.matching.kept import Kept
from onward.parties.models import Organisation
from onward.people.matching.building import build_where_needed
from onward.people.matching.declared import approve, declare
from onward.people.matching.kept_models import approve_model, keep
from onward.people.matching.weighing import Person, asking_table, weigh
from onward.people.models import Address, BirthDate, PersonName
from onward.people.records import open_records
from onward.people.slots import name_keys
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.bench.matching.tables import columns
from tests.matching.town.lists import Case, a_case
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.times import NOON

PEOPLE, LISTED, BATCH, ROWS, SEED = 100_000, 5_000, 500, 400, 21


def measure(people: int = PEOPLE) -> Iterator[str]:
    case = a_case(seed=SEED, base=people, listed=LISTED)
    authority = an_organisation()
    asks, approves = a_member_of_staff(authority), a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        _keep(case, authority)
        approve(declare(is_matched=True, because="Bench.", by=asks, at=NOON), by=approves, at=NOON)
    started, spent = time.perf_counter(), time.process_time()
    build_where_needed(authority.pk, at=NOON)
    yield f"{people:,} people written to be compared: {_since(started, spent)}"
    listed = _people(case)
    with acting_for(authority.pk, user=AUTOMATIC):
        kept = Kept.of(columns(case.base))
        model = fit(asking_table(listed), kept.table, kept.keys)
        approve_model(keep(replace(model, quality={"recall": 0.0}), at=NOON), by=approves, at=NOON)
        connection.cursor().execute("analyze people_matchingkey, people_writing")
        weigh(listed[:1])
        yield from _weighed(listed)


def _weighed(listed: Sequence[Person]) -> Iterator[str]:
    started, spent = time.perf_counter(), time.process_time()
    for first in range(0, len(listed), BATCH):
        weigh(listed[first : first + BATCH])
    yield f"a list of {len(listed):,} in batches of {BATCH}: {_since(started, spent)}"
    walls, used = [], []
    for person in listed[:ROWS]:
        started, spent = time.perf_counter(), time.process_time()
        weigh([person])
        walls.append((time.perf_counter() - started) * 1_000)
        used.append((time.process_time() - spent) * 1_000)
    wall, processor = (float(np.percentile(each, 95)) for each in (walls, used))
    yield f"one row on entry: p95 {wall:.1f} ms, {processor:.1f} ms of this process (at most 10)"


def _since(started: float, spent: float) -> str:
    wall, used = time.perf_counter() - started, time.process_time() - spent
    return f"{wall:.1f} s, {used:.1f} s of this process"


def _people(case: Case) -> list[Person]:
    said = columns(case.listed)
    rows = zip(said.first, said.last, said.born, said.address, said.postcode, said.sex, strict=True)
    return [Person(**dict(zip(Person.__annotations__, row, strict=True))) for row in rows]


def _keep(case: Case, authority: Organisation) -> None:
    said = columns(case.base)
    records = open_records(len(said.first), at=NOON)
    own = {"organisation_id": authority.pk, "since": NOON}
    insert_all(
        [
            PersonName(
                **own, record_id=record.pk, forename=first, surname=last,
                **name_keys({"forename": first, "surname": last}),
            )
            for record, first, last in zip(records, said.first, said.last, strict=True)
        ]
    )  # fmt: skip
    insert_all(
        [
            Address(**own, record_id=record.pk, lines=[address], postcode=postcode)
            for record, address, postcode in zip(records, said.address, said.postcode, strict=True)
        ]
    )
    insert_all(
        [
            BirthDate(**own, record_id=record.pk, on=born)
            for record, born in zip(records, said.born, strict=True)
            if born
        ]
    )
