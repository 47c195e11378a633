"""Which test tries each attack: read from the docstrings of the tests, which begin with its number.

The list is that of domain/privacy.md 4.11, in tests/attacks/attacks.csv. An attack without a test
has to say there what stands in its place.
"""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.environment import BASE

TESTS = BASE / "tests"
LIST = TESTS / "attacks" / "attacks.csv"
# Numbers that a docstring begins with: of attacks, worked examples and requirements.
BEGINS = re.compile(r"(?:(?:[AH]\d{1,2}\b|REQ-[\w-]+)[\s.,;]*)*")
NAMED = re.compile(r"\bA\d{1,2}\b")


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack of the list, the tests that try it, or else what stands in their place."""

    number: str
    words: str
    tests: tuple[str, ...]
    instead: str


@cache
def attacks() -> list[Attack]:
    found = _tests_by_attack()
    with LIST.open(encoding="utf-8", newline="") as rows:
        return [
            Attack(
                number=row["number"],
                words=row["attack"],
                tests=tuple(found.get(row["number"], ())),
                instead=row["instead"],
            )
            for row in csv.DictReader(rows)
        ]


def _tests_by_attack() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for name, docstring in _documented(path):
            named = BEGINS.match(docstring)
            for number in dict.fromkeys(NAMED.findall(named[0]) if named else ()):
                found.setdefault(number, []).append(
                    f"`{path.relative_to(TESTS)}` {name.removeprefix('test_').replace('_', ' ')}"
                )
    return found


def _documented(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    if not NAMED.search(text):  # most name none, and to parse one takes long
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and (docstring := ast.get_docstring(node)):
            yield node.name, docstring
