from collections import Counter
from datetime import date, timedelta

import pytest

from onward.demonstration.cases import Fate
from onward.demonstration.days import working_day
from onward.demonstration.exits import assessed
from onward.demonstration.plan import BadScale, invented_plan
from onward.demonstration.replies import joined_of
from onward.demonstration.showcase import showcase
from onward.formats.referral_zip import CaseKind
from onward.programmes.management_information import cohort_counts
from onward.programmes.wfs import WFS_2017
from onward.programmes.work import sunday_of
from onward.values.working_days import Calendar, Nation
from tests.demonstration.recount import PERIOD

SCOTLAND = Calendar(Nation.SCOTLAND)


def started(plan):
    return [case for case in plan.cases if case.started_on]


def test_the_full_plan_has_the_figures_published_in_december_2017(full_plan):
    counts = cohort_counts(
        [(case.referred_on, case.started_on) for case in full_plan.cases], period=PERIOD
    )

    assert (counts.referred, counts.joined, counts.rate) == (4_433, 2_901, 65)
    assert (counts.started_in_period, counts.started_after) == (2_760, 141)


@pytest.mark.parametrize("people", [150, 200, 777])
def test_a_plan_of_another_size_keeps_the_proportions(people):
    plan = invented_plan(people)

    days = [case.started_on for case in started(plan)]
    after = sum(day > PERIOD.last for day in days)
    assert (len(plan.cases), len(days), after) == (people, *joined_of(people))
    assert len(plan.borderline) == 10


@pytest.mark.parametrize("people", [0, 149, 100_001])
def test_a_plan_that_cannot_hold_everything_is_refused(people):
    with pytest.raises(BadScale, match="150 to 100,000"):
        invented_plan(people)


def test_the_same_plan_comes_out_every_time(small_plan):
    assert invented_plan(200).cases == small_plan.cases
    assert invented_plan(200, seed=1).cases != small_plan.cases


def test_people_are_referred_on_working_days_from_april_to_september(full_plan):
    days = [case.referred_on for case in full_plan.cases]

    assert days == sorted(days)
    assert (days[0], days[-1]) == (PERIOD.first, PERIOD.last)
    assert all(SCOTLAND.is_working_day(day) for day in set(days))
    assert max(Counter(days).values()) < 60


def test_the_last_start_is_in_late_november(full_plan):
    assert (
        date(2017, 11, 15)
        < max(case.started_on for case in started(full_plan))
        < date(2017, 11, 30)
    )


def test_every_case_keeps_the_order_of_its_steps(full_plan):
    for case in started(full_plan):
        assert case.referred_on <= case.reply.acknowledged_on <= case.started_on
        assert all(job.started_on > case.started_on for job in case.jobs)
        if case.exit:
            weeks = [sunday_of(monday) for job in case.jobs for monday, _ in job.weeks]
            assert max([case.started_on, *weeks]) <= case.exit.on


def test_most_replies_come_within_two_working_days_and_some_late(full_plan):
    replied = [case for case in full_plan.cases if case.reply.acknowledged_on]
    in_time = sum(
        case.reply.acknowledged_on <= WFS_2017.reply_due_on(case.referred_on) for case in replied
    )

    assert 0.85 < in_time / len(replied) < 0.95


def test_every_way_of_not_starting_happens_and_has_its_reason(full_plan):
    cases = [case for case in full_plan.cases if not case.started_on]
    fates = Counter(case.reply.fate for case in cases)

    assert set(fates) == set(Fate) - {Fate.STARTED}
    assert fates[Fate.UNANSWERED] < 10
    for case in cases:
        asked = case.reply.cancellation
        assert bool(asked) == (case.reply.fate is Fate.CANCELLED)
        for reason in filter(None, (case.reply.reason, asked and asked.reason)):
            assert WFS_2017.rejection_reason(reason)


def test_a_cancellation_is_sometimes_declined_and_the_person_starts(full_plan):
    declined = [case for case in started(full_plan) if case.reply.cancellation]

    assert declined
    for case in declined:
        asked = case.reply.cancellation
        assert not asked.is_agreed
        assert case.reply.acknowledged_on < asked.asked_on <= asked.decided_on < case.started_on


def test_exits_have_reasons_of_the_programme_and_plans_only_with_consent(full_plan):
    exits = [case.exit for case in full_plan.cases if case.exit]

    for each in exits:
        assert (each.consents is not None) == WFS_2017.leavers_plan_applies(each.reason)
        assert bool(each.plan) == bool(each.consents)
    plans = [each for each in exits if each.plan]
    late = [each for each in plans if each.plan.sent_on > each.on + timedelta(days=10)]
    assert 0 < len(late) < len(plans) / 5


def test_a_realistic_share_finds_work_and_keeps_it(full_plan):
    reached = Counter(
        outcome.outcome
        for case in started(full_plan)
        for outcome in assessed(case.started_on, jobs=case.jobs)
        if outcome.achieved_on
    )

    # Published to September 2018, six months on: 38% job starts, 26% short, 18% sustained.
    assert 0.3 < reached["job_start"] / 2_901 < 0.4
    assert 0.18 < reached["short_13"] / 2_901 < 0.27
    assert 0.05 < reached["sustained_26"] / 2_901 < 0.18


def test_work_is_of_every_kind(full_plan):
    jobs = [job for case in full_plan.cases for job in case.jobs]

    assert {job.supported for job in jobs} == {job.self_employed for job in jobs} == {True, False}
    assert min(job.minutes_per_week for job in jobs) < 16 * 60
    assert max(len(case.jobs) for case in full_plan.cases) == 2


def test_one_person_is_referred_again_after_a_first_attempt_came_to_nothing(full_plan):
    first, second = map(full_plan.by_reference.get, full_plan.oddities.referred_twice)

    assert first.person == second.person
    assert first.reply.closed_on < second.referred_on <= second.started_on


def test_two_people_have_one_nino_and_nobody_else_has(full_plan):
    first, second = map(full_plan.by_reference.get, full_plan.oddities.one_nino)
    ninos = Counter(nino.text for case in full_plan.cases if (nino := case.person.nino) is not None)

    assert first.person.values["surname"] != second.person.values["surname"]
    assert first.person.nino == second.person.nino
    # The other number that comes twice is that of the person referred twice.
    assert sorted(ninos.values())[-3:] == [1, 2, 2]


def test_a_few_cases_are_guarded_and_none_of_the_referrals_is_a_special_record(full_plan):
    kinds = Counter(case.person.case_kind for case in full_plan.cases)

    assert 0 < kinds[CaseKind.MAPPA] < 20
    assert kinds[CaseKind.SCR] == 0
    assert {case.person.case_kind for case in full_plan.clerical} == {CaseKind.SCR}
    assert {code for case in full_plan.clerical for code, _ in case.outcomes} == {
        "job_start",
        "short_13",
    }


def test_corrections_are_of_referrals_that_are_still_open(full_plan):
    corrected = [full_plan.by_reference[each] for each in full_plan.oddities.corrected]

    assert len(corrected) > 10
    for case in corrected:
        assert case.referred_on < case.corrected_on
        assert case.exit is None or case.corrected_on < case.exit.on


def test_the_shown_person_has_the_whole_story(full_plan):
    shown = full_plan.by_reference[showcase(full_plan).whole_story]

    assert shown.exit.reason == "COMPLETED_IN_WORK"
    assert all(each.achieved_on for each in assessed(shown.started_on, jobs=shown.jobs))


def test_a_working_day_is_the_next_one_after_a_weekend_or_holiday():
    assert working_day(date(2017, 4, 14)) == date(2017, 4, 17)
    assert working_day(date(2017, 4, 13), later=1) == date(2017, 4, 17)
