"""A withdrawn source lists the rules that cite it, and stops none of them."""

from onward.agreements.bases import conditions
from onward.agreements.catalogue import SpecialCategory, catalogue
from onward.agreements.lint import problems_of
from onward.agreements.of_1998 import ADDED_SINCE, PRINCIPLES, SENSITIVE
from onward.agreements.sources import Status, for_review, rules_citing, sources
from onward.agreements.standard import standard_agreement


def test_the_rules_of_a_withdrawn_chapter_are_listed_for_review_and_go_on():
    """REQ-003-050"""
    ((source, rules),) = for_review()

    assert (source.code, source.status) == ("003", Status.WITHDRAWN)
    assert len(rules) > 60
    assert {"item", "purpose", "agreement"} <= {rule.kind for rule in rules}
    assert {rule.code.partition(",")[0] for rule in rules if rule.kind == "item"} <= set(
        catalogue()
    )
    assert not problems_of(standard_agreement("WHP-REFERRAL"))


def test_every_rule_says_where_and_every_source_in_which_version():
    """REQ-003-050"""
    assert all(source.version for source in sources().values())
    assert all(rules_citing(code) for code in sources())
    assert all(code in rule.citation for code in sources() for rule in rules_citing(code))


def test_each_old_category_of_sensitive_data_is_one_of_today_and_offences_stand_apart():
    """REQ-002-030"""
    assert list(SENSITIVE) == list("abcdefgh")
    assert len(set(SENSITIVE.values())) == 8
    of_offences = {letter for letter, now in SENSITIVE.items() if now.startswith("Article 10")}
    assert of_offences == {"g", "h"}
    assert not set(ADDED_SINCE) & set(SENSITIVE.values())
    assert len(ADDED_SINCE) == 3


def test_what_was_enough_for_sensitive_data_covers_offences_only_where_the_law_still_says_so():
    """REQ-002-030"""
    covers = {code: SpecialCategory.OFFENCE in each.covers for code, each in conditions().items()}

    assert covers["dpa1998-sch3-1"]
    assert not covers["gdpr-9-2-a"]
    assert covers["gdpr-9-2-g-sch1-6"]


def test_the_seventh_principle_is_security():
    """REQ-002-099"""
    assert PRINCIPLES[7] == ("Article 5(1)(f)", "Article 32")
    assert sorted(PRINCIPLES) == list(range(1, 9))
