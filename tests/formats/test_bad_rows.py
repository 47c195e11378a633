import pytest

from onward.formats.evidence_csv import read_job_starts, read_weekly_hours
from onward.formats.finance_result import read_finance_result
from onward.formats.payfile_detail import read_payfile_detail
from onward.formats.payfile_report import read_payfile_report
from onward.formats.ppvr import read_ppvr
from onward.formats.starts_csv import read_referral_actions

JOBS = """\
referral_reference,nino,job_reference,employer,job_started_on,job_ended_on,hours_per_week,\
self_employed,supported
R1,QQ123456C,J1,Glen Bakery,05/06/2017,,16,no,no
"""
HOURS = "referral_reference,job_reference,week_beginning,hours\nR1,J1,05/06/2017,16\n"
ACTIONS = "referral_reference,action,on,reason\nR1,START,03/04/2017,\n"
DETAIL = "claim_reference,provider_code,nino,outcome,amount\nC1,P1,QQ123456C,short_13,170.00\n"
RESULT = "claim_reference,status,amount,paid_on,reason\nC1,PAID,170.00,02/10/2017,\n"
REPORT = "message_id,claim_reference,outcome,amount\nM1,C1,short_13,170.00\n"
PPVR = """\
month,claim_reference,referral_reference,nino,provider_code,outcome,achieved_on,amount,paid_on
2017-09,C1,R1,QQ123456C,P1,short_13,03/09/2017,170.00,20/09/2017
"""


def read_as(header_and_row, content):
    """Read with the reader of the layout whose header this is."""
    encoded = content.encode()
    if header_and_row in (JOBS, DETAIL, PPVR):
        reader = {JOBS: read_job_starts, DETAIL: read_payfile_detail, PPVR: read_ppvr}
        return reader[header_and_row](encoded, name="f.csv", fictitious=True)
    plain = {
        HOURS: read_weekly_hours,
        ACTIONS: read_referral_actions,
        RESULT: read_finance_result,
        REPORT: read_payfile_report,
    }
    return plain[header_and_row](encoded, name="f.csv")


@pytest.mark.parametrize(
    ("layout", "line", "column", "value", "rule"),
    [
        (JOBS, "R2,QQ123456E,J1,,05/06/2017,,16,no,no", "nino", "QQ123456E", "A, B, C or D"),
        (JOBS, ",,J1,,05/06/2017,,16,no,no", "referral_reference", "", "must be filled"),
        (JOBS, "R 2,,J1,,05/06/2017,,16,no,no", "referral_reference", "R 2", "A reference"),
        (JOBS, "R2,,J1,=1,05/06/2017,,16,no,no", "employer", "=1", "like a formula"),
        (JOBS, "R2,,J1,,05/06/17,,16,no,no", "job_started_on", "05/06/17", "read safely"),
        (JOBS, "R2,,J1,,5/6/2017,4/6/2017,16,no,no", "job_ended_on", "4/6/2017", "before it"),
        (JOBS, "R2,,J1,,05/06/2017,,169,no,no", "hours_per_week", "169", "168 hours"),
        (JOBS, "R2,,J1,,05/06/2017,,-1,no,no", "hours_per_week", "-1", "not a number of hours"),
        (JOBS, "R2,,J1,,05/06/2017,,16,perhaps,no", "self_employed", "perhaps", "neither yes"),
        (JOBS, "R1,,J1,,05/06/2017,,16,no,no", "job_reference", "J1", "Row 2 already gives"),
        (HOURS, "R1,J1,06/06/2017,16", "week_beginning", "06/06/2017", "not a Monday"),
        (HOURS, "R1,J1,05/06/2017,20", "week_beginning", "05/06/2017", "Row 2 already"),
        (HOURS, "R2,J1,05/06/2017,16.33", "hours", "16.33", "not whole minutes"),
        (HOURS, "R2,J1,05/06/2017,lots", "hours", "lots", "not a number of hours"),
        (ACTIONS, "R2,STARTED,03/04/2017,", "action", "STARTED", "not one of the values"),
        (ACTIONS, "R2,END,03/04/2017,", "reason", "", "An end needs a reason"),
        (ACTIONS, "R2,START,31/04/2017,", "on", "31/04/2017", "no such day"),
        (ACTIONS, "R1,START,04/04/2017,", "action", "START", "Row 2 already gives"),
    ],
)
def test_a_bad_row_is_named_and_the_good_one_kept(layout, line, column, value, rule):
    read = read_as(layout, f"{layout}{line}\n")

    (problem,) = read.problems
    assert (problem.file, problem.row, problem.column) == ("f.csv", 3, column)
    assert problem.value == value
    assert rule in problem.rule
    assert problem.remedy
    assert [row.row_number for row in read.rows] == [2]


@pytest.mark.parametrize(
    ("layout", "line", "column", "value", "rule"),
    [
        (DETAIL, "C2,p1,,short_13,1.00", "provider_code", "p1", "A code has capital"),
        (DETAIL, "C2,P1,QQ12345,short_13,1.00", "nino", "QQ12345", "6 digits"),
        (DETAIL, "C1,P1,,short_13,1.00", "claim_reference", "C1", "Row 2 already gives"),
        (RESULT, "C2,PAID,1.00,,", "paid_on", "", "needs its day"),
        (RESULT, "C2,REJECTED,1.00,02/10/2017,AC01", "paid_on", "02/10/2017", "cannot have"),
        (RESULT, "C2,REJECTED,1.00,,", "reason", "", "needs a reason"),
        (RESULT, "C2,PAID,1.001,02/10/2017,", "amount", "1.001", "not an amount"),
        (RESULT, "C2,PAID,-1.00,02/10/2017,", "amount", "-1.00", "cannot be negative"),
        (REPORT, "M1,C2,,1.00", "outcome", "", "must be filled"),
        (PPVR, "2017-9,C2,R1,,P1,x,3/9/2017,1.00,20/9/2017", "month", "2017-9", "not a month"),
        (PPVR, "2017-13,C2,R1,,P1,x,3/9/2017,1.00,20/9/2017", "month", "2017-13", "no such"),
        (PPVR, "2017-09,C2,R1,,P1,x,3/9/2017,1.00,2/10/2017", "paid_on", "2/10/2017", "not in"),
        (PPVR, "2017-09,C2,R1,,P1,x,9/9/2017,1.00,8/9/2017", "achieved_on", "9/9/2017", "before"),
    ],
)
def test_a_bad_row_of_a_money_file_is_named(layout, line, column, value, rule):
    first = layout.split(",")[0]
    total = ",".join(
        {first: "TOTAL", layout.split(",")[1]: "2", "amount": "171.00"}.get(each, "")
        for each in layout.splitlines()[0].split(",")
    )

    read = read_as(layout, f"{layout}{line}\n{total}\n")

    (problem,) = read.problems
    assert (problem.file, problem.row, problem.column) == ("f.csv", 3, column)
    assert problem.value == value
    assert rule in problem.rule
    assert problem.remedy
    assert [row.row_number for row in read.rows] == [2]


@pytest.mark.parametrize(
    ("end", "row", "column", "value", "rule"),
    [
        ("", None, "claim_reference", None, "not the TOTAL row"),
        ("TOTAL,2,,,170.00\n", 3, "provider_code", "2", "counts other than the 1 rows"),
        ("TOTAL,1,,,170.01\n", 3, "amount", "170.01", "does not give the sum of the rows, 170.00"),
        ("TOTAL,1,,,\n", 3, "amount", "", "does not give the sum"),
        ("TOTAL,1,,,170.00\nC2,P1,,X,1.00\n", None, "claim_reference", None, "not the TOTAL row"),
    ],
)
def test_a_money_file_without_a_true_total_is_refused_whole(end, row, column, value, rule):
    read = read_as(DETAIL, DETAIL + end)

    problem = read.problems[-1]
    assert (problem.file, problem.row, problem.column) == ("f.csv", row, column)
    assert problem.value == value
    assert rule in problem.rule
    assert "cut short" in problem.remedy
    assert (read.rows, read.refused) == ([], True)


def test_a_money_file_cut_after_any_of_its_lines_is_refused():
    whole = f"{DETAIL}C2,P1,,short_13,215.00\nTOTAL,2,,,385.00\n"
    lines = whole.splitlines(keepends=True)

    assert len(read_as(DETAIL, whole).rows) == 2
    for cut in range(1, len(lines)):
        assert read_as(DETAIL, "".join(lines[:cut])).refused


def test_every_fault_of_a_row_is_told_at_once():
    read = read_as(JOBS, f"{JOBS}R2,QQ1,,=1,soon,,16,no,no\n")
    assert {problem.column for problem in read.problems} == {"employer"}

    read = read_as(JOBS, f"{JOBS}R2,QQ1,,,soon,,16,no,no\n")
    assert {problem.column for problem in read.problems} == {
        "nino",
        "job_reference",
        "job_started_on",
    }
