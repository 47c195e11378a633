"""What else the money's life keeps: amounts, dates and codes, and nobody's name.

Nothing here leads to a person but through a claim's referral and the records of its two sides.
"""

_ACCOUNTS = (
    "Run.number",
    "Run.total_pence",
    "Run.lines_hash",
    "Run.message_id",
    "Run.execution_on",
    "Run.payfile_digest",
    "Run.called_off_because",
    "RunLine.leaf_hash",
    "Claim.sequence",
    "Touch.what",
    "RunSignature.name",
    "RunSignature.lines_hash",
    "ReportedLine.claim_reference",
    "ReportedLine.pence",
    "ReportedLine.status",
    "ReportedLine.reason",
    "ReportedLine.on",
    "Posting.event",
    "Posting.on",
    "PostingEntry.account",
    "PostingEntry.pence",
)
_CHECKS = ("Check.code", "Check.passed", "Check.saw")
_CLERICAL = (
    "ClericalPayment.number",
    "ClericalPayment.outcome",
    "ClericalPayment.achieved_on",
    "ClericalPayment.pence",
    "ClericalPayment.paid_on",
)

KEPT = (
    dict.fromkeys(_ACCOUNTS, "accounts")
    | dict.fromkeys(_CHECKS, "checks")
    | dict.fromkeys(_CLERICAL, "clerical")
)

FORGOTTEN = {
    "accounts": "Stay as long as public accounts must: never altered, only reversed.",
    "checks": "Stay with the claim they allowed or stopped.",
    "clerical": "Stay as accounts do: the register of special customer records names nobody.",
}
