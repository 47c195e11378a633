from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.evidence_csv import (
    JobStart,
    WeekWorked,
    read_job_starts,
    read_weekly_hours,
    write_job_starts,
    write_weekly_hours,
)
from onward.formats.finance_result import (
    PaymentResult,
    Status,
    read_finance_result,
    write_finance_result,
)
from onward.formats.mi_table import Measure, read_mi_table, write_mi_table
from onward.formats.payfile_detail import PaidLine, read_payfile_detail, write_payfile_detail
from onward.formats.payfile_report import ReportedLine, read_payfile_report, write_payfile_report
from onward.formats.ppvr import ValidatedPayment, read_ppvr, write_ppvr
from onward.formats.starts_csv import (
    Action,
    ReferralAction,
    read_referral_actions,
    write_referral_actions,
)
from onward.values.nino import Nino
from onward.values.pence import Pence

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
references = st.text("AZaz09/_.-", max_size=30).map(lambda text: f"R{text}")
codes = st.text("ABCZ019_.-", max_size=30).map(lambda text: f"A{text}")
item_codes = st.text("abcz019_", max_size=30).map(lambda text: f"a{text}")
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60).map(str.strip)
words = texts.map(lambda text: text or "=1+1")
amounts = st.integers(0, 10**12).map(Pence)
minutes = st.integers(0, 168 * 60)
ninos = st.none() | st.builds(
    lambda digits, suffix: Nino(f"QQ{digits:06d}{suffix}"),
    st.integers(0, 999_999),
    st.sampled_from("ABCD"),
)


def unique_lists(of, *attributes):
    return st.lists(
        of, max_size=5, unique_by=lambda row: tuple(getattr(row, each) for each in attributes)
    )


def _result(reference, amount, paid_on, reason):
    status = Status.PAID if paid_on else Status.REJECTED
    return PaymentResult(
        claim_reference=reference,
        status=status,
        amount=amount,
        paid_on=paid_on,
        reason=reason if paid_on else reason or "AC01",
    )


jobs = st.builds(
    JobStart,
    referral_reference=references,
    nino=ninos,
    job_reference=references,
    employer=texts,
    job_started_on=st.just(date(2017, 6, 5)),
    job_ended_on=st.none() | st.dates(date(2017, 6, 5), date(2099, 12, 31)),
    minutes_per_week=minutes,
    self_employed=st.booleans(),
    supported=st.booleans(),
    row_number=st.just(0),
)
weeks = st.builds(
    WeekWorked,
    referral_reference=references,
    job_reference=references,
    week_beginning=st.integers(0, 4000).map(lambda n: date(2017, 6, 5) + timedelta(weeks=n)),
    minutes=minutes,
    row_number=st.just(0),
)
actions = st.builds(
    ReferralAction,
    referral_reference=references,
    action=st.sampled_from(Action),
    on=days,
    reason=words,
    row_number=st.just(0),
)
paid_lines = st.builds(
    PaidLine,
    claim_reference=references,
    provider_code=codes,
    nino=ninos,
    outcome=item_codes,
    amount=amounts,
    row_number=st.just(0),
)
results = st.builds(_result, references, amounts, st.none() | days, texts)
reported_lines = st.builds(
    ReportedLine,
    message_id=references,
    claim_reference=references,
    outcome=item_codes,
    amount=amounts,
    row_number=st.just(0),
)
payments = st.builds(
    ValidatedPayment,
    month=st.just(date(2017, 9, 1)),
    claim_reference=references,
    referral_reference=references,
    nino=ninos,
    provider_code=codes,
    outcome=item_codes,
    achieved_on=st.dates(date(1900, 1, 1), date(2017, 9, 1)),
    amount=amounts,
    paid_on=st.dates(date(2017, 9, 1), date(2017, 9, 30)),
    row_number=st.just(0),
)
measures = st.builds(
    Measure,
    label=words,
    figure=st.sampled_from(["4,433", "65%", "-3", "0", "£385.00", "not known"]),
    definition=words,
    row_number=st.just(0),
)


@given(unique_lists(jobs, "referral_reference", "job_reference"))
def test_job_starts_survive_the_journey(rows):
    read = read_job_starts(write_job_starts(rows), name="f.csv", fictitious=True)

    assert (read.rows, read.problems) == (rows, [])


@pytest.mark.parametrize(
    ("rows_of", "key", "write", "read"),
    [
        (
            weeks,
            ("referral_reference", "job_reference", "week_beginning"),
            write_weekly_hours,
            read_weekly_hours,
        ),
        (
            actions,
            ("referral_reference", "action"),
            write_referral_actions,
            read_referral_actions,
        ),
        (results, ("claim_reference",), write_finance_result, read_finance_result),
        (reported_lines, ("claim_reference",), write_payfile_report, read_payfile_report),
        (measures, ("label",), write_mi_table, read_mi_table),
    ],
)
@given(choose=st.data())
def test_every_file_without_a_nino_survives_the_journey(rows_of, key, write, read, choose):
    rows = choose.draw(unique_lists(rows_of, *key))

    found = read(write(rows), name="f.csv")

    assert (found.rows, found.problems) == (rows, [])


@pytest.mark.parametrize(
    ("rows_of", "write", "read"),
    [
        (paid_lines, write_payfile_detail, read_payfile_detail),
        (payments, write_ppvr, read_ppvr),
    ],
)
@given(choose=st.data())
def test_every_money_file_with_a_nino_survives_the_journey(rows_of, write, read, choose):
    rows = choose.draw(unique_lists(rows_of, "claim_reference"))

    found = read(write(rows), name="f.csv", fictitious=True)

    assert (found.rows, found.problems) == (rows, [])
    assert not rows or bool(read(write(rows), name="f.csv").problems) == any(r.nino for r in rows)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("16", 960), ("16.5", 990), ("7.25", 435), ("7.05", 423), ("16:20", 980), ("0", 0)],
)
def test_hours_become_whole_minutes(cell, minutes):
    content = f"referral_reference,job_reference,week_beginning,hours\nR1,J1,05/06/2017,{cell}\n"

    assert read_weekly_hours(content.encode(), name="f.csv").rows[0].minutes == minutes
