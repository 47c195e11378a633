"""Which rules, codes and elements are in force when."""

from datetime import date

import pytest

from onward.formats.nccis.code_lists import all_codes, code_lists
from onward.formats.nccis.elements import ITEM
from onward.formats.nccis.record import Record
from onward.formats.nccis.rule import Priority
from onward.formats.nccis.rule_sets import ALL_RULES, RULE_SETS, NoRuleSet, rule_set_for


@pytest.mark.parametrize(
    ("period_end", "name", "root"),
    [
        (date(2015, 4, 30), "2015-16", "NCCIS2015"),
        (date(2016, 3, 31), "2015-16", "NCCIS2015"),
        (date(2018, 2, 28), "2015-16", "NCCIS2017"),
        (date(2019, 3, 31), "2015-16", "NCCIS2018"),
        (date(2019, 4, 30), "2019-20", "NCCIS"),
        (date(2020, 3, 31), "2019-20", "NCCIS"),
        (date(2020, 4, 30), "2020-21", "NCCIS"),
        (date(2026, 3, 31), "2020-21", "NCCIS"),
        (date(2026, 4, 30), "2026-27", "NCCIS"),
    ],
)
def test_a_period_end_decides_on_rules_and_root(period_end, name, root):
    rule_set = rule_set_for(period_end)

    assert (rule_set.name, rule_set.root_of(period_end)) == (name, root)


def test_before_the_first_rule_set_there_is_none():
    with pytest.raises(NoRuleSet):
        rule_set_for(date(2015, 3, 31))


def test_a_year_whose_requirement_is_not_known_says_so():
    of_2023 = rule_set_for(date(2023, 6, 30)).gaps_at(date(2023, 6, 30))

    assert of_2023[0] == "The requirement of 2023-24 is not known; that of 2020-21 is used."


def test_what_is_not_known_of_the_present_year_is_named():
    gaps = " ".join(rule_set_for(date(2026, 6, 30)).gaps_at(date(2026, 6, 30)))

    assert "was not read" in gaps
    assert "carried over from 2020-21" in gaps


def test_every_rule_is_in_force_in_some_year_and_mends_an_item_of_the_record():
    asked = {code for each in RULE_SETS for code in each.priorities}

    assert {rule.code for rule in ALL_RULES} == asked
    assert {rule.item for rule in ALL_RULES} <= set(Record.__dataclass_fields__)


def test_an_unread_priority_is_not_made_up():
    priorities = rule_set_for(date(2026, 6, 30)).priorities

    assert {code for code, each in priorities.items() if each is Priority.NOT_READ} == {
        "44", "45", "46", "306", "909", "new-1", "new-2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "of", "last_without", "first_with"),
    [
        ("BBRI", "ethnicity", date(2020, 3, 31), date(2020, 4, 30)),
        ("210", "characteristics", date(2020, 3, 31), date(2020, 4, 30)),
        ("940", "authority", date(2021, 3, 31), date(2021, 4, 30)),
        ("928", "authority", date(2021, 4, 30), date(2021, 3, 31)),
        ("720", "activity", date(2018, 4, 30), date(2018, 3, 31)),
        ("N", "gender", date(2019, 4, 30), date(2019, 3, 31)),
    ],
)
def test_a_code_is_in_its_list_for_its_days(code, of, last_without, first_with):
    assert code in getattr(code_lists(on=first_with), of)
    assert code not in getattr(code_lists(on=last_without), of)


def test_an_authority_of_long_ago_may_be_the_one_of_year_11():
    lists = code_lists(on=date(2026, 6, 30))

    assert "928" in lists.once_authorities
    assert "928" not in lists.authority


def test_every_code_says_where_it_was_read():
    assert all(code.source and code.label for code in all_codes())
    assert len({(code.of, code.code) for code in all_codes()}) == len(all_codes())


def test_the_rule_sets_have_elements_of_their_own():
    of_2015, of_2019 = (set(each.order) for each in RULE_SETS[:2])

    assert of_2015 - of_2019 == {
        "PersonalDetails/YouthContractIndicator",
        "PersonalDetails/YouthContractStartDate",
    }
    assert of_2019 - of_2015 == {"LevelOfNeed/SENSupportFlag"}
    assert of_2015 | of_2019 == set(ITEM)
