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
    "Disclosure.stage": "skeleton",
    "Disclosure.channel_reason": "skeleton",
    "Disclosure.movement_template": "skeleton",
    "Justification.text": "justification",
    "Justification.nonce": "justification",
    "Justification.likeness": "justification",
    "Parcel.items": "skeleton",
    "Parcel.within": "skeleton",
    "Parcel.parent": "skeleton",
    "Parcel.not_held": "skeleton",
    "Parcel.withheld": "skeleton",
    "Parcel.sealed": "sealed",
    "OneOff.ground": "skeleton",
    "OneOff.basis": "skeleton",
    "OneOff.conditions": "skeleton",
    "OneOff.items": "skeleton",
    "OneOff.channel": "skeleton",
    "OneOff.checked": "skeleton",
    "OneOff.was_in_doubt": "skeleton",
    "OneOff.consented_on": "skeleton",
    "OneOff.review_due_on": "skeleton",
    "OneOff.sealed": "sealed",
    "OneOffReview.verdict": "skeleton",
    "OneOffReview.sealed": "sealed",
    "TrainedGiver.trained_on": "staff",
    "TrainedGiver.expires_on": "staff",
    "TrainedGiver.ended_on": "staff",
    "DeclaredInterest.kind": "interest",
    "OfficerTask.items": "skeleton",
    "OfficerTask.policy": "skeleton",
    "TextReading.item": "skeleton",
    "TextReading.kinds": "skeleton",
}

FORGOTTEN = {
    "skeleton": "Stays as long as the ledger: codes, handles and a digest, no value.",
    "justification": "Emptied with the casework class of any record that it is about.",
    "sealed": "Stays, unreadable once the record's key for its class is destroyed.",
    "staff": "Stays: who was trained when explains what they gave.",
    "interest": "Stays: why a colleague could give nothing. Its handle leads nowhere once erased.",
}
