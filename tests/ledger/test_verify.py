"""Whatever is changed behind the ledger's back, one of the three verdicts says so."""

from uuid import uuid4

import pytest

from onward.ledger.heads import sign_current_head
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_places
from onward.ledger.tree import EMPTY_ROOT, leaf_hash
from onward.ledger.verify import verify
from onward.tenancy.context import REGISTER, acting_for
from tests.ledger.stored import OURS, as_superuser, entry_at, some_entries, tamper
from tests.times import NOON

TABLES = ("ledger_entry", "ledger_waiting", "ledger_place", "ledger_node", "ledger_head")
AT = "(select entry_id from ledger_place where place = %s)"


@pytest.fixture(scope="module")
def thirteen(committed_once):
    """Thirteen entries placed in three goes; gives the heads signed after each."""
    signed = []
    for part in (5, 7, 1):
        some_entries(part)
        give_places()
        with acting_for(REGISTER):
            signed.append(sign_current_head(at=NOON))
    return signed


@pytest.fixture(autouse=True)
def heads(thirteen):
    """The heads; whatever a test tampers with is put back."""
    with as_superuser() as superuser:
        for table in TABLES:
            superuser.execute(f"create temporary table kept_{table} as table {table}")
        yield thirteen
        for table in TABLES:
            superuser.execute(f"truncate {table}")
            superuser.execute(f"insert into {table} table kept_{table}")


def test_a_ledger_that_nobody_touched_holds(heads):
    report = verify(held=heads)

    assert report.holds, report
    assert (report.entries, report.root) == (13, heads[-1].head.root)


def test_an_empty_ledger_holds():
    with as_superuser() as superuser:
        for table in TABLES:
            superuser.execute(f"truncate {table}")

    report = verify()

    assert report.holds
    assert report.root == EMPTY_ROOT


def test_an_entry_that_only_waits_is_not_missed():
    some_entries(2)

    assert verify().holds


@pytest.mark.parametrize("place", [0, 5, 12])
def test_one_bit_of_one_entry_is_found_and_named(place):
    entry = entry_at(place)

    tamper(
        f"update ledger_entry set leaf = set_bit(leaf, 77, 1 - get_bit(leaf, 77)) where id = {AT}",
        place,
    )

    report = verify()
    assert report.integrity == [f"Entry {entry.pk} at place {place} was altered."]


@pytest.mark.parametrize(
    "column",
    [
        "kind = 'other'",
        "subject = gen_random_uuid()",
        "subject = null",
        "about_id = gen_random_uuid()",
        "by_organisation_id = 7",
        "to_organisation_id = null",
        "for_organisation_id = 7",
        "entered_at = now()",
    ],
)
def test_a_column_that_says_something_else_than_its_leaf_is_found(column):
    tamper(f"update ledger_entry set {column} where id = {AT}", 3)

    (finding,) = verify().integrity
    assert "at place 3 differ from its leaf" in finding


@pytest.mark.parametrize("leaf", [b"", b"not JSON", b"[]", b'{"v":1}', b'{"entered":7}', b"\xff"])
def test_a_leaf_that_is_none_is_named_and_does_not_stop_the_verification(leaf):
    with acting_for(OURS):
        entry = Entry.objects.create(
            id=uuid4(), kind="x", by_organisation_id=OURS, leaf=leaf, leaf_hash=leaf_hash(leaf),
            entered_at=NOON,
        )  # fmt: skip
    give_places()

    (finding,) = verify().integrity
    assert finding == f"The columns of entry {entry.pk} at place 13 differ from its leaf."


def test_an_entry_rewritten_with_all_its_hashes_is_found_by_the_heads(heads):
    _rewrite_entry(3)
    report = verify(held=heads[:1])

    assert "is not a beginning of this ledger" in report.consistency[0]


def test_an_entry_taken_away_is_found():
    tamper(f"delete from ledger_entry where id = {AT}", 4)

    (finding,) = verify().completeness
    assert "at place 4 is gone" in finding


def test_a_place_taken_away_is_found():
    tamper("delete from ledger_place where place = 4")

    report = verify()
    assert "Place 4 is missing." in report.completeness
    assert "1 entries have no place and do not wait for one." in report.completeness


@pytest.mark.parametrize("node", [(1, 0), (1, 5), (2, 2), (3, 0)])
def test_a_stored_node_that_was_altered_is_found_and_named(node):
    tamper('update ledger_node set hash = %s where level = %s and "index" = %s', b"x" * 32, *node)

    report = verify()
    assert report.integrity == [f"The stored node {node[0]}/{node[1]} is not its leaves' hash."]


def test_a_stored_node_that_is_missing_is_found():
    tamper('delete from ledger_node where level = 2 and "index" = 1')

    assert len(verify().integrity) == 1


@pytest.mark.parametrize("node", ["1, 6", "4, 0", "1, -1"])
def test_a_stored_node_too_many_is_found(node):
    tamper(f"insert into ledger_node values ({node}, '')")

    assert verify().integrity == ["There are more stored nodes than the tree has."]


def test_a_head_that_somebody_else_signed_is_found():
    tamper("update ledger_head set signature = %s where size = 5", b"x" * 64)

    (finding,) = verify().consistency
    assert "does not carry this ledger's signature" in finding


def test_a_ledger_cut_short_is_found_by_a_head_that_somebody_kept(heads):
    with as_superuser() as superuser:
        superuser.execute(f"delete from ledger_entry where id = {AT}", [12])
        superuser.execute("delete from ledger_place where place = 12")
        superuser.execute("delete from ledger_head where size = 13")

    assert verify().holds
    (finding,) = verify(held=heads).consistency
    assert "is longer than the ledger: entries were removed" in finding


def test_many_findings_are_named_twenty_times_at_most():
    some_entries(20)
    give_places()

    tamper("update ledger_entry set leaf = set_bit(leaf, 77, 1 - get_bit(leaf, 77))")

    assert len(verify().integrity) == 21


def _rewrite_entry(place):
    """Change an act, its hashes and the columns, and build the tree anew."""
    forged = bytes(entry_at(place).leaf).replace(b'"to":42', b'"to":43')
    with as_superuser() as superuser:
        superuser.execute(
            "update ledger_entry set leaf = %s, leaf_hash = %s, to_organisation_id = 43"
            f" where id = {AT}",
            [forged, leaf_hash(forged), place],
        )
        superuser.execute(
            "insert into ledger_waiting select id, leaf_hash, entered_at from ledger_entry"
        )
        superuser.execute("delete from ledger_node")
        superuser.execute(
            "update ledger_waiting w set entered_at = now() + p.place * interval '1 second'"
            " from ledger_place p where p.entry_id = w.entry_id"
        )
        superuser.execute("delete from ledger_place")
    give_places()
