"""Referrals in: a zip of two CSV files.

A layout of ours: PRaP's export is known to be a zip holding only CSV files in which a
record may come again (`programmes.md` section 5, from vendors' help pages); its columns
are not published. The columns here are the items of the Work Programme's referral (source
004, l.14-54) under their names in the catalogue, with what a referral needs to find its way.

`referrals.csv` has one row per referral, `qualifications.csv` (which may be left out) one
per qualification. An empty cell means "not held", and the item is then absent from
`values`. Dates are read here, into yyyy-mm-dd; every other item is left as given for the
catalogue to clean. A referral is taken whole or not at all: where one of its
qualifications is wrong, it is held back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from onward.formats.archive import Limits, open_zip, write_zip
from onward.formats.cells import Codec, choice, code, day, reference, text, whole_number
from onward.formats.layout import BadRow, Field, FileRead, Layout, read_rows, write_rows
from onward.formats.problem import Problem, shortened
from onward.formats.table import Kind
from onward.values.dates import read_date

REFERRALS, QUALIFICATIONS = "referrals.csv", "qualifications.csv"
LONGEST_TEXT = 10_000
OTHER = "Other"

PARTS_OF = {
    "address": ("address_1", "address_2", "address_3", "address_4"),
    "job_preferences": ("job_preference_1", "job_preference_2", "job_preference_3"),
}
STD_CODE_OF = {
    "telephone": "telephone_std_code",
    "telephone_alternate": "telephone_alternate_std_code",
}
SHORT_ITEMS = (
    "participation_basis",
    "nino",
    "claimant_reference_number",
    "forename",
    "surname",
    "postcode",
    "email",
    "disability_status",
    "signing_day",
    "claim_cycle",
    "claim_pattern",
    "incident_marker",
    "childcare_requirements",
    "welsh_written",
    "welsh_spoken",
    "preferred_hours",
    "last_job_1",
    "last_job_2",
    "driving_licence",
    "licence_endorsements",
)
LONG_ITEMS = (
    "aims",
    "employment_history",
    "additional_information",
    "other_activities",
    "agreed_restrictions",
)
DATE_ITEMS = ("last_job_1_start", "last_job_1_end", "last_job_2_start", "last_job_2_end")
QUALIFICATION_ITEMS = (
    "qualification_subject",
    "qualification_level",
    "qualification_outcome",
    "basic_skills_assessment",
)
QUALIFICATION_DATES = ("qualification_start", "qualification_end")

Value = str | list[str]


class CaseKind(StrEnum):
    """How guarded a case is; an SCR case may not travel electronically at all."""

    STANDARD = "STANDARD"
    MAPPA = "MAPPA"
    SCR = "SCR"


@dataclass(frozen=True, kw_only=True)
class QualificationRow:
    """One qualification of the person a referral is about, by item."""

    referral_reference: str
    values: dict[str, str] = field(repr=False)
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class ReferralRow:
    """One referral as the file gives it: how it is routed, and the items it holds.

    `discussed_on` and `notice_version` say when the person was told of the sharing, and
    by which wording.
    """

    referral_reference: str
    version: int
    provider_code: str
    opportunity_code: str
    referral_date: date
    case_kind: CaseKind
    discussed_on: date | None
    notice_version: str
    values: dict[str, Value] = field(repr=False)
    qualifications: list[QualificationRow] = field(default_factory=list, repr=False)
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ReferralFile:
    """The good referrals of an archive, and its problems; `refused`: none could be taken."""

    referrals: list[ReferralRow]
    problems: list[Problem]
    refused: bool = False


ROUTING = (
    Field("referral_reference", reference()),
    Field("version", whole_number()),
    Field("provider_code", code()),
    Field("opportunity_code", code()),
    Field("referral_date", day()),
    Field("case_kind", choice(CaseKind)),
    Field("discussed_on", day(), required=False),
    Field("notice_version", text(longest=40), required=False),
)


def read(content: bytes, *, name: str, limits: Limits | None = None) -> ReferralFile:
    """Read an archive; `name` is what its problems call the archive itself."""
    archive = open_zip(content, name=name, limits=limits)
    if archive.problems:
        return ReferralFile([], archive.problems, refused=True)
    members = {member.lower(): table for member, table in archive.members.items()}
    problems = list(_member_problems(members, name=name))
    if REFERRALS not in members:
        return ReferralFile([], problems, refused=True)
    referrals = read_rows(members[REFERRALS], name=REFERRALS, layout=referral_layout())
    qualifications: FileRead[QualificationRow] = FileRead([], [])
    if QUALIFICATIONS in members:
        table = members[QUALIFICATIONS]
        qualifications = read_rows(table, name=QUALIFICATIONS, layout=qualification_layout())
    problems += [*referrals.problems, *qualifications.problems]
    if referrals.refused or qualifications.refused:
        return ReferralFile([], problems, refused=True)
    return _joined(referrals, qualifications, problems=problems)


def write(referrals: Iterable[ReferralRow]) -> bytes:
    """Lay out referrals; the same referrals give the same bytes."""
    referrals = list(referrals)
    rows = [row for referral in referrals for row in referral.qualifications]
    return write_zip(
        {
            REFERRALS: write_rows(referrals, layout=referral_layout()),
            QUALIFICATIONS: write_rows(rows, layout=qualification_layout()),
        }
    )


def column_of(item: str) -> str:
    """The column in which a problem with an item is to be mended, for instance address_1."""
    return PARTS_OF.get(item, (item,))[0]


def referral_layout() -> Layout[ReferralRow]:
    return Layout(
        row=_referral,
        fields=(*ROUTING, *_item_fields()),
        unique=("referral_reference",),
        check=_names_the_person,
        cells_of=_cells,
    )


def qualification_layout() -> Layout[QualificationRow]:
    return Layout(
        row=_qualification,
        fields=(
            Field("referral_reference", reference()),
            *(Field(item, text(), required=False) for item in QUALIFICATION_ITEMS),
            *(Field(item, _day_text(), required=False) for item in QUALIFICATION_DATES),
        ),
        cells_of=_qualification_cells,
    )


def _item_fields() -> Iterator[Field]:
    yield Field("title", text(longest=40), required=False)
    yield Field("title_other", text(longest=40), required=False)
    for item in (*SHORT_ITEMS, *(part for parts in PARTS_OF.values() for part in parts)):
        yield Field(item, text(), required=False)
    for item, std_code in STD_CODE_OF.items():
        yield Field(std_code, text(longest=10, kind=Kind.TELEPHONE), required=False)
        yield Field(item, text(longest=40, kind=Kind.TELEPHONE), required=False)
    for item in LONG_ITEMS:
        yield Field(item, text(longest=LONGEST_TEXT), required=False)
    for item in DATE_ITEMS:
        yield Field(item, _day_text(), required=False)


def _day_text() -> Codec[str]:
    return Codec(lambda cell: read_date(cell).isoformat(), str, day().form, blank="")


def _referral(*, row_number: int, **cells: Any) -> ReferralRow:
    routing = {each.column: cells[each.column] for each in ROUTING}
    values: dict[str, Value] = {"referral_date": routing["referral_date"].isoformat()}
    values |= {item: cells[item] for item in (*SHORT_ITEMS, *LONG_ITEMS, *DATE_ITEMS)}
    values["title"] = ": ".join(filter(None, (cells["title"], cells["title_other"])))
    for item, parts in PARTS_OF.items():
        values[item] = [cells[part] for part in parts if cells[part]]
    for item, std_code in STD_CODE_OF.items():
        if cells[std_code] and not cells[item]:
            rule = "There is an STD code but no number."
            raise BadRow(std_code, rule, f"Fill {item} or empty {std_code}.")
        values[item] = " ".join(filter(None, (cells[std_code], cells[item])))
    held = {item: value for item, value in values.items() if value}
    return ReferralRow(**routing, values=held, row_number=row_number)


def _names_the_person(referral: ReferralRow) -> None:
    if not referral.values.keys() & {"nino", "claimant_reference_number"}:
        rule = "The referral has neither a NINO nor a reference number."
        raise BadRow("nino", rule, "Fill nino or claimant_reference_number.")


def _cells(referral: ReferralRow) -> Mapping[str, Any]:
    cells = {each.name: referral.values.get(each.name, "") for each in _item_fields()}
    title = str(cells["title"])
    if title.startswith(f"{OTHER}: "):
        cells["title"], cells["title_other"] = OTHER, title.removeprefix(f"{OTHER}: ")
    for item, parts in PARTS_OF.items():
        held = referral.values.get(item, [])
        cells |= dict(zip(parts, [*held, "", "", "", ""], strict=False))
    return cells | {each.name: getattr(referral, each.name) for each in ROUTING}


def _qualification(*, row_number: int, referral_reference: str, **cells: str) -> QualificationRow:
    held = {item: value for item, value in cells.items() if value}
    if not held:
        rule = "The row has no item of a qualification."
        raise BadRow("qualification_subject", rule, "Fill it or take the row out.")
    return QualificationRow(
        referral_reference=referral_reference, values=held, row_number=row_number
    )


def _qualification_cells(row: QualificationRow) -> Mapping[str, Any]:
    blank = dict.fromkeys((*QUALIFICATION_ITEMS, *QUALIFICATION_DATES), "")
    return blank | row.values | {"referral_reference": row.referral_reference}


def _member_problems(members: Iterable[str], *, name: str) -> Iterator[Problem]:
    for unknown in sorted(set(members) - {REFERRALS, QUALIFICATIONS}):
        rule = "This file is not part of the layout and was not read."
        remedy = f"Send {REFERRALS} and {QUALIFICATIONS} only."
        yield Problem(name, None, None, shortened(unknown), rule, remedy)
    if REFERRALS not in members:
        remedy = f"Put {REFERRALS} into the archive."
        yield Problem(name, None, None, REFERRALS, "This file is missing.", remedy)


def _joined(
    referrals: FileRead[ReferralRow],
    qualifications: FileRead[QualificationRow],
    *,
    problems: list[Problem],
) -> ReferralFile:
    by_reference = {referral.referral_reference: referral for referral in referrals.rows}
    refused = {row.get("referral_reference", "") for row in referrals.refused_rows}
    for row in qualifications.rows:
        if row.referral_reference in by_reference:
            by_reference[row.referral_reference].qualifications.append(row)
        elif row.referral_reference not in refused:
            problems.append(_about_nobody(row))
    held_back = {row.get("referral_reference", "") for row in qualifications.refused_rows}
    problems += [_held_back(each) for key, each in by_reference.items() if key in held_back]
    taken = [each for key, each in by_reference.items() if key not in held_back]
    return ReferralFile(taken, problems)


def _about_nobody(row: QualificationRow) -> Problem:
    rule = f"No row of {REFERRALS} has this reference."
    remedy = "Correct the reference, or send the referral too."
    where = (QUALIFICATIONS, row.row_number, "referral_reference", row.referral_reference)
    return Problem(*where, rule, remedy)


def _held_back(referral: ReferralRow) -> Problem:
    rule = "One of its qualifications is wrong, so the referral is held back."
    remedy = f"Correct {QUALIFICATIONS} and send the referral again."
    where = (REFERRALS, referral.row_number, "referral_reference", referral.referral_reference)
    return Problem(*where, rule, remedy)
