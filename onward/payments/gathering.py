"""Reading what the checks of many claims look at, in a fixed number of queries a batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from onward.casework.models import Referral
from onward.contracts.bank_details import bank_details_of
from onward.contracts.models import BankDetails, Contract
from onward.contracts.prices import Prices
from onward.parties.actions import accredited_among
from onward.payments.models import Claim
from onward.payments.rules import ClaimFacts, ReferralFacts
from onward.people.models import Record
from onward.programmes.catalogue import NoSuchProgramme, programme_version
from onward.values.batches import in_batches
from onward.values.period import Period

BATCH = 5000
UNDER_WAY = (Claim.Status.IN_RUN, Claim.Status.PAID)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What one claim's checks read."""

    claim: Claim
    facts: ClaimFacts


def gather(claims: Iterable[Claim], *, on: date) -> Iterator[Gathered]:
    """What the checks of these claims read, were they paid on this day.

    Reads as the organisation acted for: what it may not see is None to the checks, and they fail.
    """
    for batch in in_batches(claims, BATCH):
        yield from _batch(batch, on=on)


@dataclass(frozen=True, kw_only=True)
class _Surroundings:
    """The rows around a batch of claims, by their keys."""

    on: date
    referrals: Mapping[UUID, Referral]
    records: Mapping[UUID, Record]
    contracts: Mapping[UUID, Contract]
    prices: Prices
    claims: Mapping[UUID, Sequence[Claim]]
    accredited: frozenset[tuple[int, int]]
    bank_details: Mapping[tuple[int, int], BankDetails]


def _batch(claims: Sequence[Claim], *, on: date) -> Iterator[Gathered]:
    around = _surroundings(claims, on=on)
    for claim in claims:
        referral = around.referrals.get(claim.referral_id)
        record = around.records.get(referral.sent_from_id) if referral else None
        yield Gathered(
            claim=claim,
            facts=_facts(claim, referral, record, around),
        )


def _surroundings(claims: Sequence[Claim], *, on: date) -> _Surroundings:
    referrals = Referral.objects.in_bulk([claim.referral_id for claim in claims])
    contracts = {claim.contract_id for claim in claims}
    pairs = {(claim.provider_id, claim.commissioner_id) for claim in claims}
    of_referral = defaultdict(list)
    for claim in Claim.objects.filter(referral__in={claim.referral_id for claim in claims}):
        of_referral[claim.referral_id].append(claim)
    return _Surroundings(
        on=on,
        referrals=referrals,
        records=Record.objects.in_bulk({each.sent_from_id for each in referrals.values()}),
        contracts=Contract.objects.in_bulk(contracts),
        prices=Prices.under(contracts),
        claims=of_referral,
        accredited=accredited_among(pairs, on=on),
        bank_details=_bank_details(pairs, on=on),
    )


def _bank_details(
    pairs: Iterable[tuple[int, int]], *, on: date
) -> dict[tuple[int, int], BankDetails]:
    providers = defaultdict(set)
    for provider, commissioner in pairs:
        providers[commissioner].add(provider)
    return {
        (provider, commissioner): details
        for commissioner, theirs in providers.items()
        for provider, details in bank_details_of(
            theirs, commissioner_id=commissioner, on=on
        ).items()
    }


def _facts(
    claim: Claim, referral: Referral | None, record: Record | None, around: _Surroundings
) -> ClaimFacts:
    contract = around.contracts.get(claim.contract_id)
    of_referral = around.claims.get(claim.referral_id, ())
    pair = (claim.provider_id, claim.commissioner_id)
    details = around.bank_details.get(pair)
    price = around.prices.on(claim.achieved_on, contract=claim.contract_id, outcome=claim.outcome)
    return ClaimFacts(
        on=around.on,
        outcome=claim.outcome,
        achieved_on=claim.achieved_on,
        pence=claim.pence,
        referral=_referral_facts(referral) if referral else None,
        job_started_on=_job_started_on(of_referral, referral),
        contract_approved_on=_day(contract.approved_at) if contract else None,
        contract=Period(contract.starts_on, contract.ends_on) if contract else None,
        accredited=pair in around.accredited,
        price_pence=price.pence if price else None,
        other_claims=tuple(_others(claim, of_referral)),
        bank_details_from=details.from_on if details else None,
        is_special=record is not None and record.case_kind == Record.CaseKind.SCR,
    )


def _referral_facts(referral: Referral) -> ReferralFacts:
    return ReferralFacts(
        status=referral.status,
        programme=referral.programme,
        rules=referral.rules,
        acknowledged_on=_day(referral.acknowledged_at),
        started_on=referral.started_on,
        ended_on=referral.ended_on,
    )


def _job_started_on(claims: Iterable[Claim], referral: Referral | None) -> date | None:
    """The day of the job start, as it was claimed: the jobs themselves stay with the provider."""
    if referral is None:
        return None
    try:
        rules = programme_version(referral.programme, version=referral.rules)
    except NoSuchProgramme:
        return None
    days = (claim.achieved_on for claim in claims if claim.outcome == rules.job_start.code)
    return min(days, default=None)


def _others(claim: Claim, of_referral: Iterable[Claim]) -> Iterator[str]:
    for other in of_referral:
        is_same = other.outcome == claim.outcome and other.pk != claim.pk
        if is_same and other.status in UNDER_WAY:
            yield other.reference


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None
