"""A Common Transfer File of one school to the city, with a few pupils nobody can take in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from onward.demonstration.young_people.city import AUTHORITY_NUMBER, LISTED_ON, Place
from onward.demonstration.young_people.people import Values, invented
from onward.demonstration.young_people.plan import Planned

PUPILS, NEW = 30, 3
WRONG = (("DOB", ""), ("UPN", "A12"), ("Surname", ""))
VERSION = "21.0"
PARENTS = {"F": "Leonora", "M": "Winifred"}


@dataclass(frozen=True)
class TransferFile:
    """A file under the name it is exported with; `wrong` of its `count` pupils are refused."""

    name: str
    content: bytes
    count: int
    wrong: int = len(WRONG)


def transfer_file(here: Iterable[Planned], *, school: Place, seed: int) -> TransferFile:
    """Pupils of year 11 at the school with what changed of them, and some who are new there."""
    known = [each.values for each in here if _is_at(each, school)][:PUPILS]
    new = [invented(800_001 + number, group=11, seed=seed) for number in range(NEW)]
    pupils = [*known, *new]
    root = etree.Element("CTfile")
    _header(root, school)
    written = etree.SubElement(root, "CTFpupilData")
    for number, values in enumerate(pupils):
        _pupil(written, values, school, has_moved=number % 6 == 0)
    _spoil(written)
    content = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    name = f"{school.number}_CTF_{AUTHORITY_NUMBER}LLLL_001.xml"
    return TransferFile(name, content, len(pupils))


def _is_at(each: Planned, school: Place) -> bool:
    return each.group == 11 and any(step.place == school for step in each.steps)


def _header(root: etree._Element, school: Place) -> None:
    header = etree.SubElement(root, "Header")
    _put(header, "DocumentName", "Common Transfer File")
    _put(header, "CTFversion", VERSION)
    _put(header, "DateTime", f"{LISTED_ON}T16:00:00")
    _put(header, "DocumentQualifier", "partial")
    _place(header, "SourceSchool", school.number[3:], school.name)
    _place(header, "DestSchool", "LLLL", "")


def _place(header: etree._Element, tag: str, number: str, name: str) -> None:
    place = etree.SubElement(header, tag)
    _put(place, "LEA", AUTHORITY_NUMBER)
    _put(place, "Estab", number)
    if name:
        _put(place, "SchoolName", name)


def _pupil(data: etree._Element, values: Values, school: Place, *, has_moved: bool) -> None:
    pupil = etree.SubElement(data, "Pupil")
    _put(pupil, "UPN", values["unique_pupil_number"])
    _put(pupil, "Surname", values["surname"])
    _put(pupil, "Forename", values["forename"])
    _put(pupil, "DOB", values["date_of_birth"])
    _put(pupil, "Sex", values["gender"])
    details = etree.SubElement(pupil, "BasicDetails")
    _put(details, "NCyearActual", "11")
    if "ethnic_origin" in values:
        _put(details, "Ethnicity", values["ethnic_origin"])
    _address(pupil, values, has_moved=has_moved)
    _parent(pupil, values, has_moved=has_moved)
    history = etree.SubElement(etree.SubElement(pupil, "SchoolHistory"), "School")
    for tag, text in (("LEA", AUTHORITY_NUMBER), ("Estab", school.number[3:])):
        _put(history, tag, text)
    _put(history, "SchoolName", school.name)
    _put(history, "EntryDate", "2021-09-06")


def _parent(pupil: etree._Element, values: Values, *, has_moved: bool) -> None:
    contact = etree.SubElement(etree.SubElement(pupil, "Contacts"), "Contact")
    _put(contact, "Surname", values["surname"])
    _put(contact, "Forename", PARENTS[str(values["gender"])])
    _put(contact, "Relationship", "PAM")
    _put(contact, "Responsibility", "true")
    _address(contact, values, has_moved=has_moved)


def _address(pupil: etree._Element, values: Values, *, has_moved: bool) -> None:
    lines = values["address"]
    given: Sequence[object] = lines if isinstance(lines, list) else ()
    if has_moved:
        given = ["7 Weaver Street", *given[1:]]
    address = etree.SubElement(pupil, "Address")
    for number, line in enumerate(given, start=1):
        parts = address.find("AddressLines")
        parts = etree.SubElement(address, "AddressLines") if parts is None else parts
        _put(parts, f"AddressLine{number}", line)
    if "postcode" in values:
        _put(address, "PostCode", values["postcode"])


def _spoil(data: etree._Element) -> None:
    for pupil, (tag, text) in zip(data, WRONG, strict=False):
        element = pupil.find(tag)
        if element is not None:
            element.text = text


def _put(parent: etree._Element, tag: str, text: object) -> None:
    etree.SubElement(parent, tag).text = str(text)
