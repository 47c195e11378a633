"""Giving once: the verb, what it asks for, and the words that its giver keeps sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.bases import Ground
from onward.agreements.catalogue import KeyClass, catalogue
from onward.agreements.channels import BY_HAND, Channel
from onward.agreements.one_off_grounds import BasisNotOpen, check_basis, conditions_for
from onward.disclosures.by_hand import confirm_given
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure, OneOff
from onward.disclosures.one_off_models import ALWAYS_CHECKED, CHECKED_IN_DOUBT
from onward.disclosures.parcels import Giving
from onward.disclosures.sealing import Sealed, open_sealed, seal
from onward.ledger.actions import Act, enter, new_entry_id
from onward.parties.models import Organisation, Staff
from onward.people.keys import keys_for, standing_keys
from onward.people.models import Record
from onward.tenancy.context import acting

KIND = "one-off"
REVIEWED_WITHIN = 2  # working days of the giver's own nation; privacy.md 4.10
WORDS_CLASS = str(KeyClass.CASEWORK)


class CannotGiveOnce(ValueError):
    """What was asked for is not a one-off authority; `field` says where to mend it."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Somebody asks for stated items about one person: who, on what ground, how it was checked.

    `recipient` None is somebody who is not on Onward. `told_at` is the moment of a call in which
    it was told already.
    """

    record: Record
    items: frozenset[str]
    recipient: Organisation | None
    who_asks: str
    why: str
    ground: str
    basis: str
    channel: str
    checked: Sequence[str]
    was_in_doubt: bool = False
    consented_on: date | None = None
    told_at: datetime | None = None
    texts_read: bool = False  # of free texts among the items, those that screening marks

    @property
    def are_texts_read(self) -> bool:
        """What was told by telephone was read out by somebody."""
        return self.texts_read or self.told_at is not None


@transaction.atomic
def give_once(asking: Asking, *, by: Staff, at: datetime) -> Disclosure:
    """Record the authority and prepare what it allows: all of it, or none.

    As at any gate a refusal comes back as a row. What was told in a call already is SENT with
    it. Whoever reviews finds both. Raises CannotGiveOnce.
    """
    check(asking, by=by, at=at)
    one_off = _recorded(asking, by=by, at=at)
    draft = Draft(
        kind=KIND,
        recipient=asking.recipient,
        agreement=None,
        one_off=one_off,
        purpose=KIND,
        channel=asking.channel,
        people=[
            Giving(
                record=asking.record,
                items=asking.items,
                texts_read=asking.are_texts_read,
                volunteered=asking.items,  # each was named by whoever gives it
            )
        ],
    )
    disclosure = disclose(draft, by=by, at=at)
    if asking.told_at and disclosure.status == Disclosure.Status.PREPARED:
        return confirm_given(disclosure.pk, by=by, at=at)
    return disclosure


def check(asking: Asking, *, by: Staff, at: datetime) -> None:
    """Raises CannotGiveOnce for the first thing that makes it no one-off authority."""
    kind, on = by.organisation.kind, localdate(at)
    try:
        check_basis(asking.basis, kind=kind, ground=asking.ground, on=on)
    except BasisNotOpen as refused:
        raise CannotGiveOnce(_instead(refused.open), field="basis") from refused
    for is_wrong, field, message in _faults(asking, at=at):
        if is_wrong:
            raise CannotGiveOnce(message, field=field)


def words_of(one_off: OneOff) -> Mapping[str, str]:
    """Who it was given to, who asked and why; nothing once the record's key was destroyed."""
    key = standing_keys([one_off.handle]).get((one_off.handle, WORDS_CLASS))
    if key is None:
        return {}
    words = open_sealed(Sealed(*one_off.sealed), key=key, entry_id=one_off.entry)
    return {name: str(text) for name, text in words.items()}


def seal_words(words: Mapping[str, str], *, handle: UUID, entry_id: UUID, at: datetime) -> Sealed:
    """Words about one record that its key can end."""
    place = (handle, WORDS_CLASS)
    return seal(words, key=keys_for([place], at=at)[place], entry_id=entry_id)


def _faults(asking: Asking, *, at: datetime) -> list[tuple[bool, str, str]]:
    known = catalogue()
    is_inside = asking.channel == Channel.INSIDE
    checked = set(asking.checked)
    return [
        (not asking.items or not asking.items <= known.keys(), "items", _("Select what is given.")),
        (not asking.who_asks.strip(), "who_asks", _("Say who asks, and for which office.")),
        (not asking.why.strip(), "why", _("Say what it is needed for.")),
        (
            not checked >= set(ALWAYS_CHECKED),
            "checked",
            _("Check name, address and date of birth first. Nothing is given before."),
        ),
        (
            asking.was_in_doubt and checked.isdisjoint(CHECKED_IN_DOUBT),
            "checked",
            _("You were in doubt: check the mobile number or the email address too."),
        ),
        (
            is_inside and asking.recipient is None,
            "recipient",
            _("Only an organisation on Onward can be given something inside it."),
        ),
        (
            not is_inside and asking.channel not in BY_HAND,
            "channel",
            _("Give it inside Onward, by telephone, by letter or by an email of your own."),
        ),
        (
            asking.ground == "CONSENT" and asking.consented_on is None,
            "consented_on",
            _("Say on which day the person agreed to this."),
        ),
        (
            asking.consented_on is not None and asking.consented_on > localdate(at),
            "consented_on",
            _("The day the person agreed must be today or in the past."),
        ),
        (
            asking.told_at is not None and asking.channel != Channel.TELEPHONE,
            "told_at",
            _("Only what was told by telephone is written up afterwards."),
        ),
        (
            asking.told_at is not None and asking.told_at > at,
            "told_at",
            _("The call must be in the past."),
        ),
    ]


def _instead(offered: Sequence[Ground]) -> str:
    words = _("An organisation like yours cannot rely on this law here. Choose: %(open)s.")
    return words % {"open": "; ".join(ground.title for ground in offered)}


def _recorded(asking: Asking, *, by: Staff, at: datetime) -> OneOff:
    entry_id = new_entry_id()
    words = {"who": asking.who_asks.strip(), "why": asking.why.strip()}
    sealed = seal_words(words, handle=asking.record.handle, entry_id=entry_id, at=at)
    conditions = conditions_for(asking.items, ground=asking.ground, on=localdate(at))
    one_off = OneOff.objects.create(
        organisation_id=acting().organisation_id,
        handle=asking.record.handle,
        recipient=asking.recipient,
        ground=asking.ground,
        basis=asking.basis,
        conditions=conditions,
        items=sorted(asking.items),
        channel=asking.channel,
        checked=sorted(set(asking.checked)),
        was_in_doubt=asking.was_in_doubt,
        consented_on=asking.consented_on,
        told_at=asking.told_at,
        by=by.handle,
        at=at,
        review_due_on=by.organisation.calendar.working_days_after(
            localdate(at), days=REVIEWED_WITHIN
        ),
        entry=entry_id,
        sealed=[sealed.commitment, sealed.part],
    )
    _enter(one_off, commitment=sealed.commitment)
    return one_off


def _enter(one_off: OneOff, *, commitment: str) -> None:
    about: dict[str, object] = {
        "ground": one_off.ground,
        "law": [one_off.basis, *one_off.conditions],
        "asked_for": one_off.items,
        "channel": one_off.channel,
        "checked": one_off.checked,
        "commitments": {WORDS_CLASS: commitment},
    }
    if one_off.told_at:
        about["told_at"] = one_off.told_at.isoformat()
        about["late"] = one_off.is_late
    enter(
        Act(
            entry_id=one_off.entry,
            kind="one_off.recorded",
            by=one_off.organisation_id,
            performer=one_off.by,
            subject=one_off.handle,
            about_id=one_off.pk,
            at=one_off.at,
            about=about,
        )
    )
