"""The monthly return: checked as often as one likes, sent once a month, settled by its answer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.actions import agreement_between
from onward.agreements.channels import Channel
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.nccis_layout import LAYOUT, header_of, record_of
from onward.disclosures.parcels import Giving
from onward.formats.nccis.checking import Checker, Finding
from onward.formats.nccis.record import Record as ReturnRecord
from onward.formats.nccis.rule_sets import rule_set_for
from onward.parties.access import require
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.returns.nccis.choosing import InMonth, Month, people_in
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.models import InReturn, MonthlyReturn, ReturnFinding, Service
from onward.values.batches import in_batches

KIND, STANDARD, PURPOSE = "nccis-return", "NCCIS-RETURN", "young_people_return"
AT_ONCE = 5000
Status = MonthlyReturn.Status


class NoReturn(ValueError):
    """There can be no such return; the message says why and what to do."""


@transaction.atomic
def check_return(*, period_end: date, by: Staff, at: datetime) -> MonthlyReturn:
    """Check what the return for a month would say, as known now; each fault becomes a finding.

    Checking again is a new return, with what has been mended meanwhile. Raises NoReturn.
    """
    require(by, Permission.MAKE_RETURNS)
    month = _month(period_end, at=at)
    made = MonthlyReturn.objects.create(
        organisation_id=acting().organisation_id,
        period_end=period_end,
        known_at=at,
        rule_set=rule_set_for(period_end).name,
        checked_by=by.handle,
    )
    people: list[InMonth] = []
    header = header_of(_cover(made, sent_on=localdate(at)))
    checker = Checker(header, rule_set=rule_set_for(period_end))
    findings = checker.broken_together(_numbered(people_in(month), people))
    for batch in in_batches(_rows(made, findings, people), AT_ONCE):
        insert_all(batch)
    made.people_count = len(people)
    made.save(update_fields=["people_count"])
    return made


@transaction.atomic
def send_return(made: MonthlyReturn, *, to: Organisation, by: Staff, at: datetime) -> Disclosure:
    """Hand a checked return to the gate, as it was known when it was checked.

    What the gate refuses comes back REFUSED and the return stays checked. Raises NoReturn for one
    that was sent, or for a month that was accepted.
    """
    require(by, Permission.MAKE_RETURNS)
    held = MonthlyReturn.objects.select_for_update().get(pk=made.pk)
    _refuse_second(held)
    people = list(people_in(_month(held.period_end, at=held.known_at)))
    own = Organisation.objects.get(pk=held.organisation_id)
    disclosure = disclose(
        Draft(
            kind=KIND,
            recipient=to,
            agreement=agreement_between(STANDARD, own, to, on=localdate(at)),
            purpose=PURPOSE,
            channel=Channel.PORTAL,
            people=[_giving(person) for person in people],
            layout=LAYOUT,
            cover=_cover(held, sent_on=localdate(at)),
        ),
        by=by,
        at=at,
    )
    if disclosure.status == Disclosure.Status.PREPARED:
        insert_all([_in_return(held, person) for person in people])
        held.status, held.disclosure_id = Status.SENT, disclosure.pk
        held.people_count = len(people)
        held.save(update_fields=["status", "disclosure_id", "people_count"])
    return disclosure


@transaction.atomic
def settle_return(
    made: MonthlyReturn, *, is_accepted: bool, by: Staff, at: datetime
) -> MonthlyReturn:
    """Record what the department said. A leaver is owed again until a return is accepted."""
    require(by, Permission.MAKE_RETURNS)
    sent = MonthlyReturn.objects.filter(pk=made.pk, status=Status.SENT)
    status = Status.ACCEPTED if is_accepted else Status.REJECTED
    if not sent.update(status=status, settled_at=at, settled_by=by.handle):
        raise NoReturn(_("Only a return that was sent and not yet answered has an answer."))
    made.refresh_from_db()
    return made


def _month(period_end: date, *, at: datetime) -> Month:
    if (period_end + timedelta(days=1)).day != 1:
        raise NoReturn(_("A return is for the last day of a month. Choose a month."))
    if period_end > localdate(at):
        raise NoReturn(_("This month has not ended. Choose an earlier one."))
    return Month(authority=_service().authority_number, period_end=period_end, known_at=at)


def _service() -> Service:
    service = Service.objects.filter(organisation_id=acting().organisation_id).first()
    if service is None:
        raise NoReturn(_("Your authority's number in the return is not set. Ask the operator."))
    return service


def _refuse_second(held: MonthlyReturn) -> None:
    if held.status != Status.CHECKED:
        raise NoReturn(_("This return was sent. Check the month anew to send it again."))
    if MonthlyReturn.objects.filter(period_end=held.period_end, status=Status.ACCEPTED).exists():
        raise NoReturn(_("The department has accepted a return for this month."))


def _cover(made: MonthlyReturn, *, sent_on: date) -> dict[str, object]:
    service = _service()
    return {
        "databases": [service.database_number],
        "authorities": [service.authority_number],
        "sent_on": sent_on.isoformat(),
        "period_end": made.period_end.isoformat(),
    }


def _numbered(people: Iterator[InMonth], seen: list[InMonth]) -> Iterator[ReturnRecord]:
    """Each person as the return would have them, numbered so that a finding leads back."""
    for person in people:
        seen.append(person)
        record = record_of(person.values)
        record.number = len(seen)
        yield record


def _rows(
    made: MonthlyReturn, findings: Iterator[Finding], people: list[InMonth]
) -> Iterator[ReturnFinding]:
    for finding in findings:
        record = people[finding.number - 1].record
        yield ReturnFinding(
            organisation_id=made.organisation_id,
            restricted_to=record.restricted_to,
            record=record,
            monthly_return=made,
            rule=finding.rule.code,
            priority=finding.priority,
        )


def _giving(person: InMonth) -> Giving:
    return Giving(record=person.record, items=frozenset(person.values), rows=person.values)


def _in_return(made: MonthlyReturn, person: InMonth) -> InReturn:
    return InReturn(
        organisation_id=made.organisation_id,
        restricted_to=person.record.restricted_to,
        record=person.record,
        monthly_return=made,
        cohort_status=str(person.status),
    )
