"""What signers sign: each payment of a run as canonical bytes, and all of them as one hash."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from onward.ledger.canonical import canonical
from onward.ledger.tree import leaf_hash, root
from onward.values.pence import Pence

# Crockford's letters and digits: none is taken for another when it is read out.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, kw_only=True)
class PayLine:
    """One payment of a run: everything of it that reaches the bank, and for what it is."""

    reference: str
    provider_code: str
    outcome: str
    pence: Pence
    account_name: str
    sort_code: str
    account_number: str


def line_hash(line: PayLine) -> str:
    """SHA-256 of the line's canonical form as a leaf of RFC 6962, in hexadecimal."""
    return leaf_hash(canonical(asdict(line))).hex()


def lines_hash(hashes: Mapping[str, str]) -> str:
    """The Merkle root over the hashes of lines by reference, in order of reference.

    A line changed, dropped or added gives another root; the order they come in does not.
    """
    return root([bytes.fromhex(hashes[reference]) for reference in sorted(hashes)]).hex()


def random_reference(prefix: str) -> str:
    """A reference that says nothing and never comes twice: 70 random bits, in payment letters."""
    return f"{prefix}-{''.join(secrets.choice(_LETTERS) for _ in range(14))}"


def instruction_reference(claim_reference: str, *, earlier: int) -> str:
    """The end-to-end id of a claim's next instruction, of which no bank has seen the like."""
    return f"{claim_reference}-{earlier + 1}" if earlier else claim_reference
