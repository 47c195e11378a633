"""Verbs of the register: organisations, their staff and their accreditation."""

from collections.abc import Collection
from datetime import date, datetime

from onward.parties.models import Accreditation, Organisation, Staff
from onward.tenancy.context import REGISTER, acting, acting_for


def register(
    code: str,
    *,
    name: str,
    kind: Organisation.Kind,
    nation: Organisation.Nation = Organisation.Nation.SCOTLAND,
) -> Organisation:
    """Enter an organisation in the register, or bring its entry up to date."""
    organisation, _ = Organisation.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "nation": nation}
    )
    return organisation


def appoint(name: str, *, email: str, roles: list[str], password: str | None) -> Staff:
    """Give someone an account in the organisation that is being acted for."""
    staff = Staff(
        organisation_id=acting().organisation_id,
        name=name,
        email=email.strip().lower(),
        roles=sorted(roles),
    )
    if password is None:
        staff.set_unusable_password()
    else:
        staff.set_password(password)
    staff.save()
    return staff


def accredit(
    provider: Organisation, *, operations: Organisation, granted_on: date, expires_on: date
) -> Accreditation:
    """Record, for the commissioner acted for, that a provider's security is good enough."""
    return Accreditation.objects.create(
        provider=provider,
        commissioner_id=acting().organisation_id,
        operations=operations,
        granted_on=granted_on,
        expires_on=expires_on,
    )


def tell_operations(accreditation: Accreditation, *, at: datetime) -> None:
    """Tell the operations team, without whose knowledge nothing may be shared."""
    Accreditation.objects.filter(pk=accreditation.pk, operations_told_at=None).update(
        operations_told_at=at
    )
    accreditation.refresh_from_db()


def is_accredited(provider: Organisation, *, commissioner: Organisation, on: date) -> bool:
    """Whether the provider's accreditation by this commissioner stands on this day."""
    held = Accreditation.objects.filter(provider=provider, commissioner=commissioner)
    return any(accreditation.stands_on(on) for accreditation in held)


def accredited_among(pairs: Collection[tuple[int, int]], *, on: date) -> frozenset[tuple[int, int]]:
    """Which of these (provider, commissioner) pairs stand accredited on this day."""
    providers = {provider for provider, _ in pairs}
    held = Accreditation.objects.filter(provider_id__in=providers) if providers else ()
    return frozenset(
        (accreditation.provider_id, accreditation.commissioner_id)
        for accreditation in held
        if accreditation.stands_on(on)
    )


def kinds_of(organisations: Collection[int]) -> dict[int, str]:
    """What kind each of these organisations is."""
    return dict(Organisation.objects.filter(pk__in=organisations).values_list("pk", "kind"))


def organisation_ids() -> list[int]:
    """Every organisation of the register, for work that goes through them one by one."""
    with acting_for(REGISTER):
        return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
