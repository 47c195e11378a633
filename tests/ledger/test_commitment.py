import hashlib

import pytest

from onward.ledger.canonical import canonical
from onward.ledger.commitment import commitment
from onward.ledger.tree import leaf_hash, root

VALUES = {"benefit_flag": "Y", "last_name": "Example"}
NONCE = bytes(range(32))
COMMITMENT = "3feb65997dd3c3c862ae36266e723eeaeb2f932391db7e55987869376d1a118f"
DISCLOSURE = {
    "type": "disclosure",
    "seq": 0,
    "agreement": "MOU-LEIC-2014/1",
    "at": "2014-02-03T10:00:00Z",
    "commit": COMMITMENT,
    "from": "DWP-LN",
    "to": "LCC",
    "items": ["benefit_flag", "last_name"],
    "purpose": "EET_SUPPORT",
}
ERASURE = {
    "type": "erasure",
    "seq": 1,
    "of": 0,
    "at": "2015-04-01T09:00:00Z",
    "classes": ["contact"],
}


def test_the_commitment_is_the_published_one():
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    assert commitment(VALUES, nonce=NONCE).hex() == COMMITMENT


def test_another_value_gives_another_commitment():
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    changed = commitment({**VALUES, "benefit_flag": "N"}, nonce=NONCE)

    assert changed.hex().startswith("f74d02df")


def test_a_commitment_is_hashed_apart_from_leaves_and_nodes():
    """REQ-LAW-048"""
    content = NONCE + canonical(VALUES)

    assert commitment(VALUES, nonce=NONCE) == hashlib.sha256(b"\x02" + content).digest()
    assert commitment(VALUES, nonce=NONCE) != leaf_hash(content)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (DISCLOSURE, "6ff04e7aa962f0e87f06bfdac0950f4bb3d9ad63ac1f04c835183697a1d0d7de"),
        (ERASURE, "46b76b137658a8fbe2bc3789174accdbb12678818926984cf934d01fb66519f6"),
    ],
)
def test_a_leaf_has_the_published_hash(leaf, expected):
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    assert leaf_hash(canonical(leaf)).hex() == expected


def test_the_two_leaves_have_the_published_root():
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    leaves = [leaf_hash(canonical(leaf)) for leaf in (DISCLOSURE, ERASURE)]

    assert root(leaves).hex() == "267895c3fc8fcb066896c4f2d8c0544797dd78799eea979b7f748b336d88cfd7"


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_nonce_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(VALUES, nonce=bytes(length))
