"""What stands between an agreement and its being in force, and what its parties have on file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from onward.agreements.authority import Authority
from onward.agreements.disputes import settle_by
from onward.agreements.findings import SHOWN_ONLY
from onward.agreements.models import Agreement, Approval, Contact, Dispute, Finding, Paper, Party
from onward.agreements.on_file import lacked_by


@dataclass(frozen=True)
class OpenDispute:
    """A dispute with the day by which it is to be settled."""

    dispute: Dispute
    settle_by: date
    is_late: bool


def still_to_do(
    agreement: Agreement, read: Authority, parties: Iterable[Party], *, on: date
) -> Iterator[str]:
    """What each party still owes before anything can pass, one sentence each."""
    if agreement.ended_at is not None:
        return
    for party in parties:
        name, pk = party.organisation.name, party.organisation_id
        if pk not in read.signed_on:
            words = _("%(party)s has not signed: %(post)s.")
            yield words % {"party": name, "post": party.signatory or _("whoever signs for it")}
        for what in lacked_by(pk, read.needs, read.on_file, on=on):
            yield _("%(party)s has not put on file: %(what)s.") % {"party": name, "what": what}
        if pk in read.without_instruction:
            yield _("%(party)s has been told by its controller to stop.") % {"party": name}
    if not read.is_decided:
        yield _("Somebody decides what counts where the text says something twice, or not at all.")


def findings(agreement: Agreement) -> list[Finding]:
    return list(
        Finding.objects.filter(agreement=agreement).select_related("note").order_by("code", "about")
    )


def is_to_decide(finding: Finding) -> bool:
    return finding.code not in SHOWN_ONLY and not hasattr(finding, "note")


def filed(agreement: Agreement) -> list[Paper]:
    papers = Paper.objects.filter(agreement=agreement).select_related("organisation")
    return list(papers.order_by("organisation__name", "kind", "-dated_on"))


def contacts(agreement: Agreement) -> list[Contact]:
    named = Contact.objects.filter(agreement=agreement).select_related("organisation")
    return list(named.order_by("organisation__name", "task", "-from_on"))


def approvals(agreement: Agreement) -> list[Approval]:
    given = Approval.objects.filter(agreement=agreement).select_related("approved")
    return list(given.order_by("approved__name", "approved_on"))


def disputes(agreement: Agreement, *, on: date) -> list[OpenDispute]:
    notified = Dispute.objects.filter(agreement=agreement).select_related("agreement")
    found = []
    for dispute in notified.order_by("notified_on"):
        last = settle_by(dispute)
        found.append(OpenDispute(dispute, last, dispute.settled_on is None and on > last))
    return found
