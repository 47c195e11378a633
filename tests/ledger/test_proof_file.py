import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from onward.ledger.canonical import canonical
from onward.ledger.proof_file import (
    EntryProof,
    Head,
    UnreadableProof,
    check_proof,
    head_is_signed,
    head_message,
    read_proof,
    sign_head,
    write_proof,
)
from onward.ledger.tree import inclusion_proof, leaf_hash, root

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = KEY.public_key().public_bytes_raw()
LEAVES = [canonical({"type": "disclosure", "items": ["surname"], "entry": n}) for n in range(7)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
HEAD = Head(
    size=7, root=root(HASHES), at=datetime(2017, 9, 29, 12, tzinfo=UTC), software="onward 0.1.0"
)


def a_proof(index=5):
    return EntryProof(
        leaf=LEAVES[index],
        index=index,
        proof=tuple(inclusion_proof(index, leaf_hashes=HASHES)),
        signed=sign_head(HEAD, private_key=KEY),
    )


def changed(**changes):
    """The file with some fields replaced; one that is None is left out."""
    fields = json.loads(write_proof(a_proof())) | changes
    return json.dumps({name: value for name, value in fields.items() if value is not None})


def changed_head(**changes):
    return changed(head=json.loads(write_proof(a_proof()))["head"] | changes)


def test_the_message_of_a_head_is_canonical():
    """REQ-LAW-048"""
    fields = f'"root":"{HEAD.root.hex()}","size":7,"software":"onward 0.1.0"'

    assert head_message(HEAD).decode() == f'{{"at":"2017-09-29T12:00:00.000000Z",{fields}}}'


def test_the_message_is_the_same_in_every_time_zone():
    summer = timezone(timedelta(hours=1))

    assert head_message(replace(HEAD, at=HEAD.at.astimezone(summer))) == head_message(HEAD)


def test_a_head_without_a_time_zone_cannot_be_signed():
    with pytest.raises(ValueError, match="time zone"):
        sign_head(replace(HEAD, at=HEAD.at.replace(tzinfo=None)), private_key=KEY)


@pytest.mark.parametrize("index", range(7))
def test_an_honest_file_has_no_findings(index):
    """REQ-LAW-048"""
    assert check_proof(write_proof(a_proof(index)), public_key=PUBLIC_KEY) == []


def test_a_file_reads_back_as_it_was_written():
    assert read_proof(write_proof(a_proof())) == a_proof()


@pytest.mark.parametrize(
    "change",
    [
        {"size": 8},
        {"root": bytes(32)},
        {"at": HEAD.at + timedelta(microseconds=1)},
        {"software": "onward 0.1.1"},
    ],
)
def test_a_changed_head_is_not_signed(change):
    """REQ-LAW-048"""
    signed = sign_head(HEAD, private_key=KEY)

    assert head_is_signed(signed, public_key=PUBLIC_KEY)
    assert not head_is_signed(replace(signed, head=replace(HEAD, **change)), public_key=PUBLIC_KEY)


def test_another_key_or_a_spoilt_signature_is_not_believed():
    """REQ-LAW-048"""
    signed = sign_head(HEAD, private_key=KEY)
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    assert not head_is_signed(signed, public_key=other)
    for signature in (b"", bytes(64), signed.signature[:-1], signed.signature + b"\x00"):
        assert not head_is_signed(replace(signed, signature=signature), public_key=PUBLIC_KEY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed(leaf={"type": "disclosure", "items": ["nino"], "entry": 5}), "does not stand"),
        (changed(leaf=json.loads(LEAVES[4])), "does not stand"),
        (changed(index=4), "does not stand"),
        (changed(index=-1), "does not stand"),
        (changed(index=7), "does not stand"),
        (changed(proof=[]), "does not stand"),
        (changed_head(size=8), "not signed"),
        (changed_head(size=2**60), "not signed"),
        (changed_head(root="00" * 32), "not signed"),
        (changed_head(software="\ud800"), "not signed"),
        (changed_head(at="2017-09-29T12:00:00.000001Z"), "not signed"),
        (changed_head(at="2017-09-29T13:00:00.000000+01:00"), "time"),
        (changed_head(at="2017-09-29T12:00:00"), "time"),
        (changed_head(at="0001-01-01T00:00:00+14:00"), "time"),
        (changed_head(note="extra"), "no others"),
        (changed(signature="00" * 64), "not signed"),
        (changed(signature="zz"), "hex"),
        (changed(proof=["AB" * 32]), "hex"),
        (changed(proof=["ab " * 32]), "hex"),
        (changed(proof=[1]), "hex"),
        (changed(index=True), "index"),
        (changed(index=5.0), "index"),
        (changed(leaf={"pay": 1.5}), "leaf"),
        (changed(format="onward-proof/2"), "format"),
        (changed(signature=None), "no others"),
        (changed(note="extra"), "no others"),
        ("[]", "no others"),
        ("{", "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (write_proof(a_proof()).replace('"index"', '"index": 4, "index"'), "twice"),
        (write_proof(a_proof()).replace('"entry"', '"entry": 4, "entry"'), "twice"),
    ],
)
def test_a_changed_file_is_found_out(text, said):
    """REQ-LAW-048"""
    findings = check_proof(text, public_key=PUBLIC_KEY)

    assert any(said in finding for finding in findings)


def test_every_finding_is_told():
    forged = changed(index=4, signature="00" * 64)

    assert len(check_proof(forged, public_key=PUBLIC_KEY)) == 2


def test_a_key_of_another_length_is_told():
    assert "32 bytes" in check_proof(write_proof(a_proof()), public_key=b"short")[0]


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_any_other_text_is_a_finding_and_never_a_crash(text):
    with pytest.raises(UnreadableProof):
        read_proof(text)

    assert check_proof(text, public_key=PUBLIC_KEY)
