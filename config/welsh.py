"""What a participant reads, and what of it has no Welsh: asked in `onward check`.

Source: Welsh Language (Wales) Measure 2011; PRODUCT section 6. Words that only staff see may
follow; their pages stay in English until theirs do.
"""

import ast
import gettext
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.template import engines
from jinja2 import Environment, meta

from config.environment import BASE
from onward.agreements.bases import bases, conditions
from onward.agreements.catalogue import catalogue
from onward.agreements.gateways import gateways
from onward.agreements.purposes import purposes
from onward.agreements.standard import standard_agreement, standard_codes
from onward.rights.exemptions import EXEMPTIONS
from onward.web.item_values import code_of_item

COMPILED = Path("cy", "LC_MESSAGES", "django.mo")
# Pages that staff see stand among the participant's own.
FOR_STAFF = frozenset({"participant/invite.html", "participant/invited.html"})
WHEN_THINGS_GO_WRONG = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")
MODULES = (
    "onward/rights/sharing.py",
    "onward/web/act_words.py",
    "onward/web/forms.py",
    "onward/web/item_values.py",
    "onward/web/words.py",
    *(
        f"onward/web/participant/{name}.py"
        for name in ("as_data", "entering", "in_words", "ten_lines")
    ),
)
SINGLE = frozenset({"_", "gettext", "gettext_lazy"})
MOST_SHOWN = 20

Words = str | tuple[str, ...]
"""A message as the compiled catalogue has it: with its context before it, plurals as a pair."""


@checks.register()
def everything_a_participant_reads_has_welsh(
    app_configs: Any, **_: Any
) -> list[checks.CheckMessage]:
    """One finding for all messages that lack it, so that an older check still shows."""
    missing = without_welsh()
    if not missing:
        return []
    shown = "\n".join(f'msgid "{message}"' for message in missing[:MOST_SHOWN])
    return [
        checks.Warning(
            f"{len(missing)} messages that participants see have no Welsh:\n{shown}",
            hint="Add them to onward/locale/cy: docs/how-to/add-welsh-words.md.",
            id="onward.W20",
        )
    ]


def without_welsh() -> list[str]:
    """The English of each message that participants see and that has no Welsh."""
    known = compiled(Path(settings.LOCALE_PATHS[0], COMPILED))
    return sorted({str(first(words)) for words in wanted() if not is_known(words, known)})


def compiled(path: Path) -> dict[Any, str]:
    with path.open("rb") as file:
        messages: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return messages


def is_known(words: Words, known: dict[Any, str]) -> bool:
    return bool(known.get(words if isinstance(words, str) else (words[0], 0)))


def first(words: Words) -> str:
    return words if isinstance(words, str) else words[0]


def wanted() -> Iterator[Words]:
    """Every message that a participant can be shown."""
    yield from _in_templates()
    for module in MODULES:
        yield from _in_module(BASE / module)
    yield from _in_data()


def _in_data() -> Iterator[str]:
    for item in catalogue().values():
        yield item.label
        for code in item.codes:
            words = code_of_item(item, code)
            if not words.isdigit():  # a number reads the same
                yield words
    for rows in (purposes(), gateways(), bases(), conditions(), EXEMPTIONS):
        for row in rows.values():
            yield row.title
    for code in standard_codes():
        yield standard_agreement(code).title
        yield standard_agreement(code).retention


def _in_templates() -> Iterator[Words]:
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    known = environment.list_templates(filter_func=_is_a_participants)
    for name in sorted(_with_parts(environment, [*known, *WHEN_THINGS_GO_WRONG])):
        source = _source(environment, name)
        calls = environment.extract_translations(source)  # type: ignore[attr-defined]
        for _line, function, message in calls:
            yield _message(function, tuple(part for part in _parts(message) if part is not None))


def _is_a_participants(name: str) -> bool:
    return name.startswith("participant/") and name not in FOR_STAFF


def _with_parts(environment: Environment, names: Sequence[str]) -> set[str]:
    """These templates with all that they extend, include and import, but the vendor's own."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name.startswith("govuk_frontend_jinja/"):
            continue
        found.add(name)
        tree = environment.parse(_source(environment, name))
        waiting += [part for part in meta.find_referenced_templates(tree) if part]
    return found


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None  # noqa: S101
    return environment.loader.get_source(environment, name)[0]


def _parts(message: Any) -> Sequence[str | None]:
    return message if isinstance(message, tuple) else (message,)


def _in_module(path: Path) -> Iterator[Words]:
    """The constant messages that a module gives to a function of translation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = tuple(
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            if texts and node.func.id in SINGLE | {"ngettext", "pgettext"}:
                yield _message(node.func.id, texts)


def _message(function: str, texts: tuple[str, ...]) -> Words:
    if function == "pgettext":
        return "\x04".join(texts[:2])
    return texts[:2] if function == "ngettext" else texts[0]
