"""Refusals in plain words: what stands in the way, what would have to change, who can change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import catalogue
from onward.disclosures.why_not_email import OF_EMAIL, Words

REASONS: Mapping[str, Words] = {
    "NO_AGREEMENT": (
        _("There is no agreement between the two organisations."),
        _("The commissioner draws one up, and every party signs it."),
    ),
    "NOT_SIGNED": (
        _("The agreement is not signed by every party."),
        _("Each party's named post signs and dates it."),
    ),
    "NOT_IN_FORCE": (
        _("The agreement is not in force on this day."),
        _("The commissioner draws up a new version, and every party signs it."),
    ),
    "NOT_DECIDED": (
        _("The agreement says something twice or not at all, and nobody has noted what counts."),
        _("Whoever signs agreements for a party reads the findings and notes a decision on each."),
    ),
    "NO_REPRESENTATIVE": (
        _("A party has not named its representative, which the agreement asks for."),
        _("Whoever keeps that party's agreements names one on the agreement's page."),
    ),
    "PAPER_MISSING": (
        _("A paper that each party must have on file is missing, or past its review."),
        _("The agreement's page says whose. That party puts it on file there."),
    ),
    "NO_PROCESSOR_INSTRUCTION": (
        _("The controller has told its processor to do nothing more under this agreement."),
        _("The controller decides. It draws up a new version to start again."),
    ),
    "NO_GATEWAY": (
        _("The statute on which this item rests is not in force today."),
        _("Take the item out. The commissioner finds another statute, in a new version."),
    ),
    "GATEWAY_EXCLUDES": (
        _("The statute does not reach this item."),
        _("Take it out. Only another statute, in a new version, could let it go."),
    ),
    "ITEM_CHANGED": (
        _("This item no longer means what was agreed."),
        _("The commissioner draws up a new version with the item as it is now."),
    ),
    "ONWARD": (
        _("What was given under the agreement may not be passed on."),
        _("Ask whoever gave it to give it to the other organisation directly."),
    ),
    "NOT_APPROVED": (
        _("The controller has not approved passing this on to that organisation."),
        _("The controller approves it by name on the agreement's page."),
    ),
    "POPULATION": (
        _("The agreement is not about people like this one."),
        _("Check the date of birth. If it is right, this may not be given under this agreement."),
    ),
    "POPULATION_UNDETERMINED": (
        _("It cannot be said whether the agreement is about this person."),
        _(
            "Record the date of birth and any learning difficulty. If both are there, whoever signs"
            " agreements notes which place of the text counts."
        ),
    ),
    "WRONG_PARTY": (
        _("The recipient is not a party to this agreement."),
        _("Choose the agreement that names both organisations."),
    ),
    "WRONG_DIRECTION": (
        _("The agreement lets this item go the other way only."),
        _("Take it out, or ask the commissioner for a new version of the agreement."),
    ),
    "NOT_PERMITTED": (
        _("The agreement does not include this item."),
        _("Take it out, or ask the commissioner for a new version of the agreement."),
    ),
    "PURPOSE": (
        _("The agreement permits this item for another purpose."),
        _("Use the act that fits the purpose, or take the item out."),
    ),
    "CHANNEL": (
        _("The agreement does not allow this way of sending."),
        _("Send it by a channel that the agreement names."),
    ),
    "TOO_MANY_RECORDS": (
        _("There are more people in this than the agreement allows at once."),
        _("Send it in smaller parts."),
    ),
    "ACCREDITATION_MISSING": (
        _("The provider's security accreditation does not stand today."),
        _("The commissioner records it and tells the operations team."),
    ),
    "LEDGER_BEHIND": (
        _("The ledger is too far behind to account for anything more."),
        _("Whoever runs Onward starts the worker. Nothing is lost meanwhile; try again then."),
    ),
    **OF_EMAIL,
    "SCR_CLERICAL_ONLY": (
        _("This case never travels electronically."),
        _("Follow the clerical route: form SL2, by hand."),
    ),
    "DECEASED": (
        _("The person has died. Nothing but that may be told."),
        _("Nothing is to be done."),
    ),
    "RECORD_BLOCKED": (
        _("This record was erased."),
        _("Nothing is to be done."),
    ),
    "BREAK_GLASS_SCOPE": (
        _("A one-off authority is for one person, the items and the recipient it names, once."),
        _("Whoever gave it records a new one for what is asked now."),
    ),
    "NOT_TRAINED": (
        _("Whoever gives this is not named as trained to give outside agreements today."),
        _("The data protection officer names those who are trained, for a time."),
    ),
    "REVIEW_OVERDUE": (
        _("Something that the same person gave before should have been reviewed by now."),
        _("Somebody else who may review such givings says whether it was justified."),
    ),
    "DECLARED_INTEREST": (
        _("Whoever gives this has said that the record is their own or of somebody they know."),
        _("A colleague who is trained decides and gives."),
    ),
    "NOT_GIVEN": (
        _("Whoever was to give it said that nothing was given."),
        _("Nothing is to be done."),
    ),
    "CONSENT_ABSENT": (
        _("The person has not consented to this."),
        _("Ask them, and record what they say. Without a yes it does not go."),
    ),
    "CONSENT_WITHDRAWN": (
        _("The person took their consent back."),
        _("It does not go, unless they give it again."),
    ),
    "NEEDS_REDACTION": (
        _("This text may hold something that is not to be shared."),
        _("Read the text, take out what does not belong there, and confirm it."),
    ),
    "FILE_RULES": (
        _("The file that was laid out breaks a rule of its format."),
        _("Whoever runs Onward looks at the reason kept with it; prepare it anew once mended."),
    ),
    "WITHHELD": (
        _("This is not shared about a person whose case is of this kind."),
        _("Prepare it anew: it goes without it."),
    ),
    "NOT_IN_LEDGER": (
        _("The ledger does not account for it as it stands, so it was not sent."),
        _("Tell whoever runs Onward: something was changed by another road than the gate."),
    ),
    "NOT_AS_SENT": (
        _("It would not go as it went before: something in it was erased since."),
        _("Prepare it anew, without what was erased."),
    ),
    "REFERRAL_CLOSED": (
        _("The referral was taken back or answered before this was sent."),
        _("Nothing is to be done; refer the person anew if that is still wanted."),
    ),
    "NOT_DISCUSSED": (
        _("It is not recorded that the choice of providers and what each gets was discussed."),
        _("Discuss it with the person, and record the day and the notice they were given."),
    ),
    "NOT_HELD": (
        _("The record does not hold what a referral cannot do without."),
        _("Record it first."),
    ),
    "NOT_CHOSEN": (
        _("A referral cannot do without this, and it was left out."),
        _("Leave it in."),
    ),
}


@dataclass(frozen=True)
class Reason:
    """One reason against a disclosure, in words."""

    what: str
    remedy: str


def in_words(refusals: Iterable[Mapping[str, str]]) -> list[Reason]:
    """The reasons kept with a disclosure, each once, naming the items they are about."""
    by_code: dict[str, list[str]] = {}
    for refusal in refusals:
        items = by_code.setdefault(refusal["code"], [])
        if refusal.get("item") and refusal["item"] not in items:
            items.append(refusal["item"])
    return [_reason(code, items) for code, items in by_code.items()]


def _reason(code: str, items: list[str]) -> Reason:
    what, remedy = REASONS[code]
    known = catalogue()
    labels = [known[item].label if item in known else item for item in items]
    if not labels:
        return Reason(str(what), str(remedy))
    named = gettext("%(what)s It is about: %(items)s.")
    return Reason(named % {"what": what, "items": ", ".join(labels)}, str(remedy))
