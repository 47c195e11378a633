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
from onward.agreements.models import Agreement
from onward.agreements.populations import NOT_KNOWN
from onward.agreements.populations import Asked as PopulationAsked
from onward.disclosures.decision import (
    Act,
    Standing,
    Subject,
    refusals_of_act,
    refusals_of_person,
    refusals_of_standing,
    withheld,
)
from onward.disclosures.one_off import SCOPE, OneOffPower, powers
from onward.email_route.rules import Message
from onward.email_route.standing import Route
from onward.ledger.sequencer import delay
from onward.parties.actions import accredited_among
from onward.parties.clock import machine_now
from onward.people.consents import consents_of
from onward.people.facts import present_values_of
from onward.people.models import Record
from onward.values.ages import age_on

ACCREDITED_ROLES = frozenset({"provider", "subcontractor"})


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


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """Agreements, people, accreditations and the ledger's delay, as they are at one moment."""

    authorities: Mapping[UUID, Authority]
    subjects: Mapping[UUID, Subject]
    accredited: frozenset[tuple[int, int]]
    ledger_delay: timedelta
    route: Route | None  # of e-mail, where anything goes by it
    powers: Mapping[UUID, OneOffPower] = field(default_factory=dict)

    @classmethod
    def about(cls, asked: Iterable[Asked], *, at: datetime) -> "Deciding":
        asked = list(asked)
        known = authorities({each.agreement_id for each in asked if each.agreement_id})
        pairs = {pair for each in asked if (pair := _accreditation_of(each, known))}
        records = [record for each in asked for record, _ in each.people]
        by_age = any(authority.population.readings for authority in known.values())
        ages = _ages(records, on=localdate(at)) if by_age else {}
        return cls(
            authorities=known,
            subjects=_subjects(records, ages, at=at),
            accredited=accredited_among(pairs, on=localdate(at)),
            ledger_delay=delay(at=machine_now()),
            route=Route.at_the_moment(at=at) if any(map(_goes_by_email, asked)) else None,
            powers=powers({each.one_off_id for each in asked if each.one_off_id}, on=localdate(at)),
        )

    def refusals(self, asked: Asked) -> dict[str, list[Refusal]]:
        """The reasons against it, by the handle they concern; "" for the act itself."""
        if asked.one_off_id:
            return self._refusals_once(asked, self.powers.get(asked.one_off_id))
        authority = self.authorities.get(asked.agreement_id) if asked.agreement_id else None
        act_reasons = refusals_of_act(
            asked.act, authority=authority, standing=self._standing(asked)
        )
        if self.route is not None and _goes_by_email(asked):
            act_reasons = list(dict.fromkeys([*act_reasons, *_of_the_route(asked, self.route)]))
        found = {"": act_reasons} | {
            str(record.handle): refusals_of_person(
                asked.act, items, authority=authority, subject=self.subjects[record.pk]
            )
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

    def withheld(self, record: Record, items: frozenset[str]) -> frozenset[str]:
        return withheld(items, subject=self.subjects[record.pk])

    def reference(self, agreement: Agreement | None) -> str:
        return self.authorities[agreement.pk].reference if agreement else ""

    def _standing(self, asked: Asked) -> Standing:
        pair = _accreditation_of(asked, self.authorities)
        return Standing(
            accredited=pair in self.accredited if pair else None,
            ledger_delay=self.ledger_delay,
            ledger_patience=timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS),
        )


def _accreditation_of(asked: Asked, known: Mapping[UUID, Authority]) -> tuple[int, int] | None:
    """Whose security must be vouched for by whom: a provider's, by the one it works for."""
    authority = known.get(asked.agreement_id) if asked.agreement_id else None
    if authority is None or authority.roles.get(asked.act.receiver) not in ACCREDITED_ROLES:
        return None
    return asked.act.receiver, asked.on_behalf_of or asked.act.sender


def _goes_by_email(asked: Asked) -> bool:
    return asked.act.channel == Channel.EMAIL


def _of_the_route(asked: Asked, route: Route) -> list[Refusal]:
    message = Message.of(asked.cover, record_count=asked.act.people_count)
    codes = route.refusals(message, sender=asked.act.sender, recipient=asked.act.receiver)
    return [Refusal(code=code) for code in codes]


def _ages(records: Sequence[Record], *, on: date) -> dict[UUID, PopulationAsked]:
    """What a population turns on, as the sender holds it on this London day."""
    held = present_values_of(records)
    return {record.pk: _of_age(held.get(record.pk, {}), on=on) for record in records}


def _of_age(held: Mapping[str, object], *, on: date) -> PopulationAsked:
    born, difficulty = held.get("date_of_birth"), held.get("learning_difficulty")
    return PopulationAsked(
        age=age_on(on, born=date.fromisoformat(born)) if isinstance(born, str) else None,
        has_learning_difficulty=difficulty if isinstance(difficulty, bool) else None,
    )


def _subjects(
    records: Sequence[Record], ages: Mapping[UUID, PopulationAsked], *, at: datetime
) -> dict[UUID, Subject]:
    allowed = consents_of(records, on=localdate(at))
    return {
        record.pk: Subject(
            case_kind=record.case_kind,
            is_deceased=record.deceased_on is not None,
            is_erased=record.erased_at is not None,
            consents=allowed[record.pk].standing,
            withdrawn=allowed[record.pk].withdrawn,
            asked=ages.get(record.pk, NOT_KNOWN),
        )
        for record in records
    }
