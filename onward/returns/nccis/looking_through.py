"""A return that was asked for is looked through: rules, gate, and whom it cannot place.

A thousand people at a time, each in a transaction of its own, so that a page can say how far it
is. What was known when it was asked for does not change meanwhile; cut off, it begins anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from onward.agreements.authority import Refusal
from onward.disclosures.decision import as_rows
from onward.disclosures.nccis_layout import header_of, record_of
from onward.formats.nccis.across import Seen
from onward.formats.nccis.checking import Checker, Finding
from onward.formats.nccis.rule_sets import rule_set_for
from onward.parties.models import Staff
from onward.people.models import Record
from onward.returns.nccis.choosing import Batch, InMonth, Month, next_batch
from onward.returns.nccis.giving import (
    ADDRESS_KEPT_BACK,
    may_go_without_address,
    refusals_of,
    without_address,
)
from onward.returns.nccis.months import cover_of, month_of
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting_for
from onward.tracking.models import MonthlyReturn, ReturnFinding
from onward.values.batches import in_batches

By, Status = ReturnFinding.By, MonthlyReturn.Status
NO_BIRTH_DATE = "no-birth-date"
SERIOUS, LESS_SERIOUS = 1, 2
AT_ONCE = 5000
COUNTED = ["looked_at_count", "people_count", "refusals", "status"]


@dataclass
class _Look:
    """A look through one return: its month, its rules, and whom it has seen so far."""

    made: MonthlyReturn
    month: Month
    checker: Checker
    at: datetime
    records: list[tuple[UUID, list[int] | None]] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)


def look_through(made: MonthlyReturn, *, by: Staff, at: datetime) -> MonthlyReturn:
    """Check everybody in a return that was asked for; each fault becomes a finding.

    Called outside `acting_for`, each thousand is its own transaction.
    """
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        if (look := _begun(made, at=at)) is None:
            return made
    with closing(look.seen):
        after: UUID | None = None
        is_more = True
        while is_more:
            with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
                batch = next_batch(look.month, after=after)
                if is_more := batch is not None:
                    after = batch.last
                    _look_at(look, batch)
                else:
                    _finish(look)
    return made


def _begun(made: MonthlyReturn, *, at: datetime) -> _Look | None:
    held = MonthlyReturn.objects.select_for_update().get(pk=made.pk)
    if held.status != Status.ASKED:
        made.refresh_from_db()
        return None
    ReturnFinding.objects.filter(monthly_return=held).delete()
    made.looked_at_count, made.people_count = 0, 0
    made.refusals = as_rows(refusals_of(made, [], at=at))
    header = header_of(cover_of(made, sent_on=localdate(made.known_at)))
    return _Look(
        made=made,
        month=month_of(made.period_end, known_at=made.known_at),
        checker=Checker(header, rule_set=rule_set_for(made.period_end)),
        at=at,
    )


def _look_at(look: _Look, batch: Batch) -> None:
    made = look.made
    rows: list[ReturnFinding] = []
    against = _against(look, batch.people)
    for person in batch.people:
        record = person.record
        refusals = against.get(str(record.handle), ())
        if may_go_without_address(refusals):
            person = without_address(person)
            rows.append(_kept_back(made, record))
        else:
            rows += _refused(made, record, {each.code for each in refusals})
        look.records.append((record.pk, record.restricted_to))
        as_returned = record_of(person.values)
        as_returned.number = len(look.records)
        look.seen.add(as_returned)
        rows += _rows(look, look.checker.broken_by(as_returned))
    rows += [
        _row(made, record.pk, record.restricted_to, rule=NO_BIRTH_DATE, priority=SERIOUS)
        for record in batch.without_birth_date
    ]
    insert_all(rows)
    made.looked_at_count += len(batch.looked_at)
    made.people_count += len(batch.people)
    made.save(update_fields=COUNTED)


def _finish(look: _Look) -> None:
    for findings in in_batches(look.checker.broken_among(look.seen), AT_ONCE):
        insert_all(list(_rows(look, findings)))
    look.made.status = Status.CHECKED
    look.made.save(update_fields=COUNTED)


def _against(look: _Look, people: Sequence[InMonth]) -> Mapping[str, Sequence[Refusal]]:
    """What the gate has against each, by handle; not asked where nobody goes."""
    if look.made.refusals:
        return {}
    return refusals_of(look.made, people, at=look.at)


def _refused(
    made: MonthlyReturn, record: Record, codes: Collection[str]
) -> Iterator[ReturnFinding]:
    """Whom the gate would not let go, as a finding for each reason."""
    for code in sorted(codes):
        row = _row(made, record.pk, record.restricted_to, rule=code, priority=SERIOUS)
        row.found_by = By.GATE
        yield row


def _kept_back(made: MonthlyReturn, record: Record) -> ReturnFinding:
    return _row(
        made, record.pk, record.restricted_to, rule=ADDRESS_KEPT_BACK, priority=LESS_SERIOUS
    )


def _rows(look: _Look, findings: Sequence[Finding]) -> Iterator[ReturnFinding]:
    """A rule that is broken twice by one person is one thing to mend."""
    once = {(finding.number, finding.rule.code): finding for finding in findings}
    for finding in once.values():
        record_id, restricted_to = look.records[finding.number - 1]
        yield _row(
            look.made,
            record_id,
            restricted_to,
            rule=finding.rule.code,
            priority=finding.priority,
        )


def _row(
    made: MonthlyReturn,
    record_id: UUID,
    restricted_to: list[int] | None,
    *,
    rule: str,
    priority: int,
) -> ReturnFinding:
    return ReturnFinding(
        organisation_id=made.organisation_id,
        restricted_to=restricted_to,
        record_id=record_id,
        monthly_return=made,
        rule=rule,
        priority=priority,
    )
