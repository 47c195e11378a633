"""What stands before the first young person: organisations, staff, agreements, the service."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.hashers import make_password

from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.models import Agreement, Finding
from onward.demonstration.setting_up import PASSWORD
from onward.demonstration.young_people.city import (
    AUTHORITY_NUMBER,
    BENEFITS,
    COUNCIL,
    MANAGER,
    NEIGHBOURS,
    RETURNS,
    SET_UP,
    Place,
    organisations,
    places,
    staff,
)
from onward.intake.feeds import FEEDS
from onward.intake.list_settings import STANDARD, keep_settings
from onward.parties.actions import appoint, register
from onward.parties.clock import set_clock
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.tenancy.context import REGISTER, acting_for
from onward.tracking.following.actions import set_up_service

SIGNED_ON = date(2025, 8, 15)


@dataclass(frozen=True)
class Merrowby:
    """The organisations by code, and the staff by organisation and name."""

    organisations: Mapping[str, Organisation]
    staff: Mapping[tuple[str, str], Staff]

    @classmethod
    def found(cls) -> "Merrowby":
        """Whoever is in the database."""
        with acting_for(REGISTER):
            register = {each.code: each for each in Organisation.objects.all()}
        found: dict[tuple[str, str], Staff] = {}
        for code, organisation in register.items():
            with acting_for(organisation.pk):
                found |= {(code, each.name): each for each in Staff.objects.order_by("pk")}
        return cls(register, found)

    @contextmanager
    def at_work(self, name: str = MANAGER, *, of: str = COUNCIL) -> Iterator[Staff]:
        member = self.staff[of, name]
        with acting_for(member.organisation_id, user=member.pk):
            yield member

    @contextmanager
    def protecting(self, code: str) -> Iterator[Staff]:
        """The member of staff who signs for an organisation."""
        for (of, name), member in self.staff.items():
            if of == code and Role.DATA_PROTECTION in member.roles:
                with self.at_work(name, of=code):
                    yield member
                return


def is_set_up() -> bool:
    with acting_for(REGISTER):
        return Organisation.objects.filter(code=COUNCIL).exists()


def set_up_city() -> Merrowby:
    """Everybody registered, appointed and bound by agreements in force."""
    _register()
    city = Merrowby.found()
    for standard, code, parties in _agreements():
        _bring_into_force(standard, code, parties, city)
    with city.at_work():
        set_up_service(authority_number=AUTHORITY_NUMBER, database_number=AUTHORITY_NUMBER)
    _say_who_sends_notices(city)
    return city


def _say_who_sends_notices(city: Merrowby) -> None:
    """The numbers of those with whom there is an agreement to tell who left early."""
    feed = FEEDS["early-leavers"]
    senders = {each.number: each.code for each in filter(_tells_under_section_14, places())}
    with city.at_work() as manager:
        keep_settings(feed, replace(STANDARD[feed.code], senders=senders), by=manager, at=SET_UP)


def _register() -> None:
    nation = Organisation.Nation.ENGLAND
    with acting_for(REGISTER):
        set_clock(SET_UP)
        made = {
            code: register(code, name=name, kind=kind, nation=nation)
            for code, name, kind in organisations()
        }
    hashed = make_password(PASSWORD)  # once: it is made to be slow
    for code, organisation in made.items():
        with acting_for(organisation.pk):
            for member in staff():
                if member.organisation == code:
                    appoint(member.name, email=member.email, roles=[member.role], password=None)
            Staff.objects.update(password=hashed)


def _agreements() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Standard, own code, and the parties by role: the council draws each of them up."""
    yield "NCCIS-RETURN", "return", {"authority": COUNCIL, "department": RETURNS}
    yield "DEPARTMENT-LA-S15", "new-claims", {"department": BENEFITS, "authority": COUNCIL}
    for number in NEIGHBOURS:
        neighbour = f"LA-{number}"
        yield "LA-LA", f"to-{number}", {"former_authority": COUNCIL, "new_authority": neighbour}
        yield "LA-LA", f"from-{number}", {"former_authority": neighbour, "new_authority": COUNCIL}
    for place in filter(_tells_under_section_14, places()):
        yield "SCHOOL-LA", place.code.lower(), {"institution": place.code, "authority": COUNCIL}


def _tells_under_section_14(place: Place) -> bool:
    """A training provider is no educational institution within the section."""
    return not place.is_provider


def _bring_into_force(standard: str, code: str, parties: Mapping[str, str], city: Merrowby) -> None:
    with city.protecting(COUNCIL) as officer:
        agreement = draw_up(
            standard,
            code=code,
            parties={role: city.organisations[each] for role, each in parties.items()},
            effective_from=SIGNED_ON,
            by=officer,
            at=SET_UP,
        )
        _decide(agreement, officer)
    for each in parties.values():
        with city.protecting(each) as officer:
            sign(
                agreement,
                name=officer.name,
                post="Data protection officer",
                on=SIGNED_ON,
                by=officer,
                at=SET_UP,
            )


def _decide(agreement: Agreement, officer: Staff) -> None:
    for finding in Finding.objects.filter(agreement=agreement, note=None):
        decide(
            finding,
            choice="".join(finding.choices[:1]),
            note="Decided for the demonstration: the first reading.",
            name=officer.name,
            post="Data protection officer",
            by=officer,
            at=SET_UP,
        )
