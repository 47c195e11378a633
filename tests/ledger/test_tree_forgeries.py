"""Every way to spoil a proof is refused: the kinds of transparency-dev's mutation corpus.

By the library and by the script that others check with: the two share no code.
"""

import pytest

from onward.ledger import check_ledger, tree
from onward.ledger.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(19)]
ROOTS = [root(LEAVES[:size]) for size in range(20)]
CHECKERS = pytest.mark.parametrize("checker", [tree, check_ledger], ids=["library", "script"])
GARBAGE = leaf_hash(b"garbage")
INCLUSIONS = [(0, 1), (0, 2), (1, 2), (2, 3), (0, 8), (5, 7), (6, 7), (7, 8), (11, 19), (18, 19)]
CONSISTENCIES = [(1, 2), (1, 8), (2, 5), (3, 7), (4, 7), (6, 8), (7, 8), (8, 8), (12, 19), (18, 19)]


def flipped(content, *, bit=0):
    return bytes([content[0] ^ 1 << bit]) + content[1:]


def spoilt_proofs(proof, *, known):
    """`known` are hashes that a forger has at hand."""
    for extra in (GARBAGE, EMPTY_ROOT, b"", *known):
        yield [extra, *proof]
        yield [*proof, extra]
    for place, node in enumerate(proof):
        before, after = proof[:place], proof[place + 1 :]
        yield from ([*before, flipped(node, bit=bit), *after] for bit in range(8))
        yield [*before, node[:-1], *after]
        yield [*before, node + b"\x00", *after]
        yield [*before, *after]
        yield [*before, node, node, *after]
        yield [*before, GARBAGE, node, *after]
        yield [*before, EMPTY_ROOT, *after]
    if len(proof) > 1:
        yield from ([], proof[::-1], proof[:1], proof[1:])


def spoilt_roots(honest):
    others = [other for other in ROOTS if other != honest]
    return [flipped(honest), honest[::-1], honest[:-1], honest + b"\x00", b"", GARBAGE, *others]


def spoilt_inclusions():
    for index, size in INCLUSIONS:
        leaf, proof = LEAVES[index], inclusion_proof(index, leaf_hashes=LEAVES[:size])
        honest = {"leaf": leaf, "index": index, "size": size, "proof": proof, "root": ROOTS[size]}
        indexes = {index - 1, index + 1, index ^ 1, index ^ 2, index + size, ~index, size}
        spoilt = {
            "leaf": [flipped(leaf), GARBAGE, leaf[:-1], b"", ROOTS[size] + b"\x00"],
            "index": indexes - {index},
            "size": {0, -size, index, size * 2, size // 2} - {size},
            "root": spoilt_roots(ROOTS[size]),
            "proof": list(spoilt_proofs(proof, known=[leaf, ROOTS[size]])),
        }
        for field, changes in spoilt.items():
            yield pytest.param(honest, field, changes, id=f"{field}, {index} of {size}")


def spoilt_consistencies():
    for first, second in CONSISTENCIES:
        roots = {"first_root": ROOTS[first], "second_root": ROOTS[second]}
        proof = consistency_proof(first, leaf_hashes=LEAVES[:second])
        honest = {"first": first, "second": second, "proof": proof} | roots
        firsts = {0, -first, first - 1, first + 1, first ^ 2, second, second + 1}
        spoilt = {
            "first": firsts - {first},
            "second": {0, -second, first - 1, second * 2, second // 2} - {second},
            "first_root": spoilt_roots(ROOTS[first]),
            "second_root": spoilt_roots(ROOTS[second]),
            "proof": list(spoilt_proofs(proof, known=roots.values())),
        }
        for field, changes in spoilt.items():
            yield pytest.param(honest, field, changes, id=f"{field}, {first} to {second}")


@CHECKERS
@pytest.mark.parametrize(("honest", "field", "changes"), list(spoilt_inclusions()))
def test_a_spoilt_inclusion_proof_is_refused(checker, honest, field, changes):
    """A40. REQ-LAW-048"""
    verify_inclusion = checker.verify_inclusion
    assert verify_inclusion(honest["leaf"], **{k: honest[k] for k in honest if k != "leaf"})
    for change in changes:
        claim = honest | {field: change}
        leaf = claim.pop("leaf")
        assert not verify_inclusion(leaf, **claim), change


@CHECKERS
@pytest.mark.parametrize(("honest", "field", "changes"), list(spoilt_consistencies()))
def test_a_spoilt_consistency_proof_is_refused(checker, honest, field, changes):
    """A40. REQ-LAW-048"""
    verify_consistency = checker.verify_consistency
    assert verify_consistency(honest["first"], **{k: honest[k] for k in honest if k != "first"})
    for change in changes:
        claim = honest | {field: change}
        first = claim.pop("first")
        assert not verify_consistency(first, **claim), change


@CHECKERS
@pytest.mark.parametrize("size", [0, 1, 7])
def test_an_empty_tree_holds_nothing_and_begins_every_tree(checker, size):
    """A40. REQ-LAW-048"""
    verify_consistency = checker.verify_consistency
    sizes = {"second": size, "second_root": ROOTS[size]}

    assert not checker.verify_inclusion(GARBAGE, index=0, size=0, proof=[], root=EMPTY_ROOT)
    assert verify_consistency(0, first_root=EMPTY_ROOT, proof=[], **sizes)
    assert not verify_consistency(0, first_root=GARBAGE, proof=[], **sizes)
    assert not verify_consistency(0, first_root=EMPTY_ROOT, proof=[GARBAGE], **sizes)


def test_a_tree_without_its_last_leaf_does_not_lead_to_the_tree_with_it():
    """REQ-LAW-048, H14: the last entry deleted and the tree built anew"""
    rebuilt = [*LEAVES[:7], GARBAGE, *LEAVES[8:12]]

    assert not verify_consistency(
        8,
        second=12,
        first_root=ROOTS[8],
        second_root=root(rebuilt),
        proof=consistency_proof(8, leaf_hashes=rebuilt),
    )


def test_a_tree_of_no_leaves_has_the_one_empty_root():
    """REQ-LAW-048"""
    assert not verify_consistency(0, second=0, first_root=EMPTY_ROOT, second_root=GARBAGE, proof=[])


def test_a_proof_longer_than_the_tree_is_high_is_refused():
    """REQ-LAW-048"""
    assert not verify_inclusion(LEAVES[1], index=0, size=1, proof=LEAVES[:1], root=ROOTS[2])


@CHECKERS
@pytest.mark.parametrize("short", [b"", b"abc", bytes(31), bytes(33)])
def test_what_is_no_hash_proves_nothing_though_it_is_equal(checker, short):
    """REQ-LAW-048"""
    assert not checker.verify_inclusion(short, index=0, size=1, proof=[], root=short)
    assert not checker.verify_consistency(
        1, second=1, first_root=short, second_root=short, proof=[]
    )
