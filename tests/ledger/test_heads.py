"""Signed heads and proofs of the stored ledger."""

import dataclasses
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from onward.ledger import check_ledger
from onward.ledger.heads import (
    NotPlacedYet,
    head_signed_on,
    prove,
    prove_since,
    public_key,
    sign_current_head,
)
from onward.ledger.models import Entry, Head
from onward.ledger.proof_file import (
    check_proof,
    head_is_signed,
    read_head_file,
    write_head_file,
    write_head_since,
    write_proof,
)
from onward.ledger.sequencer import give_places
from onward.tenancy.context import REGISTER, acting_for
from tests.ledger.stored import OURS, some_entries
from tests.times import NOON

pytestmark = pytest.mark.django_db


def a_head(count=5, *, at=NOON):
    some_entries(count)
    give_places()
    with acting_for(REGISTER):
        return sign_current_head(at=at)


def test_a_head_is_signed_with_the_ledgers_key_and_no_other():
    head = a_head()

    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert head_is_signed(head, public_key=public_key())
    assert not head_is_signed(head, public_key=other)


@pytest.mark.parametrize(
    "change", [{"size": 6}, {"root": b"\x00" * 32}, {"at": NOON + timedelta(seconds=1)}]
)
def test_a_head_that_was_altered_no_longer_carries_the_signature(change):
    head = a_head()

    altered = dataclasses.replace(head, head=dataclasses.replace(head.head, **change))

    assert not head_is_signed(altered, public_key=public_key())


def test_one_size_is_signed_once():
    first = a_head(at=NOON)

    with acting_for(REGISTER):
        again = sign_current_head(at=NOON + timedelta(days=1))
        assert Head.objects.count() == 1

    assert again == first


def test_a_day_knows_whether_a_head_was_signed():
    a_head(at=NOON)

    with acting_for(REGISTER):
        assert head_signed_on(NOON.date())
        assert not head_signed_on(NOON.date() + timedelta(days=1))


def test_what_a_witness_keeps_reads_back_as_the_same_head():
    head = a_head()

    assert read_head_file(write_head_file(head)) == head


def test_every_entry_can_be_proved_against_the_head_signed_with_it():
    entries = some_entries(11)
    give_places()

    with acting_for(OURS):
        proofs = [write_proof(prove(entry.pk, at=NOON)) for entry in entries]

    assert [check_proof(proof, public_key=public_key()) for proof in proofs] == [[]] * 11


def test_an_entry_that_has_no_place_yet_cannot_be_proved():
    entry = some_entries(1)[0]

    with acting_for(OURS), pytest.raises(NotPlacedYet, match="Try again"):
        prove(entry.pk, at=NOON)


def test_another_organisations_entry_cannot_be_proved():
    entry = some_entries(1)[0]
    give_places()

    with acting_for(OURS + 50), pytest.raises(Entry.DoesNotExist):
        prove(entry.pk, at=NOON)


@pytest.mark.parametrize("kept", [0, 1, 6, 11])
def test_a_head_comes_with_the_proof_that_an_earlier_one_begins_it(kept):
    """REQ-LAW-048"""
    earlier = a_head(kept)
    some_entries(11 - kept)
    give_places()

    with acting_for(REGISTER):
        new = write_head_since(prove_since(kept, at=NOON))

    said = check_ledger.check_heads(write_head_file(earlier), new, key=public_key())
    assert "beginning of the 11" in said


def test_a_ledger_that_is_shorter_than_a_head_cannot_be_proved_to_continue_it():
    """A27"""
    a_head(3)

    with acting_for(REGISTER), pytest.raises(IndexError, match="does not begin with"):
        prove_since(4, at=NOON)


def test_a_proof_is_read_from_the_stored_tree_in_one_query(django_assert_num_queries):
    entries = some_entries(60)
    give_places()

    with acting_for(OURS):
        prove(entries[17].pk, at=NOON)
        with django_assert_num_queries(5):  # the entry, its place, the size, the head, the nodes
            prove(entries[17].pk, at=NOON)
