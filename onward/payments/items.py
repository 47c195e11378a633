"""Which item of the catalogue each column of a claim is."""

HELD = {
    "Claim.reference": "claim_unique_reference",
    "Claim.outcome": "outcome_type",
    "Claim.achieved_on": "claim_date_1",
    "Claim.pence": "payfile_amount",
    "Claim.paid_on": "payment_date",
    "RunLine.reference": "claim_unique_reference",
    "RunLine.outcome": "payfile_outcome",
    "RunLine.pence": "payfile_amount",
}
