"""A restricted person's referral is seen by those named, and looks like no referral to others."""

import pytest

from onward.casework import referrals, tasks
from onward.casework.models import Referral, Status
from onward.people.models import Record
from onward.people.records import lift_restriction, restrict
from onward.tenancy.context import acting_for
from tests.casework.factories import TODAY, a_new_referral, a_referral
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db


def restricted(trade, organisation, record_id):
    with trade.at_work(organisation) as by:
        record = Record.objects.get(pk=record_id)
        restrict(record, to=[by], by=by, at=NOON)


def test_a_colleague_who_is_not_named_sees_neither_the_row_nor_a_count(trade):
    referral = a_referral(trade=trade)
    colleague = a_member_of_staff(trade.provider)

    restricted(trade, trade.provider, referral.received_as_id)

    with acting_for(trade.provider.pk, user=colleague.pk):
        assert not Referral.objects.filter(pk=referral.pk).exists()
        assert tasks.provider_counts(on=TODAY, most=9)["to_acknowledge"] == 0
    with trade.at_work(trade.provider):
        assert tasks.provider_counts(on=TODAY, most=9)["to_acknowledge"] == 1


def test_a_restriction_on_one_side_hides_nothing_from_the_other(trade):
    referral = a_referral(trade=trade)

    restricted(trade, trade.department, referral.sent_from_id)

    with acting_for(trade.department.pk, user=a_member_of_staff(trade.department).pk):
        assert not Referral.objects.exists()
    with trade.at_work(trade.provider) as by:
        referrals.acknowledge(referral, by=by, at=NOON)
    with trade.at_work(trade.department):
        assert Referral.objects.get().status == Status.ACKNOWLEDGED


def test_a_move_by_a_colleague_who_is_not_named_changes_nothing(trade):
    referral = a_referral(trade=trade)
    colleague = a_member_of_staff(trade.provider)
    restricted(trade, trade.provider, referral.received_as_id)

    with acting_for(trade.provider.pk, user=colleague.pk):
        moved = referrals.acknowledge_all([referral], by=colleague, at=NOON)

    assert moved.done == []


def test_a_lifted_restriction_shows_the_referral_again(trade):
    referral = a_referral(trade=trade)
    restricted(trade, trade.provider, referral.received_as_id)

    with trade.at_work(trade.provider) as by:
        lift_restriction(Record.objects.get(referrals_in=referral), by=by, at=NOON)

    with acting_for(trade.provider.pk, user=a_member_of_staff(trade.provider).pk):
        assert Referral.objects.get() == referral


def test_a_new_referral_of_a_restricted_record_is_restricted_from_the_first(trade):
    record = a_record(trade.department)
    new = a_new_referral(trade, record=record)
    with trade.at_work(trade.department) as by:
        restrict(Record.objects.get(pk=record.pk), to=[by], by=by, at=NOON)
        referrals.refer(new, by=by, at=NOON)

        assert Referral.objects.get().referrer_restricted_to == [by.pk]


def test_a_referral_received_by_a_restricted_record_is_restricted_from_the_first(trade):
    new, received = a_new_referral(trade), a_record(trade.provider)
    named = a_member_of_staff(trade.provider)
    with trade.at_work(trade.department) as by:
        made = referrals.refer(new, by=by, at=NOON)
        referrals.arrive({made.pk: received.pk}, at=NOON, named={made.pk: [named.pk, by.pk]})

    with acting_for(trade.provider.pk, user=named.pk):
        assert Referral.objects.get().provider_restricted_to == [named.pk, by.pk]
    with acting_for(trade.provider.pk, user=a_member_of_staff(trade.provider).pk):
        assert not Referral.objects.exists()
