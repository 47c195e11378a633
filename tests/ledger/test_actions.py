"""Writing to the stored ledger."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from onward.ledger.actions import Act, enter, enter_all, new_entry_id
from onward.ledger.canonical import NotCanonical, canonical
from onward.ledger.models import Entry
from onward.ledger.tree import leaf_hash
from onward.tenancy.context import acting_for
from tests.ledger.stored import OURS, some_entries
from tests.times import NOON

pytestmark = pytest.mark.django_db


def an_act(*, by=OURS, **facts):
    return Act(kind="record.opened", by=by, at=NOON, **facts)


def test_a_leaf_is_the_canonical_form_of_the_act_and_of_nothing_else():
    subject, performer = uuid4(), uuid4()

    with acting_for(OURS):
        entry = enter(an_act(subject=subject, performer=performer, about={"items": ["nino"]}))

    leaf = json.loads(bytes(entry.leaf))
    assert bytes(entry.leaf) == canonical(leaf)
    assert bytes(entry.leaf_hash) == leaf_hash(bytes(entry.leaf))
    assert leaf.pop("entered") <= datetime.now(UTC).isoformat()
    assert leaf == {
        "v": 1,
        "id": str(entry.pk),
        "kind": "record.opened",
        "by": OURS,
        "performer": str(performer),
        "subject": str(subject),
        "at": "2017-05-02T11:00:00.000000Z",
        "about": {"items": ["nino"]},
    }


def test_an_entry_id_is_random_and_says_nothing_of_the_order():
    made = [new_entry_id() for _ in range(64)]

    assert len(set(made)) == 64
    assert made != sorted(made)
    assert len({identity.version for identity in made}) > 1  # no bit of the 128 is fixed


def test_an_entry_waits_for_a_place_that_is_no_part_of_its_leaf():
    entry = some_entries(1)[0]

    with connection.cursor() as cursor:
        cursor.execute("select ledger_oldest_waiting()")
        assert cursor.fetchone() == (entry.entered_at,)
    assert b"place" not in bytes(entry.leaf)


def test_nobody_writes_an_entry_for_another_organisation():
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        acting_for(OURS),
    ):
        enter(an_act(by=OURS + 1))


def test_an_entry_is_seen_by_the_organisations_it_names_and_no_other():
    with acting_for(OURS):
        entry = enter(an_act(to=42, on_behalf_of=43))

    seen_by = []
    for organisation in (OURS, 42, 43, 44):
        with acting_for(organisation):
            if Entry.objects.filter(pk=entry.pk).exists():
                seen_by.append(organisation)
    assert seen_by == [OURS, 42, 43]


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_entry set kind = 'other'",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update ledger_place set place = place + 1",
        "insert into ledger_place values (0, gen_random_uuid(), '')",
        "delete from ledger_node",
        "update ledger_head set root = ''",
        "select * from ledger_waiting",
    ],
)
def test_the_running_role_cannot_alter_the_ledger(statement):
    some_entries(1)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        acting_for(OURS),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_act_and_its_entry_stand_or_fall_together():
    with pytest.raises(ZeroDivisionError), acting_for(OURS):
        enter(an_act()).by_organisation_id / 0

    with acting_for(OURS):
        assert not Entry.objects.exists()


def test_what_has_no_canonical_form_is_refused():
    with pytest.raises(NotCanonical), acting_for(OURS):
        enter(an_act(about={"hours": 37.5}))


def test_many_entries_are_written_in_one_statement(django_assert_num_queries):
    with acting_for(OURS), django_assert_num_queries(1):
        enter_all([an_act() for _ in range(500)])


def test_an_entry_cannot_be_written_twice():
    entry = some_entries(1)[0]

    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(OURS):
        enter(an_act(entry_id=entry.pk))
