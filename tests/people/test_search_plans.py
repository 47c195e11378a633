"""Searches are answered from indexes, under row level security, without statistics on values."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from onward.people.search import search
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import an_organisation
from tests.times import NOON

ROWS = 4000
TODAY = date(2017, 5, 2)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SEARCHED = re.compile(r"Seq Scan on people_(personname|identifier|address|birthdate)")


@pytest.fixture(scope="module")
def crowd(committed_once):
    """An organisation with some thousand records, committed and analysed."""
    organisation = an_organisation()
    with acting_for(organisation.pk, user=AUTOMATIC):
        records = [
            Record(id=uuid4(), organisation=organisation, opened_at=NOON) for _ in range(ROWS)
        ]
        insert_all(records)
        add_facts([_fact(number, record) for number, record in enumerate(records)])
    with connections["migrate"].cursor() as cursor:
        cursor.execute("analyze")
    connections["migrate"].close()
    return organisation


USED = [
    ("smith", {"names_by_surname", "names_by_forename", "names_by_sound"}),
    ("kim smith", {"names_by_surname", "names_by_sound"}),
    ("QQ1234", {"identifiers_by_value"}),
    ("JS/17 42", {"identifiers_by_value"}),
    ("LE1 6", {"addresses_by_postcode", "identifiers_by_value"}),
    ("3/7/1984", {"birth_dates_by_day"}),
    ("smith 3/7/1984", {"birth_dates_by_day"}),
]


def test_every_kind_of_search_uses_its_index(crowd):
    for text, indexes in USED:
        with acting_for(crowd.pk, user=AUTOMATIC):
            plans = "\n".join(_plans_of(text))

        assert not SEARCHED.search(plans), f"{text}\n{plans}"
        assert {index for index in indexes if index not in plans} == set(), f"{text}\n{plans}"


def test_statistics_keep_no_sample_of_a_value(crowd):
    with connections["migrate"].cursor() as cursor:
        cursor.execute(
            "select attname from pg_stats where tablename like 'people_%'"
            " and attname in ('surname', 'surname_key', 'value', 'postcode_key', 'on', 'values')"
        )
        assert cursor.fetchall() == []
    connections["migrate"].close()


def _plans_of(text: str) -> list[str]:
    with CaptureQueriesContext(connection) as ran:
        search(text, on=TODAY)
    plans = []
    with connection.cursor() as cursor:
        for query in ran.captured_queries:
            cursor.execute(f"explain {query['sql']}")
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
    return plans


def _fact(number: int, record: Record) -> NewFact:
    first, second = divmod(number, len(LETTERS))
    return NewFact(
        record=record,
        values={
            "forename": f"Kim{LETTERS[second]}",
            "surname": f"{LETTERS[first % 26]}{LETTERS[second]}smith",
            "nino": f"QQ{number:06}A",
            "claimant_reference_number": f"JS/{number}",
            "postcode": f"LE{number % 20} {number % 9}AB",
            "date_of_birth": (date(1970, 1, 1) + timedelta(days=number)).isoformat(),
        },
        source=Fact.Source.FILE,
        valid_from=TODAY,
        at=NOON,
    )
