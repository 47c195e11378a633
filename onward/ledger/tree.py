"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256. Places and indexes count from 0.

A complete subtree never changes once it is full, so a stored tree keeps only these: the node at
(level, index) is the hash over the 2**level leaves from index * 2**level. Every root and every
proof, of any earlier size too, is made from O(log n) of them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32


Node = tuple[int, int, bytes]
"""Level, index and hash of a complete subtree: level 0 is a leaf."""

StoredNode = Callable[[int, int], bytes]
"""Gives the stored hash of a complete subtree by its level and index."""

_HashOfRange = Callable[[int, int], bytes]


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The hash over all leaves, level by level: a node without a partner rises as it is."""
    level = list(leaf_hashes)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        alone = level[len(level) & ~1 :]
        level = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)] + alone
    return level[0]


def inclusion_proof(index: int, *, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """The siblings from the leaf up to the root (RFC 9162, 2.1.3.1); IndexError off the tree."""
    return _inclusion(index, len(leaf_hashes), lambda start, end: root(leaf_hashes[start:end]))


def consistency_proof(first: int, *, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """That the first leaves are unchanged (RFC 9162, 2.1.4.1); IndexError if there are fewer."""
    return _consistency(first, len(leaf_hashes), lambda start, end: root(leaf_hashes[start:end]))


def new_nodes(
    leaf_hashes: Iterable[bytes], *, size_before: int, edge: Sequence[bytes]
) -> Iterator[Node]:
    """The complete subtrees, leaves among them, that come into being when these are appended.

    `edge` holds the hashes of `nodes_for_root(size_before)`, in that order; ValueError if their
    number differs. Reads the leaves once, one by one, and holds O(log n) hashes.
    """
    if len(edge) != size_before.bit_count():
        raise ValueError(f"A tree of {size_before} has an edge of {size_before.bit_count()} nodes.")
    peaks = list(edge)
    for place, leaf in enumerate(leaf_hashes, start=size_before):
        level, index, hashed = 0, place, leaf
        yield level, index, hashed
        while index & 1:
            level, index, hashed = level + 1, index >> 1, node_hash(peaks.pop(), hashed)
            yield level, index, hashed
        peaks.append(hashed)


def nodes_for_root(size: int) -> list[tuple[int, int]]:
    """Level and index of the largest complete subtrees that make up the tree, left to right."""
    levels = [level for level in reversed(range(size.bit_length())) if size >> level & 1]
    return [(level, (size >> level) - 1) for level in levels]


def root_from(size: int, *, node: StoredNode) -> bytes:
    return _stored_range(node)(0, size) if size else EMPTY_ROOT


def inclusion_from(index: int, *, size: int, node: StoredNode) -> list[bytes]:
    """`inclusion_proof` for a tree of this size, read from stored nodes."""
    return _inclusion(index, size, _stored_range(node))


def consistency_from(first: int, *, second: int, node: StoredNode) -> list[bytes]:
    """`consistency_proof` from one size to another, read from stored nodes."""
    return _consistency(first, second, _stored_range(node))


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf hash stands at this index of the tree with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    node, last, hashed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and hashed == root


def verify_consistency(
    first: int, *, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the later tree begins with the whole earlier one (RFC 9162, 2.1.4.2).

    The standard leaves the empty tree out; here it is the beginning of every tree, so that the
    head of a ledger without entries does not raise a false alarm.
    """
    if not 0 <= first <= second or not _are_hashes(first_root, second_root, *proof):
        return False
    if (first == 0 and first_root != EMPTY_ROOT) or (second == 0 and second_root != EMPTY_ROOT):
        return False
    if first in (0, second):
        return not proof and (first == 0 or first_root == second_root)
    return _leads_to_both(first, second, first_root, second_root, proof)


def _leads_to_both(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    # The proof leaves out the earlier root where it is itself a complete subtree.
    path = [first_root, *proof] if first.bit_count() == 1 else list(proof)
    if not path:
        return False
    shared_levels = (first & -first).bit_length() - 1
    node, last = (first - 1) >> shared_levels, (second - 1) >> shared_levels
    earlier = later = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            earlier, later = node_hash(sibling, earlier), node_hash(sibling, later)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            later = node_hash(later, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and earlier == first_root and later == second_root


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(hashed) == HASH_BYTES for hashed in hashes)


def _inclusion(index: int, size: int, hash_of: _HashOfRange) -> list[bytes]:
    if not 0 <= index < size:
        raise IndexError(f"A tree of {size} has no leaf {index}.")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(hash_of(middle, end))
            end = middle
        else:
            proof.append(hash_of(start, middle))
            start = middle
    return proof[::-1]


def _consistency(first: int, second: int, hash_of: _HashOfRange) -> list[bytes]:
    if not 0 <= first <= second:
        raise IndexError(f"A tree of {second} does not begin with one of {first}.")
    if first == 0:
        return []
    proof: list[bytes] = []
    start, end = 0, second
    while end != first:
        middle = start + _split(end - start)
        if first <= middle:
            proof.append(hash_of(middle, end))
            end = middle
        else:
            proof.append(hash_of(start, middle))
            start = middle
    # Whoever checks holds the earlier root, so it is left out where the walk never left its edge.
    return [*([hash_of(start, end)] if start else []), *proof[::-1]]


def _stored_range(node: StoredNode) -> _HashOfRange:
    def hash_of(start: int, end: int) -> bytes:
        peaks = [
            node(level, index + (start >> level)) for level, index in nodes_for_root(end - start)
        ]
        hashed = peaks.pop()
        while peaks:
            hashed = node_hash(peaks.pop(), hashed)
        return hashed

    return hash_of


def _split(size: int) -> int:
    """The largest power of two below the size (RFC 9162, 2.1.1)."""
    return 1 << (size - 1).bit_length() - 1
