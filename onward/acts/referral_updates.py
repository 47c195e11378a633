"""A referral is sent again: its version rises, and the provider is given what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onward.acts.referring import PURPOSE
from onward.agreements.models import Agreement
from onward.casework.models import Referral
from onward.casework.versions import NewVersion, raise_versions
from onward.disclosures.decision import as_rows
from onward.disclosures.gate import Draft, disclose_all, preview
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.models import Staff

KIND = "referral-update"


@dataclass(frozen=True, kw_only=True)
class Update:
    """One referral's next version: what has changed of what its provider is given.

    The values are the record's own, so the new ones are added to it first. `texts_read`: a person
    has read the texts among them that screening marks.
    """

    referral: Referral
    version: int
    agreement: Agreement
    items: frozenset[str]
    texts_read: bool = False


@dataclass(frozen=True, kw_only=True)
class UpdateAnswer:
    """What became of it: refused with reasons, or of the new version, with what was prepared."""

    update: Update
    disclosure: Disclosure | None = None
    objection: str = ""  # of casework, already in words


def reasons_against_updates(
    updates: Sequence[Update], *, at: datetime
) -> list[list[dict[str, str]]]:
    """Every reason of the gate why each of these may not go; nothing is recorded."""
    return [as_rows(refusals) for refusals in preview([_draft(each) for each in updates], at=at)]


@transaction.atomic
def send_updates(updates: Sequence[Update], *, by: Staff, at: datetime) -> list[UpdateAnswer]:
    """Raise each version and prepare what has changed for the provider; an answer for each.

    What the gate refuses is kept with its reasons and raises no version; a change that the
    provider is given nothing of raises the version alone.
    """
    against = reasons_against_updates(updates, at=at)
    allowed = [each for each, reasons in zip(updates, against, strict=True) if not reasons]
    new = [NewVersion(referral=each.referral, version=each.version) for each in allowed]
    raised = raise_versions(new, by=by, at=at)
    objections = {referral.pk: words for referral, words in raised.refused}
    going = [each for each in updates if each.items and each.referral.pk not in objections]
    rows = disclose_all([_draft(each) for each in going], by=by, at=at)
    disclosed = {each.referral.pk: row for each, row in zip(going, rows, strict=True)}
    return [
        UpdateAnswer(
            update=each,
            disclosure=disclosed.get(each.referral.pk),
            objection=objections.get(each.referral.pk, ""),
        )
        for each in updates
    ]


def _draft(each: Update) -> Draft:
    referral = each.referral
    return Draft(
        kind=KIND,
        recipient=referral.provider,
        on_behalf_of=referral.commissioner,
        agreement=each.agreement,
        purpose=PURPOSE,
        channel="inside",
        people=[Giving(record=referral.sent_from, items=each.items, texts_read=each.texts_read)],
        # Still on its way: if the referral is taken back, so is this.
        referral_id=None if referral.arrived_at else referral.pk,
    )
