"""A district, two authorities, a memorandum of 2014 with one of them, and young people of both."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from onward.acts.answering import Letting, Template, release
from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.models import Agreement, Finding
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.ledger.sequencer import give_all_places
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import acting_for
from onward.tracking.data_requests.asking import Answered, Question, ask
from onward.tracking.models import DataRequest
from tests.agreements.factories import at_work, put_all_on_file
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record

Kind, Nation = Organisation.Kind, Organisation.Nation
MORNING = datetime(2014, 2, 3, 10, tzinfo=UTC)
# As the district holds someone of 19.
CLAIMANT: Mapping[str, Any] = {
    "title": "Mr",
    "forename": "Jamie",
    "surname": "Okoro",
    "date_of_birth": "1994-06-01",
    "nino": "QQ123456C",
    "address": ["8 Mill Lane", "Leicester"],
    "postcode": "LE1 1AA",
    "telephone_alternate": "07700 900123",
    "in_receipt_of_benefit": True,
    "work_programme_participant": False,
}
REASON = "Jamie left college in June and his adviser wants to offer him the autumn traineeship."


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """A jobcentre district and two authorities, one of which has its memorandum."""

    district: Organisation
    authority: Organisation
    other_authority: Organisation
    memorandum: Agreement
    staff: Mapping[int, Staff] = field(repr=False)

    @contextmanager
    def at(self, organisation: Organisation) -> Iterator[Staff]:
        """The organisation's one member of staff, acting for it."""
        member = self.staff[organisation.pk]
        with acting_for(organisation.pk, user=member.pk):
            yield member

    def a_young_person(self, **values: Any) -> Record:
        """The authority's own record."""
        held = {"forename": "Jamie", "surname": "Okoro", **values}
        return a_record(self.authority, at=MORNING, **held)

    def a_claimant(
        self, *, case_kind: Record.CaseKind = Record.CaseKind.STANDARD, **values: Any
    ) -> Record:
        """The district's own record; None leaves an item out."""
        held = {item: value for item, value in {**CLAIMANT, **values}.items() if value is not None}
        return a_record(self.district, at=MORNING, case_kind=case_kind, **held)

    def ask_all(self, *questions: Question, at: datetime = MORNING) -> Answered:
        with self.at(self.authority) as adviser:
            return ask(questions, of=self.district, by=adviser, at=at)

    def asked(self, *items: str, at: datetime = MORNING, **terms: Any) -> DataRequest:
        """One request as the district sees it."""
        record = terms.pop("record", None) or self.a_young_person()
        answered = self.ask_all(a_question(record, *items, **terms), at=at)
        assert not answered.refused, answered.refused
        return self.seen(self.district, answered.done[0])

    def release(
        self,
        request: DataRequest,
        *items: str,
        record: Record | None = None,
        at: datetime = MORNING,
        **terms: Any,
    ) -> Disclosure:
        """Released as asked, with words and a note of the call, unless said otherwise."""
        letting = {
            "justification": REASON,
            "call_note": "Ms Shah of the tracking team rang; called back on the listed number.",
            "items": frozenset(items or request.items),
            "record": record or self.a_claimant(),
            **terms,
        }
        with self.at(self.district) as officer:
            return release(Letting(request=request, **letting), by=officer, at=at)

    def deliver(self, *, at: datetime = MORNING) -> None:
        """What the district has prepared is delivered; call it outside `acting_for`."""
        deliver_prepared(self.district.pk, at=at)
        give_all_places()

    def received(self, *items: str, at: datetime = MORNING, **terms: Any) -> DataRequest:
        """A request whose answer has arrived, as the authority sees it."""
        request = self.asked(*items, at=at, **terms)
        assert not self.release(request, at=at).refusals
        self.deliver(at=at)
        return self.seen(self.authority, request)

    def seen(self, organisation: Organisation, request: DataRequest) -> DataRequest:
        """The request as the organisation's staff read it now."""
        with self.at(organisation):
            rows = DataRequest.objects.select_related("authority", "district", "agreement")
            return rows.get(pk=request.pk)


def a_question(record: Record, *items: str, **terms: Any) -> Question:
    settled: dict[str, Any] = {"reason": "activity_not_known", "channel": "telephone"}
    return Question(
        record=record,
        items=frozenset(items or {"surname", "telephone_alternate"}),
        **settled | terms,
    )


A_TEMPLATE = Template(
    reference="DMT-2014-003", protection="secure_mailbox", mailbox="tracking@leicester.example"
)


def neighbours() -> Neighbours:
    """Everything that must stand before a first request."""
    district = an_organisation(Kind.JOBCENTRE_DISTRICT, nation=Nation.ENGLAND)
    authority = an_organisation(Kind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    other = an_organisation(Kind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    return Neighbours(
        district=district,
        authority=authority,
        other_authority=other,
        memorandum=a_memorandum(district, authority),
        staff={
            district.pk: a_member_of_staff(district, Role.DISTRICT_OFFICER),
            authority.pk: a_member_of_staff(authority, Role.TRACKING_ADVISER),
            other.pk: a_member_of_staff(other, Role.TRACKING_ADVISER),
        },
    )


def a_memorandum(
    district: Organisation, authority: Organisation, *, reading: str = "recital D"
) -> Agreement:
    """Dated 18 December 2013, signed by the authority on the 31st and in January by the district.

    What its text says twice is decided, for whom it is about by the place given.
    """
    with at_work(district) as staff:
        agreement = draw_up(
            "MOU-LOCAL",
            code=f"memorandum-{authority.pk}",
            parties={"district": district, "authority": authority},
            effective_from=date(2013, 12, 18),
            by=staff,
            at=datetime(2013, 12, 18, 12, tzinfo=UTC),
        )
    put_all_on_file(agreement, on=date(2013, 12, 18), at=datetime(2013, 12, 18, 13, tzinfo=UTC))
    _sign(agreement, authority, "Senior Responsible Officer", on=date(2013, 12, 31))
    _sign(agreement, district, "District Manager", on=date(2014, 1, 30))
    with at_work(district) as staff:
        for finding in Finding.objects.filter(agreement=agreement, note=None):
            decide(
                finding,
                choice=reading if reading in finding.choices else "".join(finding.choices[:1]),
                note="Agreed by both representatives.",
                name="A. Mistry",
                post="Senior Partnership Manager",
                by=staff,
                at=datetime(2014, 1, 30, 16, tzinfo=UTC),
            )
    return agreement


def _sign(agreement: Agreement, party: Organisation, post: str, *, on: date) -> None:
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    with at_work(party) as staff:
        sign(agreement, name="R. Sole", post=post, on=on, by=staff, at=at)
