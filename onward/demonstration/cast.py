"""The people of the demonstration at work: each act is done as a member of staff, for its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from onward.demonstration.world import COMMISSIONER, DEPARTMENT, PROVIDERS
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import REGISTER, acting_for


@dataclass(frozen=True)
class Cast:
    """Organisations by their code, and staff by organisation and role."""

    organisations: dict[str, Organisation]
    staff: dict[tuple[str, str], list[Staff]]

    @classmethod
    def found(cls) -> "Cast":
        """Whoever is in the database."""
        with acting_for(REGISTER):
            register = list(Organisation.objects.all())
        staff: dict[tuple[str, str], list[Staff]] = {}
        for organisation in register:
            with acting_for(organisation.pk):
                for member in Staff.objects.order_by("pk"):
                    for role in member.roles:
                        staff.setdefault((organisation.code, role), []).append(member)
        return cls({organisation.code: organisation for organisation in register}, staff)

    @contextmanager
    def at_work(self, code: str, role: str, *, number: int = 0) -> Iterator[Staff]:
        """This organisation's member of staff with this role, acting for it."""
        member = self.member(code, role, number=number)
        with acting_for(member.organisation_id, user=member.pk):
            yield member

    def member(self, code: str, role: str, *, number: int = 0) -> Staff:
        return self.staff[code, role][number]

    @cached_property
    def commissioner(self) -> Organisation:
        return self.organisations[COMMISSIONER]

    @cached_property
    def department(self) -> Organisation:
        return self.organisations[DEPARTMENT]

    @cached_property
    def providers(self) -> list[Organisation]:
        return [self.organisations[code] for code in PROVIDERS]
