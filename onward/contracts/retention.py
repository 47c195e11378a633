"""What contracts keep. They are between organisations and about no participant."""

_TERMS = (
    "Contract.reference",
    "Contract.programme",
    "Contract.area",
    "Contract.starts_on",
    "Contract.ends_on",
    "Opportunity.code",
    "Opportunity.title",
    "Notice.programme",
    "Notice.version",
    "Notice.text",
    "Notice.items",
    "Price.outcome",
    "Price.pence",
    "Price.from_on",
    "Price.demonstration",
)
_BANK_DETAILS = (
    "BankDetails.account_name",
    "BankDetails.sort_code",
    "BankDetails.account_number",
    "BankDetails.from_on",
)

KEPT = dict.fromkeys(_TERMS, "terms") | dict.fromkeys(_BANK_DETAILS, "bank_details")

FORGOTTEN = {
    "terms": "Stay as long as a payment under the contract can be questioned.",
    "bank_details": "Stay as long as a payment to the account can be questioned; a provider's own.",
}
