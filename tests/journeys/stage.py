"""A stage for whole stories: who takes part, what stands between them, and a person to help."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from onward.acts.referring import Answer, Asked, refer
from onward.agreements.models import Agreement
from onward.casework.models import Referral
from onward.casework.referrals import acknowledge, start
from onward.contracts.models import Contract, Opportunity
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Parcel
from onward.ledger.sequencer import give_all_places
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.contracts.factories import a_contract, an_opportunity
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

_numbers = count(1)
Kind = Organisation.Kind

DEPARTMENTS_ROLES = (Role.WORK_COACH, Role.REFERRAL_TEAM, Role.OPERATIONS)
PROVIDERS_ROLES = (Role.CASEWORKER, Role.CASE_MANAGER)
COMMISSIONERS_ROLES = (Role.CONTRACT_MANAGER, Role.FINANCE_OFFICER, Role.SIGNER)
ALL = Role.DATA_PROTECTION

# What a work coach usually holds; none of the texts needs a second look.
USUAL: Mapping[str, Any] = {
    "title": "Ms",
    "forename": "Ailsa",
    "surname": "Grant",
    "nino": "QQ123456C",
    "address": ["14 Larch Terrace", "Falkirk"],
    "postcode": "FK1 1AA",
    "telephone": "0131 496 0123",
    "signing_day": "monday",
    "participation_basis": "voluntary",
    "disability_status": "disabled",
    "incident_marker": {"recorded": True, "detail": "An argument at the front desk."},
    "job_preferences": ["Kitchen assistant", "Baker"],
    "preferred_hours": "16-30",
    "last_job_1": "Shop assistant",
    "last_job_1_start": "2014-05-12",
    "last_job_1_end": "2016-11-30",
    "driving_licence": ["provisional"],
    "aims": "To work in a kitchen near home.",
    "qualification_subject": {"1": "Food hygiene"},
    "qualification_level": {"1": "SCQF 5"},
    "notice_version": "wfs-2017-04",
    "discussed_on": "2017-05-01",
    "date_of_birth": "1988-02-29",
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Work First Scotland in small: three organisations, their staff, and what they agreed."""

    commissioner: Organisation
    department: Organisation
    provider: Organisation
    contract: Contract
    opportunity: Opportunity
    agreement: Agreement
    staff: Mapping[tuple[int, Role], Staff] = field(repr=False)

    def member(self, role: Role, *, of: Organisation | None = None) -> Staff:
        """The member of staff with this role; a data protection officer `of` an organisation."""
        if of is not None:
            return self.staff[of.pk, role]
        return next(staff for (_, has), staff in self.staff.items() if has == role)

    @contextmanager
    def at_work(self, role: Role, *, of: Organisation | None = None) -> Iterator[Staff]:
        """That member of staff, acting for their organisation."""
        staff = self.member(role, of=of)
        with acting_for(staff.organisation_id, user=staff.pk):
            yield staff

    def a_person(
        self, *, case_kind: Record.CaseKind = Record.CaseKind.STANDARD, **values: Any
    ) -> Record:
        """The department's record of someone with the usual items; None leaves one out."""
        held = {item: value for item, value in {**USUAL, **values}.items() if value is not None}
        return a_record(self.department, case_kind=case_kind, **held)

    def ask(self, *records: Record, at: datetime = NOON) -> list[Answer]:
        """The work coach refers these people; an answer for each."""
        with self.at_work(Role.WORK_COACH) as coach:
            return refer([self.asked(record, at=at) for record in records], by=coach, at=at)

    def asked(self, record: Record, *, at: datetime = NOON) -> Asked:
        """A referral of this person, as a work coach would ask for it."""
        return Asked(
            reference=f"WFS-{next(_numbers)}",
            record=record,
            opportunity=self.opportunity,
            agreement=self.agreement,
            referred_on=at.date(),
        )

    def deliver(self, *, at: datetime = NOON) -> int:
        """What each organisation has prepared is delivered, and the ledger is brought up to date.

        Call it outside `acting_for`.
        """
        parties = (self.department, self.provider, self.commissioner)
        settled = sum(deliver_prepared(organisation.pk, at=at) for organisation in parties)
        give_all_places()
        return settled

    def refer(self, *records: Record, at: datetime = NOON) -> list[Referral]:
        """These people are referred, and the provider has them."""
        answers = self.ask(*records, at=at)
        self.deliver(at=at)
        made = [answer.referral.pk for answer in answers if answer.referral]
        assert len(made) == len(records), answers
        return self.seen_by(self.provider, made)

    def start(self, *records: Record, at: datetime = NOON) -> list[Referral]:
        """These people are referred, acknowledged and started, all on one day."""
        referrals = self.refer(*records, at=at)
        with self.at_work(Role.CASEWORKER) as caseworker:
            for referral in referrals:
                acknowledge(referral, by=caseworker, at=at)
                start(referral, on=at.date(), by=caseworker, at=at)
        return self.seen_by(self.provider, [referral.pk for referral in referrals])

    def seen_by(self, organisation: Organisation, ids: Sequence[UUID]) -> list[Referral]:
        """These referrals as the organisation reads them now."""
        with acting_for(organisation.pk):
            rows = Referral.objects.in_bulk(ids)
        return [rows[pk] for pk in ids]

    def received(self, record: Record) -> Record:
        """The provider's own record of someone whom the department referred."""
        with acting_for(self.provider.pk):
            parcels = Parcel.objects.filter(from_handle=record.handle)
            return Record.objects.get(handle__in=parcels.values("to_handle"))


def a_referred_person() -> tuple[Stage, Record, Referral]:
    """A stage, the department's record of someone, and the referral that has arrived."""
    stage = a_stage()
    record = stage.a_person()
    (referral,) = stage.refer(record)
    return stage, record, referral


def a_started_person() -> tuple[Stage, Record, Referral]:
    """A stage, the department's record of someone, and the referral that they started under."""
    stage = a_stage()
    record = stage.a_person()
    (referral,) = stage.start(record)
    return stage, record, referral


def a_stage() -> Stage:
    """Everything that must stand before a first person can be referred."""
    parties = {
        "commissioner": an_organisation(Kind.COMMISSIONER),
        "department": an_organisation(Kind.DEPARTMENT),
        "provider": an_organisation(Kind.PRIME_PROVIDER),
    }
    contract = a_contract(
        commissioner=parties["commissioner"],
        operations=parties["department"],
        provider=parties["provider"],
    )
    jobs = {
        "commissioner": COMMISSIONERS_ROLES,
        "department": DEPARTMENTS_ROLES,
        "provider": PROVIDERS_ROLES,
    }
    return Stage(
        **parties,
        contract=contract,
        opportunity=an_opportunity(contract),
        agreement=a_standard_agreement("WFS-REFERRAL", parties=parties),
        staff={
            (party.pk, role): a_member_of_staff(party, role)
            for name, party in parties.items()
            for role in (*jobs[name], ALL)
        },
    )
