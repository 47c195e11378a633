"""Who starts, when, and what becomes of the rest.

The full plan carries the figures published in December 2017 (`programmes.md` 4.3 A):
4,433 referred, 2,901 joined, 141 of them after 29 September. A smaller plan keeps their
proportions. How the rest fell out was never published; those shares are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from onward.demonstration.cases import Cancellation, Fate, Reply
from onward.demonstration.chance import chance, shares, weighted
from onward.demonstration.days import REFERRED, working_day

PUBLISHED_REFERRED, PUBLISHED_JOINED, PUBLISHED_AFTER = 4_433, 2_901, 141
LONGEST_WAIT, LONG_WAITS = 40, 0.07

ACKNOWLEDGED_AFTER = {0: 20, 1: 41, 2: 28, 3: 5, 4: 3, 6: 2, 9: 1}
INSTEAD_OF_A_START = {
    Fate.DID_NOT_START: 0.82,
    Fate.REJECTED: 0.12,
    Fate.WITHDRAWN: 0.035,
    Fate.CANCELLED: 0.02,
    Fate.UNANSWERED: 0.005,
}
WHY_REJECTED = {
    "INELIGIBLE": 30,
    "ALREADY_ON_PROVISION": 22,
    "IN_WORK_BEFORE": 16,
    "JOB_BEFORE_START": 14,
    "WRONG_PROVIDER": 8,
    "OTHER": 10,
}
WHY_WITHDRAWN = {"WRONG_OPPORTUNITY": 45, "DUPLICATE": 30, "WRONG_PROVIDER": 25}
WHY_CANCELLED = {"JOB_BEFORE_START": 50, "ALREADY_ON_PROVISION": 30, "INELIGIBLE": 20}
CANCELLATION_DECLINED = 0.003


@dataclass(frozen=True)
class _Referred:
    """A referral whose fate is open: its day, and the waits that chance gave it."""

    on: date
    acknowledged_on: date
    could_start_on: date
    dice: Random


def replies(days: Sequence[date], *, seed: int) -> list[Reply]:
    """One reply for each referral, given by its day in order, with the published proportions."""
    referred = [_referred(day, chance(seed, "reply", place)) for place, day in enumerate(days)]
    starters = _starters(referred, dice=chance(seed, "starters"))
    others = [place for place in range(len(referred)) if place not in starters]
    fates = _fates(others, dice=chance(seed, "fates"))
    return [
        starters.get(place) or _without_start(each, fates[place])
        for place, each in enumerate(referred)
    ]


def joined_of(people: int) -> tuple[int, int]:
    """How many of so many start, and how many of these after the period."""
    joined = round(people * PUBLISHED_JOINED / PUBLISHED_REFERRED)
    return joined, round(people * PUBLISHED_AFTER / PUBLISHED_REFERRED)


def _referred(on: date, dice: Random) -> _Referred:
    wait = weighted(ACKNOWLEDGED_AFTER, dice=dice)
    to_start = int(dice.triangular(1, 13, 3))
    if dice.random() < LONG_WAITS:
        to_start = dice.randint(14, LONGEST_WAIT)
    return _Referred(
        on, working_day(on, later=wait), working_day(on, later=max(wait, to_start)), dice
    )


def _starters(referred: Sequence[_Referred], *, dice: Random) -> dict[int, Reply]:
    joined, after = joined_of(len(referred))
    order = dice.sample(range(len(referred)), len(referred))
    late = [place for place in order if referred[place].could_start_on > REFERRED.last]
    # A small plan may lack late ones: then the last to be referred wait until after the period.
    late += sorted(set(order) - set(late), reverse=True)
    late = late[:after]
    in_time = [
        place
        for place in order
        if place not in set(late) and referred[place].could_start_on in REFERRED
    ]
    first_after = working_day(REFERRED.last, later=1)
    return {place: _start(referred[place]) for place in in_time[: joined - after]} | {
        place: _start(referred[place], not_before=first_after) for place in late
    }


def _start(referred: _Referred, *, not_before: date = date.min) -> Reply:
    reply = Reply(
        fate=Fate.STARTED,
        acknowledged_on=referred.acknowledged_on,
        started_on=max(referred.could_start_on, not_before),
    )
    asked_on = working_day(referred.acknowledged_on, later=1)
    declined_on = working_day(asked_on, later=1)
    is_asked = referred.dice.random() < CANCELLATION_DECLINED
    if not is_asked or declined_on >= referred.could_start_on:
        return reply
    declined = Cancellation(
        asked_on=asked_on, reason="INELIGIBLE", decided_on=declined_on, is_agreed=False
    )
    return replace(reply, cancellation=declined)


def _fates(places: Sequence[int], *, dice: Random) -> dict[int, Fate]:
    counts = shares(len(places), weights=list(INSTEAD_OF_A_START.values()))
    fates = [
        fate for fate, count in zip(INSTEAD_OF_A_START, counts, strict=True) for _ in range(count)
    ]
    # The unanswered stand last and stay with the latest referrals.
    answered = len(fates) - counts[-1]
    return dict(
        zip(places, dice.sample(fates[:answered], answered) + fates[answered:], strict=True)
    )


def _without_start(referred: _Referred, fate: Fate) -> Reply:
    dice = referred.dice
    soon = working_day(referred.on, later=dice.randint(0, 3))
    if fate is Fate.REJECTED:
        return Reply(fate=fate, closed_on=soon, reason=weighted(WHY_REJECTED, dice=dice))
    if fate is Fate.WITHDRAWN:
        return Reply(fate=fate, closed_on=soon, reason=weighted(WHY_WITHDRAWN, dice=dice))
    if fate is Fate.UNANSWERED:
        return Reply(fate=fate)
    reply = Reply(fate=fate, acknowledged_on=referred.acknowledged_on)
    if fate is Fate.CANCELLED:
        return replace(reply, cancellation=_agreed_cancellation(referred))
    later = dice.randint(12, 25)
    return replace(reply, closed_on=working_day(referred.acknowledged_on, later=later))


def _agreed_cancellation(referred: _Referred) -> Cancellation:
    asked_on = working_day(referred.acknowledged_on, later=referred.dice.randint(1, 6))
    return Cancellation(
        asked_on=asked_on,
        reason=weighted(WHY_CANCELLED, dice=referred.dice),
        decided_on=working_day(asked_on, later=referred.dice.randint(0, 3)),
        is_agreed=True,
    )
