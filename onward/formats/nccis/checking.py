"""Checking a return: what is wrong with it, rule by rule, as it streams by."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import attrgetter
from typing import BinaryIO, NamedTuple

from onward.formats.nccis.across import Repeated, Seen
from onward.formats.nccis.code_lists import code_lists
from onward.formats.nccis.days import day
from onward.formats.nccis.file_rules import FILE_REJECTIONS, ROOT
from onward.formats.nccis.reading import Reading, UnreadableReturn
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule import Broken, Frame, HeaderRule, Priority, Rule, When
from onward.formats.nccis.rule_sets import ALL_RULES, NoRuleSet, RuleSet, rule_set_for

MOST_SHAPES = 4096

REJECTION = {rule.code: rule for rule in FILE_REJECTIONS}
ACROSS = {rule.code: rule for rule in ALL_RULES if rule.broken is None}


class Test(NamedTuple):
    """One rule to ask of a record."""

    is_broken: Broken
    rule: Rule


@dataclass(frozen=True)
class Finding:
    """One rule broken by one record or, where `rule` is a HeaderRule, by the file.

    `number` is the record's place in the file, 0 for one that was not read from a file.
    `value` is what stands there; it stays out of `repr()`, which may reach a log.
    """

    rule: Rule | HeaderRule
    priority: Priority
    number: int = 0
    young_persons_id: str = field(default="", repr=False)
    value: str = field(default="", repr=False)


class Checker:
    """Judges records of one return, from wherever they come: a file or a caseload."""

    def __init__(self, header: Header, *, rule_set: RuleSet) -> None:
        """The period end of the header must be a date; ValueError otherwise."""
        period_end = day(header.period_end)
        if period_end is None:
            raise ValueError("Without a period end there are no rules.")
        self.rule_set = rule_set
        self._frame = Frame(
            header=header,
            period_end=period_end,
            codes=code_lists(on=period_end),
            needs=rule_set.needs,
        )
        tests = [Test(each.broken, each) for each in rule_set.rules if each.broken is not None]
        self._items = sorted({test.rule.item for test in tests})
        self._values = attrgetter(*self._items)
        # Most records of a return have the same items filled: few lists are ever made.
        self._asked_of = lru_cache(maxsize=MOST_SHAPES)(partial(_asked_of, tests, self._items))

    def broken_by(self, record: Record) -> list[Finding]:
        """The rules that this record breaks by itself."""
        frame = self._frame
        asked = self._asked_of(tuple([not value for value in self._values(record)]))
        broken = [rule for is_broken, rule in asked if is_broken(record, frame)]
        return [self._finding(rule, record) for rule in broken]

    def broken_together(self, records: Iterable[Record]) -> Iterator[Finding]:
        """The rules that these records break by themselves and, at the end, with one another."""
        seen = Seen()
        try:
            for record in records:
                yield from self.broken_by(record)
                seen.add(record)
            yield from self.broken_among(seen)
        finally:
            seen.close()

    def broken_among(self, seen: Seen) -> Iterator[Finding]:
        """The rules that records seen one by one break with one another."""
        return map(self._repeated, seen.repeated())

    def _finding(self, rule: Rule, record: Record) -> Finding:
        value = getattr(record, rule.item)
        return Finding(
            rule,
            self.rule_set.priorities[rule.code],
            record.number,
            record.young_persons_id,
            value if isinstance(value, str) else " ".join(value),
        )

    def _repeated(self, repeated: Repeated) -> Finding:
        rule, priority = ACROSS[repeated.code], self.rule_set.priorities[repeated.code]
        return Finding(rule, priority, repeated.number, repeated.young_persons_id)


@dataclass
class Check:
    """One file being checked; what it says is complete once `findings` has come to its end."""

    header: Header | None = None
    rule_set: RuleSet | None = None
    gaps: tuple[str, ...] = ()
    record_count: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    by_priority: Counter[Priority] = field(default_factory=Counter)

    @property
    def is_rejected(self) -> bool:
        return bool(self.by_priority[Priority.REJECTS])

    def findings(self, source: BinaryIO) -> Iterator[Finding]:
        """Everything that is wrong with a file, in its order; never raises for what it holds."""
        for finding in self._found(source):
            self.totals[finding.rule.code] += 1
            self.by_priority[finding.priority] += 1
            yield finding

    def _found(self, source: BinaryIO) -> Iterator[Finding]:
        try:
            reading = Reading(source)
            self.header, self.unexpected = reading.header, reading.unexpected
            yield from self._of_header(reading)
            if self.rule_set is not None:
                yield from self._of_records(reading, rule_set=self.rule_set)
        except UnreadableReturn as refusal:
            yield _rejected(refusal.code, value=refusal.rule)

    def _of_header(self, reading: Reading) -> Iterator[Finding]:
        header = reading.header
        if not ROOT.fullmatch(reading.root):
            yield _rejected("no-root", value=reading.root)
        period_end = day(header.period_end)
        if period_end is None:
            yield _rejected("header-period", value=header.period_end)
            return
        try:
            self.rule_set = rule_set_for(period_end)
        except NoRuleSet:
            yield _rejected("no-rules", value=header.period_end)
            return
        self.gaps = self.rule_set.gaps_at(period_end)
        codes = code_lists(on=period_end)
        for rule in FILE_REJECTIONS:
            if rule.broken is not None and rule.broken(header, codes):
                yield _rejected(rule.code, value=_shown(header, rule))

    def _of_records(self, reading: Reading, *, rule_set: RuleSet) -> Iterator[Finding]:
        checker = Checker(reading.header, rule_set=rule_set)
        try:
            yield from checker.broken_together(reading.records())
        finally:
            self.record_count = reading.record_count
        if reading.header_count > 1:
            yield _rejected("many-headers", value=str(reading.header_count))


def _asked_of(
    tests: Iterable[Test], items: Iterable[str], are_empty: tuple[bool, ...]
) -> list[Test]:
    """The rules to ask of records in which just these items are empty."""
    empty = {item for item, is_empty in zip(items, are_empty, strict=True) if is_empty}
    return [
        test
        for test in tests
        if test.rule.when is not (When.FILLED if test.rule.item in empty else When.EMPTY)
    ]


def _rejected(code: str, *, value: str) -> Finding:
    return Finding(REJECTION[code], Priority.REJECTS, value=value)


def _shown(header: Header, rule: HeaderRule) -> str:
    if not rule.item:
        return " ".join(header.unexpected)
    value = getattr(header, rule.item)
    return value if isinstance(value, str) else " ".join(value)
