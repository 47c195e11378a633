"""New referrals of a file: into the department's own record first, and on by the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from onward.acts.referring import Answer, Asked, reasons_against, refer
from onward.casework.new_referrals import NewReferral, Standing
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver
from onward.intake.referrals.against import (
    marked_texts,
    missing,
    objection_in_words,
    refusals_in_words,
    unread,
)
from onward.intake.referrals.cleaning import CleanReferral
from onward.intake.referrals.matching import Candidates, candidates_for
from onward.intake.referrals.routing import PROGRAMME, Route, Routes
from onward.people.facts import NewFact, add_facts, present_values_of
from onward.people.models import Fact, Record
from onward.tenancy.bulk import insert_all

# What the record cannot tell before the facts of the file are added to it.
TOLD_BY_THE_FILE = frozenset({"NOT_DISCUSSED", "NOT_HELD", "NEEDS_REDACTION"})


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A referral of a file that knows whose it is and where it goes."""

    referral: CleanReferral
    route: Route
    record: Record

    def asked(self) -> Asked:
        return Asked(
            reference=self.referral.reference,
            record=self.record,
            opportunity=self.route.opportunity,
            agreement=self.route.agreement,
            referred_on=self.referral.row.referral_date,
            texts_read=True,  # a row whose texts nobody read does not come so far
        )

    def new_referral(self) -> NewReferral:
        return NewReferral(
            reference=self.referral.reference,
            record=self.record,
            programme=PROGRAMME,
            opportunity=self.route.opportunity,
            agreement=self.route.agreement,
            referred_on=self.referral.row.referral_date,
        )

    def fact(self, turn: HandOver) -> NewFact:
        return NewFact(
            record=self.record,
            values=self.referral.values,
            source=Fact.Source.FILE,
            source_id=turn.landing_id,
            valid_from=self.referral.row.referral_date,
            at=turn.at,
            by=turn.by,
        )


def refer_new(rows: Sequence[CleanReferral], turn: HandOver) -> Handed:
    """Refer these people; a row that is refused adds nothing to any record."""
    handed = Handed()
    if not rows:
        return handed
    candidates = candidates_for(rows, at=turn.at)
    placed = _complete(_placed(rows, candidates, turn, handed), turn, handed)
    passing, stopped = _asked_of_the_gate(placed, turn, handed)
    going = _admitted(passing, candidates, turn, handed)
    used = {each.record.pk for each in going}
    opened = [record for pk, record in candidates.opened.items() if pk in used]
    handed.effect["opened", ""] += len(opened)
    handed.effect["found", ""] += len(used) - len(opened)
    if turn.is_rehearsal:
        _count(going, handed)
        return handed
    insert_all(opened)
    add_facts([each.fact(turn) for each in going])
    # The gate keeps a record of what it refuses, so those are asked for too.
    answers = refer([each.asked() for each in (*going, *stopped)], by=turn.by, at=turn.at)
    made = zip(going, answers, strict=False)
    _count([each for each, answer in made if _is_made(each, answer, handed)], handed)
    return handed


def _placed(
    rows: Sequence[CleanReferral], candidates: Candidates, turn: HandOver, handed: Handed
) -> list[Placed]:
    """Where each goes and whose record it belongs to, or a problem."""
    routes = Routes.open_on(turn.on, rows=rows)
    placed = []
    for referral in rows:
        route = routes.of(referral)
        if isinstance(route, Problem):
            handed.problems.append(route)
            continue
        record = candidates.find_or_open(referral)
        if isinstance(record, Problem):
            handed.problems.append(record)
            continue
        placed.append(Placed(referral=referral, route=route, record=record))
    return placed


def _complete(placed: Sequence[Placed], turn: HandOver, handed: Handed) -> list[Placed]:
    """Those that have all a referral needs, with every marked text read."""
    held = present_values_of([each.record for each in placed])
    whole = [{**held.get(each.record.pk, {}), **each.referral.values} for each in placed]
    marked = marked_texts(
        [
            (each.referral, _going(each, values), values)
            for each, values in zip(placed, whole, strict=True)
        ]
    )
    complete = []
    for each, values, texts in zip(placed, whole, marked, strict=True):
        found = [*_other_case(each), *missing(each.referral, values)]
        if not turn.texts_read:
            found += unread(each.referral, texts)
        handed.problems += found
        if not found:
            handed.texts += texts
            complete.append(each)
    return complete


def _going(each: Placed, values: Mapping[str, object]) -> dict[str, object]:
    return {item: value for item, value in values.items() if item in each.route.items}


def _other_case(each: Placed) -> Iterator[Problem]:
    """A file does not change how guarded a case is: that decides who may see what."""
    row, held = each.referral.row, each.record.case_kind
    if held != str(row.case_kind):
        rule = _("Your record of this person is kept as %(kind)s.") % {"kind": held}
        remedy = _("Correct the row, or the record if that is wrong, and send the row again.")
        yield each.referral.problem("case_kind", row.case_kind, rule=rule, remedy=remedy)


def _asked_of_the_gate(
    placed: Sequence[Placed], turn: HandOver, handed: Handed
) -> tuple[list[Placed], list[Placed]]:
    """Those the gate would let pass, and those it would not."""
    passing: list[Placed] = []
    stopped: list[Placed] = []
    against = reasons_against([each.asked() for each in placed], at=turn.at)
    for each, reasons in zip(placed, against, strict=True):
        standing = [reason for reason in reasons if reason["code"] not in TOLD_BY_THE_FILE]
        handed.problems += refusals_in_words(each.referral, standing)
        (stopped if standing else passing).append(each)
    return passing, stopped


def _admitted(
    placed: Sequence[Placed], candidates: Candidates, turn: HandOver, handed: Handed
) -> list[Placed]:
    """Those that casework would take; a record is opened only for one of these."""
    new = [each.new_referral() for each in placed]
    standing = Standing.of(new, by=turn.by, at=turn.at)
    standing = replace(standing, records={**standing.records, **candidates.opened})
    admitted = []
    for each, referral in zip(placed, new, strict=True):
        if words := standing.admit(referral):
            handed.problems.append(objection_in_words(each.referral, words))
        else:
            admitted.append(each)
    return admitted


def _is_made(each: Placed, answer: Answer, handed: Handed) -> bool:
    """What somebody else overtook since it was admitted is a problem."""
    if answer.objection:
        handed.problems.append(objection_in_words(each.referral, answer.objection))
    elif not answer.is_made:
        handed.problems += refusals_in_words(each.referral, answer.refusals)
    return answer.is_made


def _count(made: Sequence[Placed], handed: Handed) -> None:
    handed.done += len(made)
    for each in made:
        handed.effect["referred", each.route.opportunity.provider.name] += 1
