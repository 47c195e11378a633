"""Places in the tree: in order of commit, without gap or double, or not at all."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from onward.ledger.models import Entry, Place
from onward.ledger.sequencer import delay, give_all_places, give_places
from onward.ledger.stored import read, size, stored_root
from onward.ledger.tree import EMPTY_ROOT, root
from onward.tenancy.context import acting_for, sequencing
from tests.ledger.stored import OURS, as_superuser, some_entries


@pytest.fixture
def wrapped(db):
    """A test whose commits need not be real."""


def the_places():
    with acting_for(OURS):
        return list(Place.objects.order_by("place").values_list("place", "entry_id"))


@pytest.mark.usefixtures("wrapped")
def test_entries_get_their_places_in_order_of_entry():
    first, second = some_entries(1)[0], some_entries(1)[0]

    assert give_places() == 2

    assert the_places() == [(0, first.pk), (1, second.pk)]


@pytest.mark.usefixtures("wrapped")
def test_an_entry_has_one_place_however_often_places_are_given():
    some_entries(5)

    assert [give_places(), give_places()] == [5, 0]

    assert len(the_places()) == 5


@pytest.mark.usefixtures("wrapped")
@pytest.mark.parametrize("batches", [[1], [1, 1, 1], [7], [3, 5], [8, 8, 1], [13, 4]])
def test_the_stored_tree_is_the_tree_of_its_leaves_however_they_came(batches):
    for count in batches:
        some_entries(count)
        give_places()

    with acting_for(OURS):
        placed = Place.objects.order_by("place")
        leaves = [bytes(leaf) for leaf in placed.values_list("leaf_hash", flat=True)]
        assert size() == sum(batches)
        assert [stored_root(n) for n in range(size() + 1)] == [
            root(leaves[:n]) for n in range(len(leaves) + 1)
        ]


@pytest.mark.usefixtures("wrapped")
def test_all_places_are_given_batch_by_batch(monkeypatch):
    monkeypatch.setattr(give_places, "__kwdefaults__", {"at_most": 3})
    some_entries(8)

    assert give_all_places() == 8

    assert [place for place, _ in the_places()] == list(range(8))


@pytest.mark.usefixtures("wrapped")
def test_an_empty_ledger_has_a_root_and_no_nodes():
    with acting_for(OURS):
        assert (size(), stored_root(0)) == (0, EMPTY_ROOT)
        with pytest.raises(LookupError, match="level 0, index 0"):
            read(lambda node: node(0, 0))


@pytest.mark.usefixtures("wrapped")
def test_a_crash_before_the_commit_places_nothing():
    some_entries(3)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        give_places() / 0

    assert the_places() == []
    assert give_places() == 3


@pytest.mark.usefixtures("wrapped")
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_head", "people_record", "parties_staff"])
def test_the_sequencer_sees_hashes_and_no_entry(table):
    with (
        sequencing(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select * from {table}")


@pytest.mark.usefixtures("wrapped")
def test_the_delay_is_that_of_the_oldest_entry_without_a_place():
    at = datetime.now(UTC)
    assert delay(at=at) == timedelta()

    some_entries(2)

    assert timedelta(minutes=9) < delay(at=at + timedelta(minutes=10)) <= timedelta(minutes=10)
    give_places()
    assert delay(at=at + timedelta(minutes=10)) == timedelta()


@pytest.mark.usefixtures("committed")
def test_two_sequencers_at_once_leave_no_gap_and_place_nothing_twice():
    some_entries(60)
    sequencers = [threading.Thread(target=_places_by_sevens) for _ in range(4)]

    for sequencer in sequencers:
        sequencer.start()
    some_entries(40)
    for sequencer in sequencers:
        sequencer.join()
    give_all_places()

    placed = the_places()
    assert [place for place, _ in placed] == list(range(100))
    with acting_for(OURS):
        assert {pk for _, pk in placed} == set(Entry.objects.values_list("pk", flat=True))


@pytest.mark.usefixtures("committed")
def test_what_is_not_committed_gets_no_place_and_holds_nobody_up():
    with transaction.atomic():
        late = some_entries(1)[0]
        placed_meanwhile = threading.Thread(target=_enters_and_places)
        placed_meanwhile.start()
        placed_meanwhile.join()
    give_places()

    placed = the_places()
    assert len(placed) == 2
    assert placed[1] == (1, late.pk)


@pytest.mark.usefixtures("committed")
def test_even_the_owner_of_the_tables_cannot_alter_an_entry():
    some_entries(1)

    with as_superuser() as superuser:
        superuser.execute("set session_replication_role = origin")
        with pytest.raises(Exception, match="append only"):
            superuser.execute("update ledger_entry set kind = 'other'")


def _places_by_sevens():
    try:
        while give_places(at_most=7):
            pass
    finally:
        connection.close()


def _enters_and_places():
    try:
        some_entries(1)
        give_places()
    finally:
        connection.close()
