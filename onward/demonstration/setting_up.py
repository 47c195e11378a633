"""What stands before the first referral, set up through the verbs a user's pages call."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from onward.agreements.actions import draw_up, sign
from onward.agreements.models import Agreement
from onward.contracts.actions import add_opportunity, approve, publish, set_up
from onward.contracts.bank_details import approve_bank_details, enter_bank_details
from onward.contracts.models import BankDetails, Contract
from onward.contracts.notice_check import gaps, words_to_add
from onward.contracts.notices import providers_under, publish_notice, write_notice
from onward.contracts.prices import set_price
from onward.demonstration.cast import Cast
from onward.demonstration.days import LONDON
from onward.demonstration.rows import NOTICE_VERSION
from onward.demonstration.world import (
    ACCREDITED_ON,
    ACCREDITED_UNTIL,
    APPROVED_ON,
    COMMISSIONER,
    DEPARTMENT,
    FIRST_DAY,
    LAST_DAY,
    PROVIDERS,
    PUBLISHED_ON,
    SET_UP_ON,
    SignedAgreement,
    World,
)
from onward.demonstration.world import Contract as PlannedContract
from onward.parties.actions import accredit, appoint, register, tell_operations
from onward.parties.clock import is_demonstration, set_clock
from onward.parties.models import Instance, Organisation, Staff
from onward.tenancy.context import REGISTER, acting_for

NOTICE = (
    "If you agree to take part, we refer you to a provider who helps you into work: {providers}."
    " So that it can, we give it what stands here about you, and it tells us how you get on. You"
    " can ask us, and the provider, at any time what was shared."
)
PASSWORD = "onward-demonstration"  # noqa: S105 - printed for whoever runs the demonstration


class HoldsPeople(RuntimeError):
    """A database that is in use is never turned into a demonstration."""


def call_it_a_demonstration() -> None:
    """Mark an empty database as a demonstration, which gives it a clock of its own.

    Only the owner of the tables can. Raises HoldsPeople where organisations are registered.
    """
    with acting_for(REGISTER):
        if is_demonstration():
            return
        if Organisation.objects.exists():
            raise HoldsPeople("This database is in use. A demonstration needs an empty one.")
    with transaction.atomic(using="migrate"):
        Instance.objects.using("migrate").bulk_create([Instance(pk=1, demonstration=True)])


def count_anew() -> None:
    """Let the database plan for what is in it now, as it does of itself after a minute or two."""
    with connections["migrate"].cursor() as cursor:
        cursor.execute("analyze")


def is_set_up() -> bool:
    """Whether a world was set up here before: it is set up once."""
    with acting_for(REGISTER):
        return Organisation.objects.filter(code=COMMISSIONER).exists()


def set_up_world(world: World) -> Iterator[str]:
    """Set everything up; says each step as it begins."""
    yield "the register of organisations and their staff"
    _register(world)
    cast = Cast.found()
    yield "security accreditation, told to operations"
    _accredit(cast)
    yield "agreements drawn up and signed by every party"
    _agree(world, cast)
    yield "contracts set up, approved and published; prices; bank details"
    for planned in world.contracts:
        _contract(planned, cast)
    _tell_people(cast)
    _accounts(world, cast)


def _on(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def _register(world: World) -> None:
    with acting_for(REGISTER):
        set_clock(_on(SET_UP_ON, 9))
        organisations = [
            register(each.code, name=each.name, kind=Organisation.Kind(each.kind))
            for each in world.organisations
        ]
    hashed = make_password(PASSWORD)  # once: it is made to be slow
    for organisation, planned in zip(organisations, world.organisations, strict=True):
        with acting_for(organisation.pk):
            for member in planned.staff:
                appoint(member.name, email=member.email, roles=list(member.roles), password=None)
            Staff.objects.update(password=hashed)


def _accredit(cast: Cast) -> None:
    at = _on(SET_UP_ON)
    with cast.at_work(COMMISSIONER, "CONTRACT_MANAGER"):
        for provider in cast.providers:
            accreditation = accredit(
                provider,
                operations=cast.department,
                granted_on=ACCREDITED_ON,
                expires_on=ACCREDITED_UNTIL,
            )
            tell_operations(accreditation, at=at)


def _agree(world: World, cast: Cast) -> None:
    for planned in world.agreements:
        with cast.at_work(COMMISSIONER, "CONTRACT_MANAGER") as manager:
            agreement = draw_up(
                planned.standard,
                code=planned.code,
                parties={role: cast.organisations[code] for role, code in planned.parties.items()},
                effective_from=planned.effective_from,
                by=manager,
                at=_on(SET_UP_ON, 11),
            )
        _sign(agreement, planned, cast)


def _sign(agreement: Agreement, planned: SignedAgreement, cast: Cast) -> None:
    for signature in planned.signatures:
        signer = _named(cast, signature.organisation, signature.name)
        with acting_for(signer.organisation_id, user=signer.pk):
            sign(
                agreement,
                name=signature.name,
                post=signature.post,
                on=signature.on,
                by=signer,
                at=_on(signature.on, 12),
            )


def _named(cast: Cast, code: str, name: str) -> Staff:
    return next(
        member
        for (organisation, _), members in cast.staff.items()
        if organisation == code
        for member in members
        if member.name == name
    )


def _contract(planned: PlannedContract, cast: Cast) -> None:
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        contract = set_up(
            commissioner=cast.commissioner,
            provider=cast.organisations[planned.provider],
            reference=planned.reference,
            programme="wfs",
            area=planned.area_name,
            starts_on=FIRST_DAY,
            ends_on=LAST_DAY,
            by=officer,
            at=_on(SET_UP_ON, 14),
        )
        for outcome, pence in planned.prices.items():
            set_price(
                contract,
                outcome=outcome,
                pence=pence,
                from_on=FIRST_DAY,
                by=officer,
                at=_on(SET_UP_ON, 15),
                demonstration=True,
            )
    with cast.at_work(COMMISSIONER, "CONTRACT_MANAGER") as manager:
        approve(contract, by=manager, at=_on(APPROVED_ON))
    _publish(contract, planned, cast)


def _publish(contract: Contract, planned: PlannedContract, cast: Cast) -> None:
    with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
        opportunity = add_opportunity(
            contract,
            code=planned.opportunity,
            title=planned.title,
            referrer=cast.department,
            by=officer,
            at=_on(PUBLISHED_ON),
        )
        publish(opportunity, by=officer, at=_on(PUBLISHED_ON, 11))


def _tell_people(cast: Cast) -> None:
    """The notice names whatever the agreements will permit once they are in force."""
    at = _on(PUBLISHED_ON, 12)
    with cast.at_work(DEPARTMENT, "DATA_PROTECTION") as officer:
        found = gaps((), providers=providers_under("wfs"), at=_on(FIRST_DAY))
        listed = ", ".join(provider.name for provider in cast.providers)
        named = [f"{', '.join(labels)}." for labels in words_to_add(found).values()]
        notice = write_notice(
            "wfs",
            version=NOTICE_VERSION,
            text="\n\n".join([NOTICE.format(providers=listed), *named]),
            items=[gap.item.code for gap in found],
            by=officer,
            at=at,
        )
        publish_notice(notice, by=officer, at=at)


def _accounts(world: World, cast: Cast) -> None:
    at = _on(PUBLISHED_ON, 12)
    for account in world.accounts:
        if account.organisation not in PROVIDERS:
            continue
        with cast.at_work(DEPARTMENT, "OPERATIONS") as officer:
            details: BankDetails = enter_bank_details(
                cast.organisations[account.organisation],
                commissioner=cast.commissioner,
                operations=cast.department,
                account_name=account.name,
                sort_code=account.sort_code,
                account_number=account.account_number,
                from_on=FIRST_DAY,
                by=officer,
                at=at,
            )
        with cast.at_work(DEPARTMENT, "OPERATIONS", number=1) as other:
            approve_bank_details(details, by=other, at=at)
