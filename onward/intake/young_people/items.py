"""What a list says of people, as facts of theirs: never over something said after its day."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.young_people.caseload import PersonRow
from onward.people.facts import BadValues, NewFact, add_facts, clean_values, provenance_of
from onward.people.kept_out import kept_out
from onward.people.models import Fact, Record
from onward.tenancy.bulk import insert_all
from onward.values.bad_value import BadValue
from onward.values.batches import in_batches

AT_ONCE = 1000
R = TypeVar("R", bound=PersonRow)
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one row says of one person, by item of the catalogue."""

    record: Record
    values: Mapping[str, object]
    row: int
    on: date | None = None  # where the row bears a day of its own


def said_by(
    matched: Sequence[tuple[R, Record]],
    values: Callable[[R], Mapping[str, object]],
    *,
    on: Callable[[R], date | None] = lambda row: None,
) -> list[Said]:
    """What each row says of its person, and the day the row itself bears."""
    return [
        Said(record=record, values=values(row), row=row.row_number, on=on(row))
        for row, record in matched
    ]


def day_of_list(turn: HandOver) -> date:
    """The day that a list is of: the one in its name, like 2025-09-30, or when it came."""
    came = turn.received_on or turn.on
    for found in _DAY.finditer(turn.file_name):
        try:
            named = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
        if named <= came:
            return named
    return came


def take_items(
    said: Sequence[Said],
    turn: HandOver,
    handed: Handed,
    *,
    opening: Sequence[Record] = (),
    came_under: str = "",
) -> set[int]:
    """Add what is new as facts of this file; gives the rows that were not refused.

    An item about which something else was said after the day of the list stays as it is, and
    that is listed. What is held already is not said again. Records of `opening` are opened, if
    their row was not refused; the file's own entry accounts for them.
    """
    day = day_of_list(turn)
    held = _held([each.record for each in said])
    taken: set[int] = set()
    facts: list[NewFact] = []
    for each in said:
        try:
            values = clean_values(each.values, on=turn.on, fictitious=turn.fictitious)
        except BadValues as refused:
            handed.problems += [_problem(bad, each, turn) for bad in refused.problems]
            continue
        taken.add(each.row)
        on = each.on or day
        new = _new(each, values, held.get(each.record.pk, {}), on=on, turn=turn, to=handed)
        if new:
            facts.append(_fact(each.record, new, on=on, turn=turn, came_under=came_under))
    handed.effect["items", ""] += sum(len(fact.values) for fact in facts)
    held_now = {each.record.pk for each in said if each.row in taken}
    insert_all([record for record in opening if record.pk in held_now])
    add_facts(facts)
    return taken


def _held(records: Sequence[Record]) -> dict[UUID, dict[str, Fact]]:
    found: dict[UUID, dict[str, Fact]] = {}
    for batch in in_batches(records, AT_ONCE):
        found.update(provenance_of(batch))
    return found


def _said_on(fact: Fact) -> date:
    """The day a fact is of: a list's own, or else when it was said."""
    return fact.valid_from if fact.source == Fact.Source.FILE else localdate(fact.known_at)


def _problem(bad: BadValue, said: Said, turn: HandOver) -> Problem:
    column = bad.item.code if isinstance(bad, BadItemValue) else ""
    value = bad.value if isinstance(bad, BadItemValue) else ""
    return problem_at(turn.file_name, said.row, column, value, rule=bad.rule, remedy=bad.remedy)


def _new(
    said: Said,
    values: Mapping[str, object],
    held: Mapping[str, Fact],
    *,
    on: date,
    turn: HandOver,
    to: Handed,
) -> dict[str, object]:
    """The values that differ from what is held, without those older than it or withheld."""
    withheld = kept_out(said.record, values)
    to.warnings += [_not_kept(item, said, turn) for item in sorted(withheld)]
    differing = {
        item: new
        for item, new in values.items()
        if item not in withheld and (item not in held or held[item].values[item] != new)
    }
    fresher = {item for item in differing if item in held and _said_on(held[item]) > on}
    to.warnings += [
        problem_at(
            turn.file_name,
            said.row,
            str(catalogue()[item].label),
            differing[item],
            rule=_("Something else was said of this after the day of the list."),
            remedy=_("What is held stays. Change it on the young person's page if it is wrong."),
        )
        for item in sorted(fresher)
    ]
    return {item: new for item, new in differing.items() if item not in fresher}


def _not_kept(item: str, said: Said, turn: HandOver) -> Problem:
    """Without the value: it is not kept in what is listed either."""
    return problem_at(
        turn.file_name,
        said.row,
        str(catalogue()[item].label),
        "",
        rule=_("This young person wants nothing kept to reach them by, and no surveys."),
        remedy=_("Nothing to do. Should they allow it again, record that on their page first."),
    )


def _fact(
    record: Record,
    values: Mapping[str, object],
    *,
    on: date,
    turn: HandOver,
    came_under: str,
) -> NewFact:
    return NewFact(
        record=record,
        values=values,
        source=Fact.Source.FILE,
        source_id=turn.landing_id,
        by=turn.by,
        valid_from=on,
        at=turn.at,
        came_under=came_under,
    )
