"""What each part of an address may be: rows that the two sides of the markers' scene have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from onward.agreements.models import Agreement
from onward.casework.models import Referral
from onward.contracts.models import BankDetails, Contract, Opportunity
from onward.disclosures.models import Disclosure, OneOff, TrainedGiver
from onward.intake.models import Landing
from onward.ledger.models import Entry
from onward.parties.models import Accreditation, Organisation, Staff
from onward.people.models import Fact, IdentityQuestion, Objection, Record, Restriction
from onward.rights.models import Withholding
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.markers import word

ROWS: Mapping[str, QuerySet[Any]] = {
    "accreditation_id": Accreditation.objects.all(),
    "agreement_id": Agreement.objects.all(),
    "contract_id": Contract.objects.all(),
    "details_id": BankDetails.objects.all(),
    "disclosure_id": Disclosure.objects.all(),
    "entry_id": Entry.objects.filter(kind="disclosure.prepared"),
    "fact_id": Fact.objects.order_by("number").reverse(),
    "landing_id": Landing.objects.all(),
    "objection_id": Objection.objects.all(),
    "one_off_id": OneOff.objects.all(),
    "opportunity_id": Opportunity.objects.all(),
    "processor_id": Organisation.objects.all(),
    "provider_id": Organisation.objects.all(),
    "question_id": IdentityQuestion.objects.all(),
    "record_id": Record.objects.filter(kind=Record.Kind.PERSON),
    "referral_id": Referral.objects.all(),
    "restriction_id": Restriction.objects.all(),
    "staff_id": Staff.objects.all(),
    "trained_id": TrainedGiver.objects.all(),
    "withholding_id": Withholding.objects.all(),
}
WORDS: Mapping[str, Sequence[str]] = {
    "feed": ("education", "early-leavers", word("guess")),
    "name": ("check_ledger.py", word("guess")),
    "process": ("exit_report", word("guess")),
    "programme": ("wfs", word("guess")),
    "section": ("identity", "contact", "work", word("guess")),
    "standard": ("WFS-REFERRAL", word("guess")),
    "token": (word("guess"),),
    "what": ("told", word("guess")),
}
# Parts whose rows the scene lacks, and why. They are asked for all the same, with a record's id.
WITHOUT_ROWS: Mapping[str, str] = {
    "act": "an act of telling activities is an authority's own: tests/web/tracking",
    "declaration_id": "that lists are matched holds no person: tests/web/matching",
    "model_id": "a model that matches holds no person: tests/web/matching",
    "merge_id": "a merge of two records is an authority's own: tests/web/matching",
    "match_id": "who a row of a list is, is an authority's own: tests/web/matching",
    "contact_id": "a contact with a young person is an authority's own: tests/web/tracking",
    "document_id": "a document is an authority's own: tests/web/tracking/young_people",
    "session_id": "youth work is an authority's own: tests/web/tracking/young_people",
    "return_id": "a monthly return is an authority's own: tests/web/tracking",
    "assessment_id": "a breach by e-mail holds codes and days",
    "astray_id": "an e-mail gone astray: tests/web/email",
    "claim_id": "a claim is the recipient's own, or shared: codes, days and money",
    "dispute_id": "a dispute about an agreement holds nothing of a person",
    "finding_id": "a finding is about the words of an agreement",
    "inspection_id": "a memorandum's inspection: tests/web/governance",
    "introduction_id": "who introduced somebody, and when: tests/web",
    "job_id": "a job is the recipient's own fact",
    "line_id": "a line of approved subcontractors",
    "mail_id": "mail received needs a mailbox: tests/web/email",
    "notice_id": "a notice is published to everybody",
    "outage_id": "an outage of e-mail holds no person",
    "pair_id": "a pair of inboxes holds no person",
    "payment_id": "a clerical payment is the commissioner's own",
    "permission_id": "a permission to send e-mail holds no person",
    "request_id": "a request under a memorandum: tests/journeys/test_local_request.py",
    "run_id": "a payment run holds codes, days and money",
    "task_id": "an officer's task exists for a special case alone: tests/disclosures/test_mappa.py",
    "sent_id": "an e-mail sent: tests/web/email",
}
INTEGERS = frozenset({"dispute_id", "introduction_id", "match_id", "declaration_id", "model_id"})


def parts_of(record: Record, sides: Iterable[Organisation]) -> dict[str, list[object]]:
    """The values of every part: this record's own, and a row of each kind that each side sees."""
    rows = {name: _rows(name, record, list(sides)) for name in ROWS}
    words: dict[str, list[object]] = {name: list(values) for name, values in WORDS.items()}
    return {**rows, **words, **{name: [_some_id(name, record)] for name in WITHOUT_ROWS}}


def _rows(name: str, record: Record, sides: Sequence[Organisation]) -> list[object]:
    found: list[object] = [record.pk] if name == "record_id" else []
    for side in sides:
        if not found or side.pk != record.organisation_id:
            with acting_for(side.pk, user=AUTOMATIC):
                seen = ROWS[name].all().values_list("pk", flat=True)[:1]
                found += [pk for pk in seen if pk not in found]
    return found


def _some_id(name: str, record: Record) -> object:
    return 1 if name in INTEGERS else record.pk
