"""A crash while a file is taken in: what was done stays done, the rest is done once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from onward.casework.models import Referral
from onward.intake.checking import check
from onward.intake.feeds import FEEDS, REFERRALS
from onward.intake.findings import Handed, HandOver
from onward.intake.models import Landing
from onward.intake.taking_in import accept, carry_on
from onward.ledger.models import Entry
from onward.people.models import Fact, Record
from tests.intake.factories import Trade, a_trade, a_zip, landed
from tests.times import NOON

pytestmark = pytest.mark.usefixtures("committed", "a_demonstration")


class Crash(Exception):
    pass


def crash_after(batches: int) -> Any:
    """Hand over as ever, and crash before the batch after these can be committed."""
    handed_over = []

    def hand_over(rows: Sequence[Any], turn: HandOver) -> Handed:
        handed = REFERRALS.hand_over(rows, turn)
        handed_over.append(rows)
        if not turn.is_rehearsal and len(handed_over) > batches + 1:
            raise Crash
        return handed

    return hand_over


def counts(trade: Trade) -> list[int]:
    with trade.at_work(trade.department):
        return [model._default_manager.count() for model in (Record, Fact, Referral, Entry)]


@pytest.fixture
def accepted(monkeypatch) -> tuple[Trade, Landing, list[int]]:
    """Five referrals in batches of two; the crash came in the second batch."""
    trade = a_trade()
    by = trade.staff_of(trade.department)
    landing = landed(by, a_zip(*(trade.row() for _row in range(5)), trade.row(nino="QQ1")))
    before = counts(trade)
    crashing = replace(REFERRALS, batch=2, hand_over=crash_after(1))
    monkeypatch.setitem(FEEDS, "referrals", crashing)
    check(landing, by=by, at=NOON)
    with pytest.raises(Crash):
        accept(landing, by=by, at=NOON)
    monkeypatch.setitem(FEEDS, "referrals", replace(REFERRALS, batch=2))
    return trade, landing, before


def test_after_a_crash_a_file_is_where_its_last_whole_batch_left_it(accepted):
    trade, _landing, before = accepted

    with trade.at_work(trade.department):
        landing = Landing.objects.get()

    assert (landing.status, landing.taken_count, landing.done_count) == ("ACCEPTED", 2, 2)
    assert [now - then for now, then in zip(counts(trade), before, strict=True)][:3] == [2, 2, 2]


def test_it_goes_on_from_there_and_nothing_is_done_twice(accepted):
    trade, landing, before = accepted
    by = trade.staff_of(trade.department)
    seen: list[tuple[int, int]] = []

    done = carry_on(landing, by=by, at=NOON, progress=lambda *place: seen.append(place))

    assert seen == [(4, 5), (5, 5)]
    assert (done.done_count, len(done.problems)) == (5, 1)
    assert done.effect == ["New records: 5", f"People referred to {trade.provider.name}: 5"]
    assert [now - then for now, then in zip(counts(trade), before, strict=True)][:3] == [5, 5, 5]


def test_to_accept_it_again_is_to_go_on(accepted):
    trade, landing, _before = accepted
    by = trade.staff_of(trade.department)

    first = accept(landing, by=by, at=NOON)

    assert accept(landing, by=by, at=NOON) == first
    assert first.done_count == 5
