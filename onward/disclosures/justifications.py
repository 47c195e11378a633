"""Justifications as kept: the words in the sender's own row, a commitment to them in the ledger."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from onward.disclosures.accounting import PREPARED
from onward.disclosures.justifying import likeness
from onward.disclosures.models import Disclosure, Justification
from onward.ledger.actions import about_in
from onward.ledger.commitment import NONCE_BYTES, commitment
from onward.ledger.models import Entry
from onward.people.lookups import one_of

STOPPED = (Disclosure.Status.REFUSED, Disclosure.Status.FAILED)


def justification_of(disclosure: Disclosure, text: str) -> Justification:
    """A row to be kept, with the nonce that its commitment is made with."""
    return Justification(
        organisation_id=disclosure.sender_id,
        disclosure=disclosure,
        text=text.strip(),
        nonce=secrets.token_bytes(NONCE_BYTES),
        likeness=likeness(text),
    )


def commitment_of(kept: Justification) -> str:
    """What the ledger says of it: that these words were there, without the words."""
    return commitment({"justification": kept.text}, nonce=bytes(kept.nonce)).hex()


def is_committed_to(kept: Justification, committed: str) -> bool:
    """Whether these words and no others are what an entry says was there."""
    try:
        return commitment_of(kept) == committed and kept.likeness == likeness(kept.text)
    except ValueError:  # of a nonce that is none
        return False


def is_forgotten(kept: Justification) -> bool:
    return not (kept.text or kept.nonce or kept.likeness)


def commitments_of(disclosures: Collection[UUID]) -> dict[UUID, dict[UUID, str]]:
    """What each entry of each of these disclosures says of its words: by disclosure, by entry."""
    prepared = Entry.objects.filter(one_of("about_id", disclosures), kind=PREPARED)
    said: dict[UUID, dict[UUID, str]] = {pk: {} for pk in disclosures}
    for entry, disclosure, leaf in prepared.values_list("pk", "about_id", "leaf"):
        if disclosure is not None:
            said[disclosure][entry] = str(about_in(bytes(leaf)).get("justification", ""))
    return said


def copied(texts: Sequence[str]) -> list[bool]:
    """Which of these words of the organisation acted for were used before, or twice here.

    The words of what was refused or did not go may be used again (attack A21).
    """
    alike = [likeness(text) if text.strip() else "" for text in texts]
    written = set(alike) - {""}
    if not written:
        return [False] * len(texts)
    earlier = Justification.objects.filter(likeness__in=written)
    used = set(earlier.exclude(disclosure__status__in=STOPPED).values_list("likeness", flat=True))
    seen: Counter[str] = Counter()
    found = []
    for each in alike:
        found.append(bool(each) and (each in used or seen[each] > 0))
        seen[each] += 1
    return found


def texts_of(disclosures: Collection[UUID]) -> dict[UUID, str]:
    """The words kept with each of these disclosures, by its id."""
    rows = Justification.objects.filter(disclosure__in=disclosures)
    return dict(rows.values_list("disclosure_id", "text"))
