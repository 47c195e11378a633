from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.cohort import (
    VERSIONS,
    Plan,
    Standing,
    YoungPerson,
    cohort_rules,
)
from onward.programmes.participation.leaving import (
    BadDeparture,
    CohortStatus,
    Departure,
    Returned,
)

HERE = frozenset({"856"})
SEPTEMBER, OCTOBER, NOVEMBER = date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30)
RULES = cohort_rules(SEPTEMBER)
A_PLAN = (Plan(date(2015, 1, 1)),)


def accepted(period_end, status="P", *, is_accepted=True):
    return Returned(period_end=period_end, status=CohortStatus(status), is_accepted=is_accepted)


def a_young_person(born="2008-10-10", **facts):
    return YoungPerson(born=date.fromisoformat(born), **{"lives_in": "856", **facts})


def status(young_person, period_end, *returned):
    standing = RULES.standing(
        young_person, period_end=period_end, authorities=HERE, returned=returned
    )
    return standing and standing.status.value


def to_kent(on=date(2025, 10, 14)):
    return Departure(status=CohortStatus.TRANSFERRED, on=on, from_place="856", to_place="886")


@pytest.mark.parametrize(
    ("born", "plans", "period_end", "shown"),
    [
        ("2008-10-10", (), SEPTEMBER, "P"),  # year 12
        ("2009-10-10", (), SEPTEMBER, "P"),  # year 11
        ("2010-10-10", (), SEPTEMBER, None),  # year 10
        ("2007-08-31", (), SEPTEMBER, None),  # academic age 18
        ("2007-08-31", A_PLAN, SEPTEMBER, "P"),
        ("2000-09-01", A_PLAN, date(2026, 8, 31), "P"),  # academic age 24, turned 25
        ("2000-09-01", A_PLAN, date(2026, 9, 30), None),  # academic age 25
    ],
)
def test_membership_goes_by_academic_age_and_a_current_plan(born, plans, period_end, shown):
    """`ccis.md` 9b.2"""
    assert status(a_young_person(born, plans=plans), period_end) == shown


@pytest.mark.parametrize(
    ("born", "plans", "period_end", "shown"),
    [
        ("2007-08-31", (), SEPTEMBER, "A"),
        ("2000-09-01", A_PLAN, date(2026, 9, 30), "A"),
        ("2007-08-31", (Plan(date(2015, 1, 1), date(2025, 9, 15)),), SEPTEMBER, "L"),
        ("2007-08-31", (Plan(date(2015, 1, 1), date(2025, 8, 31)),), SEPTEMBER, "A"),
    ],
)
def test_who_grows_out_leaves_once(born, plans, period_end, shown):
    """`ccis.md` 9b.2"""
    person = a_young_person(born, plans=plans)
    month_before = accepted(period_end.replace(day=1) - timedelta(days=1))

    assert status(person, period_end, month_before) == shown
    reported = (month_before, accepted(period_end, shown))
    assert status(person, period_end + timedelta(days=31), *reported) is None


def test_a_transfer_is_reported_once_it_has_been_accepted():
    """`ccis.md` 9b.13"""
    gone = a_young_person(departure=to_kent())
    in_september = accepted(SEPTEMBER)
    in_october = accepted(OCTOBER, "T")

    assert RULES.standing(
        gone, period_end=OCTOBER, authorities=HERE, returned=[in_september]
    ) == Standing(CohortStatus.TRANSFERRED, "886")
    assert status(gone, NOVEMBER, in_september, in_october) is None


def test_a_transfer_whose_file_was_never_accepted_is_reported_again():
    """`ccis.md` 9b.13"""
    gone = a_young_person(departure=to_kent())
    refused = accepted(OCTOBER, "T", is_accepted=False)

    assert status(gone, NOVEMBER, accepted(SEPTEMBER), refused) == "T"


def test_a_past_month_is_made_again_as_it_was():
    gone = a_young_person(departure=to_kent())
    all_months = (accepted(SEPTEMBER), accepted(OCTOBER, "T"))

    assert status(gone, OCTOBER, *all_months) == "T"


def test_a_departure_still_to_come_changes_nothing():
    leaving = a_young_person(departure=to_kent())

    assert status(leaving, SEPTEMBER) == "P"


def test_who_was_never_returned_has_nothing_to_leave():
    assert status(a_young_person(departure=to_kent()), OCTOBER) is None


def test_who_comes_back_is_returned_and_may_leave_again():
    left = (accepted(SEPTEMBER), accepted(OCTOBER, "T"))
    back = (*left, accepted(NOVEMBER))

    assert status(a_young_person(), NOVEMBER, *left) == "P"
    again = a_young_person(departure=to_kent(date(2025, 12, 3)))
    assert status(again, date(2025, 12, 31), *back) == "T"


@pytest.mark.parametrize("code", ["M", "D", "E", "L"])
def test_every_other_way_to_leave_is_reported_as_recorded(code):
    leaving = Departure(status=CohortStatus(code), on=date(2025, 10, 2), from_place="856")

    assert status(a_young_person(departure=leaving), OCTOBER, accepted(SEPTEMBER)) == code


def test_who_moved_without_a_word_is_transferred_to_where_they_live():
    moved = a_young_person(lives_in="855")

    assert RULES.standing(
        moved, period_end=OCTOBER, authorities=HERE, returned=[accepted(SEPTEMBER)]
    ) == Standing(CohortStatus.TRANSFERRED, "855")


@pytest.mark.parametrize(
    ("period_end", "born", "shown"),
    [
        (date(2026, 4, 30), "2009-10-10", None),
        (date(2026, 5, 31), "2009-10-10", "G"),
        (date(2026, 10, 31), "2009-10-10", "G"),
        (date(2026, 11, 30), "2009-10-10", None),
        (date(2026, 6, 30), "2008-10-10", None),  # year 12: the home authority answers
    ],
)
def test_a_year_11_pupil_from_elsewhere_is_returned_for_the_guarantee_alone(
    period_end, born, shown
):
    pupil = a_young_person(born, lives_in="855", year_eleven_in="856")

    assert status(pupil, period_end) == shown


@pytest.mark.parametrize(
    ("code", "to_place", "said"),
    [
        ("T", "", "needs the other authority"),
        ("T", "856", "own authority"),
        ("T", "004", "not known"),
        ("T", "001", "outside England"),
        ("P", "", "not a way to leave"),
        ("A", "", "not a way to leave"),
    ],
)
def test_a_departure_that_the_return_would_refuse_is_not_recorded(code, to_place, said):
    with pytest.raises(BadDeparture, match=said):
        Departure(status=CohortStatus(code), on=OCTOBER, from_place="856", to_place=to_place)


@given(st.dates(date(1998, 1, 1), date(2013, 1, 1)), st.booleans())
def test_every_one_leaves_once_and_only_after_having_been_in(born, has_plan):
    person = YoungPerson(born=born, lives_in="856", plans=A_PLAN if has_plan else ())
    returned: list[Returned] = []
    for year in range(2019, 2040):
        for end in (date(year, 8, 31), date(year, 9, 30)):
            standing = RULES.standing(person, period_end=end, authorities=HERE, returned=returned)
            if standing:
                returned.append(accepted(end, standing.status.value))

    codes = "".join(each.status for each in returned)
    assert codes == "P" * (len(codes) - 1) + "A" if codes else born < date(2003, 1, 1)


@given(st.dates(date(1998, 1, 1), date(2013, 1, 1)), st.booleans())
def test_nobody_is_in_before_the_first_or_after_the_last_day(born, has_plan):
    person = YoungPerson(born=born, lives_in="856", plans=A_PLAN if has_plan else ())
    first, last = RULES.first_day_in(person), RULES.last_day_in(person, with_plan=has_plan)

    assert RULES.is_of_age(person, on=first)
    assert not RULES.is_of_age(person, on=first - timedelta(days=1))

    assert RULES.is_of_age(person, on=last)
    assert not RULES.is_of_age(person, on=last + timedelta(days=1))


@pytest.mark.parametrize(
    ("period_end", "to_age", "to_age_with_plan"),
    [
        (date(2014, 6, 30), 19, 24),
        (date(2016, 6, 30), 19, 25),
        (date(2017, 4, 30), 17, 24),
        (date(2026, 6, 30), 17, 24),
    ],
)
def test_a_month_is_made_by_the_rules_of_its_time(period_end, to_age, to_age_with_plan):
    rules = cohort_rules(period_end)

    assert (rules.to_age, rules.to_age_with_plan) == (to_age, to_age_with_plan)
    assert all(each.source and each.doubts for each in VERSIONS)
