from datetime import date

import pytest

from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import BadItemValue, clean
from onward.demonstration import bad_files
from onward.formats.evidence_csv import read_job_starts
from onward.formats.referral_zip import read
from onward.formats.starts_csv import read_referral_actions

MAY = date(2017, 5, 2)


def test_the_good_file_that_the_others_are_made_from_is_good():
    found = read(bad_files.good_referrals(), name="r.zip")

    assert (len(found.referrals), found.problems) == (3, [])


@pytest.mark.parametrize(
    ("content", "kept", "place", "rule"),
    [
        (bad_files.empty_zip, 0, ("r.zip", None, None), "holds no file"),
        (bad_files.zip_bomb, 0, ("r.zip", None, None), "far more than it holds"),
        (bad_files.wrong_encoding, 0, ("referrals.csv", 3, None), "not in UTF-8"),
        (bad_files.missing_column, 0, ("referrals.csv", 1, "surname"), "missing"),
        (bad_files.formula_in_name, 2, ("referrals.csv", 3, "surname"), "like a formula"),
        (
            bad_files.same_referral_twice,
            2,
            ("referrals.csv", 4, "referral_reference"),
            "Row 3 already",
        ),
    ],
)
def test_a_bad_archive_is_bad_in_the_place_it_says(content, kept, place, rule):
    found = read(content(), name="r.zip")

    first = found.problems[0]
    assert (first.file, first.row, first.column) == place
    assert rule in first.rule
    assert len(found.referrals) == kept


def test_the_bomb_is_small_on_disk():
    assert len(bad_files.zip_bomb()) < 100_000


def test_a_wrong_suffix_passes_the_layout_and_not_the_catalogue():
    row = read(bad_files.nino_with_wrong_suffix(), name="r.zip").referrals[1]

    with pytest.raises(BadItemValue, match="ends with A, B, C or D"):
        clean(catalogue()["nino"], row.values["nino"], on=MAY, fictitious=True)


def test_of_many_rows_as_many_are_bad_as_asked_for():
    found = read(bad_files.many_with_some_bad(count=1_000, bad=50), name="r.zip")

    # A wrong NINO or postcode is for the catalogue to find: two of the five ways.
    assert (len(found.referrals), len(found.problems)) == (970, 30)


def test_a_start_and_a_job_lie_one_day_before_they_may():
    starts = bad_files.start_before_referral("R1", referred_on=MAY)
    jobs = bad_files.outcome_before_start("R1", started_on=MAY)

    assert read_referral_actions(starts, name="s.csv").rows[0].on == date(2017, 5, 1)
    assert read_job_starts(jobs, name="j.csv").rows[0].job_started_on == date(2017, 5, 1)
