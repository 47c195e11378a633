"""The standard text and form of each process, told by digest: one word changed is another form.

Source: 003 paragraph 49, second and third points. The department's own texts were not published;
these are Onward's, and the department permits a process with the digest of the form it has read.
Of three processes nothing says what their form holds, so they have none and cannot be permitted.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onward.email_route.processes import Process

FORMS = Path(__file__).with_name("forms")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One line of a form: an item of the catalogue, its heading, and whether it must be there."""

    item: str
    heading: str
    needed: bool


@dataclass(frozen=True, kw_only=True)
class StandardForm:
    """A form of one process: what the message says, and what its attachment holds."""

    process: Process
    purpose: str
    subject: str
    body: str
    fields: tuple[Field, ...]
    digest: str  # SHA-256 of the whole file, in hexadecimal

    @property
    def body_digest(self) -> str:
        return digest_of_text(self.body)

    @property
    def items(self) -> frozenset[str]:
        return frozenset(field.item for field in self.fields)

    @property
    def needed_items(self) -> frozenset[str]:
        return frozenset(field.item for field in self.fields if field.needed)


def digest_of_text(text: str) -> str:
    """SHA-256 in hexadecimal, over a text whose line ends alone do not count."""
    return hashlib.sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


@cache
def standard_forms() -> Mapping[Process, StandardForm]:
    """The form of each process that has one."""
    read = [_read(path.read_bytes()) for path in sorted(FORMS.glob("*.toml"))]
    return MappingProxyType({form.process: form for form in read})


def _read(content: bytes) -> StandardForm:
    given = tomllib.loads(content.decode())
    return StandardForm(
        process=Process(given["process"]),
        purpose=given["purpose"],
        subject=given["subject"],
        body=given["body"],
        fields=tuple(
            Field(item=each["item"], heading=each["heading"], needed=each["needed"])
            for each in given["fields"]
        ),
        digest=hashlib.sha256(content).hexdigest(),
    )
