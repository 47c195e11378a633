"""Which item of the catalogue each column of the evidence is."""

HELD = {
    "Job.employer": "employer_name",
    "Job.started_on": "job_start_date",
    "Job.ended_on": "job_end_date",
    "WeekWorked.minutes": "hours_per_week",
    "Outcome.code": "outcome_type",
}
