#!/usr/bin/env python3
"""Check what Onward's ledger gave you. This file needs Python and nothing else: keep it yourself.

    check_ledger.py FILE KEY       does the ledger that was signed hold this entry?
    check_ledger.py OLD NEW KEY    is what was signed then a beginning of what is signed now?

FILE is a proof file, OLD a head file, NEW a head file with its proof (`onward ledger since SIZE`),
KEY the ledger's public key in hex, which must come to you by another way than these files.
Ends with 0 where all agrees, 1 where it does not, 2 where nothing can be said.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
EMPTY_ROOT = hashlib.sha256(b"").digest()
BASE_POINT = (4 * pow(5, -1, P) % P).to_bytes(32, "little")
Hashes = Sequence[bytes]
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z


class Unusable(Exception):
    """A file is not what it should be: nothing is said of the ledger."""


class DoesNotAgree(Exception):
    """The ledger does not hold what it should, or its owner did not sign what is shown."""


def signed_by(key: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032, 5.1.7), without the cofactor, each number in its one spelling."""
    owner, base = decoded(key), decoded(BASE_POINT)
    scalar = int.from_bytes(signature[32:], "little")
    if owner is None or base is None or len(signature) != 64 or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little")
    minus = (P - owner[0], owner[1], owner[2], P - owner[3])
    return encoded(added(times(scalar, base), times(challenge % ORDER, minus))) == signature[:32]


def decoded(text: bytes) -> Point | None:
    """The point that 32 bytes spell (RFC 8032, 5.1.3)."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(text) != 32 or y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def encoded(point: Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def added(one: Point, other: Point) -> Point:
    """RFC 8032, 5.1.4; complete, so it serves for doubling too."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * D * one[3] * other[3], 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    product = (0, 1, 1, 0)
    while scalar:
        product = added(product, point) if scalar & 1 else product
        point, scalar = added(point, point), scalar >> 1
    return product


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def climbed(node: int, last: int, start: bytes, siblings: Hashes) -> tuple[bytes, bytes] | None:
    """The roots of the tree that ends at this node, and of the whole; None for a wrong length."""
    earlier = later = start
    for sibling in siblings:
        if last == 0:
            return None
        if node & 1 or node == last:
            earlier, later = joined(sibling, earlier), joined(sibling, later)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            later = joined(later, sibling)
        node, last = node >> 1, last >> 1
    return (earlier, later) if last == 0 else None


def verify_inclusion(leaf: bytes, *, index: int, size: int, proof: Hashes, root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size or any(len(each) != 32 for each in (leaf, root, *proof)):
        return False
    roots = climbed(index, size - 1, leaf, proof)
    return roots is not None and roots[1] == root


def verify_consistency(
    first: int, *, second: int, first_root: bytes, second_root: bytes, proof: Hashes
) -> bool:
    """RFC 9162, 2.1.4.2; beyond it, the empty tree is the beginning of every tree."""
    if not 0 <= first <= second or any(len(h) != 32 for h in (first_root, second_root, *proof)):
        return False
    if first == 0:
        return not proof and first_root == EMPTY_ROOT and (second > 0 or second_root == EMPTY_ROOT)
    if first == second:
        return not proof and first_root == second_root
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    return bool(path) and climbed(node, last, path[0], path[1:]) == (first_root, second_root)


def canonical(value: object) -> bytes:
    """RFC 8785 for what a leaf or a head may hold: no fractions, keys in the order of UTF-16."""
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def ordered(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: ordered(part[key]) for key in sorted(part, key=lambda k: k.encode("utf_16be"))}
    return [ordered(each) for each in part] if isinstance(part, list) else part


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise Unusable("A field stands twice in the file.")
    return dict(pairs)


def shown_head(file: dict[str, Any], signature: str, key: bytes) -> tuple[int, bytes]:
    """Size and root of a head that the key's owner signed."""
    head = {name: file[name] for name in ("at", "root", "size", "software")}
    if not signed_by(key, canonical(head), bytes.fromhex(signature)):
        raise DoesNotAgree("The head is not signed with this key.")
    return int(head["size"]), bytes.fromhex(head["root"])


def check_entry(text: str, *, key: bytes) -> str:
    file = json.loads(text, object_pairs_hook=once)
    size, root = shown_head(file["head"], file["signature"], key)
    index, leaf = file["index"], leaf_hash(canonical(file["leaf"]))
    proof = [bytes.fromhex(node) for node in file["proof"]]
    if not verify_inclusion(leaf, index=index, size=size, proof=proof, root=root):
        raise DoesNotAgree(f"The entry does not stand at place {index} of the {size} signed.")
    return f"The entry stands at place {index} of the {size} signed at {file['head']['at']}."


def check_heads(old: str, new: str, *, key: bytes) -> str:
    before, after = (json.loads(text, object_pairs_hook=once) for text in (old, new))
    first, first_root = shown_head(before, before["signature"], key)
    second, second_root = shown_head(after, after["signature"], key)
    if second < first:
        raise DoesNotAgree(f"The head of {first} that was kept is longer: entries were removed.")
    if second > first != after["since"]:
        raise Unusable(f"Its proof is since {after['since']}: ask for `ledger since {first}`.")
    proof = [bytes.fromhex(node) for node in after["proof"]] if second > first else []
    roots = {"first_root": first_root, "second_root": second_root}
    if not verify_consistency(first, second=second, proof=proof, **roots):
        raise DoesNotAgree(
            f"The {first} entries signed before are not the beginning of the {second}."
        )
    return f"The {first} entries signed before are the beginning of the {second} signed now."


def main(*arguments: str) -> int:
    try:
        *files, key = arguments
        texts = [Path(name).read_text(encoding="utf-8") for name in files]
        print((check_entry if len(files) == 1 else check_heads)(*texts, key=bytes.fromhex(key)))
    except DoesNotAgree as error:
        print(f"DOES NOT AGREE. {error}")
        return 1
    except (Unusable, OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        print(f"This cannot be used. {type(error).__name__}: {error}\n{__doc__}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
