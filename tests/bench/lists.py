"""Lists of young people: rows a second beside a bare reading of the same file in the same run."""

import csv
import io
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from onward.formats.ctf import CtfReading
from onward.formats.starters_leavers import (
    EducationSpell,
    read_education_spells,
    write_education_spells,
)
from onward.formats.xml_stream import elements
from onward.values.postcode import Postcode

ROWS, BAD_EVERY = 20_000, 20
PUPILS = 5_000
SPELL = EducationSpell(
    forename="Jamie",
    surname="Okoro",
    date_of_birth=date(2008, 10, 10),
    postcode=Postcode("LE1 1AA"),
    upn="A856400112345",
    school="8568000",
    started_on=date(2025, 9, 8),
    ended_on=None,
    goal_level="3",
    goal="Plumbing",
)
NAME = "8564001_CTF_8561000_001.xml"
PUPIL = (
    "<Pupil><UPN>A856400112345</UPN><Surname>Okoro</Surname><Forename>Jamie</Forename>"
    "<DOB>2009-10-10</DOB><Sex>M</Sex><BasicDetails><NCyearActual>11</NCyearActual>"
    "</BasicDetails><Address><AddressLines><AddressLine1>8 Mill Lane</AddressLine1>"
    "</AddressLines><PostCode>LE1 1AA</PostCode></Address></Pupil>"
)


def measure() -> Iterator[str]:
    content = _college()
    bare, _ = _timed(lambda: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
    read, found = _timed(lambda: read_education_spells(content, name="college.csv"))
    yield f"{ROWS:,} rows of a college, {len(found.problems):,} bad cells: {read:.2f} s"
    yield f"  {read / bare:.0f} times a bare reading of the same file"
    file = _ctf()
    streamed, _ = _timed(
        lambda: sum(1 for _ in elements(io.BytesIO(file), root="CTfile", tags=("Pupil",)))
    )
    pupils, _ = _timed(lambda: list(CtfReading(io.BytesIO(file), name=NAME).pupils()))
    yield f"{PUPILS:,} pupils of a Common Transfer File: {pupils:.2f} s"
    yield f"  {pupils / streamed:.1f} times a bare streaming read of the same file"


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def _college() -> bytes:
    lines = write_education_spells([SPELL] * ROWS).splitlines(keepends=True)
    for number in range(1, len(lines), BAD_EVERY):
        lines[number] = lines[number].replace(b"2008-10-10", b"10.10.2008")
    return b"".join(lines)


def _ctf() -> bytes:
    return (
        "<CTfile><Header><CTFversion>19.0</CTFversion><SourceSchool><LEA>856</LEA>"
        "<Estab>4001</Estab></SourceSchool><DestSchool><LEA>856</LEA><Estab>1000</Estab>"
        f"</DestSchool></Header><CTFpupilData>{PUPIL * PUPILS}</CTFpupilData></CTfile>"
    ).encode()
