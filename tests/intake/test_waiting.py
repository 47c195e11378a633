"""What is too long for a page to wait for is done by the worker, as whoever asked for it."""

import pytest

from onward.casework.models import Referral
from onward.intake.models import Landing
from onward.intake.taking_in import say_yes
from onward.intake.waiting import files_waiting, take
from onward.ledger.models import Entry
from tests.intake.factories import Trade, a_zip, landed
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]


def work(trade: Trade) -> int:
    waiting = files_waiting(trade.department.pk)
    for landing, by in waiting:
        take(landing, by=by, at=NOON)
    return len(waiting)


def test_a_file_is_checked_and_taken_in_by_the_worker_in_the_name_of_who_sent_it(trade):
    by = trade.staff_of(trade.department)
    landing = landed(by, a_zip(trade.row()))

    assert work(trade) == 1
    say_yes(landing, by=by, at=NOON)
    assert work(trade) == 1

    with trade.at_work(trade.department):
        assert Landing.objects.get().status == Landing.Status.DONE
        assert Referral.objects.get().referred_by == by.handle
        taken = Entry.objects.get(kind="file.taken_in")
    assert str(by.handle) in bytes(taken.leaf).decode()


def test_what_nobody_said_yes_to_waits(trade):
    landed(trade.staff_of(trade.department), a_zip(trade.row()))

    assert (work(trade), work(trade)) == (1, 0)
    with trade.at_work(trade.department):
        assert not Referral.objects.exists()
