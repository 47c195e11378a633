"""The script that others check the ledger with, run as they run it: by Python alone."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from onward.ledger import check_ledger
from onward.ledger.canonical import canonical
from onward.ledger.check_ledger import ORDER, signed_by
from onward.ledger.proof_file import (
    EntryProof,
    Head,
    HeadSince,
    sign_head,
    write_head_file,
    write_head_since,
    write_proof,
)
from onward.ledger.tree import consistency_proof, inclusion_proof, leaf_hash, root

SCRIPT = Path(check_ledger.__file__)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
LEAVES = [canonical({"kind": "disclosure.sent", "entry": n, "\U0001f600": "é"}) for n in range(11)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
# Secret key, public key, message and signature of RFC 8032, 7.1, tests 1 to 3.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def the_head(size, *, hashes=HASHES):
    at = datetime(2017, 9, 29, 12, tzinfo=UTC)
    head = Head(size=size, root=root(hashes[:size]), at=at, software="onward 0.1.0")
    return sign_head(head, private_key=KEY)


def a_proof(index=5):
    proof = tuple(inclusion_proof(index, leaf_hashes=HASHES))
    return EntryProof(leaf=LEAVES[index], index=index, proof=proof, signed=the_head(11))


def since(first, *, size=11, hashes=HASHES):
    proof = consistency_proof(first, leaf_hashes=hashes[:size])
    return HeadSince(since=first, proof=tuple(proof), signed=the_head(size, hashes=hashes))


def run(folder, *texts, key=PUBLIC):
    """The exit code and the words of the script on files with these texts."""
    files = [folder / f"file{number}.json" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-S", SCRIPT, *files, key.hex()]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def test_the_script_is_short_and_needs_nothing_but_python():
    text = SCRIPT.read_text()
    imported = {
        line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))
    }

    assert len(text.splitlines()) < 200
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_entry_that_the_ledger_holds_is_found_in_a_bare_interpreter(tmp_path):
    """REQ-LAW-048"""
    code, said = run(tmp_path, write_proof(a_proof()))

    assert (code, said) == (
        0, "The entry stands at place 5 of the 11 signed at 2017-09-29T12:00:00.000000Z.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"leaf": json.loads(LEAVES[4])}, "does not stand at place 5"),
        ({"index": 4}, "does not stand at place 4"),
        ({"index": 11}, "does not stand at place 11"),
        ({"proof": []}, "does not stand"),
        ({"signature": "00" * 64}, "not signed with this key"),
    ],
)
def test_a_forged_file_is_not_believed(tmp_path, change, said):
    """A40. REQ-LAW-048"""
    forged = json.loads(write_proof(a_proof())) | change

    code, words = run(tmp_path, json.dumps(forged))

    assert code == 1
    assert said in words


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"leaf": 1, "leaf": 2}', "[" * 100_000])
def test_what_is_no_proof_says_nothing_of_the_ledger(tmp_path, text):
    assert run(tmp_path, text)[0] == 2


def test_another_key_is_told(tmp_path):
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    assert run(tmp_path, write_proof(a_proof()), key=other)[0] == 1


@pytest.mark.parametrize("kept", [0, 1, 4, 7, 11])
def test_a_head_that_was_kept_is_a_beginning_of_the_new_one(tmp_path, kept):
    """REQ-LAW-048"""
    code, said = run(tmp_path, write_head_file(the_head(kept)), write_head_since(since(kept)))

    assert code == 0
    assert f"The {kept} entries signed before are the beginning of the 11" in said


def test_two_histories_do_not_agree(tmp_path):
    """A29. REQ-LAW-048"""
    other = [*HASHES[:3], leaf_hash(b"another story"), *HASHES[4:]]
    kept, new = write_head_file(the_head(7)), write_head_since(since(7, hashes=other))

    assert run(tmp_path, kept, new)[0] == 1


def test_a_shorter_ledger_has_lost_entries(tmp_path):
    """A27. REQ-LAW-048"""
    kept, new = write_head_file(the_head(11)), write_head_since(since(7, size=9))

    code, said = run(tmp_path, kept, new)

    assert code == 1
    assert "entries were removed" in said


def test_a_proof_since_another_size_says_nothing(tmp_path):
    code, said = run(tmp_path, write_head_file(the_head(4)), write_head_since(since(7)))

    assert code == 2
    assert "ledger since 4" in said


@pytest.mark.parametrize("proof", range(11))
def test_the_script_agrees_with_the_library_on_every_entry(proof):
    """REQ-LAW-048"""
    said = check_ledger.check_entry(write_proof(a_proof(proof)), key=PUBLIC)

    assert f"place {proof} of the 11" in said


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_the_standard(key, message, signature):
    """REQ-LAW-048, vectors of RFC 8032, 7.1."""
    key, message, signature = map(bytes.fromhex, (key, message, signature))

    assert signed_by(key, message, signature)
    assert not signed_by(key, message + b"x", signature)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 96 * 8 - 1))
def test_what_is_signed_is_believed_and_one_bit_less_is_not(secret, message, bit):
    """REQ-LAW-048"""
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    number = int.from_bytes(public + signature) ^ 1 << bit
    forged = number.to_bytes(96)

    assert signed_by(public, message, signature)
    assert not signed_by(forged[:32], message, forged[32:])


def test_a_signature_has_one_spelling():
    """REQ-LAW-048, RFC 8032, 8.4: malleability."""
    signature = KEY.sign(b"head")
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    second = signature[:32] + scalar.to_bytes(32, "little")

    assert not signed_by(PUBLIC, b"head", second)
    assert not signed_by(PUBLIC, b"head", signature[:-1])
    assert not signed_by(PUBLIC + b"\x00", b"head", signature)


def test_a_head_altered_after_signing_is_not_believed():
    """REQ-LAW-048"""
    signed = the_head(7)
    altered = replace(signed, head=replace(signed.head, size=8))

    with pytest.raises(check_ledger.DoesNotAgree, match="not signed"):
        check_ledger.check_heads(write_head_file(altered), write_head_since(since(7)), key=PUBLIC)
