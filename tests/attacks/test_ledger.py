"""Attacks A27 to A42 of domain/privacy.md 4.11: on the ledger, the keys and the delivery.

A29, against a witness: tests/ledger/test_witness.py; A31: tests/disclosures/test_verifying.py;
A40, the whole matrix: tests/ledger/test_tree_forgeries.py.
"""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, ProgrammingError

from onward.channels.out.folder import put
from onward.disclosures.delivery import HEAD_FILE
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.settling import mark_unknown
from onward.disclosures.verifying import verify_everything
from onward.ledger import check_ledger, tree
from onward.ledger.actions import Act, enter
from onward.ledger.canonical import NotCanonical, canonical, read_canonical
from onward.ledger.commitment import commitment
from onward.ledger.heads import prove, public_key, sign_current_head
from onward.ledger.models import Entry, Witnessed
from onward.ledger.proof_file import check_proof, read_head_file, write_proof
from onward.ledger.sequencer import give_all_places
from onward.ledger.tree import leaf_hash, node_hash
from onward.people.models import Fact
from onward.rights.erasure import erase
from onward.rights.restoring import apply_erasures_again
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import REGISTER, acting_for
from tests.disclosures.factories import an_exchange
from tests.ledger.stored import as_superuser, tamper
from tests.rights.backup import a_backup
from tests.times import NOON

pytestmark = pytest.mark.usefixtures("committed")
Status = Disclosure.Status
LATER = NOON + timedelta(days=1)
LAST = "(select entry_id from ledger_place order by place desc limit 1)"


@pytest.fixture(autouse=True)
def _own_register(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def exchange():
    """Somebody given away once, delivered, placed, and a head signed."""
    made = an_exchange(("surname", "nino"))
    made.give("surname", "nino")
    made.deliver()
    give_all_places()
    return made


def a_head():
    with acting_for(REGISTER):
        return sign_current_head(at=NOON)


def rebuilt(*, order="entered_at, id"):
    """The tree built anew from the entries that are there, as a superuser could."""
    with as_superuser() as superuser:
        superuser.execute("truncate ledger_place, ledger_node, ledger_head, ledger_waiting")
        superuser.execute(
            "insert into ledger_waiting select id, leaf_hash, now() + row_number() over"
            f" (order by {order}) * interval '1 microsecond' from ledger_entry"
        )
    give_all_places()


def the_status(exchange):
    with exchange.sending():
        return Disclosure.objects.order_by("-at", "pk").values_list("status", flat=True)[0]


def facts_of(exchange):
    with exchange.receiving():
        return Fact.objects.filter(organisation=exchange.recipient).count()


def test_a_tail_taken_away_is_found_by_whoever_keeps_a_head(exchange):
    """A27"""
    kept = a_head()
    tamper(f"delete from ledger_entry where id = {LAST}")

    rebuilt()

    (finding,) = verify_everything(held=[kept]).consistency
    assert "longer than the ledger: entries were removed" in finding


def test_a_ledger_deleted_and_built_anew_is_found_by_whoever_keeps_a_head(exchange):
    """A28"""
    kept = a_head()
    with as_superuser() as superuser:
        superuser.execute("truncate ledger_entry")
    for number in range(kept.head.size):
        with acting_for(exchange.sender.pk):
            enter(Act(kind="record.opened", by=exchange.sender.pk, at=NOON, about={"n": number}))

    rebuilt()

    (finding,) = verify_everything(held=[kept]).consistency
    assert "is not a beginning of this ledger" in finding


def test_one_ledger_cannot_show_two_parties_two_histories(exchange):
    """A29: what each was given is compared with the other."""
    shown_to_one = a_head()
    tamper(f"update ledger_entry set leaf = leaf where id = {LAST}")
    rebuilt(order="entered_at desc, id")
    shown_to_another = a_head()

    findings = verify_everything(held=[shown_to_one, shown_to_another]).consistency

    assert shown_to_one.head.size == shown_to_another.head.size
    assert any("is not a beginning of this ledger" in finding for finding in findings)


def test_entries_in_another_order_are_found(exchange):
    """A30"""
    kept = a_head()

    rebuilt(order="entered_at desc, id desc")

    assert not verify_everything(held=[kept]).holds


@pytest.mark.parametrize("checker", [tree, check_ledger], ids=["library", "script"])
def test_a_node_cannot_be_passed_off_as_an_entry(checker):
    """A32: leaves and nodes are hashed apart."""
    left, right = leaf_hash(b"one"), leaf_hash(b"other")
    root = node_hash(left, right)

    assert leaf_hash(left + right) != root
    assert not checker.verify_inclusion(
        checker.leaf_hash(left + right), index=0, size=1, proof=[], root=root
    )


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":01}', b'{"a": 1}', b'{"b":1,"a":2}',
        b'{"a":"\\u0041"}', b'{"a":-0}', b'{"a":9007199254740993}',
    ],
)  # fmt: skip
def test_an_entry_has_one_spelling(content):
    """A33"""
    with pytest.raises(NotCanonical):
        read_canonical(content)


def test_two_spellings_of_a_letter_are_two_values():
    """A33: nothing is normalised behind anybody's back."""
    assert canonical("\u00e9") != canonical("e\u0301")


def test_a_field_given_twice_in_a_proof_is_refused(exchange):
    """A33"""
    with exchange.sending():
        proof = write_proof(prove(Entry.objects.get(kind="disclosure.sent").pk, at=NOON))

    doubled = proof.replace('"index"', '"index": 0, "index"', 1)

    assert "twice" in check_proof(doubled, public_key=public_key())[0]
    with pytest.raises(check_ledger.Unusable, match="twice"):
        check_ledger.check_entry(doubled, key=public_key())


def test_a_superuser_who_recomputes_everything_is_caught_by_a_witness_alone(exchange):
    """A34"""
    kept = a_head()
    with as_superuser() as superuser:
        found = superuser.execute(f"select leaf from ledger_entry where id = {LAST}").fetchall()
        forged = bytes(found[0][0]).replace(b'"channel":"inside"', b'"channel":"letter"')
        superuser.execute(
            f"update ledger_entry set leaf = %s, leaf_hash = %s where id = {LAST}",
            [forged, leaf_hash(forged)],
        )
    rebuilt()

    assert not verify_everything().integrity
    assert "is not a beginning" in verify_everything(held=[kept]).consistency[0]


def test_when_the_ledger_stops_sending_stops(settings):
    """A35: nothing is prepared any more, and what is prepared waits."""
    made = an_exchange(("surname", "nino"))
    made.give("surname")
    settings.LEDGER_PATIENCE_SECONDS = -1  # what waits for its place has waited too long

    refused = made.give("nino")
    made.deliver()

    assert [reason["code"] for reason in refused.refusals] == ["LEDGER_BEHIND"]
    assert facts_of(made) == 0

    settings.LEDGER_PATIENCE_SECONDS = 900
    give_all_places()
    made.deliver()
    assert facts_of(made) == 1


def test_when_the_ledger_cannot_be_written_nothing_is_given():
    """A35"""
    made = an_exchange(("surname", "nino"))
    with as_superuser() as superuser:
        superuser.execute("revoke insert on ledger_entry from onward_app")

    with pytest.raises(ProgrammingError):
        made.give("surname")

    with made.sending():
        assert not Disclosure.objects.exists()
        assert not Parcel.objects.exists()


def test_a_crash_between_announcing_and_confirming_counts_as_sent(settings):
    """A36"""
    settings.SEND_PATIENCE_SECONDS = 0
    made = a_file_exchange()
    settings.OUTBOX.parent.mkdir(exist_ok=True)
    settings.OUTBOX.write_text("")  # no folder can be made there: the send dies on its way

    with pytest.raises(OSError):  # noqa: PT011
        made.deliver()
    with made.sending():
        assert mark_unknown(at=NOON) == 1

    assert the_status(made) == Status.UNKNOWN
    (row,) = statement_of(made.record.handle).shared
    assert row.was_sent
    give_all_places()
    assert verify_everything().holds


def test_a_full_disk_of_the_database_gives_nothing_away():
    """A37: the server says that the disk is full while the entry is written."""
    made = an_exchange(("surname", "nino"))
    with a_full_disk(), pytest.raises(OperationalError, match="No space left"):
        made.give("surname")
    made.give("surname")
    with a_full_disk(), pytest.raises(OperationalError, match="No space left"):
        made.deliver()

    assert facts_of(made) == 0
    made.deliver()
    assert facts_of(made) == 1
    give_all_places()
    assert verify_everything().holds


def test_a_package_delivered_twice_arrives_once(exchange):
    """A38"""
    assert [exchange.deliver(), exchange.deliver()] == [0, 0]
    assert facts_of(exchange) == 1


def test_a_package_put_back_in_the_queue_behind_the_ledgers_back_is_found(exchange):
    """A38: only whoever owns the tables could, and the ledger says that it was sent."""
    tamper("update disclosures_disclosure set status = 'PREPARED', ended_at = null")

    (finding,) = verify_everything().completeness

    assert "stands as PREPARED after disclosure.sent" in finding


def test_a_file_put_out_twice_stays_as_it_was(settings, tmp_path):
    """A38"""
    made = a_file_exchange()
    made.deliver()
    (folder,) = (settings.OUTBOX / "gateway").iterdir()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    put(settings.OUTBOX, channel="gateway", parcel_of=folder.name, files={"forged.csv": b""})

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_recipient_cannot_write_the_senders_receipt():
    """A39"""
    made = an_exchange(("surname", "nino"))
    disclosure = made.give("surname")
    receipt = Act(kind="disclosure.sent", by=made.sender.pk, about_id=disclosure.pk, at=NOON)

    with pytest.raises(ProgrammingError, match="row-level security"), made.receiving():
        enter(receipt)
    with made.receiving():
        assert not Disclosure.objects.filter(pk=disclosure.pk).update(status=Status.SENT)

    assert the_status(made) == Status.PREPARED


def test_a_receipt_made_up_outside_is_not_believed(exchange):
    """A39"""
    with exchange.sending():
        honest = prove(Entry.objects.get(kind="disclosure.sent").pk, at=NOON)
    said = json.loads(honest.leaf)
    forged = canonical(said | {"to": exchange.recipient.pk + 1})

    text = write_proof(replace(honest, leaf=forged))

    assert check_proof(text, public_key=public_key())
    with pytest.raises(check_ledger.DoesNotAgree):
        check_ledger.check_entry(text, key=public_key())


def test_a_restored_backup_does_not_bring_somebody_back(exchange):
    """A41"""
    with a_backup() as backup:
        with exchange.sending():
            erase(exchange.record, by=exchange.staff, at=LATER)
        backup.restore()
        assert apply_erasures_again() == 1

    (row,) = statement_of(exchange.record.handle).shared
    assert {item.state for item in row.items} == {State.ERASED}
    give_all_places()
    assert verify_everything().holds


def test_a_nino_cannot_be_guessed_from_what_the_ledger_keeps(exchange):
    """A42: the one who guesses has the whole ledger, and every likely number."""
    likely = [f"QQ{number:06d}C" for number in range(123_400, 123_500)]
    assert exchange.record  # whose number is QQ123456C
    with exchange.sending():
        leaves = b" ".join(bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True))

    for guess in likely:
        for values in ({"nino": guess}, {"nino": guess, "surname": "Grant"}):
            for nonce in (bytes(32), hashlib.sha256(guess.encode()).digest()):
                assert commitment(values, nonce=nonce).hex().encode() not in leaves
        for digest in (hashlib.sha256(guess.encode()), hashlib.md5(guess.encode())):  # noqa: S324
            assert digest.hexdigest().encode() not in leaves
        assert guess.encode() not in leaves


def test_two_records_of_one_person_have_handles_that_say_nothing_of_it(exchange):
    """A42"""
    with exchange.sending():
        (parcel,) = Parcel.objects.all()
    again = an_exchange(("surname", "nino"))

    assert len({parcel.from_handle, parcel.to_handle, again.record.handle}) == 3


def test_a_head_leaves_with_every_file_and_counts_as_witnessed(settings):
    made = a_file_exchange()
    give_all_places()
    head = a_head()

    made.deliver()

    (folder,) = (settings.OUTBOX / "gateway").iterdir()
    assert read_head_file((folder / HEAD_FILE).read_text()) == head
    with acting_for(REGISTER):
        (left,) = Witnessed.objects.all()
    assert (left.size, left.way) == (head.head.size, Witnessed.Way.FILE)
    give_all_places()
    assert verify_everything().holds


def test_a_delivery_tells_a_head_and_a_head_that_was_never_is_found(exchange):
    """A29"""
    head = a_head()
    exchange.give("surname")
    exchange.deliver()
    give_all_places()
    with exchange.receiving():
        sent = Entry.objects.filter(kind="disclosure.sent").order_by("entered_at")
        told = [json.loads(bytes(entry.leaf))["about"].get("head") for entry in sent]
    assert told == [None, {"size": head.head.size, "root": head.head.root.hex()}]
    with as_superuser() as superuser:
        superuser.execute("delete from ledger_entry where id = (select entry_id from ledger_place"
                          " where place = 0)")  # fmt: skip

    rebuilt()

    assert any("told with entry" in finding for finding in verify_everything().consistency)


def a_file_exchange():
    items = ("claim_unique_reference", "payfile_outcome", "payfile_amount")
    held = {"claim_unique_reference": "CLM-1", "payfile_outcome": "short_13", "payfile_amount": 1}
    made = an_exchange(items=items, held=held, channels=["gateway"])
    cover = {"message_id": "MSG-1"}
    given = made.give(*items, channel="gateway", layout="payfile-report", cover=cover)
    assert given.status == Status.PREPARED, given.refusals
    return made


class a_full_disk:
    """While it lasts, every entry of the ledger meets a disk without room (SQLSTATE 53100)."""

    def __enter__(self):
        with as_superuser() as superuser:
            superuser.execute(
                "create function full_disk() returns trigger language plpgsql as $$ begin"
                " raise exception 'No space left on device' using errcode = '53100'; end $$;"
                "create trigger full_disk before insert on ledger_entry"
                " for each statement execute function full_disk()"
            )

    def __exit__(self, *_):
        with as_superuser() as superuser:
            superuser.execute("drop trigger full_disk on ledger_entry; drop function full_disk()")
