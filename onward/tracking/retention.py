"""What is kept of requests for data, and how it is forgotten.

What a request says of itself (why, which items, how) is the asking that annex A prescribes, and
needs no line of annex B, which lists what the district tells.
"""

KEPT = {
    "DataRequest.reference": "asking",
    "DataRequest.reason": "asking",
    "DataRequest.items": "asking",
    "DataRequest.channel": "asking",
    "DataRequest.no_contact": "asking",
    "DataRequest.keep_months": "asking",
    "DataRequest.answer_due_on": "asking",
    "DataRequest.released_items": "asking",
    "DataRequest.refusal_reason": "asking",
    "DataRequest.update_due_on": "asking",
    "DataRequest.keep_until": "asking",
    "DataRequest.authority_restricted_to": "restriction",
    "DataRequest.district_restricted_to": "restriction",
    "Release.call_note": "release",
    "Release.template_reference": "release",
    "Release.template_protection": "release",
    "Release.template_mailbox": "release",
    "Inspection.until_on": "inspection",
}

FORGOTTEN = {
    "asking": "Stays with the row, whose records lead to nothing held once both are erased.",
    "restriction": "Follows the record of its own side: which of its staff may see the row.",
    "release": "Its words are emptied with the district's record; that it went stays.",
    "inspection": "Stays with the memorandum: until which day somebody might look.",
}
