"""Refusals in plain words: what stands in the way, what would have to change, who can change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import catalogue
from onward.disclosures.who_can import (
    COMMISSIONER,
    CONTROLLER,
    NOBODY,
    OPERATOR,
    PARLIAMENT,
    PARTIES,
    PERSON,
    PROTECTION,
    SENDER,
    SIGNATORIES,
    Words,
)
from onward.disclosures.why_not_email import OF_EMAIL

REASONS: Mapping[str, Words] = {
    "NO_AGREEMENT": (
        _("There is no agreement between the two organisations."),
        _("The commissioner draws one up, and every party signs it."),
        PARTIES,
    ),
    "NOT_SIGNED": (
        _("The agreement is not signed by every party."),
        _("Each party's named post signs and dates it."),
        SIGNATORIES,
    ),
    "NOT_IN_FORCE": (
        _("The agreement is not in force on this day."),
        _("The commissioner draws up a new version, and every party signs it."),
        PARTIES,
    ),
    "NOT_DECIDED": (
        _("The agreement says something twice or not at all, and nobody has noted what counts."),
        _("Whoever signs agreements for a party reads the findings and notes a decision on each."),
        SIGNATORIES,
    ),
    "NO_REPRESENTATIVE": (
        _("A party has not named its representative, which the agreement asks for."),
        _("Whoever keeps that party's agreements names one on the agreement's page."),
        SIGNATORIES,
    ),
    "PAPER_MISSING": (
        _("A paper that each party must have on file is missing, or past its review."),
        _("The agreement's page says whose. That party puts it on file there."),
        SIGNATORIES,
    ),
    "NO_PROCESSOR_INSTRUCTION": (
        _("The controller has told its processor to do nothing more under this agreement."),
        _("The controller decides. It draws up a new version to start again."),
        CONTROLLER,
    ),
    "NO_GATEWAY": (
        _("No statute in force lets these two organisations pass this item on."),
        _("Take it out, or find the statute that allows it and agree a new version that names it."),
        PARTIES,
    ),
    "GATEWAY_EXCLUDES": (
        _("The statute that the agreement names does not reach this item."),
        _("Take it out. Another agreement, under a statute that reaches it, may let it go."),
        PARLIAMENT,
    ),
    "ITEM_CHANGED": (
        _("This item no longer means what was agreed."),
        _("The commissioner draws up a new version with the item as it is now."),
        PARTIES,
    ),
    "ONWARD": (
        _("What was given under the agreement may not be passed on."),
        _("Ask whoever gave it to give it to the other organisation directly."),
        PARTIES,
    ),
    "NOT_APPROVED": (
        _("The controller has not approved passing this on to that organisation."),
        _("The controller approves it by name on the agreement's page."),
        CONTROLLER,
    ),
    "NOT_RECEIVED": (
        _("What is passed on must have been received, in what it names as its source."),
        _("Choose the act by which you were given it, and only items that came with it."),
        SENDER,
    ),
    "PASSED_ON": (
        _("This was received from somebody else, so it is passed on, not given."),
        _("Open the person and use: Pass on to a subcontractor."),
        SENDER,
    ),
    "ONWARD_TWICE": (
        _("A subcontractor does not pass on to another what was passed on to it."),
        _("Ask the provider that gave it to give it to the other one itself."),
        NOBODY,
    ),
    "ONWARD_OFFENCE": (
        _(
            "This came under the Education and Skills Act 2008 s.15. To disclose it further is an"
            " offence under that section, but for the cases it names."
        ),
        _("Ask the person for it, or ask whether section 17 lets you give it."),
        NOBODY,
    ),
    "POPULATION": (
        _("The agreement is not about people like this one."),
        _(
            "Check the date of birth, and whatever else of the record the agreement turns on. If"
            " it is right, this may not be given under this agreement."
        ),
        NOBODY,
    ),
    "POPULATION_UNDETERMINED": (
        _("It cannot be said whether the agreement is about this person."),
        _(
            "Record the date of birth and whatever else the agreement turns on: a learning"
            " difficulty, a claim. If all is there, whoever signs agreements notes which place of"
            " the text counts."
        ),
        SENDER,
    ),
    "WRONG_PARTY": (
        _("The recipient is not a party to this agreement."),
        _("Choose the agreement that names both organisations."),
        PARTIES,
    ),
    "WRONG_DIRECTION": (
        _("The agreement lets this item go the other way only."),
        _("Take it out, or ask the commissioner for a new version of the agreement."),
        PARTIES,
    ),
    "NOT_PERMITTED": (
        _("The agreement does not include this item."),
        _("Take it out, or ask the commissioner for a new version of the agreement."),
        PARTIES,
    ),
    "PURPOSE": (
        _("The agreement permits this item for another purpose."),
        _("Use the act that fits the purpose, or take the item out."),
        SENDER,
    ),
    "CHANNEL": (
        _("The agreement does not allow this way of sending."),
        _("Send it by a channel that the agreement names."),
        SENDER,
    ),
    "TOO_MANY_RECORDS": (
        _("There are more people in this than the agreement allows at once."),
        _("Send it in smaller parts."),
        SENDER,
    ),
    "STAGE": (
        _("The agreement has this item told at another stage of the programme."),
        _("Tell it when the person gets there, or take it out."),
        PARTIES,
    ),
    "NO_BASIS": (
        _("The lawful basis that the agreement names for this item is not in force."),
        _("Take it out, or agree a new version on a basis that is in force."),
        PARTIES,
    ),
    "NO_ART9": (
        _("This item is more protected, and no condition of the law for that covers it."),
        _("Take it out, or agree a new version that names a condition which covers it."),
        PARTIES,
    ),
    "SECURITY_PLAN": (
        _("The recipient has no security plan that was assured and has not run out."),
        _("It reviews the plan and records what came of it: Providers, Record a review."),
        COMMISSIONER,
    ),
    "OFFSHORE": (
        _("The recipient uses something abroad, or nobody has confirmed that it does not."),
        _(
            "Once the recipient confirms that nothing is held or seen abroad, that is recorded:"
            " Providers, Record a review."
        ),
        COMMISSIONER,
    ),
    "TRANSFER_NOT_COVERED": (
        _("The recipient keeps it in a country without adequate protection, under no safeguard."),
        _("Agree a new version that names the safeguard, such as a transfer agreement."),
        PARTIES,
    ),
    "CHANNEL_REASON": (
        _("It is to go by e-mail, and it is not recorded why the usual way will not do."),
        _("Use the usual way, or say why it will not do."),
        SENDER,
    ),
    "DATA_MOVEMENT_TEMPLATE": (
        _("By e-mail this needs a data movement template that was filled in first."),
        _("Fill in the template and give its reference, or tell it by telephone."),
        SENDER,
    ),
    "JUSTIFICATION": (
        _("It is not said why this is given, or not in words of its own."),
        _("Write what is wanted and what for, about this request and no other."),
        SENDER,
    ),
    "NOTICE": (
        _("It is not recorded that the person was told of this when they made their claim."),
        _("Tell them, and record which words they were given. Until then it does not go."),
        SENDER,
    ),
    "INSTRUCTED_OTHERWISE": (
        _("The person, or a parent while they were under 16, has said that this may not go."),
        _("It does not go, unless they take that back."),
        PERSON,
    ),
    "ACCREDITATION_MISSING": (
        _("The provider's security accreditation does not stand today."),
        _("The commissioner records it and tells the operations team."),
        COMMISSIONER,
    ),
    "LEDGER_BEHIND": (
        _("The ledger is too far behind to account for anything more."),
        _("Whoever runs Onward starts the worker. Nothing is lost meanwhile; try again then."),
        OPERATOR,
    ),
    **OF_EMAIL,
    "SCR_CLERICAL_ONLY": (
        _("This case never travels electronically."),
        _("Follow the clerical route: form SL2, by hand."),
        NOBODY,
    ),
    "DECEASED": (
        _("The person has died. Nothing but that may be told."),
        _("Nothing is to be done."),
        NOBODY,
    ),
    "RECORD_BLOCKED": (
        _("This record was erased."),
        _("Nothing is to be done."),
        NOBODY,
    ),
    "BREAK_GLASS_SCOPE": (
        _("A one-off authority is for one person, the items and the recipient it names, once."),
        _("Whoever gave it records a new one for what is asked now."),
        SENDER,
    ),
    "NOT_TRAINED": (
        _("Whoever gives this is not named as trained to give outside agreements today."),
        _("The data protection officer names those who are trained, for a time."),
        PROTECTION,
    ),
    "REVIEW_OVERDUE": (
        _("Something that the same person gave before should have been reviewed by now."),
        _("Somebody else who may review such givings says whether it was justified."),
        PROTECTION,
    ),
    "DECLARED_INTEREST": (
        _("Whoever gives this has said that the record is their own or of somebody they know."),
        _("A colleague who is trained decides and gives."),
        SENDER,
    ),
    "NOT_GIVEN": (
        _("Whoever was to give it said that nothing was given."),
        _("Nothing is to be done."),
        NOBODY,
    ),
    "RESTRICTED": (
        _("The person has had the use of this record restricted. It is kept and not used."),
        _("Ask whether they consent to this. Else wait until they are told and it is lifted."),
        PROTECTION,
    ),
    "OBJECTION_OPEN": (
        _("The person objects to this, and nothing is decided yet."),
        _("Wait until it is decided whether compelling grounds go before the objection."),
        PROTECTION,
    ),
    "OBJECTION_UPHELD": (
        _("The person objected to this, and that was upheld."),
        _("It does not go. Ask whether they consent, where consent is a basis for it."),
        PERSON,
    ),
    "NOT_IN_ENGLAND": (
        _("The other authority is not in England, and this way leads within England alone."),
        _("Keep the details. Nothing goes to an authority in another nation this way."),
        NOBODY,
    ),
    "NOT_LOST": (
        _("What the young person does now is not recorded as not known."),
        _("Look at their activity. Only somebody whom you have lost may be asked about."),
        SENDER,
    ),
    "CONSENT_ABSENT": (
        _("The person has not consented to this."),
        _("Ask them, and record what they say. Without a yes it does not go."),
        PERSON,
    ),
    "CONSENT_WITHDRAWN": (
        _("The person took their consent back."),
        _("It does not go, unless they give it again."),
        PERSON,
    ),
    "NEEDS_REDACTION": (
        _("This text may hold something that is not to be shared."),
        _("Read the text, take out what does not belong there, and confirm it."),
        SENDER,
    ),
    "FILE_RULES": (
        _("The file that was laid out breaks a rule of its format."),
        _("Whoever runs Onward looks at the reason kept with it; prepare it anew once mended."),
        OPERATOR,
    ),
    "WITHHELD": (
        _("This is not shared about a person whose case is of this kind."),
        _("Prepare it anew: it goes without it."),
        NOBODY,
    ),
    "NOT_IN_LEDGER": (
        _("The ledger does not account for it as it stands, so it was not sent."),
        _("Tell whoever runs Onward: something was changed by another road than the gate."),
        OPERATOR,
    ),
    "NOT_AS_SENT": (
        _("It would not go as it went before: something in it was erased since."),
        _("Prepare it anew, without what was erased."),
        SENDER,
    ),
    "REFERRAL_CLOSED": (
        _("The referral was taken back or answered before this was sent."),
        _("Nothing is to be done; refer the person anew if that is still wanted."),
        SENDER,
    ),
    "NOT_DISCUSSED": (
        _("It is not recorded that the choice of providers and what each gets was discussed."),
        _("Discuss it with the person, and record the day and the notice they were given."),
        SENDER,
    ),
    "NOT_HELD": (
        _("The record does not hold what a referral cannot do without."),
        _("Record it first."),
        SENDER,
    ),
    "CALL_NOTE": (
        _("There is no note of the call."),
        _("Note who telephoned, and how you made sure who they were."),
        SENDER,
    ),
    "NOT_IN_ANNEX_B": (
        _("This is not in annex B of the memorandum."),
        _(
            "Leave it out. To give it, both sides would negotiate a revised memorandum with the"
            " agreement of the department's information governance and security, and sign it."
        ),
        PARTIES,
    ),
    "NOT_ASKED": (
        _("The authority did not ask for this."),
        _("Leave it out, or let the authority ask for it."),
        SENDER,
    ),
    "NOTHING_CHOSEN": (
        _("Nothing was chosen to be released."),
        _("Choose at least one item, or refuse the request."),
        SENDER,
    ),
    "STALE_ITEM": (
        _("What is held was said long ago and may no longer be true."),
        _("Check it, correct it if need be, and confirm that it still holds; or leave it out."),
        SENDER,
    ),
    "NOT_CHOSEN": (
        _("A referral cannot do without this, and it was left out."),
        _("Leave it in."),
        SENDER,
    ),
}


@dataclass(frozen=True)
class Reason:
    """One reason against a disclosure, in words."""

    what: str
    remedy: str
    who: str = ""

    @property
    def who_can_change_it(self) -> str:
        """As a sentence; empty where nobody was asked."""
        return gettext("Who can change it: %(who)s.") % {"who": self.who} if self.who else ""


def in_words(refusals: Iterable[Mapping[str, str]]) -> list[Reason]:
    """The reasons kept with a disclosure, each once, naming the items they are about."""
    by_code: dict[str, list[str]] = {}
    for refusal in refusals:
        items = by_code.setdefault(refusal["code"], [])
        if refusal.get("item") and refusal["item"] not in items:
            items.append(refusal["item"])
    return [_reason(code, items) for code, items in by_code.items()]


def _reason(code: str, items: list[str]) -> Reason:
    what, remedy, who = map(str, REASONS[code])
    known = catalogue()
    labels = [known[item].label if item in known else item for item in items]
    if labels:
        named = gettext("%(what)s It is about: %(items)s.")
        what = named % {"what": what, "items": ", ".join(labels)}
    return Reason(what, remedy, who)
