import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.ledger.tree import (
    EMPTY_ROOT,
    consistency_from,
    consistency_proof,
    inclusion_from,
    inclusion_proof,
    leaf_hash,
    new_nodes,
    node_hash,
    nodes_for_root,
    root,
    root_from,
    verify_consistency,
    verify_inclusion,
)

CONTENTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
CONTENTS.append("606162636465666768696a6b6c6d6e6f")
LEAVES = [leaf_hash(bytes.fromhex(content)) for content in CONTENTS]
SIZES = st.integers(0, 140)


def the_leaves(count):
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def by_place(nodes):
    return {(level, index): hashed for level, index, hashed in nodes}


def a_store(leaves):
    return by_place(new_nodes(leaves, size_before=0, edge=()))


def reading(store):
    return lambda level, index: store[level, index]


def root_by_the_book(leaves):
    """RFC 9162, 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_by_the_book(leaves[:split]), root_by_the_book(leaves[split:]))


def first_digits(hashes):
    return [hashed.hex()[:16] for hashed in hashes]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "e3b0c44298fc1c14"),
        (1, "6e340b9cffb37a98"),
        (3, "aeb6bcfe274b70a1"),
        (7, "ddb89be403809e32"),
        (8, "5dc9da79a70659a9"),
    ],
)
def test_roots_are_the_published_ones(size, expected):
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    assert root(LEAVES[:size]).hex()[:16] == expected


@pytest.mark.parametrize(
    ("index", "size", "expected"),
    [
        (0, 8, ["96a296d224f285c6", "5f083f0a1a33ca07", "6b47aaf29ee3c2af"]),
        (5, 7, ["bc1a0643b12e4d2d", "b08693ec2e721597", "d37ee418976dd957"]),
    ],
)
def test_inclusion_proofs_are_the_published_ones(index, size, expected):
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    assert first_digits(inclusion_proof(index, leaf_hashes=LEAVES[:size])) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (3, ["0298d122906dcfc1", "07506a85fd9dd2f1", "fac54203e7cc696c", "837dbb152e9b0790"]),
        (4, ["837dbb152e9b0790"]),
    ],
)
def test_consistency_proofs_are_the_published_ones(first, expected):
    """REQ-LAW-048, vector of domain/privacy.md 4.5"""
    assert first_digits(consistency_proof(first, leaf_hashes=LEAVES[:7])) == expected


@given(SIZES)
def test_the_root_is_that_of_the_standard(size):
    """REQ-LAW-048"""
    assert root(the_leaves(size)) == root_by_the_book(the_leaves(size))


@given(SIZES, SIZES)
def test_nodes_appended_in_two_goes_are_those_of_one(some, more):
    leaves = the_leaves(some + more)
    store = a_store(leaves[:some])
    edge = [store[at] for at in nodes_for_root(some)]

    later = new_nodes(leaves[some:], size_before=some, edge=edge)

    assert store | by_place(later) == a_store(leaves)


@given(SIZES)
def test_every_stored_node_is_the_root_of_its_leaves(size):
    leaves = the_leaves(size)

    for (level, index), hashed in a_store(leaves).items():
        assert hashed == root_by_the_book(leaves[index << level : (index + 1) << level])


@given(SIZES, st.data())
def test_stored_nodes_give_the_root_and_proofs_of_any_size_so_far(size, data):
    """REQ-LAW-048"""
    node = reading(a_store(the_leaves(size + 1)))
    second = data.draw(st.integers(1, size + 1))
    first = data.draw(st.integers(0, second))
    index = data.draw(st.integers(0, second - 1))
    leaves = the_leaves(second)
    plain = inclusion_proof(index, leaf_hashes=leaves)
    plainly = consistency_proof(first, leaf_hashes=leaves)

    assert root_from(second, node=node) == root(leaves)
    assert inclusion_from(index, size=second, node=node) == plain
    assert consistency_from(first, second=second, node=node) == plainly


@given(st.integers(1, 10_000_000), st.data())
def test_a_proof_over_ten_million_leaves_reads_few_nodes(size, data):
    seen: list[tuple[int, int]] = []

    def node(level, index):
        seen.append((level, index))
        assert (index + 1) << level <= size
        return EMPTY_ROOT

    inclusion_from(data.draw(st.integers(0, size - 1)), size=size, node=node)
    consistency_from(data.draw(st.integers(0, size)), second=size, node=node)
    root_from(size, node=node)

    assert len(seen) <= 5 * size.bit_length()


@given(st.integers(1, 300), st.data())
def test_an_honest_inclusion_proof_is_believed(size, data):
    """REQ-LAW-048"""
    leaves = the_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, leaf_hashes=leaves)

    assert verify_inclusion(leaves[index], index=index, size=size, proof=proof, root=root(leaves))


@given(st.integers(0, 300), st.data())
def test_an_honest_consistency_proof_is_believed(second, data):
    """REQ-LAW-048"""
    leaves = the_leaves(second)
    first = data.draw(st.integers(0, second))

    assert verify_consistency(
        first,
        second=second,
        first_root=root(leaves[:first]),
        second_root=root(leaves),
        proof=consistency_proof(first, leaf_hashes=leaves),
    )


def test_no_proof_is_made_of_what_is_not_in_the_tree():
    for index in (-1, 8):
        with pytest.raises(IndexError):
            inclusion_proof(index, leaf_hashes=LEAVES)
    for first in (-1, 9):
        with pytest.raises(IndexError):
            consistency_proof(first, leaf_hashes=LEAVES)


def test_an_edge_of_another_tree_is_refused():
    with pytest.raises(ValueError, match="edge of 2"):
        list(new_nodes(LEAVES, size_before=3, edge=[EMPTY_ROOT]))
