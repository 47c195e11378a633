"""Two organisations, an agreement between them, and one person to try the gate with."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onward.agreements.models import Agreement
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation, Staff
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, Record
from onward.people.records import open_record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.parties.factories import a_member_of_staff, an_accreditation, an_organisation
from tests.times import NOON

Kind = Organisation.Kind
HELD = {
    "surname": "Grant",
    "forename": "Ailsa",
    "nino": "QQ123456C",
    "disability_status": "disabled",
}


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """Two organisations, an agreement and one person."""

    sender: Organisation
    recipient: Organisation
    staff: Staff
    agreement: Agreement
    record: Record

    @contextmanager
    def sending(self) -> Iterator[None]:
        with acting_for(self.sender.pk, user=self.staff.pk):
            yield

    @contextmanager
    def receiving(self) -> Iterator[None]:
        with acting_for(self.recipient.pk):
            yield

    def draft(self, *items: str, **changes: Any) -> Draft:
        settled: dict[str, Any] = {
            "kind": "test",
            "recipient": self.recipient,
            "agreement": self.agreement,
            "purpose": "employment_support",
            "channel": "inside",
            "people": [Giving(record=self.record, items=frozenset(items))],
        }
        return Draft(**settled | changes)

    def give(self, *items: str, at: datetime = NOON, **changes: Any) -> Disclosure:
        with self.sending():
            return disclose(self.draft(*items, **changes), by=self.staff, at=at)

    def deliver(self, *, at: datetime = NOON) -> int:
        return deliver_prepared(self.sender.pk, at=at)


def an_exchange(
    items: Iterable[str] = ("surname", "forename", "nino"),
    *,
    held: Mapping[str, object] = HELD,
    case_kind: Record.CaseKind = Record.CaseKind.STANDARD,
    recipient_kind: Organisation.Kind = Kind.PRIME_PROVIDER,
    **terms: Any,
) -> Exchange:
    sender, recipient = an_organisation(Kind.DEPARTMENT), an_organisation(recipient_kind)
    staff = a_member_of_staff(sender)
    agreement = a_small_agreement(items=items, giver=sender, receiver=recipient, **terms)
    if terms.get("receiver_role") == "provider":
        an_accreditation(recipient, commissioner=sender, operations=sender)
    with acting_for(sender.pk, user=staff.pk):
        record = open_record(at=NOON, by=staff, case_kind=case_kind)
        add_fact(
            NewFact(
                record=record,
                values=held,
                source=Fact.Source.STAFF,
                valid_from=NOON.date(),
                at=NOON,
                by=staff,
            )
        )
    return Exchange(
        sender=sender, recipient=recipient, staff=staff, agreement=agreement, record=record
    )
