"""The Common Transfer File of English schools, versions 13 to 21, as far as tracking needs it.

Its name says who sends to whom (`8564001_CTF_8561000_001.xml`; an authority is `856LLLL`), and a
name that the header contradicts refuses the file. Element names are those of public programs
that read or write the file; the department's own specification could not be read. Taken are
identity, address, contacts, year group, ethnicity, special needs, meals and schools; medical
marks, disabilities and assessments are never looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from lxml import etree

from onward.formats.ctf_pupil import Pupil, read_pupil
from onward.formats.problem import Problem, shortened
from onward.formats.xml_stream import BadXml, elements

ROOT, HEADER, PUPIL = "CTfile", "Header", "Pupil"
FIRST_VERSION, LAST_VERSION = 13, 21
VERSION = re.compile(r"([0-9]{1,2})(?:\.[0-9]+)?")
NAME = re.compile(r"([0-9]{3})([0-9]{4}|L{4})_CTF_([0-9]{3})([0-9]{4}|L{4}|X{4})_([0-9]{3})\.xml")
NAME_REMEDY = "Send it under the name with which it was exported, like 8564001_CTF_8561000_001.xml."


@dataclass(frozen=True)
class School:
    """An authority's code and a school's number in it; a name where the file gives one."""

    authority: str
    number: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Who wrote the file, for whom, in which version."""

    version: int
    written_at: str
    is_full: bool
    source: School
    destination: School


@dataclass(frozen=True)
class PupilRead:
    """One pupil of the file by number from 1: the pupil, or what is wrong."""

    number: int
    pupil: Pupil | None
    problems: list[Problem] = field(default_factory=list)


class UnreadableCtf(ValueError):
    """A file of which nothing more can be read; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


class CtfReading:
    """One file being read, once, from beginning to end."""

    def __init__(self, source: BinaryIO, *, name: str) -> None:
        """Reads as far as the header. Raises UnreadableCtf."""
        self._name = name
        named = self._named()
        self._elements = elements(source, root=ROOT, tags=(HEADER, PUPIL))
        self.header = self._read_header()
        self._compare(named)

    def pupils(self) -> Iterator[PupilRead]:
        """Each pupil in turn. Raises UnreadableCtf where the file breaks off."""
        number = 0
        while (element := self._next()) is not None:
            if element.tag == HEADER:
                raise self._refusal("The file has a second header.", "Send each file on its own.")
            number += 1
            pupil, problems = read_pupil(element, file=self._name, number=number)
            yield PupilRead(number, pupil, problems)

    def _named(self) -> tuple[School, School]:
        found = NAME.fullmatch(self._name)
        if found is None:
            raise self._refusal("The name is not that of a Common Transfer File.", NAME_REMEDY)
        return School(found[1], found[2]), School(found[3], found[4])

    def _read_header(self) -> Header:
        element = self._next()
        if element is None or element.tag != HEADER:
            raise self._refusal("The file has no header before its pupils.", "Export it again.")
        return Header(
            version=self._version(_text(element, "CTFversion")),
            written_at=_text(element, "DateTime"),
            is_full=_text(element, "DocumentQualifier").lower() != "partial",
            source=_school(element, "SourceSchool"),
            destination=_school(element, "DestSchool"),
        )

    def _version(self, text: str) -> int:
        found = VERSION.fullmatch(text)
        if found is None or not FIRST_VERSION <= int(found[1]) <= LAST_VERSION:
            rule = f"This version of the file is not one of {FIRST_VERSION} to {LAST_VERSION}."
            raise self._refusal(rule, "Export it in another version.", "CTFversion", text)
        return int(found[1])

    def _compare(self, named: tuple[School, School]) -> None:
        for side, said, held in zip(
            ("SourceSchool", "DestSchool"),
            named,
            (self.header.source, self.header.destination),
            strict=True,
        ):
            is_number = said.number.isdigit() and held.number.isdigit()
            if said.authority != held.authority or (is_number and said.number != held.number):
                shown = f"{held.authority}{held.number}"
                rule = f"The name says {said.authority}{said.number} and the header another."
                raise self._refusal(rule, NAME_REMEDY, side, shown)

    def _next(self) -> etree._Element | None:
        try:
            return next(self._elements, None)
        except BadXml as fault:
            raise self._refusal(fault.rule, fault.remedy) from None

    def _refusal(
        self, rule: str, remedy: str, column: str | None = None, value: str | None = None
    ) -> UnreadableCtf:
        shown = None if value is None else shortened(value)
        return UnreadableCtf(Problem(self._name, None, column, shown, rule, remedy))


def _school(header: etree._Element, tag: str) -> School:
    found = header.find(tag)
    if found is None:
        return School("", "")
    return School(_text(found, "LEA"), _text(found, "Estab"), _text(found, "SchoolName"))


def _text(element: etree._Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()
