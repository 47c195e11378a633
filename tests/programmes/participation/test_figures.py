from datetime import date
from fractions import Fraction
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.activities import Participation, UnknownActivity, neet_codes
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.figures import (
    Counts,
    counted,
    counts,
    mean,
    movement,
    offer_percents,
    participation_counts,
    percent,
    printed,
    rounded_to_ten,
)
from onward.programmes.participation.guarantee import Offer

IN_YEAR_12, IN_YEAR_13, IN_YEAR_11 = date(2007, 10, 10), date(2007, 3, 1), date(2008, 10, 10)
WINTER = [date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)]
MARCH = date(2025, 3, 31)
SEPTEMBER = date(2024, 9, 30)


def doing(code, number=1, *, born=IN_YEAR_12, verified=date(2024, 9, 10)):
    """So many people of one age with one activity."""
    activity = Activity(
        code=code, started_on=date(2024, 9, 5), verified_on=verified, review_on=verified
    )
    return repeat((born, activity), number)


def counts_of(*groups, on=SEPTEMBER):
    return counts(counted(chain(*groups), on=on))


def shown(part: Fraction, of: Fraction) -> str:
    value = percent(part, of=of)
    assert value is not None
    return printed(value)


def headline(found):
    parts = (found.neet, found.not_known, found.neet_or_not_known)
    return tuple(shown(part, found.of) for part in parts)


def test_a_lapsed_activity_is_not_known_and_leaves_the_neet_figure_alone():
    """`ccis.md` 9b.7"""
    before = counts_of(doing("230", 10), doing("619", 2))
    after = counts_of(doing("230", 9), doing("230", verified=date(2024, 3, 10)), doing("619", 2))

    assert (after.of, after.neet) == (before.of, before.neet)
    assert after.not_known == before.not_known + 1


def test_custody_leaves_the_denominator_and_each_figure_comes_from_unrounded_counts():
    """`ccis.md` 9b.10"""
    found = counts_of(
        doing("210", 900),
        doing("330", 30, verified=date(2024, 1, 10)),
        doing("619", 40),
        doing("810", 20),
        doing("710", 10),
    )

    assert found == Counts(Fraction(990), Fraction(40), Fraction(50))
    assert headline(found) == ("4.0", "5.1", "9.1")


def test_years_12_and_13_count_and_no_others():
    found = counts_of(doing("230", 3, born=IN_YEAR_11), doing("230", 2, born=date(2006, 8, 31)))

    assert found.of == 0
    assert percent(found.neet, of=found.of) is None
    assert counts_of(doing("619", born=IN_YEAR_13), doing("619")).neet == 2


def test_a_code_of_another_time_is_an_error_not_a_silent_nothing():
    with pytest.raises(UnknownActivity, match="720"):
        counts_of(doing("720"))


def test_the_figure_of_three_months_is_the_mean_count_over_the_mean_cohort():
    """`ccis.md` 9b.11"""
    months = [
        Counts(Fraction(of), Fraction(neet), Fraction(0))
        for of, neet in ((1000, 40), (1010, 41), (1020, 45))
    ]

    winter = mean(months)

    assert winter == Counts(Fraction(1010), Fraction(42), Fraction(0))
    assert shown(winter.neet, winter.of) == "4.2"
    assert printed(100 * winter.neet / winter.of, places=3) == "4.158"
    with pytest.raises(ValueError, match="needs a month"):
        mean([])


def test_participation_is_not_the_eet_side():
    """`ccis.md` 9b.12"""
    groups = {"210": 80, "310": 5, "330": 3, "260": 2, "530": 2, "616": 1, "550": 1, "619": 6}
    people = [*counted(chain(*(doing(*group) for group in groups.items())), on=SEPTEMBER)]

    participation = participation_counts(people)

    assert participation.participating == 86
    assert participation.by_type[Participation.EMPLOYMENT_WITH_STUDY] == 1
    assert shown(participation.participating, participation.of) == "86.0"
    assert shown(counts(people).neet, counts(people).of) == "7.0"


def test_of_participation_a_lapsed_place_is_none_and_custody_leaves_the_denominator():
    people = chain(doing("410", 3), doing("410", verified=date(2024, 1, 1)), doing("710", 5))

    found = participation_counts(counted(people, on=SEPTEMBER))

    assert found.participating == found.other == 3
    assert found.of == 4


# Scorecard of 2025: cohort, NEET and not known of the winter; cohort and participation of March.
AUTHORITIES = {
    "856": ((10_192, 591, 112), ("5.8", "1.1", "6.9")),
    "855": ((15_600, 187, 749), ("1.2", "4.8", "6.0")),
    "332": ((7_715, 185, 1_474), ("2.4", "19.1", "21.5")),
    "825": ((13_676, 334, 704), ("2.4", "5.1", "7.6")),
    "390": ((4_088, 180, 20), ("4.4", "0.5", "4.9")),
}


@pytest.mark.parametrize(("people", "expected"), AUTHORITIES.values(), ids=AUTHORITIES)
def test_the_winter_figures_of_five_authorities_come_out_of_their_people(people, expected):
    cohort, neet, not_known = people
    lapsed_share = not_known // 3
    months = [
        counts_of(
            doing("210", cohort - neet - not_known, verified=date(2024, 9, 20)),
            doing("619", neet - 10 + extra, born=IN_YEAR_13),
            doing("640", 10 - extra),
            doing("820", not_known - lapsed_share),
            doing("360", lapsed_share, verified=date(2024, 6, 1)),
            doing("710", 5, verified=on),
            doing("110", 50, born=IN_YEAR_11),
            on=on,
        )
        for extra, on in enumerate(WINTER)
    ]

    winter = mean(months)

    assert winter.of == cohort
    assert headline(winter) == expected


MARCH_FIGURES = {
    "856": ((10_241, 8_909, 123, 308), ("91.2", "87.0", "1.2", "3.0")),
    "855": ((15_611, 14_329, 263, 125), ("94.3", "91.8", "1.7", "0.8")),
    "332": ((7_725, 6_134, 98, 116), ("82.2", "79.4", "1.3", "1.5")),
    "825": ((13_712, 11_996, 504, 173), ("92.4", "87.5", "3.7", "1.3")),
    "390": ((4_105, 3_461, 206, 73), ("91.1", "84.3", "5.0", "1.8")),
}


@pytest.mark.parametrize(("people", "expected"), MARCH_FIGURES.values(), ids=MARCH_FIGURES)
def test_the_participation_of_five_authorities_comes_out_of_their_people(people, expected):
    cohort, full_time, apprentices, other = people
    verified = date(2025, 2, 20)
    groups = [
        doing("220", full_time, verified=verified),
        doing("310", apprentices, verified=verified),
        doing("250", other // 2, verified=verified),
        doing("320", other - other // 2, verified=verified),
        doing("330", cohort - full_time - apprentices - other, verified=verified),
    ]

    found = participation_counts(counted(chain(*groups), on=MARCH))

    parts = (
        found.participating,
        found.by_type[Participation.FULL_TIME_EDUCATION],
        found.by_type[Participation.APPRENTICESHIP],
        found.other,
    )
    assert tuple(shown(part, found.of) for part in parts) == expected


def test_rounded_counts_would_give_another_percentage_than_the_printed_one():
    neet, cohort = Fraction(47_170, 3), Fraction(330_976)

    assert (rounded_to_ten(neet), rounded_to_ten(cohort)) == (15_720, 330_980)
    assert shown(neet, cohort) == "4.8"
    assert shown(Fraction(15_720), Fraction(330_980)) == "4.7"


def test_a_printed_total_is_not_the_sum_of_printed_parts():
    at_16, at_17 = Fraction(35_019, 3), Fraction(20_013)

    assert rounded_to_ten(at_16) + rounded_to_ten(at_17) == 11_670 + 20_010
    assert rounded_to_ten(at_16 + at_17) == 31_690


def test_the_four_parts_of_a_guarantee_add_to_100():
    derby = {Offer.MADE: 6_067, Offer.NOT_APPROPRIATE: 31, Offer.NONE: 48, Offer.NOT_RECORDED: 106}

    found = offer_percents(chain(*(repeat(*each) for each in derby.items())))

    assert sum(found.values()) == 100
    assert printed(found[Offer.MADE], places=7) == "97.0409469"
    parts = [printed(found[each], places=4) for each in Offer if each is not Offer.MADE]
    assert parts == ["0.4958", "0.7678", "1.6955"]
    assert offer_percents([]) == {}


def test_offers_may_pass_100_percent_and_are_not_clamped():
    assert shown(Fraction(1_004), Fraction(1_000)) == "100.4"


def test_who_joins_and_who_leaves_is_told_by_person():
    assert movement(before={"a", "b"}, now={"b", "c"}).joined == {"c"}
    assert movement(before={"a", "b"}, now={"b", "c"}).left == {"a"}


@given(st.fractions(0, 100), st.integers(0, 6))
def test_printing_goes_to_the_nearest_and_a_half_up(value, places):
    off = Fraction(printed(value, places=places)) - value

    assert -Fraction(1, 2 * 10**places) < off <= Fraction(1, 2 * 10**places)


codes = st.sampled_from(["210", "330", "260", "530", "619", "640", "820", "710", "410"])


@given(st.lists(st.tuples(codes, st.integers(0, 40))))
def test_every_one_in_the_denominator_is_on_one_side(groups):
    people = [*counted(chain(*(doing(*group) for group in groups)), on=SEPTEMBER)]

    found = counts(people)

    in_neet = sum(number for code, number in groups if code in neet_codes())
    custody = sum(number for code, number in groups if code == "710")
    assert found.neet == in_neet
    assert found.of == len(people) - custody
    assert participation_counts(people).participating <= found.of - found.neet_or_not_known
