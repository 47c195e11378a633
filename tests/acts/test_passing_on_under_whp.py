"""A prime provider of the Work and Health Programme passes on under the standard texts alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from onward.acts.passing_on import may_go_to, pass_on, received_parts
from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.models import Agreement, Finding
from onward.agreements.passing_on import approve
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.actions import accredit, tell_operations
from onward.parties.models import Organisation, SecurityPlan
from onward.parties.security import assure
from onward.people.facts import present_values
from onward.people.models import Record
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind
NOON = datetime(2022, 1, 10, 12, tzinfo=UTC)
FROM, UNTIL = date(2022, 1, 4), date(2023, 1, 3)
HELD: dict[str, Any] = {"surname": "Grant", "forename": "Ailsa", "partner_name": "Callum Reid"}
WHO = {"name": "Ailsa Grant", "post": "Director"}


def agreed(standard: str, parties: dict[str, Organisation]) -> Agreement:
    """In force: every party has signed, and what the text leaves open is decided by name."""
    with at_work(parties["department"]) as staff:
        agreement = draw_up(
            standard, code=standard.lower(), parties=parties, effective_from=FROM, by=staff, at=NOON
        )
        for finding in Finding.objects.filter(agreement=agreement):
            choice = "".join(finding.choices[:1])
            decide(finding, choice=choice, note="As the contract says.", **WHO, by=staff, at=NOON)
    for party in parties.values():
        with at_work(party) as staff:
            sign(agreement, **WHO, on=FROM, by=staff, at=NOON)
    return agreement


class Chain:
    """The department, a prime provider that was given something, and its subcontractor."""

    def __init__(self, standard: str = "WHP-REFERRAL"):
        self.department = an_organisation(Kind.DEPARTMENT)
        self.prime = an_organisation(Kind.PRIME_PROVIDER)
        self.subcontractor = an_organisation(Kind.SUBCONTRACTOR)
        self.staff = a_member_of_staff(self.prime)
        first = {"department": self.department, "provider": self.prime}
        self.agreement = agreed(standard, first)
        agreed("WHP-SUBCONTRACT", {**first, "subcontractor": self.subcontractor})
        self.vouch_for(self.prime, by=self.department)
        self.record = a_record(self.department, at=NOON, **HELD)
        self.refer()

    def vouch_for(self, provider, *, by):
        with at_work(by) as staff:
            days = {"granted_on": FROM, "expires_on": UNTIL}
            tell_operations(accredit(provider, operations=self.department, **days), at=NOON)
            assure(
                provider,
                statement="File 7",
                offshore=SecurityPlan.Offshore.NONE,
                assured_on=FROM,
                expires_on=UNTIL,
                by=staff,
                at=NOON,
            )

    def approve(self):
        with at_work(self.department) as staff:
            approve(self.agreement, self.subcontractor, from_on=FROM, **WHO, by=staff, at=NOON)

    def refer(self):
        draft = Draft(
            kind="test",
            recipient=self.prime,
            agreement=self.agreement,
            purpose="employment_support",
            channel="inside",
            people=[Giving(record=self.record, items=frozenset(HELD))],
            stage="start",
        )
        with at_work(self.department) as staff:
            disclose(draft, by=staff, at=NOON)
        deliver_prepared(self.department.pk, at=NOON)

    def pass_on(self, *items: str) -> Disclosure:
        with acting_for(self.prime.pk, user=self.staff.pk):
            record = Record.objects.get(organisation=self.prime, kind=Record.Kind.PERSON)
            (inbound,) = received_parts(record)
            (to,) = may_go_to(inbound, at=NOON)
            made = pass_on(record, inbound=inbound, items=items, to=to, by=self.staff, at=NOON)
        deliver_prepared(self.prime.pk, at=NOON)
        return made


def codes(disclosure):
    return {(row["code"], row["item"]) for row in disclosure.refusals}


@pytest.mark.parametrize("standard", ["WHP-REFERRAL", "WHP-JETS"])
def test_a_prime_passes_a_referral_on_to_its_named_subcontractor(standard):
    """REQ-003-004, REQ-004-002, REQ-LAW-026."""
    chain = Chain(standard)
    chain.vouch_for(chain.subcontractor, by=chain.prime)
    chain.approve()

    made = chain.pass_on("surname", "forename")

    assert codes(made) == set()
    assert made.on_behalf_of == chain.department
    with acting_for(chain.subcontractor.pk):
        assert present_values(Record.objects.get()) == {"surname": "Grant", "forename": "Ailsa"}
    told = statement_of(chain.record.handle).recipients
    assert told == sorted([chain.prime.name, chain.subcontractor.name])


def test_until_the_department_has_approved_it_and_the_prime_assured_its_plan_nothing_goes_on():
    """REQ-003-002, REQ-LAW-026."""
    made = Chain().pass_on("surname")

    assert codes(made) == {
        ("NOT_APPROVED", "surname"),
        ("ACCREDITATION_MISSING", ""),
        ("SECURITY_PLAN", ""),
    }


def test_what_was_told_of_a_joint_claimant_stays_with_the_prime():
    chain = Chain()
    chain.vouch_for(chain.subcontractor, by=chain.prime)
    chain.approve()

    assert codes(chain.pass_on("surname", "partner_name")) == {("NOT_PERMITTED", "partner_name")}
