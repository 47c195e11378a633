"""The least valid organisation and member of staff."""

from itertools import count

from onward.parties.actions import accredit, appoint, register, tell_operations
from onward.parties.models import Accreditation, Organisation, Staff
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.times import NOON

_numbers = count(1)
Kind = Organisation.Kind


def an_organisation(
    kind: Organisation.Kind = Kind.PRIME_PROVIDER,
    *,
    code: str | None = None,
    nation: Organisation.Nation = Organisation.Nation.SCOTLAND,
) -> Organisation:
    code = code or f"org-{next(_numbers)}"
    with acting_for(0):
        return register(code, name=f"Organisation {code}", kind=kind, nation=nation)


def a_member_of_staff(organisation: Organisation, *roles: Role) -> Staff:
    number = next(_numbers)
    with acting_for(organisation.pk):
        return appoint(
            f"Member {number}",
            email=f"member{number}@example.org",
            roles=[str(role) for role in roles],
            password=None,
        )


def an_accreditation(
    provider: Organisation, *, commissioner: Organisation, operations: Organisation
) -> Accreditation:
    with acting_for(commissioner.pk):
        accreditation = accredit(
            provider,
            operations=operations,
            granted_on=NOON.date().replace(year=NOON.year - 1),
            expires_on=NOON.date().replace(year=NOON.year + 1),
        )
        tell_operations(accreditation, at=NOON)
        return accreditation
