"""The rules alone: counts, dates and what is standard, over their whole space."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.email_route.clocks import LONG, Mode, kept_until, mode_of_outage, report_due_at
from onward.email_route.processes import FROM, TERMS, Process
from onward.email_route.rules import Exempt, Message, Standing, Use, refusals
from onward.email_route.standard_forms import standard_forms
from tests.email_route.factories import MOMENT, OURS, THEIRS, TODAY

DAYS = st.dates(min_value=FROM, max_value=date(2090, 1, 1))
WITH_A_FORM = st.sampled_from(sorted(standard_forms()))
READY = Use(
    formally_approved_on=FROM, due_diligence_on=FROM, is_onshore=True, starts_on=FROM, ends_on=None
)


def a_message(process: Process = Process.EXIT_REPORT, *, records: int = 1) -> Message:
    form = standard_forms()[process]
    return Message(
        process=process,
        body_digest=form.body_digest,
        form_digest=form.digest,
        from_address=OURS,
        to_address=THEIRS,
        need="FORM_IS_DUE",
        exemption="",
        record_count=records,
    )


def standing(process: Process = Process.EXIT_REPORT) -> Standing:
    return Standing(
        is_on=True,
        permitted_form=standard_forms()[process].digest,
        inboxes_are_designated=True,
        is_within_chain=False,
        uses=(),
        exemption=None,
        is_suspended=False,
    )


@given(process=WITH_A_FORM, records=st.integers(1, 600))
def test_a_message_goes_exactly_while_it_holds_no_more_records_than_its_process(process, records):
    """REQ-003-060"""
    allowed = records <= TERMS[process].most_records

    found = refusals(a_message(process, records=records), standing(process), on=TODAY)

    assert found == ([] if allowed else ["TOO_MANY_RECORDS"])


@given(on=DAYS, starts_on=DAYS, ends_on=st.none() | DAYS)
def test_a_subcontractor_is_in_use_from_its_first_day_until_the_day_it_ends(on, starts_on, ends_on):
    """REQ-003-064, REQ-003-068"""
    use = replace(READY, starts_on=starts_on, ends_on=ends_on)
    in_use = on >= starts_on and (ends_on is None or on < ends_on)

    found = refusals(a_message(), replace(standing(), uses=(use,)), on=on)

    assert (not found) == in_use


@given(on=DAYS, expires_on=DAYS, records=st.integers(2, 20), most=st.integers(2, 20))
def test_an_exemption_covers_so_many_records_until_its_last_day(on, expires_on, records, most):
    """REQ-003-051, REQ-003-061"""
    given_leave = Exempt(most_records=most, expires_on=expires_on, supply_chain_only=True)
    chain = replace(standing(), exemption=given_leave, is_within_chain=True, uses=(READY,))

    found = refusals(replace(a_message(records=records), exemption="SEC-17"), chain, on=on)

    assert (not found) == (on <= expires_on and records <= most)


OTHER = "0" * 64


@pytest.mark.parametrize(
    ("message", "permitted"),
    [
        (replace(a_message(), body_digest=OTHER), standing()),
        (replace(a_message(), form_digest=OTHER), standing()),
        (a_message(), replace(standing(), permitted_form=OTHER)),
    ],
    ids=["body", "form", "permission"],
)
def test_another_form_than_the_one_permitted_is_altered(message, permitted):
    """REQ-003-062"""
    assert refusals(message, permitted, on=TODAY) == ["TEMPLATE_ALTERED"]


def test_a_reason_that_is_not_on_the_list_is_none():
    """REQ-003-007, REQ-003-066"""
    assert refusals(replace(a_message(), need="BECAUSE"), standing(), on=TODAY) == ["JUSTIFICATION"]


def test_every_reason_is_told_at_once():
    nothing = Standing(
        is_on=True,
        permitted_form=None,
        inboxes_are_designated=False,
        is_within_chain=False,
        uses=(replace(READY, is_onshore=False),),
        exemption=None,
        is_suspended=True,
    )

    assert refusals(replace(a_message(records=2), need=""), nothing, on=TODAY) == [
        "EMAIL_PROCESS_NOT_APPROVED", "TOO_MANY_RECORDS", "INBOX_NOT_DESIGNATED", "JUSTIFICATION",
        "OFFSHORE", "EMAIL_SUSPENDED",
    ]  # fmt: skip


@given(minutes=st.integers(1, 10_000))
def test_paper_begins_at_48_elapsed_hours(minutes):
    """REQ-003-072"""
    lasting = timedelta(minutes=minutes)

    mode = mode_of_outage(started_at=MOMENT, expected_until=MOMENT + lasting)

    assert (mode is Mode.CLERICAL) == (lasting >= LONG)


@given(on=DAYS)
def test_a_log_is_kept_into_the_third_month_and_never_past_its_day(on):
    """REQ-003-067"""
    last = kept_until(on)

    assert (last.year * 12 + last.month) - (on.year * 12 + on.month) == 3
    assert last.day == on.day or ((last + timedelta(days=1)).day == 1 and last.day < on.day)


@given(aware_at=st.datetimes(min_value=datetime(2022, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_a_breach_is_reported_within_72_hours_whatever_day_it_is(aware_at):
    """REQ-003-069"""
    assert report_due_at(aware_at) - aware_at == timedelta(hours=72)
