"""`onward returns nccis check`: what is wrong with a monthly return, whoever wrote it.

Needs no database and no settings, and sends nothing anywhere. Values stand only on a terminal,
before the user's own eyes; a file or a pipe gets identifiers, rules and what to do.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from onward.formats.nccis.checking import Check, Finding
from onward.formats.nccis.elements import element_of
from onward.formats.nccis.rule import Priority
from onward.formats.problem import shortened
from onward.formats.table import neutralised

CLEAN, FOUND, REJECTED = 0, 1, 3
COLUMNS = ("record", "young_persons_id", "rule", "priority", "element", "says", "what_to_do")
HEADING = {
    Priority.REJECTS: "The department would take none of this file",
    Priority.SERIOUS: "Priority 1, serious",
    Priority.NORMAL: "Priority 2, normal",
    Priority.NOT_READ: "Priority not known",
    Priority.INFORMATION: "Priority 3, information only: these do not count",
}


def check(options: argparse.Namespace) -> int:
    """Print what is wrong with a return; 0 if nothing is, 1 if something, 3 if it is rejected."""
    if options.csv and Path(options.csv).resolve() == Path(options.file).resolve():
        print("onward: --csv names the return itself.", file=sys.stderr)
        return 2
    checking, kept = Check(), Kept(most=options.show)
    with ExitStack() as files:
        source = files.enter_context(Path(options.file).open("rb"))
        write_row = None
        if options.csv:
            out = files.enter_context(Path(options.csv).open("w", newline="", encoding="utf-8-sig"))
            write_row = csv.writer(out).writerow
            write_row(COLUMNS)
        for finding in checking.findings(source):
            kept.keep(finding)
            if write_row is not None:
                write_row(_cells(finding))
    for line in _report(checking, kept, show_values=sys.stdout.isatty()):
        print(line)
    return _status(checking)


class Kept:
    """The first findings of each rule, so that memory stays flat however many there are."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self.first: dict[tuple[Priority, str], list[Finding]] = {}

    def keep(self, finding: Finding) -> None:
        of_rule = self.first.setdefault((finding.priority, finding.rule.code), [])
        if len(of_rule) < max(self._most, 1):
            of_rule.append(finding)


def _status(checking: Check) -> int:
    if checking.is_rejected:
        return REJECTED
    counted = checking.by_priority.total() - checking.by_priority[Priority.INFORMATION]
    return FOUND if counted else CLEAN


def _report(checking: Check, kept: Kept, *, show_values: bool) -> Iterator[str]:
    yield from _about(checking)
    before = None
    for (priority, code), findings in sorted(
        kept.first.items(), key=lambda each: (each[0][0], -checking.totals[each[0][1]])
    ):
        if priority is not before:
            yield f"\n{HEADING[priority]}"
            before = priority
        yield from _of_rule(checking.totals[code], findings, show_values=show_values)
    yield ""
    yield from _summary(checking)


def _about(checking: Check) -> Iterator[str]:
    if checking.header is not None and checking.rule_set is not None:
        leas = ", ".join(checking.header.lea_codes)
        yield f"Period end {checking.header.period_end}, authorities {plain(leas)}."
        yield f"Rules of {checking.rule_set.name}."
        yield from (f"Note: {gap}" for gap in checking.gaps)
    for name, count in checking.unexpected.most_common():
        yield f"Note: {plain(name)}: not an element of a return there, {count:,} passed by."


def _of_rule(total: int, findings: list[Finding], *, show_values: bool) -> Iterator[str]:
    rule = findings[0].rule
    yield f"  {rule.code}: {rule.says} {rule.remedy} ({total:,})"
    if doubt := getattr(rule, "doubt", ""):
        yield f"      In doubt: {doubt}"
    for finding in findings:
        place = f"record {finding.number:,}" if finding.number else "the file"
        # What stands in the header is about no person.
        shown = finding.value if show_values or not finding.number else ""
        value = f" “{plain(shown)}”" if shown else ""
        element = f", {element_of(finding.rule.item)}" if finding.rule.item else ""
        person = f", {plain(finding.young_persons_id)}" if finding.young_persons_id else ""
        yield f"      {place}{person}{element}{value}"
    if total > len(findings):
        yield f"      and {total - len(findings):,} more"


def _summary(checking: Check) -> Iterator[str]:
    yield f"{checking.record_count:,} records checked."
    for priority in Priority:
        if count := checking.by_priority[priority]:
            yield f"{HEADING[priority]}: {count:,}"
    if not checking.by_priority:
        yield "Nothing is wrong that these rules find."


def _cells(finding: Finding) -> tuple[str, ...]:
    rule = finding.rule
    return (
        str(finding.number or ""),
        neutralised(plain(finding.young_persons_id)),
        rule.code,
        finding.priority.name,
        element_of(rule.item) if rule.item else "",
        rule.says,
        rule.remedy,
    )


def plain(text: str) -> str:
    """A text of somebody else's file, with nothing in it that a terminal would obey."""
    return shortened("".join(sign if sign.isprintable() else "�" for sign in text))
