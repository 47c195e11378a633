"""Why an agreement does not let something pass, in words with what to do about it."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.authority import Authority, Refusal
from onward.agreements.catalogue import catalogue

_WORDS: Mapping[str, Promise] = {
    "NOT_SIGNED": _("it is not signed by every party"),
    "NOT_DECIDED": _("something in its text waits for a decision"),
    "NOT_IN_FORCE": _("it is not in force on this day"),
    "WRONG_PARTY": _("one of the organisations is not a party to it"),
    "WRONG_DIRECTION": _("it lets this pass only the other way"),
    "NOT_PERMITTED": _("it does not name this"),
    "NO_REPRESENTATIVE": _("a party has named nobody as its representative"),
    "PAPER_MISSING": _("a party has not put on file a paper that it asks for"),
    "NO_PROCESSOR_INSTRUCTION": _("a processor under it is not instructed any more"),
    "NO_GATEWAY": _("no statute in force lets this pass"),
    "GATEWAY_EXCLUDES": _("the statute it stands on leaves this out"),
    "ITEM_CHANGED": _("what this means has changed since it was agreed"),
}


def refused_in_words(refusals: Sequence[Refusal], *, authority: Authority) -> str:
    """One sentence with every reason, each once, and who can help."""
    reasons = "; ".join(dict.fromkeys(_reason(refusal) for refusal in refusals))
    return gettext(
        "The agreement %(reference)s does not allow this: %(reasons)s. "
        "Ask whoever keeps your organisation's agreements."
    ) % {"reference": authority.reference, "reasons": reasons}


def _reason(refusal: Refusal) -> str:
    words, item = str(_WORDS[refusal.code]), catalogue().get(refusal.item)
    about = item.label if item else refusal.item  # a paper is named in words already
    return f"{words} ({about.lower()})" if about else words
