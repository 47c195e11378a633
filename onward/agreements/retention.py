"""What agreements keep: texts, terms and who signed them. They are about no participant."""

_TERMS = (
    "Agreement.code",
    "Agreement.number",
    "Agreement.standard",
    "Agreement.title",
    "Agreement.purpose",
    "Agreement.basis",
    "Agreement.condition",
    "Agreement.gateway",
    "Agreement.channels",
    "Agreement.text",
    "Agreement.text_hash",
    "Agreement.citations",
    "Agreement.retention",
    "Agreement.maximum_records",
    "Agreement.maximum_a_day",
    "Agreement.demands",
    "Agreement.effective_from",
    "Agreement.effective_to",
    "Party.role",
    "Party.activity",
    "Party.signatory",
    "Permit.item",
    "Permit.giver",
    "Permit.receiver",
    "Permit.purpose",
    "Permit.basis",
    "Permit.gateway",
    "Permit.consent_scope",
    "Permit.unless_refused",
    "Permit.stages",
    "Permit.condition",
    "Agreement.population",
    "Finding.code",
    "Finding.about",
    "Finding.says",
    "Finding.choices",
)
_MORE_TERMS = (
    "Agreement.is_memorandum",
    "Agreement.is_legally_binding",
    "Agreement.needs",
    "Agreement.calendars",
    "Agreement.disputes",
    "Agreement.register_id",
    "Agreement.benefits",
    "Agreement.without_instruction",
    "Agreement.ended_because",
    "Party.country",
    "Party.safeguard",
    "Permit.onward",
    "Permit.item_digest",
)
_FILED = (
    "Contact.task",
    "Contact.name",
    "Contact.post",
    "Contact.reached_at",
    "Contact.from_on",
    "Paper.kind",
    "Paper.reference",
    "Paper.dated_on",
    "Paper.review_on",
    "Paper.name",
    "Paper.post",
    "Dispute.notified_on",
    "Dispute.settled_on",
    "Approval.approved_on",
    "Approval.ended_on",
    "Approval.name",
    "Approval.post",
)
_DECISIONS = ("DecisionNote.choice", "DecisionNote.note", "DecisionNote.name", "DecisionNote.post")
_SIGNATURES = ("Signature.name", "Signature.post", "Signature.signed_on", "Signature.text_hash")

KEPT = (
    dict.fromkeys((*_TERMS, *_MORE_TERMS), "terms")
    | dict.fromkeys(_FILED, "filed")
    | dict.fromkeys(_SIGNATURES, "signatures")
    | dict.fromkeys(_DECISIONS, "decisions")
)

FORGOTTEN = {
    "terms": "Stay as long as the ledger: entries name the version they were made under.",
    "filed": "Stays with the version: who vouched for what, and to whom others could turn.",
    "decisions": "Stay with the version they made usable: who decided what it means, and why.",
    "signatures": "Stay with the version they brought into force: who could bind whom, and when.",
}
