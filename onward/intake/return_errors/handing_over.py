"""What the department found wrong with the return sent last: lines of its list of fixes."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from onward.formats.nccis.error_report import ReportedError
from onward.formats.nccis.rule import Priority
from onward.formats.nccis.rule_sets import RuleSet, rule_set_for
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.people.lookups import one_of
from onward.people.models import Identifier, Record
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.models import InReturn, MonthlyReturn, ReturnFinding

By, Status = ReturnFinding.By, MonthlyReturn.Status
HAVE_GONE = (Status.SENT, Status.ACCEPTED, Status.REJECTED)


def hand_over(errors: Sequence[ReportedError], turn: HandOver) -> Handed:
    """Put each error on the list of fixes of the return that was sent last; again, nothing."""
    handed = Handed()
    made = _sent_last()
    if made is None:
        for each in errors:
            handed.problems.append(_problem(each, turn, rule=_("No return has been sent yet.")))
        return handed
    records = _records(errors, made)
    rows = {
        (finding.record_id, finding.rule): finding
        for finding in _findings(errors, made, records, turn, handed)
    }
    known = _known(made)
    new = [row for key, row in rows.items() if key not in known]
    insert_all(new)
    handed.done = len(new)
    handed.unchanged = len(errors) - len(handed.problems) - len(new)
    handed.effect["return_errors", ""] += len(new)
    return handed


def _sent_last() -> MonthlyReturn | None:
    own = MonthlyReturn.objects.filter(organisation_id=acting().organisation_id)
    return own.filter(status__in=HAVE_GONE).order_by("-asked_at").first()


def _records(errors: Sequence[ReportedError], made: MonthlyReturn) -> dict[str, Record]:
    """Who was in that return, by the number they have in it."""
    numbers = {each.young_persons_id for each in errors}
    found = Identifier.objects.filter(kind=Identifier.Kind.RETURN, value__in=numbers)
    held = dict(found.values_list("value", "record_id"))
    there = InReturn.objects.filter(one_of("record_id", held.values()), monthly_return=made)
    records = Record.objects.in_bulk(list(there.values_list("record_id", flat=True)))
    return {number: records[pk] for number, pk in held.items() if pk in records}


def _findings(
    errors: Sequence[ReportedError],
    made: MonthlyReturn,
    records: Mapping[str, Record],
    turn: HandOver,
    handed: Handed,
) -> Iterator[ReturnFinding]:
    rule_set = rule_set_for(made.period_end)
    for each in errors:
        record = records.get(each.young_persons_id)
        if record is None:
            rule = _("Nobody with this number was in the return that was sent last.")
            handed.problems.append(_problem(each, turn, rule=rule))
        else:
            yield _finding(each, made, record, rule_set)


def _finding(
    error: ReportedError, made: MonthlyReturn, record: Record, rule_set: RuleSet
) -> ReturnFinding:
    return ReturnFinding(
        organisation_id=made.organisation_id,
        restricted_to=record.restricted_to,
        record=record,
        monthly_return=made,
        rule=error.error_code,
        priority=rule_set.priorities.get(error.error_code, Priority.NOT_READ),
        found_by=By.DEPARTMENT,
    )


def _known(made: MonthlyReturn) -> set[tuple[UUID, str]]:
    reported = ReturnFinding.objects.filter(monthly_return=made, found_by=By.DEPARTMENT)
    return set(reported.values_list("record_id", "rule"))


def _problem(error: ReportedError, turn: HandOver, *, rule: str) -> Problem:
    return problem_at(
        turn.file_name,
        error.row_number,
        "young_persons_id",
        error.young_persons_id,
        rule=rule,
        remedy=_("Look up in the report which record is meant."),
    )
