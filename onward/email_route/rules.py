"""May this message go by e-mail, now? A pure decision with every reason.

Source: 003 paragraphs 44 to 54. What the agreement permits is the gate's question; this is the
route's. A date agreed is a London day; the day agreed for an end is the first on which it is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onward.email_route.needs import Need
from onward.email_route.processes import TERMS, NoSuchProcess, process_of
from onward.email_route.standard_forms import standard_forms


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a message says of itself: codes and digests, no value about anybody."""

    process: str
    body_digest: str
    form_digest: str
    from_address: str
    to_address: str
    need: str  # why it is sent, from a closed list
    exemption: str  # its reference, where more than the rule allows goes
    record_count: int

    @classmethod
    def of(cls, cover: Mapping[str, object], *, record_count: int) -> "Message":
        """From the cover of a disclosure; what it does not say is empty, and refused as such."""

        def said(name: str) -> str:
            return str(cover.get(name, ""))

        return cls(
            process=said("process"),
            body_digest=said("body_digest"),
            form_digest=said("form_digest"),
            from_address=said("from_address"),
            to_address=said("to_address"),
            need=said("need"),
            exemption=said("exemption"),
            record_count=record_count,
        )


@dataclass(frozen=True, kw_only=True)
class Use:
    """A subcontractor's line in its prime's list, as far as deciding goes."""

    formally_approved_on: date | None
    due_diligence_on: date | None
    is_onshore: bool
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class Exempt:
    """An exemption on file: how many records, until when, and whether along the chain alone."""

    most_records: int
    expires_on: date
    supply_chain_only: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is on file about the process, the two ends of the message, and the route itself.

    `permitted_form` is the digest of the form that the department permitted in writing, None
    where it has not. `uses` are the lines of subcontractors who are an end of it.
    """

    is_on: bool
    permitted_form: str | None
    inboxes_are_designated: bool
    is_within_chain: bool  # between a prime and its subcontractor
    uses: tuple[Use, ...]
    exemption: Exempt | None
    is_suspended: bool


def refusals(message: Message, standing: Standing, *, on: date) -> list[str]:
    """Every reason why not, as codes of the gate; an empty list allows it."""
    if not standing.is_on:
        return ["CHANNEL"]
    try:
        process = process_of(message.process)
    except NoSuchProcess:
        return ["EMAIL_PROCESS_NOT_APPROVED"]
    found = []
    if standing.permitted_form is None or on < TERMS[process].in_force_from:
        found.append("EMAIL_PROCESS_NOT_APPROVED")
    elif not _is_standard(message, permitted_form=standing.permitted_form):
        found.append("TEMPLATE_ALTERED")
    found += _of_the_count(message, standing, most=TERMS[process].most_records, on=on)
    if not standing.inboxes_are_designated:
        found.append("INBOX_NOT_DESIGNATED")
    if message.need not in Need.values:
        found.append("JUSTIFICATION")
    for use in standing.uses:
        found += _of_the_subcontractor(use, on=on)
    if standing.is_suspended:
        found.append("EMAIL_SUSPENDED")
    return found


def _is_standard(message: Message, *, permitted_form: str) -> bool:
    """The body is the standard one, word for word, of the form that was permitted."""
    form = standard_forms().get(process_of(message.process))
    if form is None or form.digest != permitted_form:
        return False
    return (message.form_digest, message.body_digest) == (form.digest, form.body_digest)


def _of_the_count(message: Message, standing: Standing, *, most: int, on: date) -> list[str]:
    """Paragraph 49 exempts the supply chain, paragraph 53 does not: the stricter holds.

    More goes only under an exemption whose reference is on file and whose last day has not passed.
    """
    if not message.exemption:
        return ["TOO_MANY_RECORDS"] if message.record_count > most else []
    given = standing.exemption
    if given is None or on > given.expires_on:
        return ["EXEMPTION"]
    if given.supply_chain_only and not standing.is_within_chain:
        return ["EXEMPTION"]
    return ["TOO_MANY_RECORDS"] if message.record_count > given.most_records else []


def _of_the_subcontractor(use: Use, *, on: date) -> list[str]:
    found = []
    if use.formally_approved_on is None or on < use.formally_approved_on:
        found.append("SUBCONTRACTOR_NOT_APPROVED")
    if use.due_diligence_on is None or on < use.due_diligence_on:
        found.append("DUE_DILIGENCE")
    if not use.is_onshore:
        found.append("OFFSHORE")
    if use.starts_on is None or on < use.starts_on:
        found.append("NOT_STARTED")
    if use.ends_on is not None and on >= use.ends_on:
        found.append("ENDED")
    return found
