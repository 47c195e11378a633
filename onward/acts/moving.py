"""A young person has moved, or is lost: another authority in England is told.

Source: 002, privacy assessment, step two, lines 97 and 104 (REQ-002-021, 002-024); the text LA-LA.
The original details stay with whoever tells.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from onward.agreements.actions import NoAgreement, agreement_between, in_force_between
from onward.agreements.authority import Refusal
from onward.agreements.channels import Channel
from onward.agreements.models import Agreement, Party
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation, Staff
from onward.people.consents import consents_of
from onward.people.facts import present_values
from onward.people.models import Record
from onward.programmes.participation.leaving import CohortStatus
from onward.tenancy.context import acting
from onward.tracking.activities.telling import present_activities
from onward.tracking.following.actions import leave

ENGLAND = Organisation.Nation.ENGLAND
STANDARD, PURPOSE = "LA-LA", "young_people_services"
LOST, MOVED = "lost-track", "moved"
NOT_KNOWN = "810"  # current situation not known
CONSENT = "move_consent"
# What the other authority can look by, and what it takes the person on with.
TO_LOOK_BY = frozenset({"forename", "surname", "date_of_birth", "address", "postcode"})
WITH_CONSENT = TO_LOOK_BY | {"telephone", "school_attended"}


def authorities_to_tell(*, on: date) -> list[Organisation]:
    """The authorities of England that an agreement in force lets this one tell, by name."""
    own = Organisation.objects.get(pk=acting().organisation_id)
    drawn_up = Party.objects.filter(
        agreement__standard=STANDARD, agreement__organisations__contains=[own.pk]
    )
    others = Organisation.objects.filter(
        pk__in=drawn_up.exclude(organisation=own).values("organisation"), nation=ENGLAND
    )
    return [
        each for each in others.order_by("name") if in_force_between(STANDARD, own, each, on=on)
    ]


@transaction.atomic
def ask_another_authority(
    record: Record, *, of: Organisation, because: str, by: Staff, at: datetime
) -> Disclosure:
    """Tell the authority where a lost young person may live what it can look by.

    `because` is why it is believed, in the teller's words, for the record of this act alone. A
    refusal comes back as a row: out of England, or while the present situation is known.
    """
    against = [*_out_of_england(of), *_is_not_lost(record)]
    draft = _draft(LOST, record, to=of, items=TO_LOOK_BY, against=against, because=because, at=at)
    return disclose(draft, by=by, at=at)


@transaction.atomic
def hand_on_to_authority(
    record: Record,
    *,
    to: Organisation,
    authority_number: str,
    on: date,
    by: Staff,
    at: datetime,
) -> Disclosure:
    """Give what is held to the authority that the person has moved to, if they consent to it.

    Once prepared, the person has left this authority's cohort for that one, whose number in the
    department's list it is. Raises BadDeparture.
    """
    against = [*_out_of_england(to), *_without_consent(record, on=localdate(at))]
    items = WITH_CONSENT.intersection(present_values(record))
    draft = _draft(MOVED, record, to=to, items=items, against=against, at=at)
    given = disclose(draft, by=by, at=at)
    if not given.refusals:
        left = CohortStatus.TRANSFERRED
        leave(record, how=left, on=on, to_place=authority_number, by=by, at=at)
    return given


def _draft(
    kind: str,
    record: Record,
    *,
    to: Organisation,
    items: frozenset[str],
    against: list[Refusal],
    at: datetime,
    because: str = "",
) -> Draft:
    own = Organisation.objects.get(pk=acting().organisation_id)
    return Draft(
        kind=kind,
        recipient=to,
        agreement=_agreement(own, to, on=localdate(at)),
        purpose=PURPOSE,
        channel=Channel.INSIDE,
        people=[Giving(record=record, items=items)],
        on_behalf_of=own,
        justification=because,
        against=against,
    )


def _agreement(own: Organisation, other: Organisation, *, on: date) -> Agreement | None:
    """None where none was drawn up, as none can be with another nation: the gate says so."""
    try:
        return agreement_between(STANDARD, own, other, on=on)
    except NoAgreement:
        return None


def _out_of_england(other: Organisation) -> Iterator[Refusal]:
    if other.nation != ENGLAND:
        yield Refusal(code="NOT_IN_ENGLAND")


def _is_not_lost(record: Record) -> Iterator[Refusal]:
    present = present_activities([record]).get(record.pk)
    if present is None or present.code != NOT_KNOWN:
        yield Refusal(code="NOT_LOST")


def _without_consent(record: Record, *, on: date) -> Iterator[Refusal]:
    """Nothing goes of a move without it, though the text would let a part go."""
    if CONSENT not in consents_of([record], on=on)[record.pk].standing:
        yield Refusal(code="CONSENT_ABSENT")
