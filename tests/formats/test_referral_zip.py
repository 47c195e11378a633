import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats import referral_zip
from onward.formats.archive import write_zip
from onward.formats.referral_zip import (
    DATE_ITEMS,
    LONG_ITEMS,
    QUALIFICATION_DATES,
    QUALIFICATION_ITEMS,
    SHORT_ITEMS,
    STD_CODE_OF,
    CaseKind,
    QualificationRow,
    ReferralRow,
    column_of,
    read,
    referral_layout,
    write,
)

CATALOGUE = Path("onward/agreements/catalogue.csv")
NAMES = [column.name for column in referral_layout().columns]
LEAST = {
    "referral_reference": "R1",
    "version": "1",
    "provider_code": "P1",
    "opportunity_code": "O1",
    "referral_date": "03/04/2017",
    "case_kind": "STANDARD",
    "nino": "QQ123456C",
}

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30).map(
    lambda text: text.strip() or "=1+1"
)
iso_days = days.map(date.isoformat)
item_values = st.fixed_dictionaries(
    {"nino": st.just("QQ123456C")},
    optional=dict.fromkeys((*SHORT_ITEMS[2:], *LONG_ITEMS, *STD_CODE_OF), words)
    | dict.fromkeys(DATE_ITEMS, iso_days)
    | {"title": st.sampled_from(["Mr", "Ms", "Other: Dr", "Other: Lady: Jane"])}
    | {"address": st.lists(words, min_size=1, max_size=4)}
    | {"job_preferences": st.lists(words, min_size=1, max_size=3)},
)
qualification_values = st.fixed_dictionaries(
    {"qualification_subject": words},
    optional=dict.fromkeys(QUALIFICATION_ITEMS[1:], words)
    | dict.fromkeys(QUALIFICATION_DATES, iso_days),
)


@st.composite
def referrals(draw):
    reference = f"R{draw(st.integers(1, 10**6))}"
    referred_on = draw(days)
    several = draw(st.lists(qualification_values, max_size=2))
    return ReferralRow(
        referral_reference=reference,
        version=draw(st.integers(1, 99)),
        provider_code="PROVIDER-1",
        opportunity_code="WFS.4",
        referral_date=referred_on,
        case_kind=draw(st.sampled_from(CaseKind)),
        discussed_on=draw(st.none() | days),
        notice_version=draw(st.sampled_from(["", "2017-1"])),
        values={"referral_date": referred_on.isoformat()} | draw(item_values),
        qualifications=[
            QualificationRow(referral_reference=reference, values=values) for values in several
        ],
    )


def an_archive(*rows, columns=NAMES, qualifications=None):
    members = {"referrals.csv": a_table(columns, [LEAST | row for row in rows])}
    if qualifications is not None:
        columns = ["referral_reference", *QUALIFICATION_ITEMS, *QUALIFICATION_DATES]
        members["qualifications.csv"] = a_table(columns, qualifications)
    return write_zip(members)


def a_table(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def references(found):
    return [referral.referral_reference for referral in found.referrals]


@given(st.lists(referrals(), max_size=3, unique_by=lambda each: each.referral_reference))
def test_reading_what_was_written_gives_the_same_referrals(several):
    found = read(write(several), name="r.zip")

    assert (found.referrals, found.problems) == (several, [])
    assert write(found.referrals) == write(several)


def test_an_empty_cell_is_not_held_rather_than_empty():
    """REQ-004-007"""
    (referral,) = read(an_archive({"forename": "Anna"}), name="r.zip").referrals

    assert referral.values == {
        "forename": "Anna",
        "nino": "QQ123456C",
        "referral_date": "2017-04-03",
    }


@pytest.mark.parametrize(
    ("cells", "item", "value"),
    [
        ({"title": "Ms"}, "title", "Ms"),
        ({"title": "Other", "title_other": "Dr"}, "title", "Other: Dr"),
        ({"address_1": "1 High St", "address_3": "Ayr"}, "address", ["1 High St", "Ayr"]),
        (
            {"telephone_std_code": "0131", "telephone": "496 0123"},
            "telephone",
            "0131 496 0123",
        ),
        ({"telephone": "+44 131 496 0123"}, "telephone", "+44 131 496 0123"),
        ({"job_preference_1": "Baker", "job_preference_2": "Cook"}, "job_preferences", ["Baker"]),
        ({"childcare_requirements": "Not Disclosed"}, "childcare_requirements", "Not Disclosed"),
        ({"last_job_1_end": "31/03/2017"}, "last_job_1_end", "2017-03-31"),
    ],
)
def test_columns_become_items(cells, item, value):
    """REQ-004-004, REQ-004-007, REQ-004-008, REQ-004-013, REQ-004-017, REQ-004-019"""
    (referral,) = read(an_archive(cells), name="r.zip").referrals

    held = referral.values[item]
    assert held[: len(value)] == value


def test_every_item_is_one_of_the_catalogue():
    with CATALOGUE.open(newline="") as rows:
        known = {row["code"] for row in csv.DictReader(rows)}
    items = {*SHORT_ITEMS, *LONG_ITEMS, *DATE_ITEMS, *QUALIFICATION_ITEMS, *QUALIFICATION_DATES}

    assert {*items, *referral_zip.PARTS_OF, *STD_CODE_OF, "title"} <= known
    assert all(column_of(item) in NAMES for item in (*SHORT_ITEMS, *referral_zip.PARTS_OF))


@pytest.mark.parametrize(
    ("cells", "column", "value", "rule"),
    [
        ({"nino": ""}, "nino", "", "neither a NINO nor a reference number"),
        ({"referral_date": "03/04/17"}, "referral_date", "03/04/17", "read safely"),
        ({"last_job_1_start": "soon"}, "last_job_1_start", "soon", "read safely"),
        ({"version": "0"}, "version", "0", "whole number from 1"),
        ({"case_kind": "SECRET"}, "case_kind", "SECRET", "not one of the values"),
        ({"surname": "=cmd|' /C calc'!A0"}, "surname", "=cmd|' /C calc'!A0", "like a formula"),
        ({"aims": "x" * 10_001}, "aims", "x" * 80 + "…", "longer than 10000"),
        (
            {"telephone_std_code": "0131"},
            "telephone_std_code",
            "0131",
            "an STD code but no number",
        ),
        ({"referral_reference": "R1"}, "referral_reference", "R1", "Row 2 already gives"),
        ({"provider_code": ""}, "provider_code", "", "must be filled"),
    ],
)
def test_a_bad_referral_is_named_and_the_good_one_kept(cells, column, value, rule):
    """REQ-004-006"""
    found = read(an_archive({}, {"referral_reference": "R2"} | cells), name="r.zip")

    (problem,) = found.problems
    assert (problem.file, problem.row, problem.column) == ("referrals.csv", 3, column)
    assert problem.value == value
    assert rule in problem.rule
    assert problem.remedy
    assert references(found) == ["R1"]


def test_a_reference_number_stands_in_where_there_is_no_nino():
    """REQ-004-006"""
    found = read(an_archive({"nino": "", "claimant_reference_number": "X9"}), name="r.zip")

    assert references(found) == ["R1"]


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        (
            {"referral_reference": "R2", "qualification_start": "1999"},
            [
                ("qualifications.csv", 2, "qualification_start", "1999"),
                ("referrals.csv", 3, "referral_reference", "R2"),
            ],
        ),
        (
            {"referral_reference": "R2", "qualification_level": "=1"},
            [
                ("qualifications.csv", 2, "qualification_level", "=1"),
                ("referrals.csv", 3, "referral_reference", "R2"),
            ],
        ),
        (
            {"referral_reference": "R2"},
            [
                ("qualifications.csv", 2, "qualification_subject", ""),
                ("referrals.csv", 3, "referral_reference", "R2"),
            ],
        ),
    ],
)
def test_a_referral_with_a_wrong_qualification_is_held_back(row, problems):
    archive = an_archive({}, {"referral_reference": "R2"}, qualifications=[row])

    found = read(archive, name="r.zip")

    named = [(each.file, each.row, each.column, each.value) for each in found.problems]
    assert named == problems
    assert references(found) == ["R1"]


def test_a_qualification_of_nobody_is_named_but_not_that_of_a_refused_referral():
    rows = [{"referral_reference": each, "qualification_level": "GCSE"} for each in ("R8", "R9")]
    archive = an_archive({}, {"referral_reference": "R8", "version": "0"}, qualifications=rows)

    found = read(archive, name="r.zip")

    assert [(each.file, each.row, each.value) for each in found.problems] == [
        ("referrals.csv", 3, "0"),
        ("qualifications.csv", 3, "R9"),
    ]


@pytest.mark.parametrize(
    ("content", "file", "rule"),
    [
        (b"", "r.zip", "is empty"),
        (write_zip({"qualifications.csv": b"x"}), "r.zip", "is missing"),
        (an_archive({}, columns=[*NAMES, "version"]), "referrals.csv", "Two columns"),
        (write_zip({"referrals.csv": b"\xff\xfea"}), "referrals.csv", "not in UTF-8"),
        (
            write_zip({"referrals.csv": a_table(NAMES, [LEAST]), "qualifications.csv": b"x"}),
            "qualifications.csv",
            "is missing",
        ),
    ],
)
def test_an_archive_of_another_layout_is_refused_whole(content, file, rule):
    found = read(content, name="r.zip")

    assert (found.referrals, found.refused) == ([], True)
    assert found.problems[0].file == file
    assert rule in found.problems[0].rule


def test_a_file_outside_the_layout_is_named_and_never_read():
    found = read(
        write_zip({"referrals.csv": a_table(NAMES, [LEAST]), "notes.csv": b"\xff"}), name="r.zip"
    )

    assert [each.value for each in found.problems] == ["notes.csv"]
    assert references(found) == ["R1"]


def test_of_a_thousand_referrals_with_fifty_bad_ones_the_rest_is_kept():
    rows = [
        {"referral_reference": f"R{n}", "aims": f"Aim {n}", "version": "x" if n % 20 == 0 else "1"}
        for n in range(1_000)
    ]

    found = read(an_archive(*rows), name="r.zip")

    assert (len(found.referrals), len(found.problems)) == (950, 50)


def test_values_stay_out_of_what_a_log_would_show():
    found = read(an_archive({"surname": "Macleod"}), name="r.zip")

    assert "Macleod" not in repr(found)
    assert "QQ123456C" not in repr(found)
