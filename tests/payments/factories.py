"""The least valid world in which an outcome can be claimed and paid, and steps through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from onward.agreements import actions as agreements
from onward.agreements.models import Agreement
from onward.casework.models import Referral, Status
from onward.contracts.models import BankDetails, Contract, Opportunity, Price
from onward.formats.finance_result import PaymentResult
from onward.formats.finance_result import Status as Answer
from onward.outcomes.models import Outcome
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.payments.checks import check_all
from onward.payments.claims import claim_all
from onward.payments.models import Claim, Run, RunLine
from onward.payments.release import mark_released
from onward.payments.results import apply_results
from onward.payments.runs import prepare_run
from onward.payments.signing import sign
from onward.people.models import Record
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.parties.factories import a_member_of_staff, an_accreditation, an_organisation
from tests.times import NOON

Kind = Organisation.Kind
TODAY = NOON.date()  # 2 May 2017, a Tuesday
STARTED = date(2017, 4, 10)
ACHIEVED = date(2017, 4, 24)
PAID_ON = TODAY + timedelta(days=2)
PRICES = {"job_start": 17_000, "short_13": 21_500, "sustained_26": 37_000}
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class World:
    """A commissioner, its operations team, a provider with a contract, and their staff."""

    commissioner: Organisation
    operations: Organisation
    provider: Organisation
    contract: Contract
    opportunity: Opportunity
    agreement: Agreement
    bank_details: BankDetails
    officer: Staff
    signers: tuple[Staff, Staff]
    finance: tuple[Staff, Staff]
    claimer: Staff


def a_world() -> World:
    commissioner, operations = an_organisation(Kind.COMMISSIONER), an_organisation(Kind.DEPARTMENT)
    provider = an_organisation(Kind.PRIME_PROVIDER)
    officer = a_member_of_staff(operations, Role.OPERATIONS)
    an_accreditation(provider, commissioner=commissioner, operations=operations)
    contract, opportunity = _a_contract(commissioner, operations, provider, officer)
    return World(
        commissioner=commissioner,
        operations=operations,
        provider=provider,
        contract=contract,
        opportunity=opportunity,
        agreement=_a_claims_agreement(commissioner, operations, provider, officer),
        bank_details=bank_details_for(provider, contract),
        officer=officer,
        signers=(
            a_member_of_staff(commissioner, Role.SIGNER),
            a_member_of_staff(commissioner, Role.SIGNER),
        ),
        finance=(
            a_member_of_staff(commissioner, Role.FINANCE_OFFICER),
            a_member_of_staff(commissioner, Role.FINANCE_OFFICER),
        ),
        claimer=a_member_of_staff(provider, Role.CASE_MANAGER),
    )


def _a_contract(
    commissioner: Organisation, operations: Organisation, provider: Organisation, officer: Staff
) -> tuple[Contract, Opportunity]:
    parties = {"commissioner": commissioner, "operations": operations, "provider": provider}
    number = next(_numbers)
    with acting_for(operations.pk):
        contract = Contract.objects.create(
            **parties,
            reference=f"contract-{number}",
            programme="wfs",
            area="Area 3",
            starts_on=date(2017, 4, 3),
            ends_on=date(2019, 4, 30),
            status=Contract.Status.APPROVED,
            made_by=officer.handle,
            made_at=NOON - timedelta(days=40),
            approved_by=uuid4(),
            approved_at=NOON - timedelta(days=35),
        )
        for outcome, pence in PRICES.items():
            a_price(contract, outcome=outcome, pence=pence, by=officer)
        opportunity = Opportunity.objects.create(
            **parties,
            contract=contract,
            referrer=operations,
            code=f"opportunity-{number}",
            title="Help to find work",
            published_at=NOON - timedelta(days=30),
        )
    return contract, opportunity


def a_price(contract: Contract, *, outcome: str, pence: int, by: Staff, **changes: Any) -> Price:
    """For whoever may set up: call it while acting for operations."""
    values = {"from_on": date(2017, 4, 3), "made_at": NOON, "demonstration": True} | changes
    return Price.objects.create(
        contract=contract,
        commissioner_id=contract.commissioner_id,
        operations_id=contract.operations_id,
        provider_id=contract.provider_id,
        outcome=outcome,
        pence=pence,
        made_by=by.handle,
        **values,
    )


def bank_details_for(provider: Organisation, contract: Contract, **changes: Any) -> BankDetails:
    values = {
        "account_name": provider.name,
        "sort_code": "080211",
        "account_number": "11111111",
        "from_on": date(2017, 4, 3),
        "made_by": uuid4(),
        "made_at": NOON - timedelta(days=30),
        "approved_by": uuid4(),
        "approved_at": NOON - timedelta(days=29),
    } | changes
    with acting_for(contract.operations_id):
        return BankDetails.objects.create(
            commissioner_id=contract.commissioner_id,
            operations_id=contract.operations_id,
            provider=provider,
            **values,
        )


def _a_claims_agreement(
    commissioner: Organisation, operations: Organisation, provider: Organisation, officer: Staff
) -> Agreement:
    with acting_for(operations.pk):
        agreement = agreements.draw_up(
            "WFS-CLAIMS",
            code=f"claims-{next(_numbers)}",
            parties={
                "commissioner": commissioner,
                "department": operations,
                "provider": provider,
            },
            effective_from=date(2017, 4, 3),
            by=officer,
            at=NOON,
        )
    for party in (commissioner, operations, provider):
        with acting_for(party.pk):
            agreements.sign(
                agreement, name="Ailsa Grant", post="Director", on=TODAY, by=officer, at=NOON
            )
    return agreement


def a_started_referral(world: World, **changes: Any) -> Referral:
    """A referral as its moves leave it once the person has started."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "status": Status.STARTED,
        "referred_on": date(2017, 4, 4),
        "acknowledged_at": NOON - timedelta(days=26),
        "started_on": STARTED,
        "arrived_at": NOON - timedelta(days=28),
    } | changes
    with acting_for(world.provider.pk):
        received_as = Record.objects.create(organisation=world.provider, opened_at=NOON)
    with acting_for(world.operations.pk):
        sent_from = Record.objects.create(organisation=world.operations, opened_at=NOON)
        return Referral.objects.create(
            reference=f"REF-{number}",
            programme="wfs",
            rules="2017-04-03",
            contract=world.contract,
            opportunity=world.opportunity,
            agreement=world.agreement,
            referrer=world.operations,
            provider=world.provider,
            commissioner=world.commissioner,
            sent_from=sent_from,
            received_as=received_as,
            referred_by=world.officer.handle,
            reply_due_on=date(2017, 4, 6),
            **values,
        )


def an_outcome(
    world: World,
    *,
    code: str = "job_start",
    achieved_on: date = ACHIEVED,
    referral: Referral | None = None,
) -> Outcome:
    referral = referral or a_started_referral(world)
    assert referral.received_as is not None
    with acting_for(world.provider.pk):
        return Outcome.objects.create(
            organisation=world.provider,
            record=referral.received_as,
            referral=referral,
            code=code,
            achieved_on=achieved_on,
            rules="2017-04-03",
            why={},
            known_at=NOON,
        )


def a_claim(world: World, *, outcome: Outcome | None = None) -> Claim:
    outcome = outcome or an_outcome(world)
    with acting_for(world.provider.pk):
        return claim_all([outcome], by=world.claimer, at=NOON)[0]


def checked(world: World, *claims: Claim) -> list[Claim]:
    with acting_for(world.operations.pk):
        return check_all(claims, by=world.officer, at=NOON)


def passed_claims(world: World, number: int = 2) -> list[Claim]:
    outcomes = [an_outcome(world) for _ in range(number)]
    with acting_for(world.provider.pk):
        claims = claim_all(outcomes, by=world.claimer, at=NOON)
    return checked(world, *claims)


def a_run(world: World, *, claims: int = 2) -> Run:
    """A prepared run of so many newly passed claims."""
    passed_claims(world, claims)
    with acting_for(world.operations.pk):
        return prepare_run(world.commissioner, execution_on=PAID_ON, by=world.officer, at=NOON)


def a_run_of_july(world: World, at: datetime) -> Run:
    """A job start and a short outcome, claimed, checked and put into a run in July 2017."""
    outcomes = an_outcome(world), an_outcome(world, code="short_13", achieved_on=date(2017, 7, 9))
    with acting_for(world.provider.pk):
        claims = claim_all(outcomes, by=world.claimer, at=at)
    with acting_for(world.operations.pk):
        check_all(claims, by=world.officer, at=at)
        day = date(2017, 8, 2)
        return prepare_run(world.commissioner, execution_on=day, by=world.officer, at=at)


def a_signed_run(world: World, *, claims: int = 2) -> Run:
    run = a_run(world, claims=claims)
    return signed(world, run)


def signed(world: World, run: Run, *, at: datetime = NOON) -> Run:
    with acting_for(world.commissioner.pk):
        for signer in world.signers:
            sign(run, saw=run.lines_hash, by=signer, at=at)
    return run


def a_released_run(world: World, *, claims: int = 2) -> Run:
    return released(world, a_signed_run(world, claims=claims))


def released(world: World, run: Run) -> Run:
    with acting_for(world.operations.pk):
        return mark_released(run, digest=uuid4().hex * 2, at=NOON)


def answers(run: Run, **changes: Any) -> list[PaymentResult]:
    """The finance system paid every line, but for what is changed in all of them."""
    with acting_for(run.commissioner_id):
        lines = list(RunLine.objects.filter(run=run).order_by("reference"))
    return [an_answer(line.reference, line.pence, **changes) for line in lines]


def an_answer(reference: str, pence: int, **changes: Any) -> PaymentResult:
    values: dict[str, Any] = {"status": Answer.PAID, "paid_on": PAID_ON, "reason": ""} | changes
    if values["status"] is Answer.REJECTED:
        values |= {"paid_on": None, "reason": values["reason"] or "AC01"}
    return PaymentResult(claim_reference=reference, amount=Pence(pence), **values)


def answered(world: World, run: Run, results: Sequence[PaymentResult]) -> Any:
    with acting_for(world.commissioner.pk):
        return apply_results(run, results=results, landing=uuid4(), by=world.finance[0], at=NOON)
