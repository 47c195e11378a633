"""A small city of young people: every sum comes out twice, and its lists can be taken in."""

from collections import Counter
from pathlib import Path

import pytest

from onward.demonstration.young_people.city import ADVISERS, COUNCIL, TODAY, staff
from onward.demonstration.young_people.lists import ListFile, write_lists
from onward.demonstration.young_people.living import Autumn
from onward.demonstration.young_people.looking_back import look_back
from onward.demonstration.young_people.plan import invented_city
from onward.demonstration.young_people.setting_up import set_up_city
from onward.intake.feeds import FEEDS
from onward.intake.old_systems.feeds import OLD_SYSTEM
from onward.intake.young_people.feeds import YOUNG_PEOPLE
from onward.tracking.models import Following, MonthlyReturn
from tests.databases import demonstration

SMALL = 100
FEEDS_OF_YOUNG_PEOPLE = {feed.code for feed in YOUNG_PEOPLE}


def in_folder(folder: Path, *, seed: int = 7) -> list[ListFile]:
    return write_lists(invented_city(SMALL, seed=seed), folder=folder, seed=seed)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_sum_of_the_city_comes_out_twice(committed, settings, tmp_path):
    settings.OUTBOX = tmp_path
    plan = invented_city(SMALL)

    with demonstration():
        city = set_up_city()
        Autumn(plan, city).live()
        _found, sums = look_back(plan, city, at=TODAY)
        with city.at_work():
            returns = Counter(MonthlyReturn.objects.values_list("status", flat=True))
            caseloads = Counter(Following.objects.values_list("worker", flat=True))

    assert [each for each in sums if not each.holds] == []
    assert plan.in_cohort == SMALL
    assert returns == {"ACCEPTED": 1, "SENT": 1, "CHECKED": 1}
    assert caseloads.keys() == {
        each.handle for each in city.staff.values() if each.name in ADVISERS
    }


def test_the_same_seed_invents_the_same_city_and_another_a_different_one(tmp_path):
    assert invented_city(SMALL, seed=7) == invented_city(SMALL, seed=7)
    assert invented_city(SMALL, seed=7) != invented_city(SMALL, seed=8)
    in_folder(tmp_path / "one")
    in_folder(tmp_path / "other")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_each_list_has_as_many_wrong_rows_as_it_says(tmp_path):
    lists = in_folder(tmp_path)

    for each in lists:
        content, name = each.path.read_bytes(), each.path.name
        read = FEEDS[each.feed].read(content, name, TODAY.date(), True)
        assert (read.row_count, len(read.rows)) == (each.rows, each.rows - each.wrong), name
    # The city made its own returns, and took its old system over before its story begins.
    others = {"return-errors", *(feed.code for feed in OLD_SYSTEM)}
    assert {each.feed for each in lists} == FEEDS_OF_YOUNG_PEOPLE - others


@pytest.mark.parametrize("people", [100, 1_000, 12_000])
def test_the_cohort_is_as_large_as_was_asked_for(people):
    assert invented_city(people).in_cohort == people


def test_the_team_has_a_manager_and_advisers():
    roles = Counter(member.role for member in staff() if member.organisation == COUNCIL)

    assert roles == {"TRACKING_MANAGER": 1, "TRACKING_ADVISER": 4, "DATA_PROTECTION": 1}
