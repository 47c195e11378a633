"""How the numbers of pupils, learners, schools and places stand in a cell."""

import re
from collections.abc import Collection

from onward.formats.cells import BadCell, Codec
from onward.values.postcode import Postcode

UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
ULN = re.compile(r"[1-9][0-9]{9}")
UKPRN = re.compile(r"1[0-9]{7}")
SCHOOL = re.compile(r"([0-9]{3})[/ ]?([0-9]{4})")
AUTHORITY = re.compile(r"[0-9]{3}")
UPRN = re.compile(r"[0-9]{1,12}")
GSS_CODE = re.compile(r"[A-Z][0-9]{8}")


def postcode() -> Codec[Postcode]:
    return Codec(Postcode.parse, lambda postcode: postcode.text, "postcode")


def upn() -> Codec[str]:
    """A unique pupil number; its check letter is not worked out."""
    rule = "A unique pupil number is a letter and 12 more signs."
    return _shaped(UPN, "unique pupil number", rule, "Copy it from the school's system.")


def uln() -> Codec[str]:
    rule = "A unique learner number has 10 digits and does not begin with 0."
    return _shaped(ULN, "unique learner number", rule, "Copy it from the learner record.")


def ukprn() -> Codec[str]:
    rule = "A provider's reference number has 8 digits and begins with 1."
    return _shaped(UKPRN, "provider reference number", rule, "Look it up in the register.")


def school() -> Codec[str]:
    """An authority's code and a school's number as seven digits; 856/4001 is read too."""
    return Codec(_read_school, str, "school: authority and number, 7 digits", "", longest=9)


def authority() -> Codec[str]:
    rule = "An authority's code has 3 digits."
    return _shaped(AUTHORITY, "authority: 3 digits", rule, "Write it like 856.")


def gss_code() -> Codec[str]:
    """A code of the register of geographic codes, such as a ward's."""
    rule = "A geographic code is a letter and 8 digits."
    return _shaped(GSS_CODE, "geographic code", rule, "Write it like E05000001.")


def unique_property_number() -> Codec[str]:
    rule = "A unique property reference number has at most 12 digits."
    return _shaped(UPRN, "unique property reference number", rule, "Copy it from the gazetteer.")


def one_of(codes: Collection[str], *, form: str) -> Codec[str]:
    """One code of a list that the caller has."""
    known = frozenset(codes)

    def read(cell: str) -> str:
        if cell.upper() not in known:
            rule = "This is not one of the codes the column may hold."
            raise BadCell(rule, f"Write one of {', '.join(sorted(known))}.")
        return cell.upper()

    return Codec(read, str, form, blank="", longest=20)


def _read_school(cell: str) -> str:
    found = SCHOOL.fullmatch(cell)
    if found is None:
        rule = "A school's number is its authority's 3 digits and its own 4."
        raise BadCell(rule, "Write it like 8564001.")
    return found[1] + found[2]


def _shaped(shape: re.Pattern[str], form: str, rule: str, remedy: str) -> Codec[str]:
    def read(cell: str) -> str:
        packed = cell.replace(" ", "").upper()
        if not shape.fullmatch(packed):
            raise BadCell(rule, remedy)
        return packed

    return Codec(read, str, form, blank="", longest=20)
