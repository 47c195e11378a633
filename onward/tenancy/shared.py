"""The tables whose rows more than one organisation sees, and what each row of them is.

PRODUCT section 4: a shared row is the act between organisations, or what they agreed. It holds
identifiers, organisations, codes and dates only. A system check compares this list with the
policies that stand in the database.
"""

from collections.abc import Mapping

SHARED: Mapping[str, str] = {
    "agreements_agreement": "what its parties agreed",
    "agreements_approval": "whom a recipient may pass something on to",
    "agreements_contact": "whom the parties write to about an agreement",
    "agreements_decisionnote": "what a contested text was decided to mean",
    "agreements_dispute": "a dispute between the parties of an agreement",
    "agreements_finding": "what a text says twice or not at all",
    "agreements_paper": "which papers an agreement asks for and has",
    "agreements_party": "who is party to an agreement, and as what",
    "agreements_permit": "which item may pass under an agreement, and why",
    "agreements_signature": "who signed an agreement, and when",
    "casework_referral": "the act between referrer, provider and commissioner",
    "contracts_bankdetails": "where a provider is paid: approved by one side, used by another",
    "contracts_contract": "what commissioner and provider contracted for",
    "contracts_notice": "what people are told, by one organisation for all that share",
    "contracts_opportunity": "what a work coach can refer to",
    "contracts_price": "what an outcome is paid with under a contract",
    "disclosures_disclosure": "the act of giving; a refusal is the sender's alone",
    "disclosures_parcel": "one person's part in it, sealed",
    "email_route_exemption": "a department's permission to a provider: no person in it",
    "email_route_inboxpair": "two designated inboxes",
    "email_route_listeduse": "a subcontractor on the list of a prime",
    "email_route_outage": "when the other way did not work",
    "email_route_permissiondocument": "a department's letter to a provider",
    "email_route_processpermission": "which process a provider may use e-mail for",
    "ledger_entry": "an act between organisations, in codes and handles",
    "ledger_head": "a signed head, which anybody may keep",
    "ledger_node": "a hash of the tree",
    "ledger_place": "an entry's place and hash",
    "ledger_verification": "what a verification of the whole ledger found",
    "ledger_witnessed": "that a head has left this database",
    "parties_accreditation": "that a commissioner accredited a provider",
    "parties_instance": "how this instance is set up",
    "parties_organisation": "an organisation's public name and kind",
    "parties_securityplan": "that a provider's security was assured, until when",
    "parties_staffsession": "a session is its bearer's; what is over is seen to be removed",
    "payments_check": "what was found of a claim in a round of checks",
    "payments_claim": "the act between provider, operations team and commissioner",
    "payments_posting": "money between commissioner and operations team",
    "payments_postingentry": "one side of a posting",
    "payments_reportedline": "what the finance system answered of a line",
    "payments_run": "what operations prepare and the commissioner signs",
    "payments_runline": "one payment of a run, in codes and pence",
    "payments_runsignature": "who signed a run",
    "payments_touch": "who touched a claim, and so may not sign what pays it",
    "tracking_datarequest": "the request between an authority and a jobcentre district",
    "tracking_inspection": "an inspection of one party to a memorandum by the other",
}
