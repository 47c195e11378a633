"""The page of docs/reference that says which rules a return is checked by, year by year."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from onward.formats.nccis.code_lists import Code, all_codes
from onward.formats.nccis.elements import element_of
from onward.formats.nccis.file_rules import FILE_REJECTIONS
from onward.formats.nccis.rule import HeaderRule, Priority, Rule
from onward.formats.nccis.rule_sets import ALL_RULES, RULE_SETS, RuleSet

Table = tuple[Sequence[str], Sequence[Sequence[str]]]

ABOUT = (
    "A return is checked by the rule set in force at its period end. The wording of the rules is "
    "Onward's; numbers and priorities are the department's, as far as they could be read. A code "
    "that begins with `new` has a number of the department's that was not read, one that begins "
    "with `ours` is Onward's own. Priority 1 is serious, 2 normal, 3 for information."
)
SHOWN = {
    Priority.REJECTS: "rejects",
    Priority.SERIOUS: "1",
    Priority.NORMAL: "2",
    Priority.NOT_READ: "not known",
    Priority.INFORMATION: "3",
}


def sections() -> Iterator[tuple[str, str, Table | None]]:
    """Heading, words and table of each part of the page, in order."""
    for rule_set in RULE_SETS:
        yield f"Rule set {rule_set.name}", _about(rule_set), None
    years = [rule_set.name for rule_set in RULE_SETS]
    head = ("Code", "Broken when", "What to do", "Element", *years, "In doubt")
    yield "Rules about records", "", (head, [_row(rule) for rule in _in_order(ALL_RULES)])
    head = ("Code", "Broken when", "What to do", "Element")
    yield "Files that are taken not at all", "", (head, [_first_cells(r) for r in FILE_REJECTIONS])
    paths = dict.fromkeys(path for each in RULE_SETS for path in each.order)
    order = [[path, *(_stands(path, each) for each in RULE_SETS)] for path in paths]
    yield "Order of elements", "", (("Element", *years), order)
    for name, codes in groupby(all_codes(), key=lambda code: code.of):
        title = f"Codes: {name.replace('_', ' ')}"
        yield title, "", (("Code", "Label", "From", "To", "Source"), [*map(_code_row, codes)])


def _about(rule_set: RuleSet) -> str:
    lines = [
        f"In force from {rule_set.first}. The root is `{rule_set.root}`.",
        f"Sources: {'; '.join(rule_set.sources)}.",
        *(f"Not known: {gap}" for gap in rule_set.gaps),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _in_order(rules: Sequence[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: (not rule.code.isdigit(), rule.code.zfill(4)))


def _row(rule: Rule) -> list[str]:
    priorities = (each.priorities.get(rule.code) for each in RULE_SETS)
    shown = ("" if each is None else SHOWN[each] for each in priorities)
    return [*_first_cells(rule), *shown, rule.doubt]


def _first_cells(rule: Rule | HeaderRule) -> list[str]:
    return [rule.code, rule.says, rule.remedy, element_of(rule.item) if rule.item else ""]


def _stands(path: str, rule_set: RuleSet) -> str:
    return str(rule_set.order.index(path) + 1) if path in rule_set.order else ""


def _code_row(code: Code) -> list[str]:
    first, last = (str(each) if each else "" for each in (code.first, code.last))
    return [code.code, code.label, first, last, code.source]
