"""What is kept of each disclosure, and how a person's part in it is forgotten.

A parcel's items are codes. Its values are sealed under the keys of the sender's record, class by
class; destroying a key is what erases them.
"""

KEPT = {
    "Disclosure.kind": "skeleton",
    "Disclosure.purpose": "skeleton",
    "Disclosure.channel": "skeleton",
    "Disclosure.use": "skeleton",
    "Disclosure.refusals": "skeleton",
    "Disclosure.warnings": "skeleton",
    "Disclosure.layout": "skeleton",
    "Disclosure.cover": "skeleton",
    "Disclosure.digest": "skeleton",
    "Parcel.items": "skeleton",
    "Parcel.not_held": "skeleton",
    "Parcel.withheld": "skeleton",
    "Parcel.sealed": "sealed",
}

FORGOTTEN = {
    "skeleton": "Stays as long as the ledger: codes, handles and a digest, no value.",
    "sealed": "Stays, unreadable once the record's key for its class is destroyed.",
}
