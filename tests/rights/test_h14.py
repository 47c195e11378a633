"""H14 of domain/privacy.md section 5: the ledger survives an erasure and no tampering.

Four people are given away in four acts: entries 0 to 3 say that each was prepared, 4 to 7 that
each was sent.
"""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest

from config.setbacks import Setbacks
from config.worker import work_once, work_until
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.ledger.heads import prove, public_key, sign_current_head
from onward.ledger.proof_file import check_proof, write_proof
from onward.ledger.sequencer import give_places
from onward.ledger.verify import verify
from onward.people.facts import present_values
from onward.people.keys import standing_keys
from onward.people.models import Record
from onward.rights.erasure import erase
from onward.rights.restoring import apply_erasures_again
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for
from tests.disclosures.factories import an_exchange
from tests.ledger.stored import as_superuser, tamper
from tests.people.factories import a_record
from tests.rights.backup import a_backup
from tests.times import NOON

pytestmark = pytest.mark.usefixtures("committed")
Status = Disclosure.Status
LATER = NOON + timedelta(days=40)
ITEMS = ("surname", "telephone", "disability_status")


@pytest.fixture(autouse=True)
def _own_register(settings, tmp_path):
    settings.DATA = tmp_path


def eight_entries():
    """The exchange, its four people, and the head of size 8 that the counterparty keeps."""
    exchange = an_exchange(ITEMS, held={"surname": "Grant"})
    with as_superuser() as superuser:  # what setting the exchange up has entered
        superuser.execute("truncate ledger_entry, ledger_waiting")
    people = [
        a_record(
            exchange.sender,
            surname=f"Grant{number}",
            telephone="0131 496 0123",
            disability_status="disabled",
        )
        for number in range(4)
    ]
    for person in people:
        exchange.give(*ITEMS, people=[_giving(person)])
    exchange.deliver()
    give_places()
    with acting_for(REGISTER):
        head = sign_current_head(at=NOON)
    assert head.head.size == 8
    return exchange, people, head


def _giving(person):
    return Giving(record=person, items=frozenset(ITEMS))


def erase_contact(exchange, person):
    with exchange.sending():
        erase(person, classes=["contact"], by=exchange.staff, at=LATER)


def states(person):
    (row,) = statement_of(person.handle).shared
    return {item.code: (item.state, item.value) for item in row.items}


def proofs_of(exchange, people):
    """A proof file for the entry of each person."""
    entries = [statement_of(person.handle).shared[0].entry_id for person in people]
    with exchange.sending():
        return [write_proof(prove(entry, at=NOON)) for entry in entries]


def test_after_an_erasure_the_root_and_every_old_proof_stand():
    exchange, people, head = eight_entries()
    old_proofs = proofs_of(exchange, people)

    erase_contact(exchange, people[3])
    give_places()

    report = verify(held=[head])
    assert report.holds, report
    assert report.entries == 9
    assert [check_proof(proof, public_key=public_key()) for proof in old_proofs] == [[]] * 4


def test_the_statement_says_sent_since_erased_and_other_classes_are_readable():
    exchange, people, _ = eight_entries()

    erase_contact(exchange, people[3])

    assert states(people[3]) == {
        "surname": (State.HELD, "Grant3"),
        "telephone": (State.ERASED, None),
        "disability_status": (State.HELD, "disabled"),
    }
    assert states(people[2])["telephone"][0] == State.HELD


def test_one_bit_of_entry_5_flipped_fails_integrity_and_names_it():
    _, _, head = eight_entries()

    tamper(
        "update ledger_entry set leaf = set_bit(leaf, 99, 1 - get_bit(leaf, 99))"
        " where id = (select entry_id from ledger_place where place = 5)"
    )

    report = verify(held=[head])
    (finding,) = report.integrity
    assert "at place 5 was altered" in finding


def test_entry_7_deleted_and_all_rebuilt_passes_alone_and_fails_against_a_kept_head():
    _, _, head = eight_entries()

    with as_superuser() as superuser:
        superuser.execute(
            "delete from ledger_entry"
            " where id = (select entry_id from ledger_place where place = 7)"
        )
        superuser.execute("truncate ledger_place, ledger_node, ledger_head, ledger_waiting")
        superuser.execute(
            "insert into ledger_waiting select id, leaf_hash, entered_at from ledger_entry"
        )
    give_places()

    alone = verify()
    assert alone.holds, alone
    assert alone.entries == 7
    (finding,) = verify(held=[head]).consistency
    assert "longer than the ledger: entries were removed" in finding


def test_after_a_backup_from_before_is_restored_the_register_erases_again():
    exchange, people, _ = eight_entries()
    with a_backup() as backup:
        erase_contact(exchange, people[3])

        backup.restore()
        assert states(people[3])["telephone"][0] == State.HELD
        assert apply_erasures_again() == 1

    assert states(people[3])["telephone"] == (State.ERASED, None)
    assert states(people[3])["surname"] == (State.HELD, "Grant3")
    with acting_for(exchange.sender.pk, user=AUTOMATIC):
        record = Record.objects.get(pk=people[3].pk)
        assert set(present_values(record)) == {"surname", "disability_status"}
    give_places()
    assert verify().holds


def test_a_restored_database_is_not_ready_before_it_has_erased_again(client, caplog):
    exchange, people, _ = eight_entries()
    with a_backup() as backup:
        erase_contact(exchange, people[3])
        give_places()
        assert client.get("/readyz").status_code == 200

        backup.restore()
        assert client.get("/readyz").status_code == 503
        assert "1 erasures are to be applied again" in caplog.text
        apply_erasures_again()

    assert client.get("/readyz").status_code == 200


def test_a_worker_begins_nothing_in_a_restored_database_before_it_could_erase_again(caplog):
    exchange, people, _ = eight_entries()
    with a_backup() as backup:
        erase_contact(exchange, people[3])
        backup.restore()
    exchange.give("surname")

    with keys_cannot_be_deleted():
        work_for_half_a_second()

    assert "Applying erasures again failed" in caplog.text
    assert Status.PREPARED in statuses(exchange)
    work_once(Setbacks())
    assert Status.PREPARED not in statuses(exchange)


@contextmanager
def keys_cannot_be_deleted():
    with as_superuser() as superuser:
        superuser.execute("revoke delete on keys.record_key from onward_app")
        yield
        superuser.execute("grant delete on keys.record_key to onward_app")


def work_for_half_a_second():
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    work_until(stop)


def statuses(exchange):
    with exchange.sending():
        return set(Disclosure.objects.values_list("status", flat=True))


def test_erasing_again_a_second_time_changes_nothing():
    exchange, people, _ = eight_entries()
    with a_backup() as backup:
        erase_contact(exchange, people[3])
        backup.restore()

    assert [apply_erasures_again(), apply_erasures_again()] == [1, 0]


def test_a_key_that_comes_back_from_the_keys_own_backup_is_destroyed_again():
    exchange, people, _ = eight_entries()
    with as_superuser() as superuser:
        superuser.execute("create temporary table kept as table keys.record_key")
        erase_contact(exchange, people[3])
        superuser.execute("insert into keys.record_key table kept on conflict do nothing")
    assert "contact" in classes_with_a_key(exchange, people[3])

    assert apply_erasures_again() == 1

    assert "contact" not in classes_with_a_key(exchange, people[3])


def classes_with_a_key(exchange, person):
    with acting_for(exchange.sender.pk, user=AUTOMATIC):
        return {key_class for _, key_class in standing_keys([person.handle])}
