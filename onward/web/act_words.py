"""What an act is called on pages: the ledger's kinds, and the kinds of disclosures."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.disclosures.why_not import Reason
from onward.web.item_values import code_in_words

KINDS: Mapping[str, Promise] = {
    "referral": _("Referral: what the provider is given"),
    "referral-update": _("Changed details of a referral"),
    "leavers-plan": _("Leavers plan"),
    "nccis-return": _("Monthly return to the department"),
    "activity-survey": _("Activity survey of 1 November"),
    "lost-track": _("May live in another authority's area"),
    "moved": _("Has moved to another authority's area"),
    "death": _("Word of a death"),
    "passed-on": _("Passed on to a subcontractor"),
    "one-off": _("Given once, outside any agreement"),
    "one_off.recorded": _("One-off authority recorded"),
    "one_off.reviewed": _("One-off authority reviewed"),
    "interest.declared": _("Interest declared"),
    "officer.done": _("Dealt with in person"),
    "record.kind_changed": _("Kind of case changed"),
    "clerical.referred": _("Referral on paper entered"),
    "payfile": _("Payfile"),
    "payfile-report": _("Payfile report"),
    "ppvr": _("Payment validation report"),
    "referral.made": _("Referred"),
    "referral.sent_again": _("Referral sent again"),
    "referral.acknowledged": _("Referral acknowledged"),
    "referral.rejected": _("Referral rejected"),
    "referral.cancellation_asked": _("Asked to cancel the referral"),
    "referral.cancelled": _("Referral cancelled"),
    "referral.cancellation_declined": _("Referral kept open"),
    "referral.withdrawn": _("Referral withdrawn"),
    "referral.deletion_confirmed": _("Deletion confirmed"),
    "referral.did_not_start": _("Closed: did not start"),
    "referral.started": _("Start recorded"),
    "referral.ended": _("End recorded"),
    "local-answer": _("Answer to a local authority's request"),
    "request.asked": _("Asked under the memorandum"),
    "request.too_many": _("More people asked about than is allowed"),
    "request.withdrawn": _("Request taken back"),
    "request.released": _("Request answered"),
    "request.refused": _("Request refused"),
    "request.stopped": _("Answer stopped on its way"),
    "request.received": _("Answer received"),
    "request.updated": _("Record brought up to date"),
    "request.contacted": _("Person contacted"),
    "request.closed": _("Request closed"),
    "request.deleted": _("What was received is deleted"),
    "inspection.asked": _("Inspection asked for"),
    "inspection.permitted": _("Inspection permitted"),
    "inspection.opened": _("Papers of the memorandum inspected"),
    "inspection.ended": _("Inspection ended"),
    "claim.made": _("Outcome claimed"),
    "claim.passed": _("Claim passed its checks"),
    "claim.failed": _("Claim failed a check"),
    "claim.paid": _("Claim paid"),
    "claim.rejected": _("Claim rejected by the finance system"),
    "claim.reissued": _("Claim to be paid again"),
    "claim.priced_again": _("Claim taken at another price"),
    "account.given": _("Account given"),
    "account.changed": _("Roles of an account changed"),
    "account.closed": _("Account closed"),
    "account.opened": _("Account opened again"),
    "account.link_made": _("Link made to set a password"),
    "security_plan.reviewed": _("Security plan reviewed"),
    "disclosure.prepared": _("Prepared"),
    "disclosure.withheld": _("Not given, because of the kind of case"),
    "disclosure.refused": _("Refused"),
    "disclosure.sending": _("Being sent"),
    "disclosure.sent": _("Sent"),
    "disclosure.failed": _("Not sent"),
    "disclosure.unknown": _("Nobody confirmed it"),
    "disclosure.settled": _("Settled by a person"),
    "disclosure.put_back": _("Not taken for now, and put back in the queue"),
    "disclosure.sent_again": _("Put back in the queue, unchanged"),
}
CHANNELS: Mapping[str, Promise] = {
    "inside": _("Inside Onward"),
    "gateway": _("Accredited gateway"),
    "bravo": _("Bravo"),
    "secure_email": _("Secure email"),
    "email": _("Unencrypted email"),
    "tracked_post": _("Tracked post"),
    "download": _("Download"),
    "telephone": _("Telephone"),
    "letter": _("Letter"),
    "email_by_hand": _("Email written by hand"),
}


def act_in_words(kind: str) -> str:
    """The words for a kind of act; one that has none is read aloud from its code."""
    return str(KINDS.get(kind) or code_in_words(kind.replace(".", " ").replace("-", " ")))


def channel_in_words(channel: str) -> str:
    return str(CHANNELS.get(channel) or code_in_words(channel))


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Each reason against an act together with what would have to change, and who can change it."""
    parts = ((each.what, each.remedy, each.who_can_change_it) for each in reasons)
    return [" ".join(filter(None, each)) for each in parts]
