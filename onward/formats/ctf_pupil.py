"""One pupil of a Common Transfer File."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from lxml import etree

from onward.formats.learner_cells import uln, upn
from onward.formats.problem import Problem, shortened
from onward.values.bad_value import BadValue
from onward.values.dates import read_date
from onward.values.postcode import Postcode

T = TypeVar("T")

LONGEST = 200
FLAGS = {"true": True, "1": True, "y": True, "false": False, "0": False, "n": False}
ADDRESS_LINES = tuple(f"AddressLine{number}" for number in range(1, 6))
# BS 7666: what a flat is called, the house, the street, and onwards.
ADDRESS_PARTS = ("SAON", "PAON", "Street", "Locality", "Town", "AdministrativeArea", "PostTown")


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where somebody lives; `unique_number` is that of the gazetteer."""

    lines: tuple[str, ...]
    postcode: Postcode | None
    unique_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Something that was so from a day on, until another: a provision for special needs, meals."""

    code: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody to turn to; `has_responsibility` where the file says so or not."""

    forename: str
    surname: str
    relationship: str
    has_responsibility: bool | None
    address: Address | None
    telephones: tuple[str, ...]
    email: str


@dataclass(frozen=True, kw_only=True)
class SchoolSpell:
    """A school somebody went to."""

    authority: str
    number: str
    name: str
    entered_on: date | None
    left_on: date | None
    leaving_reason: str


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """What a file says of one pupil, as far as it is read."""

    upn: str
    former_upn: str
    uln: str
    forename: str
    surname: str
    preferred_forename: str
    preferred_surname: str
    former_forename: str
    former_surname: str
    middle_names: str
    date_of_birth: date
    sex: str
    year_group: str
    ethnicity: str
    in_care: bool | None
    special_needs: tuple[Span, ...]
    free_meals: tuple[Span, ...]
    address: Address | None
    telephones: tuple[str, ...]
    email: str
    contacts: tuple[Contact, ...]
    schools: tuple[SchoolSpell, ...]


def read_pupil(
    element: etree._Element, *, file: str, number: int
) -> tuple[Pupil | None, list[Problem]]:
    """The pupil, or None with everything that is wrong; `number` counts pupils from 1."""
    reading = _Reading(file, number)
    pupil = reading.pupil(element)
    return (None if reading.problems else pupil), reading.problems


@dataclass
class _Reading:
    """A pupil being read: what is wrong so far."""

    file: str
    number: int
    problems: list[Problem] = field(default_factory=list)

    def pupil(self, element: etree._Element) -> Pupil | None:
        details = _part(element, "BasicDetails")
        forename, surname = self.needed(element, "Forename"), self.needed(element, "Surname")
        self.needed(element, "DOB")
        return Pupil(
            upn=self.value(element, "UPN", upn().read, ""),
            former_upn=self.value(details, "FormerUPN", upn().read, ""),
            uln=self.value(element, "UniqueLearnerNumber", uln().read, ""),
            forename=forename,
            surname=surname,
            preferred_forename=self.text(details, "PreferredForename"),
            preferred_surname=self.text(details, "PreferredSurname"),
            former_forename=self.text(details, "FormerForename"),
            former_surname=self.text(details, "FormerSurname"),
            middle_names=self.text(details, "MiddleNames"),
            # A pupil with a problem is not given, so nobody sees the stand-in.
            date_of_birth=self.day(element, "DOB") or date.min,
            sex=self.text(element, "Sex") or self.text(element, "Gender"),
            year_group=self.text(details, "NCyearActual"),
            ethnicity=self.text(details, "Ethnicity"),
            in_care=self.flag(_part(element, "LookedAfter"), "InCare"),
            special_needs=self.spans(element, "SENhistory/SEN", "SENprovision", ""),
            free_meals=self.spans(element, "FSMhistory/FSMinstance", "", "FSM"),
            address=self.address(element),
            telephones=self.telephones(element),
            email=self.text(element, "Email"),
            contacts=tuple(map(self.contact, element.iterfind("Contacts/Contact"))),
            schools=tuple(map(self.school, element.iterfind("SchoolHistory/School"))),
        )

    def contact(self, element: etree._Element) -> Contact:
        return Contact(
            forename=self.text(element, "Forename"),
            surname=self.text(element, "Surname"),
            relationship=self.text(element, "Relationship"),
            has_responsibility=self.flag(element, "Responsibility"),
            address=self.address(element),
            telephones=self.telephones(element),
            email=self.text(element, "Email"),
        )

    def school(self, element: etree._Element) -> SchoolSpell:
        return SchoolSpell(
            authority=self.text(element, "LEA"),
            number=self.text(element, "Estab"),
            name=self.text(element, "SchoolName"),
            entered_on=self.day(element, "EntryDate"),
            left_on=self.day(element, "LeavingDate"),
            leaving_reason=self.text(element, "LeavingReason"),
        )

    def address(self, element: etree._Element) -> Address | None:
        found = element.find("Address")
        if found is None:
            return None
        parts, lines = _part(found, "BS7666Address"), _part(found, "AddressLines")
        texts = [self.text(parts, tag) for tag in ADDRESS_PARTS]
        texts += [self.text(lines, tag) or self.text(found, tag) for tag in ADDRESS_LINES]
        return Address(
            lines=tuple(filter(None, texts)),
            postcode=self.value(found, "PostCode", Postcode.parse, None),
            unique_number=self.text(parts, "UniquePropertyReferenceNumber"),
        )

    def telephones(self, element: etree._Element) -> tuple[str, ...]:
        found = (self.text(phone, "PhoneNo") for phone in element.iterfind("Phones/Phone"))
        return tuple(filter(None, found))

    def spans(self, element: etree._Element, path: str, code: str, prefix: str) -> tuple[Span, ...]:
        start, end = ("startDate", "endDate") if prefix else ("StartDate", "EndDate")
        return tuple(
            Span(
                code=self.text(each, code) if code else "",
                from_on=self.day(each, prefix + start),
                until_on=self.day(each, prefix + end),
            )
            for each in element.iterfind(path)
        )

    def needed(self, element: etree._Element, tag: str) -> str:
        text = self.text(element, tag)
        if not text:
            self.add(tag, "", "This must be filled.", "Fill it in the school's system.")
        return text

    def text(self, element: etree._Element, tag: str) -> str:
        text = " ".join((element.findtext(tag) or "").split())
        if len(text) <= LONGEST:
            return text
        self.add(tag, text, f"This is longer than {LONGEST} characters.", "Shorten it.")
        return ""

    def day(self, element: etree._Element, tag: str) -> date | None:
        return self.value(element, tag, read_date, None)

    def flag(self, element: etree._Element, tag: str) -> bool | None:
        text = self.text(element, tag)
        if text and text.lower() not in FLAGS:
            self.add(tag, text, "This is neither true nor false.", "Write true or false.")
        return FLAGS.get(text.lower())

    def value(self, element: etree._Element, tag: str, read: Callable[[str], T], blank: T) -> T:
        text = self.text(element, tag)
        try:
            return read(text) if text else blank
        except BadValue as refusal:
            self.add(tag, text, refusal.rule, refusal.remedy)
            return blank

    def add(self, tag: str, value: str, rule: str, remedy: str) -> None:
        shown = shortened(value)
        self.problems.append(Problem(self.file, self.number, tag, shown, rule, remedy))


EMPTY = etree.Element("empty")


def _part(element: etree._Element, tag: str) -> etree._Element:
    found = element.find(tag)
    return EMPTY if found is None else found
