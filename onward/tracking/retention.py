"""What else is kept of requests for data and of young people, and how it is forgotten.

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
    "Service.authority_number": "service",
    "Service.database_number": "service",
    "Service.next_number": "service",
    "ActivityStatement.ended_on": "activities",
    "ActivityStatement.is_primary": "activities",
    "ActivityStatement.is_confirmed": "activities",
    "LeftCohort.on": "leaving",
    "MonthlyReturn.period_end": "returns",
    "MonthlyReturn.rule_set": "returns",
    "Place.postcode_key": "places",
    "Place.ward_code": "places",
    "Place.ward": "places",
    "Place.authority_number": "places",
    "PlaceVersion.number": "places",
    "PlaceVersion.holds_from": "places",
    "PlaceVersion.digest": "places",
    "ReturnFinding.rule": "findings",
    "ReturnFinding.priority": "findings",
    "ReturnFinding.found_by": "findings",
}

FORGOTTEN = {
    "places": "Stays: which ward and authority a postcode lies in, and nothing of anybody there.",
    "asking": "Stays with the row, whose records lead to nothing held once both are erased.",
    "restriction": "Follows the record of its own side: which of its staff may see the row.",
    "release": "Its words are emptied with the district's record; that it went stays.",
    "inspection": "Stays with the memorandum: until which day somebody might look.",
    "service": "Numbers of the authority and its database; of nobody.",
    "activities": "Removed with the class of education: the whole history.",
    "leaving": "Removed with case notes.",
    "returns": "Of which month and by which rules a return was; of nobody.",
    "findings": "Removed with case notes: which rule the person's part of a return broke.",
}
