"""A referral's life: what each party may say of it, once, and what is entered when it does."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from onward.agreements.actions import end as end_agreement
from onward.casework import referrals, tasks
from onward.casework.models import Referral, Status
from onward.casework.moves import InvalidMove
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.casework.factories import (
    CANCELLATION,
    EXIT,
    REJECTION,
    TODAY,
    WITHDRAWAL,
    a_referral,
    seen_by,
    some_referrals,
)
from tests.casework.ledgers import leaves_seen_by
from tests.times import NOON

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def test_only_the_first_of_two_replies_counts(trade):
    referral = a_referral(trade=trade)
    [same_referral] = seen_by(trade.provider, [referral])

    with trade.at_work(trade.provider) as by:
        referrals.acknowledge(referral, by=by, at=NOON)
        with pytest.raises(InvalidMove, match="Someone else has just dealt with this referral"):
            referrals.reject(same_referral, reason=REJECTION, by=by, at=NOON)

    kinds = [leaf["kind"] for leaf in leaves_seen_by(trade.provider, about_id=referral.pk)]
    assert kinds == ["referral.made", "referral.acknowledged"]


def test_only_the_first_of_two_confirmations_counts(trade):
    referral = a_referral(trade=trade, status=Status.WITHDRAWN)
    [same_referral] = seen_by(trade.provider, [referral])

    with trade.at_work(trade.provider) as by:
        referrals.confirm_deletion(referral, by=by, at=NOON)
        with pytest.raises(InvalidMove, match="Someone else"):
            referrals.confirm_deletion(same_referral, by=by, at=NOON)


def test_whoever_moves_is_of_the_party_that_is_acted_for(trade):
    referral = a_referral(trade=trade)
    adviser, outsider = trade.staff[trade.provider.pk], trade.staff[trade.commissioner.pk]

    with trade.at_work(trade.provider), pytest.raises(InvalidMove, match="Only the provider"):
        referrals.acknowledge(referral, by=outsider, at=NOON)
    with trade.at_work(trade.commissioner), pytest.raises(InvalidMove, match="Only the provider"):
        referrals.acknowledge(referral, by=adviser, at=NOON)


def test_a_second_press_of_one_button_is_harmless(trade):
    referral = a_referral(trade=trade, status=Status.ACKNOWLEDGED)

    with (
        trade.at_work(trade.provider) as by,
        pytest.raises(InvalidMove, match="This referral has already been acknowledged"),
    ):
        referrals.acknowledge(referral, by=by, at=NOON)


def test_a_move_and_its_entry_stand_or_fall_together(trade):
    referral = a_referral(trade=trade)

    with pytest.raises(ZeroDivisionError):
        acknowledge_and_fail(trade, referral)

    assert seen_by(trade.provider, [referral])[0].status == Status.REFERRED
    assert len(leaves_seen_by(trade.provider, about_id=referral.pk)) == 1


def test_the_entry_says_who_told_whom_what_under_which_agreement_and_no_value(trade):
    referral = a_referral(trade=trade, status=Status.STARTED)

    leaf = leaves_seen_by(trade.commissioner, about_id=referral.pk)[-1]

    with acting_for(trade.provider.pk):
        own = Record.objects.get(referrals_in=referral)
    parties = (trade.provider.pk, trade.department.pk, trade.commissioner.pk)
    assert (leaf["by"], leaf["to"], leaf["for"]) == parties
    assert leaf["subject"] == str(own.handle)
    assert leaf["performer"] == str(trade.staff[trade.provider.pk].handle)
    assert leaf["about"] == {
        "agreement": str(trade.agreement),
        "items": ["referral_status", "start_date"],
    }


def test_the_ledger_holds_every_step_of_a_case_and_no_other(trade):
    referral = a_referral(trade=trade, status=Status.ENDED)

    assert [leaf["kind"] for leaf in leaves_seen_by(trade.commissioner, about_id=referral.pk)] == [
        "referral.made",
        "referral.acknowledged",
        "referral.started",
        "referral.ended",
    ]


def test_the_commissioners_answer_is_entered_for_each_party_it_tells(trade):
    referral = a_referral(trade=trade, status=Status.CANCELLED)

    leaves = leaves_seen_by(trade.commissioner, about_id=referral.pk)
    told = {leaf["to"] for leaf in leaves if leaf["kind"] == "referral.cancelled"}
    assert told == {trade.provider.pk, trade.department.pk}


def test_nobody_starts_without_acknowledgement(trade):
    """domain/programmes.md section 9, example 4."""
    referral = a_referral(trade=trade)

    with (
        trade.at_work(trade.provider) as by,
        pytest.raises(InvalidMove, match=r"stands at: Referred. The provider must acknowledge it"),
    ):
        referrals.start(referral, on=TODAY, by=by, at=NOON)


def test_the_database_too_refuses_a_start_without_acknowledgement(trade):
    referral = a_referral(trade=trade)

    with trade.at_work(trade.provider), pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(status=Status.STARTED, started_on=TODAY)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (YESTERDAY, "Start date must be the same as or after the referral date, 2 May 2017"),
        (TOMORROW, "Start date must be today or in the past"),
    ],
)
def test_a_start_is_dated_between_the_referral_and_today(trade, on, words):
    referral = a_referral(trade=trade, status=Status.ACKNOWLEDGED)

    with trade.at_work(trade.provider) as by, pytest.raises(InvalidMove, match=words):
        referrals.start(referral, on=on, by=by, at=NOON)


@pytest.mark.parametrize(
    ("on", "reason", "words"),
    [
        (YESTERDAY, EXIT, "End date must be the same as or after the start date, 2 May 2017"),
        (TOMORROW, EXIT, "End date must be today or in the past"),
        (TODAY, "BORED", "This reason is not in the programme's list"),
    ],
)
def test_an_end_is_dated_between_the_start_and_today_with_a_listed_reason(trade, on, reason, words):
    referral = a_referral(trade=trade, status=Status.STARTED)

    with trade.at_work(trade.provider) as by, pytest.raises(InvalidMove, match=words):
        referrals.end(referral, on=on, reason=reason, by=by, at=NOON)


@pytest.mark.parametrize("verb", [referrals.reject, referrals.ask_cancellation])
def test_a_reason_comes_from_the_closed_list(trade, verb):
    referral = a_referral(trade=trade)

    with (
        trade.at_work(trade.provider) as by,
        pytest.raises(InvalidMove, match="not in the programme's list"),
    ):
        verb(referral, reason="he was rude to us", by=by, at=NOON)


def test_london_decides_which_day_it_is(trade):
    referral = a_referral(trade=trade, status=Status.ACKNOWLEDGED)
    half_past_midnight = datetime.fromisoformat("2017-05-02T23:30:00+00:00")

    with trade.at_work(trade.provider) as by:
        referrals.start(referral, on=date(2017, 5, 3), by=by, at=half_past_midnight)

    assert referral.started_on == date(2017, 5, 3)


def test_a_cancellation_waits_for_the_commissioner(trade):
    referral = a_referral(trade=trade)

    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)
    with trade.at_work(trade.commissioner) as by:
        waiting = tasks.cancellations_to_agree().get()
        assert (waiting.status, waiting.cancellation_reason) == (Status.REFERRED, CANCELLATION)
        referrals.agree_cancellation(waiting, by=by, at=NOON)

    assert seen_by(trade.provider, [referral])[0].status == Status.CANCELLED


def test_a_declined_cancellation_leaves_the_referral_as_it_was(trade):
    referral = a_referral(trade=trade)

    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)
    with trade.at_work(trade.commissioner) as by:
        referrals.decline_cancellation(referral, by=by, at=NOON)

    [referral] = seen_by(trade.provider, [referral])
    assert (referral.status, referral.cancellation_asked_at) == (Status.REFERRED, None)
    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)


def test_a_cancellation_is_asked_for_once_and_answered_only_if_asked_for(trade):
    referral = a_referral(trade=trade)

    for answer in (referrals.agree_cancellation, referrals.decline_cancellation):
        with (
            trade.at_work(trade.commissioner) as by,
            pytest.raises(InvalidMove, match="Nobody has asked"),
        ):
            answer(referral, by=by, at=NOON)
    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)
        with pytest.raises(InvalidMove, match="already been asked for"):
            referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)


def test_only_one_of_two_answers_to_a_cancellation_counts(trade):
    referral = a_referral(trade=trade)
    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(referral, reason=CANCELLATION, by=by, at=NOON)
    [same_referral] = seen_by(trade.commissioner, [referral])

    with trade.at_work(trade.commissioner) as by:
        referrals.decline_cancellation(referral, by=by, at=NOON)
        with pytest.raises(InvalidMove, match="Someone else"):
            referrals.agree_cancellation(same_referral, by=by, at=NOON)


def test_a_withdrawal_adds_to_what_the_ledger_says_and_asks_for_deletion(trade):
    """REQ-000-005"""
    referral = a_referral(trade=trade, status=Status.WITHDRAWN)

    with trade.at_work(trade.provider):
        notice = tasks.deletions_to_confirm().get()

    assert (notice, notice.withdrawal_reason) == (referral, WITHDRAWAL)
    assert [leaf["kind"] for leaf in leaves_seen_by(trade.provider, about_id=referral.pk)] == [
        "referral.made",
        "referral.withdrawn",
    ]


def test_a_delete_notice_stands_until_the_provider_confirms(trade):
    """REQ-000-005"""
    referral = a_referral(trade=trade, status=Status.WITHDRAWN)

    with trade.at_work(trade.provider) as by:
        referrals.confirm_deletion(referral, by=by, at=NOON)
        assert not tasks.deletions_to_confirm().exists()
        with pytest.raises(InvalidMove, match="already been confirmed"):
            referrals.confirm_deletion(referral, by=by, at=NOON)


def test_nothing_starts_after_a_withdrawal(trade):
    referral = a_referral(trade=trade, status=Status.ACKNOWLEDGED)
    [as_the_department_sees_it] = seen_by(trade.department, [referral])
    with trade.at_work(trade.department) as by:
        referrals.withdraw(as_the_department_sees_it, reason=WITHDRAWAL, by=by, at=NOON)

    with trade.at_work(trade.provider) as by, pytest.raises(InvalidMove, match="Someone else"):
        referrals.start(referral, on=TODAY, by=by, at=NOON)


def test_no_move_is_made_under_an_agreement_that_has_ended(trade):
    referral = a_referral(trade=trade)
    with trade.at_work(trade.commissioner) as by:
        end_agreement(trade.agreement, by=by, at=NOON)

    with (
        trade.at_work(trade.provider) as by,
        pytest.raises(InvalidMove, match=f"{trade.agreement} does not allow this: it is not in f"),
    ):
        referrals.acknowledge(referral, by=by, at=NOON)


def test_two_hundred_are_acknowledged_in_a_handful_of_statements(
    trade, django_assert_max_num_queries
):
    many = some_referrals(200, trade=trade)

    with trade.at_work(trade.provider) as by, django_assert_max_num_queries(14):
        moved = referrals.acknowledge_all(many, by=by, at=NOON)

    assert (len(moved.done), moved.refused) == (200, [])
    assert {row.status for row in seen_by(trade.provider, many)} == {Status.ACKNOWLEDGED}
    kinds = [leaf["kind"] for leaf in leaves_seen_by(trade.provider)]
    assert kinds.count("referral.acknowledged") == 200


def test_in_a_batch_each_referral_gets_its_own_day_or_its_own_reason(trade):
    first, second, third = some_referrals(3, trade=trade, status=Status.ACKNOWLEDGED)
    late = a_referral(trade=trade)
    starts = [(first, TODAY), (second, YESTERDAY), (third, TODAY), (late, TODAY), (first, TODAY)]

    with trade.at_work(trade.provider) as by:
        moved = referrals.start_all(starts, by=by, at=NOON)

    assert moved.done == [first, third]
    assert [referral for referral, _ in moved.refused] == [second, late, first]
    assert "stands twice" in moved.refused[-1][1]
    assert [row.started_on for row in seen_by(trade.provider, [first, second])] == [TODAY, None]


def test_a_case_goes_on_under_the_next_version_of_its_agreement(trade):
    referral = a_referral(trade=trade)
    with trade.at_work(trade.commissioner) as by:
        end_agreement(trade.agreement, by=by, at=NOON)
    next_version = a_next_version(trade)

    with trade.at_work(trade.provider) as by:
        referrals.acknowledge(referral, by=by, at=NOON)

    leaf = leaves_seen_by(trade.provider, about_id=referral.pk)[-1]
    assert leaf["about"]["agreement"] == str(next_version)


def acknowledge_and_fail(trade, referral):
    with trade.at_work(trade.provider) as by:
        referrals.acknowledge(referral, by=by, at=NOON)
        raise ZeroDivisionError


def a_next_version(trade):
    parties = {
        "department": trade.department,
        "provider": trade.provider,
        "commissioner": trade.commissioner,
    }
    code = trade.agreement.code.partition(".")[2]
    return a_standard_agreement("WFS-REFERRAL", parties=parties, code=code)


def test_an_acknowledgement_told_later_keeps_the_providers_day_and_the_ledgers_own(trade):
    referral = a_referral(trade=trade)
    later = NOON + timedelta(days=3)

    with trade.at_work(trade.provider) as by:
        moved = referrals.acknowledge_dated([(referral, TODAY)], by=by, at=later)

    assert [localdate(row.acknowledged_at) for row in moved.done] == [TODAY]
    entered = leaves_seen_by(trade.provider, about_id=referral.pk)[-1]
    assert entered["at"].startswith(str(later.date()))
