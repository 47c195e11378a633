"""The columns that the ledger covers: change one bit in any of them, and `verify` says where.

What stands beside them is not covered: live records, which are corrected and erased, and what is
only for people to read. Of what was refused the ledger says who refused what kind of act, and why.
"""

from collections.abc import Mapping

COVERED: Mapping[str, Mapping[str, str]] = {
    "ledger_entry": {
        "id": "integrity and completeness: its place says another id",
        "kind": "integrity: the leaf says it too",
        "by_organisation_id": "integrity: the leaf says it too",
        "to_organisation_id": "integrity: the leaf says it too",
        "for_organisation_id": "integrity: the leaf says it too",
        "subject": "integrity: the leaf says it too",
        "about_id": "integrity: the leaf says it too",
        "leaf": "integrity: it is hashed",
        "leaf_hash": "integrity: it is the leaf's hash",
        "entered_at": "integrity: the leaf says it too",
    },
    "ledger_place": {
        "place": "completeness: the places have no gap",
        "entry_id": "completeness: its entry is gone",
        "leaf_hash": "integrity: it is the leaf's hash",
    },
    "ledger_node": {
        "level": "integrity: it is the hash of its leaves",
        "index": "integrity: it is the hash of its leaves",
        "hash": "integrity: it is the hash of its leaves",
    },
    "ledger_head": {
        "size": "consistency: it is signed",
        "root": "consistency: it is signed",
        "signed_at": "consistency: it is signed",
        "software": "consistency: it is signed",
        "signature": "consistency: it is the signature",
    },
    "disclosures_disclosure": {
        "id": "completeness: its entries and parcels are about another",
        "kind": "completeness: its entries say it",
        "sender_id": "completeness: the entry of each parcel says it",
        "recipient_id": "completeness: the entry of each parcel says it",
        "on_behalf_of_id": "completeness: the entry of each parcel says it",
        "agreement_id": "completeness: the entry of each parcel says it",
        "one_off_id": "completeness: the entry of each parcel says it",
        "purpose": "completeness: the entry of each parcel says it",
        "channel": "completeness: the entry of each parcel says it",
        "use": "completeness: the entry of each parcel says it",
        "status": "completeness: its last entry says it",
        "people_count": "completeness: as many parcels and entries",
        "digest": "completeness: its last entry says it",
        "by": "completeness: the entry of each parcel says it",
        "at": "completeness: the entry of each parcel says it",
    },
    "disclosures_parcel": {
        "disclosure_id": "completeness: its entry says it",
        "sender_id": "completeness: its entry says it",
        "recipient_id": "completeness: its entry says it",
        "on_behalf_of_id": "completeness: its entry says it",
        "from_handle": "completeness: its entry says it",
        "to_handle": "completeness: it is a record that received it",
        "received_as": "completeness: it is a record that received it",
        "within": "completeness: a part is there of whom it was said; decryptability: the rest",
        "entry": "completeness: there is no such entry",
        "parent": "completeness: its entry says it",
        "items": "completeness: its entry says it",
        "not_held": "completeness: its entry says it",
        "withheld": "completeness: its entry says it",
        "sealed": "completeness: its entry has the commitments; decryptability: the rest",
    },
    "disclosures_justification": {
        "organisation_id": "completeness: it is the sender's",
        "disclosure_id": "completeness: the entry of each parcel says whether there is one",
        "text": "decryptability: its entries have the commitment",
        "nonce": "decryptability: its entries have the commitment",
        "likeness": "decryptability: it is the text's",
    },
    "agreements_agreement": {
        "code": "completeness: the entries of what was given under it say it",
        "number": "completeness: the entries of what was given under it say it",
    },
    "keys.record_key": {
        "handle": "decryptability: it was wrapped for its record",
        "key_class": "decryptability: it was wrapped for its class",
        "wrapped": "decryptability: it was wrapped whole",
    },
}
