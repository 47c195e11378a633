"""A referral sent again is the same referral, one version later."""

import pytest

from onward.casework.models import Status
from onward.casework.versions import NewVersion, raise_versions
from onward.ledger.models import Entry
from tests.casework.factories import a_referral, seen_by
from tests.times import NOON

pytestmark = pytest.mark.django_db


def raised(trade, party, referral, version):
    with trade.at_work(party) as by:
        return raise_versions([NewVersion(referral=referral, version=version)], by=by, at=NOON)


def test_a_higher_version_is_told_to_whoever_reads_the_referral(trade):
    referral = a_referral(trade=trade)

    assert raised(trade, trade.department, referral, 3).done == [referral]

    assert seen_by(trade.provider, [referral])[0].version == 3
    with trade.at_work(trade.provider):
        assert Entry.objects.filter(kind="referral.sent_again", about_id=referral.pk).exists()


@pytest.mark.parametrize(
    ("status", "version", "words"),
    [
        (Status.REFERRED, 1, "higher version"),
        (Status.WITHDRAWN, 2, "is over"),
        (Status.ENDED, 2, "is over"),
    ],
)
def test_a_version_is_higher_and_of_a_referral_that_goes_on(trade, status, version, words):
    referral = a_referral(status=status, trade=trade)

    ((_referral, reason),) = raised(trade, trade.department, referral, version).refused

    assert words in reason


def test_nobody_but_the_referrer_sends_a_referral_again(trade):
    referral = a_referral(trade=trade)

    ((_referral, reason),) = raised(trade, trade.provider, referral, 2).refused

    assert "Only the referrer" in reason


def test_two_who_send_the_same_version_are_told_apart(trade):
    first = a_referral(trade=trade)
    second = seen_by(trade.department, [first])[0]

    assert raised(trade, trade.department, first, 2).done
    ((_referral, reason),) = raised(trade, trade.department, second, 2).refused

    assert "Someone else" in reason
