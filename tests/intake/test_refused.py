"""Refused rows go back to their sender as a file that can be mended and sent again."""

import csv
import io

import pytest

from onward.formats.table import cells_by_row
from onward.intake.checking import check
from onward.intake.refused import refused_rows
from tests.intake.factories import Trade, a_table, a_zip, actions, landed
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]


def given_back(trade: Trade, content: bytes) -> list[dict[str, str]]:
    by = trade.staff_of(trade.department)
    landing = landed(by, content)
    check(landing, by=by, at=NOON)
    text = refused_rows(landing).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_refused_rows_come_back_as_they_were_with_what_is_wrong(trade):
    wrong = trade.row("PO-2", nino="QQ123456E", postcode="NOWHERE")

    (row,) = given_back(trade, a_zip(trade.row("PO-1"), wrong))

    assert (row["referral_reference"], row["nino"]) == ("PO-2", "QQ123456E")
    assert row["problem_in"] == "nino | postcode"
    assert "A, B, C or D" in row["problem"]
    assert row["remedy"]


def test_a_bad_qualification_brings_its_own_referral_back_and_no_other(trade):
    rows = trade.row("PO-1"), trade.row("PO-2"), trade.row("PO-3")
    wrong = {"referral_reference": "PO-3", "basic_skills_assessment": "perhaps"}

    (row,) = given_back(trade, a_zip(*rows, qualifications=[wrong]))

    assert row["referral_reference"] == "PO-3"
    assert "qualifications" in row["problem"]


def test_nothing_that_comes_back_runs_in_a_spreadsheet(trade):
    (row,) = given_back(trade, a_zip(trade.row(surname="=1+1")))

    assert row["surname"] == "'=1+1"


def test_of_a_special_customer_hardly_anything_comes_back(trade):
    (row,) = given_back(trade, a_zip(trade.row("PO-1", case_kind="SCR", nino="QQ123456C")))

    assert row["referral_reference"] == "PO-1"
    assert (row["nino"], row["surname"]) == ("", "")


def test_a_file_without_refused_rows_gives_nothing_back(trade):
    assert given_back(trade, a_zip(trade.row())) == []


def test_each_feed_gives_rows_back_in_its_own_layout(trade):
    by = trade.staff_of(trade.provider)
    landing = landed(by, actions(("PO-9", "START", "2017-05-02", "")), feed="referral-actions")
    check(landing, by=by, at=NOON)

    header = refused_rows(landing).decode("utf-8-sig").splitlines()[0]

    assert header == "referral_reference,action,on,reason,problem_in,problem,remedy"


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    table = a_table(["a", "b"], [{"a": "one\nline"}, {"a": "", "b": ""}, {"a": "'=x", "b": "2"}])

    cells = cells_by_row(table)

    assert cells[2] == {"a": "one\nline", "b": ""}
    assert cells[4] == {"a": "=x", "b": "2"}
