"""What an agreement allows at a moment: the agreement as one value, and the reasons it refuses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from onward.agreements.catalogue import catalogue
from onward.agreements.findings import POPULATION, SHOWN_ONLY, Code
from onward.agreements.gateways import gateways
from onward.agreements.jurisdictions import AT_HOME, Jurisdiction
from onward.agreements.models import Agreement, Finding, Party, Permit, Signature
from onward.agreements.on_file import OnFile, missing, on_file
from onward.agreements.populations import ANYONE, Population, population_of

PROCESSORS = (Party.Activity.PROCESSOR, Party.Activity.SUB_PROCESSOR)
NOT_FOR_DECIDING = ("text", "citations")


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One reason why something may not be given; `item` where it is about one item."""

    code: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.code}({self.item})" if self.item else self.code


@dataclass(frozen=True, kw_only=True)
class PermitTerms:
    """What one permit is for, what it stands on, and the word that it needs or yields to."""

    purpose: str = ""
    basis: str = ""
    gateway: str = ""
    consent_scope: str = ""
    unless_refused: str = ""
    stages: tuple[str, ...] = ()
    condition: str = ""
    onward: str = "none"
    item_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """One version of an agreement, as far as deciding needs it.

    `roles`, `signed_on` and `places` are by organisation; `permits` by item, giver's role and
    receiver's. A signature to another text than the agreement's is not among `signed_on`;
    `recorded_at` is when the last of them was put down; `places` says in whose place a
    commissioned service stands.
    """

    agreement_id: UUID
    reference: str
    standard: str
    purpose: str
    gateway: str
    basis: str
    channels: frozenset[str]
    maximum_records: int | None
    effective_from: date
    effective_to: date | None
    ended_at: datetime | None
    roles: Mapping[int, str]
    signed_on: Mapping[int, date]
    permits: Mapping[tuple[str, str, str], PermitTerms] = field(repr=False)
    maximum_a_day: int | None = None
    demands: frozenset[str] = frozenset()  # `demands.Demand`
    is_decided: bool = True  # whatever the text says twice, or not at all, has its note
    population: Population = ANYONE
    reading: str = ""  # the place that a note says counts, where the population is contested
    recorded_at: datetime | None = None
    places: Mapping[int, int] = field(default_factory=dict)
    without_instruction: frozenset[int] = frozenset()
    jurisdictions: Mapping[int, Jurisdiction] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()  # what each party has on file, or nothing passes
    on_file: tuple[OnFile, ...] = ()

    def refusals(
        self, items: Iterable[str], *, giver: int, receiver: int, at: datetime
    ) -> list[Refusal]:
        """Every reason why these items may not go from one to the other; none if they may.

        Source: privacy.md 4.1 (in force) and 4.2 (reasons are collected, never cut short).
        """
        return [
            *self._standing(at),
            *self._between(giver, receiver),
            *self._about_items(sorted(set(items)), giver, receiver, on=localdate(at)),
        ]

    @property
    def purposes(self) -> frozenset[str]:
        """Everything that is given under it is given for one of these."""
        return frozenset({self.purpose, *(terms.purpose for terms in self.permits.values())})

    @cached_property
    def turns_on_age(self) -> bool:
        """Whether how old the person is may decide: whom it is about, or whose refusal counts."""
        refusable = any(terms.unless_refused for terms in self.permits.values())
        return refusable or bool(self.population.readings)

    @cached_property
    def items_with_a_word(self) -> frozenset[str]:
        """Items that a person's word decides about, in one direction at least."""
        return frozenset(
            item
            for (item, *_), terms in self.permits.items()
            if terms.consent_scope or terms.unless_refused
        )

    def is_signed(self, *, on: date) -> bool:
        """Every party's signature is dated this day or before."""
        return bool(self.roles) and all(
            party in self.signed_on and self.signed_on[party] <= on for party in self.roles
        )

    def covers(self, on: date) -> bool:
        """The day lies between the agreement's own dates, both included."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def terms(self, item: str, *, giver: int, receiver: int) -> PermitTerms | None:
        """The terms under which the item may go this way; None if it may not."""
        return self.permits.get((item, *self._way(giver, receiver)))

    def in_place_of(self, organisation: int) -> int:
        """The authority in whose place a service it commissioned stands; else the party itself."""
        return self.places.get(organisation, organisation)

    def jurisdiction(self, organisation: int) -> Jurisdiction:
        """Where this party keeps what it is given: at home unless it says otherwise."""
        return self.jurisdictions.get(organisation, AT_HOME)

    def permitted_items(self, *, giver: int, receiver: int) -> frozenset[str]:
        """The codes of everything that may go this way."""
        way = self._way(giver, receiver)
        return frozenset(item for item, *roles in self.permits if tuple(roles) == way)

    def _standing(self, at: datetime) -> Iterator[Refusal]:
        # A day written on a signature brings nothing into force before it was put down (A12).
        was_recorded = self.recorded_at is None or self.recorded_at <= at
        if not (self.is_signed(on=localdate(at)) and was_recorded):
            yield Refusal(code="NOT_SIGNED")
        if not self.is_decided:
            yield Refusal(code="NOT_DECIDED")
        # Once ended it lets nothing pass, whatever a clock that was put back may say (A12).
        if self.ended_at is not None or not self.covers(localdate(at)):
            yield Refusal(code="NOT_IN_FORCE")
        for code, what in missing(self.needs, self.on_file, of=self.roles, on=localdate(at)):
            yield Refusal(code=code, item=what)

    def _between(self, giver: int, receiver: int) -> Iterator[Refusal]:
        if not {giver, receiver} <= set(self.roles):
            yield Refusal(code="WRONG_PARTY")
        if {giver, receiver} & self.without_instruction:
            yield Refusal(code="NO_PROCESSOR_INSTRUCTION")

    def _about_items(
        self, items: Iterable[str], giver: int, receiver: int, *, on: date
    ) -> Iterator[Refusal]:
        if not {giver, receiver} <= set(self.roles):
            # Between strangers no direction can be judged, only what may go to nobody at all.
            known = {item for item, *_ in self.permits}
            unknown = (item for item in items if item not in known)
            yield from (Refusal(code="NOT_PERMITTED", item=item) for item in unknown)
            return
        there, back = self._way(giver, receiver), self._way(receiver, giver)
        for item in items:
            if (item, *there) not in self.permits:
                code = "WRONG_DIRECTION" if (item, *back) in self.permits else "NOT_PERMITTED"
                yield Refusal(code=code, item=item)
            else:
                yield from _against_the_law(item, self.permits[item, *there], on=on)

    def _way(self, giver: int, receiver: int) -> tuple[str, str]:
        return self.roles.get(giver, ""), self.roles.get(receiver, "")


def _against_the_law(item: str, terms: PermitTerms, *, on: date) -> Iterator[Refusal]:
    """Asked when it is given, too: a statute or an item may have changed since it was agreed."""
    if terms.gateway:
        gateway = gateways().get(terms.gateway)
        if gateway is None or not gateway.is_in_force(on=on):
            yield Refusal(code="NO_GATEWAY", item=item)
        elif gateway.excludes(item):
            yield Refusal(code="GATEWAY_EXCLUDES", item=item)
    known = catalogue().get(item)
    if terms.item_digest and (known is None or known.digest != terms.item_digest):
        yield Refusal(code="ITEM_CHANGED", item=item)


def authority(agreement: Agreement) -> Authority:
    """This agreement as a value; see `authorities`."""
    return authorities([agreement.pk])[agreement.pk]


def authorities(agreement_ids: Iterable[UUID]) -> dict[UUID, Authority]:
    """The agreements that the organisation acted for may see among these, in one to five queries.

    Whether it may see one, and whether it has ended, is asked each time, and what parties have on
    file in two more where any need something; what every party has signed does not change any
    more, and is read once.
    """
    agreements = Agreement.objects.filter(pk__in=set(agreement_ids))
    return authorities_of(agreements.defer(*NOT_FOR_DECIDING))


def authorities_of(agreements: Iterable[Agreement]) -> dict[UUID, Authority]:
    """These agreements as values; see `authorities`."""
    versions = {agreement.pk: agreement for agreement in agreements}
    parts = {pk: known for pk in versions if (known := _SIGNED_BY_ALL.get(pk))}
    if unknown := {pk: version for pk, version in versions.items() if pk not in parts}:
        read = _parts(unknown)
        parts |= read
        # A signature that is taken back with its transaction was never there.
        transaction.on_commit(lambda: _remember(read))
    filed = on_file(pk for pk, version in versions.items() if version.needs)
    return {
        pk: _value(agreement, parts[pk], filed.get(pk, ())) for pk, agreement in versions.items()
    }


@dataclass(frozen=True)
class _Parts:
    """What stands in an agreement's other tables."""

    roles: Mapping[int, str]
    signed_on: Mapping[int, date]
    permits: Mapping[tuple[str, str, str], PermitTerms]
    choices: Mapping[tuple[str, str], str | None]  # by finding; None while it is undecided
    recorded_at: datetime | None
    places: Mapping[int, int]
    jurisdictions: Mapping[int, Jurisdiction]

    @property
    def is_complete(self) -> bool:
        """Signed by all and decided: nothing of it can change any more."""
        is_signed = bool(self.roles) and self.roles.keys() <= self.signed_on.keys()
        return is_signed and None not in self.choices.values()


_SIGNED_BY_ALL: dict[UUID, _Parts] = {}
_MOST_REMEMBERED = 2_000


def _remember(parts: Mapping[UUID, _Parts]) -> None:
    if len(_SIGNED_BY_ALL) + len(parts) > _MOST_REMEMBERED:
        _SIGNED_BY_ALL.clear()
    _SIGNED_BY_ALL.update({pk: each for pk, each in parts.items() if each.is_complete})


def _parts(versions: Mapping[UUID, Agreement]) -> dict[UUID, _Parts]:
    roles: dict[UUID, dict[int, str]] = {pk: {} for pk in versions}
    parties: dict[UUID, list[Party]] = {pk: [] for pk in versions}
    for party in Party.objects.filter(agreement__in=versions):
        roles[party.agreement_id][party.organisation_id] = party.role
        parties[party.agreement_id].append(party)
    recorded: dict[UUID, list[datetime]] = {pk: [] for pk in versions}
    signed_on: dict[UUID, dict[int, date]] = {pk: {} for pk in versions}
    for signature in Signature.objects.filter(agreement__in=versions):
        if signature.text_hash == versions[signature.agreement_id].text_hash:
            signed_on[signature.agreement_id][signature.organisation_id] = signature.signed_on
        if signature.recorded_at is not None:
            recorded[signature.agreement_id].append(signature.recorded_at)
    permits: dict[UUID, dict[tuple[str, str, str], PermitTerms]] = {pk: {} for pk in versions}
    for permit in Permit.objects.filter(agreement__in=versions):
        permits[permit.agreement_id][permit.item, permit.giver, permit.receiver] = _terms(permit)
    choices: dict[UUID, dict[tuple[str, str], str | None]] = {pk: {} for pk in versions}
    found = Finding.objects.filter(agreement__in=versions).exclude(code__in=SHOWN_ONLY)
    for finding in found.select_related("note"):
        note = getattr(finding, "note", None)
        choices[finding.agreement_id][finding.code, finding.about] = note and note.choice
    return {
        pk: _Parts(
            roles=roles[pk],
            signed_on=signed_on[pk],
            permits=permits[pk],
            choices=choices[pk],
            recorded_at=max(recorded[pk], default=None),
            places={
                each.organisation_id: each.acts_for_id
                for each in parties[pk]
                if each.acts_for_id and each.activity not in PROCESSORS
            },
            jurisdictions={
                each.organisation_id: Jurisdiction(each.country, each.safeguard)
                for each in parties[pk]
            },
        )
        for pk in versions
    }


def _terms(permit: Permit) -> PermitTerms:
    return PermitTerms(
        purpose=permit.purpose,
        basis=permit.basis,
        gateway=permit.gateway,
        consent_scope=permit.consent_scope,
        unless_refused=permit.unless_refused,
        stages=tuple(permit.stages),
        condition=permit.condition,
        onward=permit.onward,
        item_digest=permit.item_digest,
    )


def _value(agreement: Agreement, parts: _Parts, filed: tuple[OnFile, ...]) -> Authority:
    return Authority(
        agreement_id=agreement.pk,
        reference=str(agreement),
        standard=agreement.standard,
        purpose=agreement.purpose,
        gateway=agreement.gateway,
        basis=agreement.basis,
        channels=frozenset(agreement.channels),
        maximum_records=agreement.maximum_records,
        effective_from=agreement.effective_from,
        effective_to=agreement.effective_to,
        ended_at=agreement.ended_at,
        roles=parts.roles,
        signed_on=parts.signed_on,
        permits=parts.permits,
        maximum_a_day=agreement.maximum_a_day,
        demands=frozenset(agreement.demands),
        is_decided=None not in parts.choices.values(),
        population=population_of(agreement.population),
        reading=parts.choices.get((Code.POPULATION_CONTESTED, POPULATION)) or "",
        recorded_at=parts.recorded_at,
        places=parts.places,
        without_instruction=frozenset(agreement.without_instruction),
        jurisdictions=parts.jurisdictions,
        needs=frozenset(agreement.needs),
        on_file=filed,
    )
