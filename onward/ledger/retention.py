"""What the ledger keeps, and why none of it is ever forgotten.

A leaf holds codes, random handles, times and commitments. Erasure destroys the handle's meaning
and the nonces, which lie sealed elsewhere; the leaf stays, so that the tree still verifies.
"""

KEPT = {
    "Entry.kind": "leaves",
    "Entry.by_organisation_id": "leaves",
    "Entry.to_organisation_id": "leaves",
    "Entry.for_organisation_id": "leaves",
    "Entry.leaf": "leaves",
    "Entry.leaf_hash": "tree",
    "Waiting.leaf_hash": "tree",
    "Place.place": "tree",
    "Place.leaf_hash": "tree",
    "Node.level": "tree",
    "Node.index": "tree",
    "Node.hash": "tree",
    "Head.size": "tree",
    "Head.root": "tree",
    "Head.software": "tree",
    "Head.signature": "tree",
    "Witnessed.size": "tree",
    "Witnessed.way": "tree",
    "Verification.entries": "tree",
    "Verification.root": "tree",
    "Verification.integrity": "tree",
    "Verification.consistency": "tree",
    "Verification.completeness": "tree",
    "Verification.decryptability": "tree",
}

FORGOTTEN = {
    "leaves": "Never: codes, handles and commitments, no value and no identifier of a person.",
    "tree": "Never: hashes over leaves, and who signed them.",
}
