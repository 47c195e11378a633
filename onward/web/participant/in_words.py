"""The statement in plain words: short sentences, for everybody to read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import KeyClass, catalogue
from onward.disclosures.models import Disclosure
from onward.rights.attended import Attended
from onward.rights.contacted import Contacted
from onward.rights.documents_kept import DocumentKept
from onward.rights.exemptions import EXEMPTIONS
from onward.rights.from_before import FromBefore
from onward.rights.sharing import Shared, SharedItem, State, label_of
from onward.rights.statement import KeptBack, Statement
from onward.tracking.models import Contact, Document, OldWords, YouthSession
from onward.web.act_words import act_in_words
from onward.web.item_values import value_in_words
from onward.web.words import date_words, listed

Status = Disclosure.Status

TITLES: Mapping[str, Promise] = {
    "referral": gettext_lazy("Your details were given with your referral"),
    "referral-update": gettext_lazy("Changes to your details were passed on"),
    "leavers-plan": gettext_lazy("Your leavers plan was sent"),
    "mentioned": gettext_lazy("Your details were given in the case of someone close to you"),
    "passed-on": gettext_lazy("Your details were passed on to another organisation"),
    "one-off": gettext_lazy("Your details were given once, outside any agreement"),
    "payfile": gettext_lazy("A payment for helping you was asked for"),
    "ppvr": gettext_lazy("A payment for helping you was checked"),
    "referral.made": gettext_lazy("You were referred"),
    "referral.sent_again": gettext_lazy("Your referral was sent again"),
    "referral.acknowledged": gettext_lazy("Your referral was received"),
    "referral.rejected": gettext_lazy("Your referral was sent back"),
    "referral.cancellation_asked": gettext_lazy("They asked to cancel your referral"),
    "referral.cancelled": gettext_lazy("Your referral was cancelled"),
    "referral.cancellation_declined": gettext_lazy("Your referral was kept open"),
    "referral.withdrawn": gettext_lazy("Your referral was taken back"),
    "referral.deletion_confirmed": gettext_lazy("They said they deleted your details"),
    "referral.did_not_start": gettext_lazy("Your referral was closed: you did not start"),
    "referral.started": gettext_lazy("You started"),
    "referral.ended": gettext_lazy("You finished"),
    "claim.made": gettext_lazy("They asked to be paid for helping you"),
    "claim.passed": gettext_lazy("The request to be paid was checked"),
    "claim.failed": gettext_lazy("The request to be paid was turned down"),
    "claim.paid": gettext_lazy("They were paid for helping you"),
    "claim.rejected": gettext_lazy("The payment did not go through"),
    "claim.reissued": gettext_lazy("The payment will be made again"),
}
NOTES: Mapping[str, Promise] = {
    "record.opened": gettext_lazy("A record about you was opened"),
    "record.restricted": gettext_lazy("Your record was hidden from most staff"),
    "record.unrestricted": gettext_lazy("Your record was shown to staff again"),
    "record.erased": gettext_lazy("Information about you was erased"),
    "consent.given": gettext_lazy("You said yes to something"),
    "consent.refused": gettext_lazy("You said no to something"),
    "consent.withdrawn": gettext_lazy("You took back a yes"),
    "statement.invited": gettext_lazy("You were invited to see this statement"),
    "contact.withheld": gettext_lazy("You asked that nothing to reach you by is kept"),
    "message.prepared": gettext_lazy("A message to you was written"),
    "message.sent": gettext_lazy("A message to you was sent"),
    "message.stopped": gettext_lazy("A message to you was stopped and not sent"),
    "contact.allowed": gettext_lazy("You allowed that you are reached again"),
    "identity.answered": gettext_lazy("Someone checked whether two records are about you"),
    "match.answered": gettext_lazy("Someone said that a row of a list is about you"),
    "match.undone": gettext_lazy("Someone took back that a row of a list is about you"),
    "record.merged": gettext_lazy("Someone made two records about you into one"),
    "record.unmerged": gettext_lazy("Someone made one record about you into two again"),
    "one_off.recorded": gettext_lazy("Someone asked for your details, and why was kept"),
    "one_off.reviewed": gettext_lazy("Someone else looked at why your details were given once"),
    "interest.declared": gettext_lazy("A member of staff said that they know you"),
    "leavers_plan.done": gettext_lazy("Your leavers plan was read"),
}
WAYS: Mapping[str, Promise] = {
    "": gettext_lazy("Not recorded"),
    "inside": gettext_lazy("From one computer record to another, inside Onward"),
    "gateway": gettext_lazy("As a file, by a secure route"),
    "bravo": gettext_lazy("As a file, by a secure route"),
    "secure_email": gettext_lazy("By secure email"),
    "email": gettext_lazy("By email, not encrypted"),
    "tracked_post": gettext_lazy("By tracked post"),
    "download": gettext_lazy("As a file that was downloaded"),
    "telephone": gettext_lazy("By telephone"),
    "letter": gettext_lazy("By letter"),
    "email_by_hand": gettext_lazy("By an email that someone wrote"),
}
OUTCOMES: Mapping[str, Promise] = {
    Status.PREPARED: gettext_lazy("It is on its way."),
    Status.SENDING: gettext_lazy("It is on its way."),
    Status.UNKNOWN: gettext_lazy("It may have been sent. We count it as sent until we know."),
    Status.FAILED: gettext_lazy("It was stopped. Nothing was sent."),
}
FROM_BEFORE: Mapping[str, Promise] = {
    OldWords.Kind.CONTACT: gettext_lazy("A contact with you"),
    OldWords.Kind.NOTE: gettext_lazy("A note about you"),
}
REACHED_BY: Mapping[str, Promise] = {
    Contact.Kind.TELEPHONE: gettext_lazy("By telephone"),
    Contact.Kind.TEXT: gettext_lazy("By text message"),
    Contact.Kind.EMAIL: gettext_lazy("By email"),
    Contact.Kind.LETTER: gettext_lazy("By letter"),
    Contact.Kind.VISIT: gettext_lazy("By a visit"),
}
REACHED_FOR: Mapping[str, Promise] = {
    Contact.Purpose.SURVEY: gettext_lazy("To find out what you do"),
    Contact.Purpose.SUPPORT: gettext_lazy("To offer you support"),
    Contact.Purpose.SAFEGUARDING: gettext_lazy("To keep you safe"),
}
CAME_OF: Mapping[str, Promise] = {
    Contact.Outcome.UNCHANGED: gettext_lazy("They heard that nothing has changed"),
    Contact.Outcome.NEW_ACTIVITY: gettext_lazy("They heard what you do now"),
    Contact.Outcome.SPOKEN: gettext_lazy("They reached you"),
    Contact.Outcome.NO_ANSWER: gettext_lazy("Nobody answered"),
    Contact.Outcome.WRONG: gettext_lazy("The number or address was wrong"),
    Contact.Outcome.NO_MORE_SURVEYS: gettext_lazy("You asked not to be called"),
    Contact.Outcome.SENT: gettext_lazy("It was sent"),
    Contact.Delivery.DELIVERED: gettext_lazy("It reached you"),
    Contact.Delivery.NOT_DELIVERED: gettext_lazy("It did not reach you"),
    Contact.Delivery.NO_SUCH_ADDRESS: gettext_lazy("The number or address does not exist"),
}
CLASSES: Mapping[str, Promise] = {
    KeyClass.IDENTITY: gettext_lazy("who you are"),
    KeyClass.CONTACT: gettext_lazy("how to reach you"),
    KeyClass.BENEFIT: gettext_lazy("your benefits"),
    KeyClass.HEALTH: gettext_lazy("your health"),
    KeyClass.OFFENCE: gettext_lazy("offences"),
    KeyClass.EMPLOYMENT: gettext_lazy("your work"),
    KeyClass.EDUCATION: gettext_lazy("your learning"),
    KeyClass.CASEWORK: gettext_lazy("how you were helped"),
    KeyClass.CONSENT: gettext_lazy("what you agreed to"),
    KeyClass.PAYMENT: gettext_lazy("payments for helping you"),
    KeyClass.STATISTICS: gettext_lazy("figures"),
    KeyClass.HOUSEHOLD: gettext_lazy("your household"),
}


@dataclass(frozen=True, kw_only=True)
class Between:
    """Who has something, from whom, why, and for how long; and how much of it was looked at."""

    recipient: str
    giver: str
    why: str
    what: str  # the classes of information that went
    could: int
    went: int
    seen: int
    last_at: datetime
    until: str


def between(statement: Statement) -> Iterator[Between]:
    """A line for each giver and recipient, in the statement's order of names."""
    for reach in statement.reach:
        rows = [
            row
            for row in statement.shared
            if row.was_sent and (row.sender, row.recipient) == (reach.sender, reach.recipient)
        ]
        agreements = [row.agreement for row in rows if row.agreement]
        yield Between(
            recipient=reach.recipient,
            giver=rows[0].giver,
            why=_joined(row.purpose for row in rows),
            what=classes_of(reach.sent),
            could=len(reach.permitted),
            went=len(reach.sent),
            seen=len(reach.read),
            last_at=rows[0].at,
            until=_joined(in_language(agreement.retention) for agreement in agreements),
        )


def title_of(row: Shared) -> str:
    return str(TITLES.get(row.kind) or act_in_words(row.kind))


def note_of(kind: str) -> str:
    return str(NOTES.get(kind) or act_in_words(kind))


def way_of(row: Shared) -> str:
    return str(WAYS.get(row.channel, row.channel))


def how_reached(tried: Contacted) -> str:
    return str(REACHED_BY[tried.kind])


def reached_for(tried: Contacted) -> str:
    return str(REACHED_FOR[tried.purpose])


def came_of(tried: Contacted) -> str:
    return str(CAME_OF[tried.delivery or tried.outcome])


def session_kind(came: Attended) -> str:
    return str(YouthSession.Kind(came.kind).label)


def kind_from_before(kept: FromBefore) -> str:
    """What it was, and how, in the words of the system it comes from."""
    kind = str(FROM_BEFORE[kept.kind])
    return f"{kind}: {kept.channel}" if kept.channel else kind


def document_kind(kept: DocumentKept) -> str:
    return str(Document.Kind(kept.kind).label)


def outcome_of(row: Shared) -> str:
    """What became of it, where there is more to say than that it was sent."""
    return str(OUTCOMES.get(row.status, ""))


def said_of(item: SharedItem) -> str:
    """What an item said, or why it is not shown."""
    if item.state == State.ERASED:
        return _("Sent, since erased")
    if item.state == State.ALTERED:
        return _("Our copy was changed after it was sent, so we do not show it")
    if item.value is None:
        return _("Told in a note that both of them can see")
    known = catalogue()
    return value_in_words(known[item.code], item.value) if item.code in known else str(item.value)


def held_of(row: Shared, statement: Statement) -> str:
    """Whether the recipient still holds what this row gave, as far as the ledger knows."""
    since = statement.erasures_since(row)
    for each in since:
        if each.whole_record:
            return _("No. %(name)s erased it on %(day)s.") % {
                "name": row.recipient,
                "day": date_words(each.on),
            }
    gone = {key_class for each in since for key_class in each.key_classes}
    if gone & _key_classes(item.code for item in row.items):
        return _("In part. %(name)s erased %(what)s.") % {
            "name": row.recipient,
            "what": classes_in_words(each for each in CLASSES if each in gone),
        }
    return _("Yes. %(name)s has not said that it erased it.") % {"name": row.recipient}


def exemption_of(line: KeptBack) -> str:
    known = EXEMPTIONS.get(line.exemption)
    return _(known.title) if known else line.exemption


def in_language(text: str) -> str:
    """What agreements say in words of their own, where the page's language has words for it."""
    return _(text)


def labels_of(codes: Iterable[str]) -> str:
    return ", ".join(sorted(label_of(code) for code in codes))


def classes_in_words(classes: Iterable[str]) -> str:
    return listed([str(CLASSES.get(each, each)) for each in classes])


def classes_of(codes: Iterable[str]) -> str:
    """The classes of these items, in words."""
    went = _key_classes(codes)
    return classes_in_words(each for each in CLASSES if each in went)


def _key_classes(codes: Iterable[str]) -> set[str]:
    known = catalogue()
    return {str(known[code].key_class) for code in codes if code in known}


def _joined(sentences: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(f"{sentence.rstrip('.')}." for sentence in sentences if sentence))
