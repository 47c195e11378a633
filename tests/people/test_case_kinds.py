"""Which kind of case counts where more than one applies."""

from itertools import combinations

import pytest
from django.db import IntegrityError

from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.people.case_kinds import CaseKind, kinds_of, set_kinds
from onward.people.models import Record
from tests.agreements.factories import at_work
from tests.parties.factories import an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
GUARDED = [CaseKind.MAPPA, CaseKind.SCR]


@pytest.mark.parametrize("kinds", [each for n in range(3) for each in combinations(GUARDED, n)])
def test_a_special_customer_record_counts_before_all_else_and_neither_kind_is_lost(kinds):
    """REQ-003-014."""
    organisation = an_organisation()
    record = a_record(organisation, surname="Grant")

    with at_work(organisation) as staff:
        set_kinds(record, kinds, by=staff, at=NOON)

        assert kinds_of(Record.objects.get()) == set(kinds)
        counts = CaseKind.SCR if CaseKind.SCR in kinds else CaseKind.MAPPA
        assert record.case_kind == (counts if kinds else CaseKind.STANDARD)


def test_what_is_left_when_it_is_special_no_more_is_public_protection():
    organisation = an_organisation()
    record = a_record(organisation, surname="Grant")

    with at_work(organisation) as staff:
        set_kinds(record, GUARDED, by=staff, at=NOON)
        set_kinds(record, kinds_of(record) - {CaseKind.SCR}, by=staff, at=NOON)

        assert (record.case_kind, record.also_mappa) == (CaseKind.MAPPA, False)


def test_the_ledger_says_that_it_changed_once_and_not_to_what():
    organisation = an_organisation()
    record = a_record(organisation, surname="Grant")

    with at_work(organisation) as staff:
        set_kinds(record, [CaseKind.SCR], by=staff, at=NOON)
        set_kinds(record, [CaseKind.SCR], by=staff, at=NOON)

        entry = Entry.objects.get(kind="record.kind_changed")
        leaf = read_canonical(bytes(entry.leaf))
    assert leaf["subject"] == str(record.handle)
    assert b"SCR" not in bytes(entry.leaf)


def test_the_database_lets_nothing_come_before_a_special_customer_record():
    organisation = an_organisation()
    a_record(organisation, surname="Grant")

    with at_work(organisation), pytest.raises(IntegrityError, match="comes_first"):
        Record.objects.update(case_kind=CaseKind.MAPPA, also_mappa=True)
