"""Reading, once for a batch, everything that deciding needs, and deciding with it.

Used when a disclosure is prepared and again when it is delivered, so that both decide alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from onward.agreements.authority import Authority, Refusal, authorities
from onward.agreements.channels import Channel
from onward.agreements.demands import NOTICE_GIVEN, Demand
from onward.agreements.models import Agreement
from onward.agreements.populations import NOT_KNOWN
from onward.agreements.populations import Asked as PopulationAsked
from onward.disclosures.circumstances import Act, Plan, Standing, Subject
from onward.disclosures.decision import (
    refusals_of_act,
    refusals_of_items,
    refusals_of_person,
    refusals_of_standing,
    withheld,
)
from onward.disclosures.one_off import SCOPE, OneOffPower, powers
from onward.disclosures.passing_on import (
    Inbound,
    PassedOn,
    agreements_under_offence,
    inbound_of,
    is_any_file_under_offence,
    offences,
    received_under,
    refusals_of_passing_on,
)
from onward.email_route.rules import Message
from onward.email_route.standing import Route
from onward.ledger.sequencer import delay
from onward.parties.actions import accredited_among, kinds_of
from onward.parties.clock import machine_now
from onward.parties.models import SecurityPlan
from onward.parties.security import plans_among
from onward.people.consents import consents_of
from onward.people.facts import present_values_of
from onward.people.models import Record
from onward.people.objections import NOTHING_STOPPED, stopped_among
from onward.programmes.mappa import MappaPolicy, mappa_policy
from onward.values.ages import age_on
from onward.values.period import month_before

SUBCONTRACTOR = "subcontractor"
ACCREDITED_ROLES = frozenset({"provider", SUBCONTRACTOR})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One disclosure as far as deciding goes: the act, its authority, its people and items."""

    act: Act
    agreement_id: UUID | None
    on_behalf_of: int | None
    people: Sequence[tuple[Record, frozenset[str]]]
    cover: Mapping[str, object] = field(default_factory=dict)
    one_off_id: UUID | None = None
    disclosure_id: UUID | None = None  # once there is one
    parents: Mapping[UUID, UUID] = field(default_factory=dict)  # what is passed on, by handle
    given_today: int = 0  # people before these, where the agreement counts them
    is_justification_copied: bool = False


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """Agreements, people, accreditations and the ledger's delay, as they are at one moment."""

    authorities: Mapping[UUID, Authority]
    subjects: Mapping[UUID, Subject]
    kinds: Mapping[int, str]  # of the organisations
    accredited: frozenset[tuple[int, int]]
    plans: Mapping[tuple[int, int], SecurityPlan]
    ledger_delay: timedelta
    route: Route | None  # of e-mail, where anything goes by it
    on: date
    powers: Mapping[UUID, OneOffPower] = field(default_factory=dict)
    inbound: Mapping[UUID, Inbound] = field(default_factory=dict)
    offences: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    _of_items: dict[object, list[Refusal]] = field(default_factory=dict, repr=False)

    @classmethod
    def about(cls, asked: Iterable[Asked], *, at: datetime) -> "Deciding":
        asked = list(asked)
        known = authorities({each.agreement_id for each in asked if each.agreement_id})
        pairs = {pair for each in asked if (pair := _vouching_of(each, known))}
        planned = {pair for each in asked if (pair := _plan_of(each, known))}
        parties = {party for each in asked for party in (each.act.sender, each.act.receiver)}
        parties |= {place for each in known.values() for place in each.places.values()}
        records = [record for each in asked for record, _ in each.people]
        by_record = any(map(_turns_on_the_record, known.values()))
        held = present_values_of(records) if by_record else {}
        return cls(
            authorities=known,
            subjects=_subjects(records, held, at=at),
            kinds=kinds_of(parties),
            accredited=accredited_among(pairs, on=localdate(at)),
            plans=plans_among(planned, on=localdate(at)),
            ledger_delay=delay(at=machine_now()),
            route=Route.at_the_moment(at=at) if any(map(_goes_by_email, asked)) else None,
            powers=powers({each.one_off_id for each in asked if each.one_off_id}, on=localdate(at)),
            inbound=inbound_of({entry for each in asked for entry in each.parents.values()}),
            offences=_offences(asked, known),
            on=localdate(at),
        )

    def refusals(self, asked: Asked) -> dict[str, list[Refusal]]:
        """The reasons against it, by the handle they concern; "" for the act itself."""
        if asked.one_off_id:
            return self._refusals_once(asked, self.powers.get(asked.one_off_id))
        authority = self.authorities.get(asked.agreement_id) if asked.agreement_id else None
        standing = self._standing(asked)
        of_act = refusals_of_act(asked.act, authority=authority, standing=standing)
        if self.route is not None and _goes_by_email(asked):
            of_act = list(dict.fromkeys([*of_act, *_of_the_route(asked, self.route)]))
        found = {"": of_act} | {
            str(record.handle): [
                *self._refusals_of_items(asked, items, authority, standing),
                *self._refusals_of_passing_on(asked, record, items),
                *refusals_of_person(
                    asked.act, items, authority=authority, subject=self.subjects[record.pk]
                ),
            ]
            for record, items in asked.people
        }
        return {handle: reasons for handle, reasons in found.items() if reasons}

    def _refusals_once(self, asked: Asked, power: OneOffPower | None) -> dict[str, list[Refusal]]:
        """The same under a one-off authority, which stands in the agreement's place."""
        standing = refusals_of_standing(self._standing(asked))
        if power is None:
            return {"": [Refusal(code=SCOPE), *standing]}
        found = {
            "": [*power.refusals_of_act(asked.act, disclosure_id=asked.disclosure_id), *standing]
        }
        for record, items in asked.people:
            found[str(record.handle)] = [
                *power.refusals_of_person(record.handle, items),
                *refusals_of_person(
                    asked.act, items, authority=None, subject=self.subjects[record.pk]
                ),
            ]
        return {handle: reasons for handle, reasons in found.items() if reasons}

    def _refusals_of_items(
        self, asked: Asked, items: frozenset[str], authority: Authority | None, standing: Standing
    ) -> list[Refusal]:
        """The same for everybody who is given the same items: found out once."""
        act = asked.act
        same = (asked.agreement_id, act.sender, act.recipient, act.purpose, act.stage, items)
        if same not in self._of_items:
            self._of_items[same] = refusals_of_items(
                act, items, authority=authority, standing=standing
            )
        return self._of_items[same]

    def _refusals_of_passing_on(
        self, asked: Asked, record: Record, items: frozenset[str]
    ) -> list[Refusal]:
        sender, receiver = asked.act.sender, asked.act.receiver
        giving = PassedOn(
            record=record,
            items=items,
            parent=asked.parents.get(record.handle),
            giver=sender,
            recipient=receiver,
            kinds=(self.kinds[sender], self.kinds.get(receiver, "")),
        )
        unlawful = items & self.offences.get(record.pk, frozenset())
        return [
            *refusals_of_passing_on(giving, inbound=self.inbound, at=asked.act.at),
            *(Refusal(code="ONWARD_OFFENCE", item=item) for item in sorted(unlawful)),
        ]

    def withheld(self, asked: Asked, record: Record, items: frozenset[str]) -> frozenset[str]:
        policy = self.mappa_policy(asked.agreement_id)
        return withheld(items, subject=self.subjects[record.pk], policy=policy)

    def mappa_policy(self, agreement_id: UUID | None) -> MappaPolicy | None:
        """That of the programme which the agreement is for, as of the day of deciding."""
        authority = self.authorities.get(agreement_id) if agreement_id else None
        return mappa_policy(authority.standard, on=self.on) if authority else None

    def reference(self, agreement: Agreement | None) -> str:
        return self.authorities[agreement.pk].reference if agreement else ""

    def _standing(self, asked: Asked) -> Standing:
        pair = _vouching_of(asked, self.authorities)
        sender, receiver = asked.act.sender, asked.act.receiver
        if authority := self.authorities.get(asked.agreement_id) if asked.agreement_id else None:
            sender, receiver = authority.in_place_of(sender), authority.in_place_of(receiver)
        return Standing(
            accredited=pair in self.accredited if pair else None,
            plan=self._plan(asked),
            kinds=(self.kinds[sender], self.kinds.get(receiver, "")),
            given_today=asked.given_today,
            is_justification_copied=asked.is_justification_copied,
            ledger_delay=self.ledger_delay,
            ledger_patience=timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS),
        )

    def _plan(self, asked: Asked) -> Plan | None:
        pair = _plan_of(asked, self.authorities)
        if pair is None:
            return None
        plan = self.plans.get(pair)
        if plan is None:
            return Plan(stands=False, is_offshore=False)
        is_offshore = plan.offshore != SecurityPlan.Offshore.NONE
        return Plan(stands=plan.stands_on(self.on), is_offshore=is_offshore)


def _plan_of(asked: Asked, known: Mapping[UUID, Authority]) -> tuple[int, int] | None:
    """Whose security plan must be assured by whom, where the agreement asks for one."""
    authority = known.get(asked.agreement_id) if asked.agreement_id else None
    if authority is None or Demand.SECURITY_PLAN not in authority.demands:
        return None
    return _vouching_of(asked, known)


def _vouching_of(asked: Asked, known: Mapping[UUID, Authority]) -> tuple[int, int] | None:
    """Whose security must be vouched for by whom: a provider's, by the one it works for.

    A subcontractor works for whoever passes on to it (source 003, paragraph 52).
    """
    authority = known.get(asked.agreement_id) if asked.agreement_id else None
    role = authority.roles.get(asked.act.receiver) if authority else None
    if role not in ACCREDITED_ROLES:
        return None
    if role == SUBCONTRACTOR:
        return asked.act.receiver, asked.act.sender
    return asked.act.receiver, asked.on_behalf_of or asked.act.sender


def _offences(
    asked: Sequence[Asked], known: Mapping[UUID, Authority]
) -> dict[UUID, frozenset[str]]:
    """Two queries where, as mostly, nothing ever came under a law that makes it an offence."""
    agreements = agreements_under_offence()
    if not agreements and not is_any_file_under_offence():
        return {}
    records = [record for each in asked for record, _ in each.people]
    received = received_under(records, agreements=agreements)
    return {
        record.pk: offences(
            record,
            agreements=agreements,
            under=known.get(each.agreement_id) if each.agreement_id else None,
            giver=each.act.sender,
            receiver=each.act.receiver,
        )
        for each in asked
        for record, _ in each.people
        if record.pk in received
    }


def _goes_by_email(asked: Asked) -> bool:
    return asked.act.channel == Channel.EMAIL


def _of_the_route(asked: Asked, route: Route) -> list[Refusal]:
    message = Message.of(asked.cover, record_count=asked.act.people_count)
    codes = route.refusals(message, sender=asked.act.sender, recipient=asked.act.receiver)
    return [Refusal(code=code) for code in codes]


def _turns_on_the_record(authority: Authority) -> bool:
    return authority.turns_on_age or Demand.NOTICE in authority.demands


def _asked_of(held: Mapping[str, object], *, on: date) -> PopulationAsked:
    """What a population turns on, as the sender holds it on this London day."""
    born, difficulty = held.get("date_of_birth"), held.get("learning_difficulty")
    benefit = held.get("benefit_claimed")
    return PopulationAsked(
        age=age_on(on, born=date.fromisoformat(born)) if isinstance(born, str) else None,
        has_learning_difficulty=difficulty if isinstance(difficulty, bool) else None,
        benefit=benefit if isinstance(benefit, str) else None,
        was_first_paid_last_month=_was_first_paid_last_month(held, on=on),
    )


def _was_first_paid_last_month(held: Mapping[str, object], *, on: date) -> bool | None:
    """Whoever holds a claim and no payment on it has not paid (open question 14 for the month)."""
    paid_on = held.get("benefit_first_paid_on")
    if isinstance(paid_on, str):
        return date.fromisoformat(paid_on) in month_before(on)
    return False if "benefit_claimed" in held else None


def _subjects(
    records: Sequence[Record], held: Mapping[UUID, Mapping[str, object]], *, at: datetime
) -> dict[UUID, Subject]:
    allowed = consents_of(records, on=localdate(at))
    stopped = stopped_among(records, on=localdate(at))
    return {
        record.pk: Subject(
            case_kind=record.case_kind,
            is_deceased=record.deceased_on is not None,
            is_erased=record.erased_at is not None,
            consents=allowed[record.pk].standing,
            withdrawn=allowed[record.pk].withdrawn,
            refused=allowed[record.pk].refused,
            refused_by_parent=allowed[record.pk].refused_by_parent,
            stopped=stopped.get(record.pk, NOTHING_STOPPED),
            asked=_asked_of(held.get(record.pk, {}), on=localdate(at)) if held else NOT_KNOWN,
            is_told=NOTICE_GIVEN in held.get(record.pk, {}),
        )
        for record in records
    }
