"""What else is kept as evidence of outcomes, and how it is forgotten."""

KEPT = {
    "Job.reference": "evidence",
    "Job.self_employed": "evidence",
    "Job.supported": "evidence",
    "WeekWorked.beginning": "evidence",
    "EarlierEvidence.beginning": "evidence",
    "EarlierEvidence.values": "evidence",
    "Outcome.achieved_on": "outcomes",
    "Outcome.rules": "outcomes",
    "Outcome.why": "outcomes",
}

FORGOTTEN = {
    "evidence": "Emptied or removed with the class of employment of the provider's record.",
    "outcomes": "Stay while a payment for them can be questioned, then go with the evidence.",
}
