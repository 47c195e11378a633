"""An authority asks about young people, ten at a time, and says what became of each answer."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext

from onward.agreements.actions import NoAgreement, agreement_between
from onward.agreements.authority import Authority, authority
from onward.agreements.models import Agreement
from onward.ledger.actions import Act, enter_all
from onward.parties.models import Organisation, Staff
from onward.people.models import Record
from onward.people.uses import NotForContact, contact_points
from onward.tenancy.bulk import insert_new
from onward.tenancy.context import acting
from onward.tracking.data_requests import moves
from onward.tracking.data_requests.carrying_out import carry_out, memorandum_against
from onward.tracking.data_requests.models import WITH_THE_DISTRICT, Channel, DataRequest, Reason
from onward.tracking.data_requests.moves import InvalidMove

STANDARD = "MOU-LOCAL"
CONTACT_ITEMS = (
    *("address", "correspondence_address", "postcode"),
    *("telephone", "telephone_alternate", "email"),
)
MOST_MONTHS = 24
# Crockford's letters and digits: none is taken for another when it is read out on the telephone.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One request as it is asked for.

    `no_contact` is the assurance that the young person will not be contacted with the answer (the
    case study of Hull); `keep_months` is how long the authority will keep it (clause 3.1).
    """

    record: Record
    reason: str
    items: frozenset[str]
    channel: str
    no_contact: bool = False
    keep_months: int = 12


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What became of a batch: the requests made, and the others each with the reason why not."""

    done: list[DataRequest]
    refused: list[tuple[Question, str]]


@transaction.atomic
def ask(questions: Sequence[Question], *, of: Organisation, by: Staff, at: datetime) -> Answered:
    """Ask the district about these people, in one batch, each request with its entry.

    What is over the memorandum's number at once, or over the day's, is given back, and that it was
    tried stands in the ledger for both sides to see. Source 002 section 4 (REQ-002-084).
    """
    own = Organisation.objects.get(pk=acting().organisation_id)
    try:
        agreement = agreement_between(STANDARD, own, of, on=localdate(at))
    except NoAgreement as none:
        return Answered(done=[], refused=[(each, str(none)) for each in questions])
    terms = authority(agreement)
    if reason := memorandum_against(terms, giver=of.pk, receiver=own.pk, at=at):
        return Answered(done=[], refused=[(each, reason) for each in questions])
    _one_at_a_time(own, of)
    batch = _Batch(terms, agreement, of, by, at, uuid4(), _asked_today(of, at=at))
    return batch.asked(questions)


def withdraw(request: DataRequest, *, by: Staff, at: datetime) -> DataRequest:
    """Take a question back that nobody has decided."""
    return carry_out(moves.WITHDRAW, request, by=by, at=at)


def note_updated(request: DataRequest, *, by: Staff, at: datetime) -> DataRequest:
    """The authority has brought its record of the young person up to date (annex A)."""
    return carry_out(moves.UPDATE, request, by=by, at=at)


def note_contact(request: DataRequest, *, by: Staff, at: datetime) -> DataRequest:
    """The young person was contacted, where that is appropriate; refused where assured it is not.

    What was received for other uses alone is no address to write to, whoever asked. Source 002,
    annex A and the case study of Hull (REQ-002-085).
    """
    try:
        contact_points(request.asked_from, CONTACT_ITEMS)
    except NotForContact as refusal:
        raise InvalidMove(str(refusal)) from refusal
    return carry_out(moves.CONTACT, request, by=by, at=at)


def close(request: DataRequest, *, by: Staff, at: datetime) -> DataRequest:
    """Nothing more comes of it."""
    return carry_out(moves.CLOSE, request, by=by, at=at)


@dataclass
class _Batch:
    """What is asked in one act, judged one by one so that the eleventh alone is given back."""

    terms: Authority
    agreement: Agreement
    district: Organisation
    by: Staff
    at: datetime
    number: UUID
    asked_today: int
    accepted: int = 0

    def asked(self, questions: Sequence[Question]) -> Answered:
        waiting = _waiting(questions, self.district)
        seen: set[UUID] = set()
        allowed: list[Question] = []
        refused: list[tuple[Question, str]] = []
        over = 0
        for each in questions:
            reason = self._against(each, waiting | seen)
            if not reason and (reason := self._over()):
                over += 1
            if reason:
                refused.append((each, reason))
                continue
            seen.add(each.record.pk)
            allowed.append(each)
            self.accepted += 1
        made = insert_new([self._row(each) for each in allowed])
        missing = {each.record.pk for each in allowed} - {row.asked_from_id for row in made}
        overtaken = gettext("Someone else has just asked about this person.")
        refused += [(each, overtaken) for each in allowed if each.record.pk in missing]
        enter_all([*(self._entry(row) for row in made), *self._too_many(over)])
        return Answered(done=made, refused=refused)

    def _against(self, each: Question, waiting: set[UUID]) -> str:
        """Why this may not be asked at all, in words with the remedy."""
        return (
            _of_the_record(each.record, waiting)
            or _of_the_reason(each)
            or self._of_the_channel(each)
        )

    def _of_the_channel(self, each: Question) -> str:
        if each.channel in self.terms.channels and each.channel in set(Channel):
            return ""
        return gettext("The memorandum allows asking by telephone or e-mail. Choose one of them.")

    def _over(self) -> str:
        """Too many at once, or in a day (the case study of Hull; attack A20)."""
        at_once = self.terms.maximum_records
        if at_once is not None and self.accepted >= at_once:
            return gettext(
                "No more than %(most)s people are asked about at once. Ask about this one when the"
                " jobcentre has dealt with these."
            ) % {"most": at_once}
        a_day = self.terms.maximum_a_day
        if a_day is not None and self.asked_today + self.accepted >= a_day:
            return gettext(
                "Your authority has asked about %(most)s people today, which is the most for one"
                " day. Ask tomorrow."
            ) % {"most": a_day}
        return ""

    def _row(self, each: Question) -> DataRequest:
        reply = settings.LOCAL_REQUEST_WORKING_DAYS
        today = localdate(self.at)
        return DataRequest(
            reference="LR-" + "".join(secrets.choice(_LETTERS) for _ in range(10)),
            batch=self.number,
            authority_id=acting().organisation_id,
            district=self.district,
            agreement=self.agreement,
            asked_from=each.record,
            asked_handle=each.record.handle,
            authority_restricted_to=each.record.restricted_to,
            reason=each.reason,
            items=sorted(each.items),
            channel=each.channel,
            no_contact=each.no_contact,
            keep_months=each.keep_months,
            asked_at=self.at,
            asked_by=self.by.handle,
            answer_due_on=self.district.calendar.working_days_after(today, days=reply),
        )

    def _entry(self, row: DataRequest) -> Act:
        about = {"reason": row.reason, "asks": row.items, "channel": row.channel}
        return replace(
            self._act("request.asked"),
            subject=row.asked_handle,
            about_id=row.pk,
            about={"agreement": self.terms.reference, "batch": str(self.number), **about},
        )

    def _too_many(self, over: int) -> list[Act]:
        if not over:
            return []
        about = {"agreement": self.terms.reference, "batch": str(self.number), "people": over}
        return [replace(self._act("request.too_many"), about=about)]

    def _act(self, kind: str) -> Act:
        return Act(
            kind=kind,
            by=acting().organisation_id,
            to=self.district.pk,
            performer=self.by.handle,
            at=self.at,
        )


def _of_the_record(record: Record, waiting: set[UUID]) -> str:
    if record.organisation_id != acting().organisation_id or record.kind != Record.Kind.PERSON:
        return gettext("Your organisation has no such record. Ask from a record of yours.")
    if record.case_kind == Record.CaseKind.SCR:
        return gettext("A special customer record is never asked about here. Use the paper route.")
    if record.deceased_on is not None or record.erased_at is not None:
        return gettext("This record holds nobody who can be asked about. Open another.")
    if record.pk in waiting:
        return gettext("There is a question about this person already. Wait for its answer.")
    return ""


def _of_the_reason(each: Question) -> str:
    """Only the listed situations (REQ-002-077, REQ-002-089), for something, for a stated time."""
    if each.reason not in set(Reason):
        return gettext(
            "Say why you ask: more about a person on the monthly list, the stage of their claim, or"
            " a person whose activity is not known. The memorandum has no other reason."
        )
    if not each.items:
        return gettext("Choose what you ask for.")
    if not 1 <= each.keep_months <= MOST_MONTHS:
        return gettext("Say for how many months you keep the answer: from 1 to %(most)s.") % {
            "most": MOST_MONTHS
        }
    return ""


def _waiting(questions: Sequence[Question], district: Organisation) -> set[UUID]:
    open_now = DataRequest.objects.filter(
        district=district,
        status__in=WITH_THE_DISTRICT,
        asked_from__in={each.record.pk for each in questions},
    )
    return set(open_now.values_list("asked_from", flat=True))


def _asked_today(district: Organisation, *, at: datetime) -> int:
    """Of this district since London's midnight, whatever became of it."""
    midnight = make_aware(datetime.combine(localdate(at), time.min))
    ours = DataRequest.objects.filter(authority=acting().organisation_id, district=district)
    return ours.filter(asked_at__gte=midnight).count()


def _one_at_a_time(own: Organisation, district: Organisation) -> None:
    """Two batches at the same moment are counted one after the other."""
    with connection.cursor() as cursor:
        key = f"data requests {own.pk} {district.pk}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
