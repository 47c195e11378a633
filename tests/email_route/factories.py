"""A prime, its subcontractor and the department, and what lets a form go by e-mail."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.models import Agreement, Finding
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.email_route.inboxes import agree, designate
from onward.email_route.listing import agree_start, supply
from onward.email_route.models import InboxPair, ListedUse, ProcessPermission
from onward.email_route.permitting import ask, permit
from onward.email_route.processes import Process
from onward.email_route.standard_forms import standard_forms
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record

Kind = Organisation.Kind
MOMENT = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)  # a Tuesday, under the chapter's last version
TODAY = MOMENT.date()
TOMORROW = TODAY + timedelta(days=1)
LETTER = b"You may use unencrypted e-mail for this process."
OURS, THEIRS, CHAINED = "forms@prime.example", "forms@dwp.example", "forms@sub.example"
HELD: dict[str, Any] = {
    "surname": "Grant",
    "forename": "Ailsa",
    "nino": "QQ123456C",
    "exit_summary": "She gained a forklift licence.",
}
EXIT_ITEMS = ("exit_surname", "exit_nino", "exit_summary")


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Three organisations, their staff, and the agreement between the prime and the department."""

    department: Organisation
    prime: Organisation
    subcontractor: Organisation
    agreement: Agreement
    chain: Agreement  # between the prime and its subcontractor
    record: Record
    staff: Mapping[int, Staff] = field(repr=False)

    @contextmanager
    def at_work(self, organisation: Organisation) -> Iterator[Staff]:
        staff = self.staff[organisation.pk]
        with acting_for(organisation.pk, user=staff.pk):
            yield staff

    def permitted(self, process: str = "EXIT_REPORT") -> ProcessPermission:
        """Asked for and permitted, with the letter on file."""
        with self.at_work(self.prime) as staff:
            asked = ask(process, department=self.department, by=staff, at=MOMENT)
        with self.at_work(self.department) as staff:
            return permit(
                asked,
                conditions_met_on=TODAY,
                document_name="letter.pdf",
                document=LETTER,
                by=staff,
                at=MOMENT,
            )

    def designated(
        self, recipient: Organisation | None = None, to_address: str = THEIRS
    ) -> InboxPair:
        recipient = recipient or self.department
        with self.at_work(self.prime) as staff:
            pair = designate(
                sender=self.prime,
                recipient=recipient,
                from_address=OURS,
                to_address=to_address,
                by=staff,
                at=MOMENT,
            )
        with self.at_work(recipient) as staff:
            agree(pair, by=staff, at=MOMENT)
        return pair

    def listed(self, *, starts_on: Any = TODAY, **changes: Any) -> ListedUse:
        """The subcontractor in the list for exit reports, its start agreed."""
        given: dict[str, Any] = {
            "process": "EXIT_REPORT",
            "due_diligence_on": TODAY,
            "offshore": "NO",
        }
        with self.at_work(self.prime) as staff:
            line = supply(
                self.subcontractor,
                department=self.department,
                by=staff,
                at=MOMENT,
                **given | changes,
            )
        if starts_on is not None:
            with self.at_work(self.department) as staff:
                agree_start(
                    line, formally_approved_on=TODAY, starts_on=starts_on, by=staff, at=MOMENT
                )
        return line

    def draft(
        self,
        process: str = "EXIT_REPORT",
        *,
        people: Mapping[Record, tuple[str, ...]] | None = None,
        to: Organisation | None = None,
        **cover: Any,
    ) -> Draft:
        """An e-mail to the department, or to the subcontractor, that is all it should be."""
        to = to or self.department
        form = standard_forms().get(Process(process)) if process in Process else None
        given = people or {self.record: EXIT_ITEMS}
        said = {
            "process": process,
            "form_digest": form.digest if form else "",
            "body_digest": form.body_digest if form else "",
            "from_address": OURS,
            "to_address": THEIRS if to == self.department else CHAINED,
            "need": "FORM_IS_DUE",
            "message_id": "11111111-1111-4111-8111-111111111111",
            "at": MOMENT.isoformat(),
        }
        return Draft(
            kind="email-form",
            recipient=to,
            agreement=self.agreement if to == self.department else self.chain,
            purpose=form.purpose if form and to == self.department else self.chain.purpose,
            channel="email",
            people=[Giving(record=each, items=frozenset(items)) for each, items in given.items()],
            layout="email-form",
            cover=said | cover,
        )

    def send(self, *args: Any, at: datetime = MOMENT, **changes: Any) -> Disclosure:
        """Prepare it; REFUSED comes back as a row too."""
        with self.at_work(self.prime) as staff:
            return disclose(self.draft(*args, **changes), by=staff, at=at)

    def reasons(self, *args: Any, at: datetime = MOMENT, **changes: Any) -> list[str]:
        """The codes against sending it now, each once."""
        made = self.send(*args, at=at, **changes)
        return sorted({row["code"] for row in made.refusals})

    def deliver(self, *, at: datetime = MOMENT) -> int:
        return deliver_prepared(self.prime.pk, at=at)


def ways() -> Ways:
    """Nothing is permitted, designated or listed yet."""
    department, prime = an_organisation(Kind.DEPARTMENT), an_organisation(Kind.PRIME_PROVIDER)
    subcontractor = an_organisation(Kind.SUBCONTRACTOR)
    staff = {
        department.pk: a_member_of_staff(department, Role.CONTRACT_MANAGER, Role.DATA_PROTECTION),
        prime.pk: a_member_of_staff(prime, Role.CASE_MANAGER, Role.DATA_PROTECTION),
        subcontractor.pk: a_member_of_staff(subcontractor, Role.CASE_MANAGER),
    }
    return Ways(
        department=department,
        prime=prime,
        subcontractor=subcontractor,
        agreement=_agreed(department, prime, staff),
        chain=a_small_agreement(
            items=EXIT_ITEMS,
            giver=prime,
            receiver=subcontractor,
            channels=["email"],
            effective_from=TODAY,
        ),
        record=a_record(prime, at=MOMENT, **HELD),
        staff=staff,
    )


def open_ways() -> Ways:
    """Exit reports may go from the prime to the department."""
    found = ways()
    found.permitted()
    found.designated()
    return found


def _agreed(department: Organisation, prime: Organisation, staff: Mapping[int, Staff]) -> Agreement:
    parties = {"department": department, "provider": prime}
    for number, party in enumerate((department, prime)):
        by = staff[party.pk]
        with acting_for(party.pk, user=by.pk):
            if number == 0:
                agreement = draw_up(
                    "WHP-EMAIL",
                    code="email",
                    parties=parties,
                    effective_from=TODAY,
                    by=by,
                    at=MOMENT,
                )
            if number == 0:
                _decide_on_all(agreement, by)
            sign(agreement, name="Ailsa Grant", post="Director", on=TODAY, by=by, at=MOMENT)
    return agreement


def _decide_on_all(agreement: Agreement, by: Staff) -> None:
    """What the text is silent about has a note, without which nothing goes under it."""
    who = {"name": "Ailsa Grant", "post": "Director"}
    for finding in Finding.objects.filter(agreement=agreement):
        decide(finding, choice="", note="In the contract.", **who, by=by, at=MOMENT)
