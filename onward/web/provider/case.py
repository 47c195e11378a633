"""Everything a person's page shows, gathered in a dozen queries whatever there is of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onward.casework.models import Referral
from onward.disclosures.about import AboutPerson, disclosures_about
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.outcomes.models import Outcome
from onward.outcomes.reached import Evidence, evidence_of
from onward.payments.models import Claim
from onward.people.facts import provenance
from onward.people.models import Consent, Fact, Record
from onward.web.access import StaffRequest
from onward.web.names import staff_named
from onward.web.provider.scope import own_referrals


@dataclass(frozen=True, kw_only=True)
class MoveMade:
    """One move of a referral as the ledger has it: which, when, by whom."""

    kind: str
    referral_id: UUID
    at: datetime
    organisation_id: int
    performer: UUID | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One record with all that has happened, as the provider knows it; newest referral first."""

    record: Record
    today: date
    held: Mapping[str, Fact]
    facts: Sequence[Fact]
    referrals: Sequence[Referral]
    evidence: Mapping[UUID, Evidence]
    outcomes: Sequence[Outcome]
    claims: Sequence[Claim]
    consents: Sequence[Consent]
    disclosures: Sequence[AboutPerson]
    moves: Sequence[MoveMade]
    staff: Mapping[UUID, str]

    @property
    def current(self) -> Referral | None:
        """The referral that the page is about: the latest."""
        return self.referrals[0] if self.referrals else None

    @property
    def name(self) -> str:
        parts = (self.value(item) for item in ("title", "forename", "surname"))
        return " ".join(str(part) for part in parts if part)

    def value(self, item: str) -> object:
        """The present value of an item, None if it is not held."""
        fact = self.held.get(item)
        return fact.values[item] if fact else None

    @property
    def values(self) -> dict[str, object]:
        """The present values of every item that is held."""
        return {item: fact.values[item] for item, fact in self.held.items()}

    def evidence_for(self, referral: Referral) -> Evidence:
        return self.evidence.get(referral.pk, Evidence(jobs=()))

    def reached(self, referral: Referral) -> dict[str, Outcome]:
        """The outcomes reached in a participation, by code."""
        return {each.code: each for each in self.outcomes if each.referral_id == referral.pk}

    def claimed(self, referral: Referral) -> dict[str, Claim]:
        """Its claims, by the outcome's code."""
        return {each.outcome: each for each in self.claims if each.referral_id == referral.pk}

    def consent(self, scope: str) -> Consent | None:
        """The last word on one scope."""
        said = [consent for consent in self.consents if consent.scope == scope]
        return said[-1] if said else None

    def who(self, handle: UUID | None) -> str:
        """A colleague's name; nothing for somebody of another organisation."""
        return self.staff.get(handle, "") if handle else ""


def case_of(request: StaffRequest, record: Record, *, today: date) -> Case:
    """The case of one record; a fixed number of queries."""
    received = own_referrals(request).filter(received_as=record)
    referrals = list(received.select_related("received_as", "referrer", "commissioner"))
    referrals.sort(key=lambda referral: (referral.referred_on, referral.reference), reverse=True)
    ids = [referral.pk for referral in referrals]
    facts = list(Fact.objects.filter(record=record).order_by("number"))
    consents = list(Consent.objects.filter(record=record).order_by("on", "pk"))
    claims = list(Claim.objects.filter(referral__in=ids).order_by("claimed_at"))
    disclosures = disclosures_about(record)
    moves = list(_moves(ids))
    handles = {
        *(fact.by for fact in facts),
        *(consent.by for consent in consents),
        *(claim.claimed_by for claim in claims),
        *(about.disclosure.by for about in disclosures if about.is_ours),
        *(move.performer for move in moves),
    }
    return Case(
        record=record,
        today=today,
        held=provenance(record),
        facts=facts,
        referrals=referrals,
        evidence=evidence_of(referrals),
        outcomes=list(Outcome.objects.filter(referral__in=ids).order_by("achieved_on")),
        claims=claims,
        consents=consents,
        disclosures=disclosures,
        moves=moves,
        staff=staff_named(handles),
    )


def _moves(referral_ids: Iterable[UUID]) -> Iterator[MoveMade]:
    entries = Entry.objects.filter(about_id__in=list(referral_ids)).order_by("entered_at", "pk")
    for entry in entries:
        leaf = read_canonical(bytes(entry.leaf))
        if entry.about_id is not None:
            yield MoveMade(
                kind=entry.kind,
                referral_id=entry.about_id,
                at=datetime.fromisoformat(leaf["at"]),
                organisation_id=entry.by_organisation_id,
                performer=UUID(leaf["performer"]) if "performer" in leaf else None,
            )
