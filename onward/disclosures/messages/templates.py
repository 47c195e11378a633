"""What a message may say: templates by name, each with the items that its words may hold.

A message is read on a doormat or over a shoulder, so no item that the law protects more may stand
in one, and none about anybody else.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onward.agreements.catalogue import About, catalogue
from onward.tracking.models import Contact

USUAL = Path(__file__).with_name("words")
KINDS = {"text": Contact.Kind.TEXT, "email": Contact.Kind.EMAIL, "letter": Contact.Kind.LETTER}
PLACE = re.compile(r"\(\(([a-z0-9_]+)\)\)")
# What every message may name besides: who sends it, and how to answer.
OF_THE_SENDER = frozenset({"sender", "reply"})


class BadTemplate(ValueError):
    """A template names what no message may hold, or what it does not declare."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """The words of one kind of message for one purpose; an e-mail and a letter have a subject."""

    name: str
    title: str
    kind: Contact.Kind
    purpose: Contact.Purpose
    items: frozenset[str]
    subject: str
    words: str

    @property
    def code(self) -> str:
        return f"{self.name}-{self.kind.lower()}"

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The subject and the words with these values in their places."""
        return _fill(self.subject, values), _fill(self.words, values)


@cache
def templates(folder: Path) -> Mapping[str, Template]:
    """The templates of a folder by code, in the order of their files. Raises BadTemplate."""
    read = (each for path in sorted(folder.glob("*.toml")) for each in _read(path))
    return MappingProxyType({template.code: template for template in read})


def _read(path: Path) -> Iterator[Template]:
    given = tomllib.loads(path.read_text())
    items = frozenset(given["items"])
    _refuse_items(items, path)
    for name, kind in KINDS.items():
        if name in given:
            template = Template(
                name=path.stem,
                title=given["title"],
                kind=kind,
                purpose=Contact.Purpose(given["purpose"]),
                items=items,
                subject=given[name].get("subject", ""),
                words=given[name]["words"].strip(),
            )
            _refuse_places(template, path)
            yield template


def _refuse_items(items: frozenset[str], path: Path) -> None:
    known = catalogue()
    for code in sorted(items):
        item = known.get(code)
        if item is None:
            raise BadTemplate(f"{path.name}: there is no item {code}. Take it out.")
        if item.is_special or item.about is not About.SUBJECT:
            raise BadTemplate(f"{path.name}: {code} may stand in no message. Take it out.")


def _refuse_places(template: Template, path: Path) -> None:
    places = set(PLACE.findall(template.subject + template.words))
    if unsaid := places - template.items - OF_THE_SENDER:
        raise BadTemplate(f"{path.name}: (({min(unsaid)})) is not among its items. Add it there.")


def _fill(text: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: values[place[1]], text)
