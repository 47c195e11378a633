"""Which item of the catalogue each column of a referral is; `moves.py` asks leave for them."""

HELD = {
    "Referral.reference": "prap_referral_id",
    "Referral.referred_on": "referral_date",
    "Referral.rejection_reason": "rejection_reason",
    "Referral.cancellation_reason": "cancellation_reason",
    "Referral.withdrawal_reason": "withdrawal_reason",
    "Referral.started_on": "start_date",
    "Referral.ended_on": "end_date",
    "Referral.end_reason": "end_reason",
}
