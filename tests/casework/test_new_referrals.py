"""What a new referral must satisfy, one by one and in a batch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onward.casework import referrals
from onward.casework.models import Referral, Status
from onward.casework.moves import InvalidMove
from onward.contracts.actions import withdraw as withdraw_opportunity
from onward.people.models import Record
from onward.people.records import record_death
from onward.tenancy.context import acting_for
from tests.casework.factories import (
    TODAY,
    WITHDRAWAL,
    a_new_referral,
    a_referral,
    a_trade,
    records_of,
    seen_by,
)
from tests.casework.ledgers import leaves_seen_by
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db


def refer(trade, new):
    with trade.at_work(trade.department) as by:
        return referrals.refer(new, by=by, at=NOON)


def refused(trade, new) -> str:
    with pytest.raises(InvalidMove) as refusal:
        refer(trade, new)
    return str(refusal.value)


def test_a_referral_keeps_the_rules_of_its_day_and_the_last_day_for_a_reply(trade):
    thursday_before_easter = date(2017, 4, 13)

    referral = refer(trade, a_new_referral(trade, referred_on=thursday_before_easter))

    assert (referral.programme, referral.rules) == ("wfs", "2017-04-03")
    # Good Friday is a bank holiday in Scotland, Easter Monday is not.
    assert referral.reply_due_on == date(2017, 4, 18)
    parties = (trade.department.pk, trade.provider.pk, trade.commissioner.pk)
    assert (referral.referrer_id, referral.provider_id, referral.commissioner_id) == parties


def test_a_referral_made_is_entered_for_the_provider_on_the_commissioners_behalf(trade):
    record = a_record(trade.department)

    referral = refer(trade, a_new_referral(trade, record=record))

    [leaf] = leaves_seen_by(trade.provider, about_id=referral.pk)
    parties = (trade.department.pk, trade.provider.pk, trade.commissioner.pk)
    assert (leaf["by"], leaf["to"], leaf["for"]) == parties
    assert leaf["subject"] == str(record.handle)
    assert leaf["about"]["items"] == [
        "opportunity_type",
        "prap_referral_id",
        "referral_date",
        "referral_status",
    ]


def test_no_referral_is_dated_in_the_future(trade):
    """REQ-004-011"""
    tomorrow = TODAY + timedelta(days=1)

    why = refused(trade, a_new_referral(trade, referred_on=tomorrow))

    assert why == "Referral date must be today or in the past."


@pytest.mark.parametrize("facts", [{"referred_on": date(2017, 4, 2)}, {"programme": "whp"}])
def test_a_programme_takes_referrals_in_its_own_time_alone(trade, facts):
    assert "takes no referrals on" in refused(trade, a_new_referral(trade, **facts))


def test_a_programme_takes_no_referral_after_its_last_day(trade):
    new = a_new_referral(trade, referred_on=date(2018, 3, 10))
    later = NOON.replace(year=2018)

    with trade.at_work(trade.department) as by:
        [(_, reason)] = referrals.refer_all([new], by=by, at=later).refused

    assert "takes no referrals on 10 March 2018" in reason


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"case_kind": Record.CaseKind.SCR}, "never referred electronically"),
        ({"kind": Record.Kind.MENTIONED}, "holds no person"),
    ],
)
def test_some_records_have_no_shared_row(trade, facts, words):
    record = a_record(trade.department, **facts)

    assert words in refused(trade, a_new_referral(trade, record=record))


def test_nobody_who_has_died_is_referred(trade):
    record = a_record(trade.department)
    new = a_new_referral(trade, record=record)
    with trade.at_work(trade.department) as by:
        record_death(record, on=TODAY, by=by, at=NOON)

    assert "has died" in refused(trade, new)


def test_a_person_has_one_live_referral_to_a_programme(trade):
    first = a_referral(trade=trade)
    record = Record(pk=first.sent_from_id)

    why = refused(trade, a_new_referral(trade, record=record))

    assert why == "This person has a live referral to this programme. End or withdraw it first."


def test_a_second_attempt_is_a_second_referral_with_a_reference_of_its_own(trade):
    """REQ-003-006"""
    first = a_referral(trade=trade, status=Status.REJECTED)

    second = refer(trade, a_new_referral(trade, record=Record(pk=first.sent_from_id)))

    with trade.at_work(trade.department):
        of_the_person = Referral.objects.filter(sent_from=first.sent_from_id)
        references = set(of_the_person.values_list("reference", flat=True))
    assert references == {first.reference, second.reference}
    assert len(references) == 2


def test_a_reference_is_never_used_twice(trade):
    used = a_referral(trade=trade).reference

    assert refused(trade, a_new_referral(trade, reference=used)).endswith("Give another.")


def test_a_reference_that_another_organisation_uses_is_no_obstacle_and_not_told(trade):
    elsewhere = a_referral()

    assert a_referral(trade=trade, reference=elsewhere.reference).status == Status.REFERRED


def test_a_reference_that_two_referrers_gave_one_provider_names_neither(trade):
    alone, doubled = a_referral(trade=trade), a_referral(trade=trade)
    a_referral(trade=a_trade(provider=trade.provider), reference=doubled.reference)

    with acting_for(trade.provider.pk):
        theirs = Referral.objects.sent_to(trade.provider)
        found = theirs.by_reference([alone.reference, doubled.reference])
    assert list(found) == [alone.reference]


def test_only_a_published_opportunity_takes_referrals(trade):
    with trade.at_work(trade.department) as by:
        withdraw_opportunity(trade.opportunity, by=by, at=NOON)
        trade.opportunity.refresh_from_db()

    assert "not open to you" in refused(trade, a_new_referral(trade))


def test_another_organisations_record_cannot_be_referred(trade):
    elsewhere = a_record(trade.provider)

    assert "no such record" in refused(trade, a_new_referral(trade, record=elsewhere))


def test_in_a_batch_the_good_are_made_and_the_bad_say_why(trade):
    good = a_new_referral(trade)
    same_person = replace(good, reference="PO-OTHER")
    same_reference = a_new_referral(trade, reference=good.reference)

    with trade.at_work(trade.department) as by:
        referred = referrals.refer_all([good, same_person, same_reference], by=by, at=NOON)

    assert [referral.reference for referral in referred.done] == [good.reference]
    assert [new for new, _ in referred.refused] == [same_person, same_reference]
    assert "is used already" in referred.refused[1][1]
    assert len(leaves_seen_by(trade.provider, about_id=referred.done[0].pk)) == 1


def test_two_hundred_are_made_in_a_handful_of_statements(trade, django_assert_max_num_queries):
    new = [a_new_referral(trade, record=record) for record in records_of(trade.department, 200)]

    with trade.at_work(trade.department) as by, django_assert_max_num_queries(16):
        referred = referrals.refer_all(new, by=by, at=NOON)

    assert (len(referred.done), referred.refused) == (200, [])


def test_the_provider_sees_a_referral_once_it_has_arrived(trade):
    referral = refer(trade, a_new_referral(trade))
    received = a_record(trade.provider)
    with acting_for(trade.provider.pk):
        assert not Referral.objects.exists()

    with trade.at_work(trade.department):
        assert referrals.arrive({referral.pk: received.pk}, at=NOON) == {referral.pk}

    assert seen_by(trade.provider, [referral])[0].received_as_id == received.pk


def test_a_referral_withdrawn_on_the_way_does_not_arrive(trade):
    referral = refer(trade, a_new_referral(trade))
    received = a_record(trade.provider)

    with trade.at_work(trade.department) as by:
        referrals.withdraw(referral, reason=WITHDRAWAL, by=by, at=NOON)
        assert referrals.arrive({referral.pk: received.pk}, at=NOON) == set()
