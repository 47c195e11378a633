"""Whether a young person may be contacted: asked before every call, message, letter and visit.

Source: source 002, privacy assessment, step two: contact preference and do-not-survey are checked
at sending, nobody is contacted before the tracking begins or once it has ended.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.people.kept_out import DO_NOT_SURVEY
from onward.people.lookups import one_of
from onward.people.models import Record
from onward.people.objections import (
    EVERY_PURPOSE,
    NOTHING_STOPPED,
    Stopped,
    stopped_among,
)
from onward.people.uses import HeldForUse, held_for_use_of
from onward.programmes.participation.cohort import Plan, YoungPerson
from onward.programmes.participation.tracking_period import NoContact, TrackingPeriod
from onward.tracking.contact.models import Contact
from onward.tracking.following.models import Service

Kind, Purpose = Contact.Kind, Contact.Purpose
PREFERENCE = "contact_preference"
OF_TRACKING = frozenset({EVERY_PURPOSE, "young_people_services"})
MOBILE = "07"
# The items each kind goes by, the first that is held first.
GOES_BY: Mapping[str, tuple[str, ...]] = {
    Kind.TELEPHONE: ("telephone", "telephone_alternate"),
    Kind.TEXT: ("telephone_alternate", "telephone"),
    Kind.EMAIL: ("email",),
    Kind.LETTER: ("correspondence_address", "address"),
    Kind.VISIT: ("address",),
}
MESSAGES = frozenset({Kind.TEXT, Kind.EMAIL, Kind.LETTER})


class Against(StrEnum):
    """Why somebody is not contacted."""

    DIED = "DIED"
    SPECIAL = "SPECIAL"
    RESTRICTED_USE = "RESTRICTED_USE"
    OBJECTED = "OBJECTED"
    DO_NOT_SURVEY = "DO_NOT_SURVEY"
    NOT_YET = NoContact.NOT_YET.value
    TRACKING_HAS_ENDED = NoContact.TRACKING_HAS_ENDED.value
    NO_BIRTH_DATE = "NO_BIRTH_DATE"
    PREFERS_OTHERWISE = "PREFERS_OTHERWISE"
    NOT_FOR_CONTACT = "NOT_FOR_CONTACT"
    WRONG = "WRONG"
    NOTHING_HELD = "NOTHING_HELD"


# What is wrong, and what to do.
WORDS: Mapping[Against, Promise] = {
    Against.DIED: _("This person has died. Nobody is contacted."),
    Against.SPECIAL: _("A special customer record: nothing goes electronically. Do it by hand."),
    Against.RESTRICTED_USE: _("The use of this record is restricted. Lift the restriction first."),
    Against.OBJECTED: _("They object to this. Decide the objection first."),
    Against.DO_NOT_SURVEY: _("They want no surveys. Only contact to keep them safe is allowed."),
    Against.NOT_YET: _("At another authority's school until year 11 ends. Wait until then."),
    Against.TRACKING_HAS_ENDED: _("Three years after year 11 have passed. Put the record away."),
    Against.NO_BIRTH_DATE: _("No date of birth, so nobody knows whether to. Record it first."),
    Against.PREFERS_OTHERWISE: _("They want to be reached in another way. Use that one."),
    Against.NOT_FOR_CONTACT: _("It was given on condition that nobody is contacted with it."),
    Against.WRONG: _("The number or address was wrong the last time. Find the right one."),
    Against.NOTHING_HELD: _("Nothing to reach them by is recorded. Record it first."),
}


class NotAllowed(ValueError):
    """Somebody was about to be contacted who may not be; the message says why and what to do."""

    def __init__(self, against: Against) -> None:
        super().__init__(str(WORDS[against]))
        self.against = against


@dataclass(frozen=True, kw_only=True)
class Way:
    """By what somebody is reached, or what is against it."""

    item: str = ""
    value: object = None
    against: Against | None = None


def way_to(record: Record, *, kind: str, purpose: str, on: date) -> Way:
    """By what this person is reached in this way for this purpose, or what is against it."""
    return ways_to([record], kind=kind, purpose=purpose, on=on)[record.pk]


def ways_to(records: Collection[Record], *, kind: str, purpose: str, on: date) -> dict[UUID, Way]:
    """The same of many people, in a handful of statements.

    To keep somebody safe goes before a survey they do not want, an objection, a preference and
    the time in which they are followed; nothing goes before a death or a condition of the giver.
    """
    asked = _Asked(
        kind=kind,
        purpose=purpose,
        on=on,
        authority=_own_number(records),
        stopped=stopped_among(records, on=on),
        wrong=_found_wrong(records),
    )
    held = held_for_use_of(records)
    return {record.pk: asked.way(record, held.get(record.pk, {})) for record in records}


@dataclass(frozen=True, kw_only=True)
class _Asked:
    kind: str
    purpose: str
    on: date
    authority: str
    stopped: Mapping[UUID, Stopped]
    wrong: Mapping[tuple[UUID, str], datetime]
    period: TrackingPeriod = field(default_factory=TrackingPeriod)

    def way(self, record: Record, held: Mapping[str, HeldForUse]) -> Way:
        against = self._never(record)
        if against is None and self.purpose != Purpose.SAFEGUARDING:
            against = self._not_for_this(record, held)
        return Way(against=against) if against else self._reached(record, held)

    def _never(self, record: Record) -> Against | None:
        if record.deceased_on or record.erased_at:
            return Against.DIED
        if record.case_kind == Record.CaseKind.SCR and self.kind in MESSAGES:
            return Against.SPECIAL
        return None

    def _not_for_this(self, record: Record, held: Mapping[str, HeldForUse]) -> Against | None:
        stopped = self.stopped.get(record.pk, NOTHING_STOPPED)
        if stopped.is_restricted:
            return Against.RESTRICTED_USE
        if OF_TRACKING & (stopped.objected | stopped.upheld):
            return Against.OBJECTED
        if self.purpose == Purpose.SURVEY and _said(held, DO_NOT_SURVEY):
            return Against.DO_NOT_SURVEY
        if _said(held, PREFERENCE) not in (None, self.kind):
            return Against.PREFERS_OTHERWISE
        return self._outside_tracking(held)

    def _outside_tracking(self, held: Mapping[str, HeldForUse]) -> Against | None:
        born = _said(held, "date_of_birth")
        if not isinstance(born, str):
            return Against.NO_BIRTH_DATE
        person = YoungPerson(
            born=date.fromisoformat(born),
            lives_in=str(_said(held, "lead_authority") or self.authority),
            plans=(Plan(from_on=self.on),) if _said(held, "ehc_plan") else (),
        )
        why = self.period.why_no_contact(
            person,
            school_in=str(_said(held, "educated_authority") or ""),
            authority=self.authority,
            on=self.on,
        )
        return Against(why.value) if why else None

    def _reached(self, record: Record, held: Mapping[str, HeldForUse]) -> Way:
        found = [item for item in GOES_BY[self.kind] if item in held]
        if self.kind == Kind.TEXT:
            found = [item for item in found if _is_mobile(held[item].value)]
        if not found:
            return Way(against=Against.NOTHING_HELD)
        free = [item for item in found if held[item].is_for_contact]
        if not free:
            return Way(against=Against.NOT_FOR_CONTACT)
        for item in free:
            wrong_at = self.wrong.get((record.pk, item))
            if wrong_at is None or wrong_at < held[item].known_at:
                return Way(item=item, value=held[item].value)
        return Way(against=Against.WRONG)


def _said(held: Mapping[str, HeldForUse], item: str) -> object:
    return held[item].value if item in held else None


def _is_mobile(value: object) -> bool:
    return isinstance(value, Mapping) and str(value.get("number", "")).startswith(MOBILE)


def _own_number(records: Iterable[Record]) -> str:
    owners = {record.organisation_id for record in records}
    service = Service.objects.filter(organisation__in=owners).first()
    return service.authority_number if service else ""


def _found_wrong(records: Iterable[Record]) -> dict[tuple[UUID, str], datetime]:
    """When each number or address was last found to be wrong: what is said later may be right."""
    was_wrong = Q(outcome=Contact.Outcome.WRONG) | Q(delivery=Contact.Delivery.NO_SUCH_ADDRESS)
    tried = Contact.objects.filter(
        was_wrong, one_of("record_id", [record.pk for record in records]), undone_at=None
    )
    last = tried.values_list("record_id", "reached_by").annotate(at=Max("at"))
    return {(record_id, item): at for record_id, item, at in last}
