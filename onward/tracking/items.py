"""What this package holds about people, by item: each field of a typed row and what it is of."""

HELD = {
    "ActivityStatement.code": "activity",
    "ActivityStatement.started_on": "activity_started_on",
    "ActivityStatement.ascertained_on": "activity_ascertained_on",
    "ActivityStatement.verified_on": "activity_verified_on",
    "ActivityStatement.review_on": "activity_review_on",
    "ActivityStatement.predicted_end_on": "activity_predicted_end_on",
    "ActivityStatement.neet_started_on": "neet_started_on",
    "ActivityStatement.lapses_on": "activity_lapses_on",
    "ActivityStatement.establishment_number": "establishment_number",
    "ActivityStatement.establishment_name": "school_attended",
    "ActivityStatement.provider_number": "provider_reference_number",
    "LeftCohort.how": "cohort_status",
    "LeftCohort.to_place": "transferred_to_authority",
    "InReturn.cohort_status": "cohort_status",
}
