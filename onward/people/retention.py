"""What else this package keeps about people, and how each of it is forgotten.

A typed row goes with the item it holds (`items.py`).
"""

KEPT = {
    "Record.case_kind": "case_kind",
    "Record.deceased_on": "record",
    "Fact.values": "facts",
    "Fact.valid_from": "order",
    "Fact.number": "order",
    "Fact.use": "order",
    "PersonName.is_current": "order",
    "Address.is_current": "order",
    "Identifier.value": "numbers",
    "Consent.scope": "consents",
    "Consent.wording": "consents",
    "Consent.said_by": "consents",
    "Consent.given": "consents",
    "Consent.on": "consents",
    "Consent.withdrawn_on": "consents",
    "Mention.relation": "mentions",
    "IdentityQuestion.answer": "questions",
    "Look.reason": "looks",
    "RecordKey.key_class": "keys",
    "RecordKey.wrapped": "keys",
}

FORGOTTEN = {
    "case_kind": "Stays on the closed record: by which rules its disclosures were decided.",
    "record": "Emptied when every class of the record is erased.",
    "facts": "Emptied in place: the database lets a fact lose values, and change in no other way.",
    "order": "Stays: without values it says only that there was a fact, and when.",
    "numbers": "The row is removed, as it is when a number is replaced.",
    "consents": "Removed with the class of consent.",
    "mentions": "Stays: that there was somebody. Erasing them empties their items in the facts.",
    "questions": "Removed when either of its two records is erased.",
    "looks": "Never altered: who looked is owed to the person. Its handle leads nowhere then.",
    "keys": "Destroyed; every sealed copy of the class is unreadable from then on.",
}
