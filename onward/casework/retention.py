"""What else a referral keeps: nothing that says more of a person than its items do."""

KEPT = {
    "Referral.version": "rules",
    "Referral.programme": "rules",
    "Referral.rules": "rules",
    "Referral.reply_due_on": "rules",
    "Referral.referrer_restricted_to": "restriction",
    "Referral.provider_restricted_to": "restriction",
    "ClericalReferral.number": "clerical",
    "ClericalReferral.form": "clerical",
    "ClericalReferral.sent_on": "clerical",
}

FORGOTTEN = {
    "rules": "Stay with the row, whose records lead to nothing held once both are erased.",
    "clerical": "Stays: the register of special customer records names nobody.",
    "restriction": "Follows the record of its own side: which of its staff may see the row.",
}
