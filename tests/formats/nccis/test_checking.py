"""The checker says what is wrong, whatever it is given, and never falls over it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.nccis.checking import Check, Checker
from onward.formats.nccis.record import Record
from onward.formats.nccis.rule import Priority
from onward.formats.nccis.rule_sets import RULE_SETS
from tests.formats.nccis.returns import a_header, a_record, checked, neet, numbered, written

SOUND = written(a_record(), neet(young_persons_id="1230000000002", given_name="Ravi"))
NOT_TEXT = {"number", "has_details", "has_activity", "characteristics"}

# What stands in returns, what nearly does, and anything else.
cells = st.sampled_from(
    [
        "",
        "Y",
        "N",
        "P",
        "G",
        "T",
        "856",
        "004",
        "110",
        "619",
        "2019-04-30",
        "2019-02-30",
        "9999-12-31",
    ]
) | st.text(max_size=14)
records = st.builds(
    Record,
    characteristics=st.lists(cells, max_size=3).map(tuple),
    **{item: cells for item in Record.__dataclass_fields__ if item not in NOT_TEXT},
)


@given(st.sampled_from(RULE_SETS), st.lists(records, max_size=4))
def test_whatever_a_record_holds_its_rules_can_be_asked(rule_set, several):
    checker = Checker(a_header(period_end=rule_set.first.isoformat()), rule_set=rule_set)

    for finding in checker.broken_together(numbered(several)):
        assert finding.rule.code in rule_set.priorities


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=12))
def test_whatever_stands_in_a_file_it_is_checked_to_the_end(place, instead):
    content = SOUND[:place] + instead + SOUND[place + len(instead) :]
    check = Check()

    findings = list(check.findings(io.BytesIO(content)))

    assert check.totals.total() == len(findings)


@given(st.integers(0, len(SOUND) - 2))
def test_a_file_that_was_cut_anywhere_is_rejected(place):
    assert checked(SOUND[:place])[0].is_rejected


def test_a_return_without_a_fault_has_no_finding():
    check, findings = checked(SOUND)

    assert findings == []
    assert check.record_count == 2


def test_a_finding_says_which_record_and_what_stands_there():
    _, findings = checked(written(a_record(), a_record(postcode="LE16ZG", given_name="Ravi")))

    (finding,) = (each for each in findings if each.rule.code == "43")
    assert (finding.number, finding.young_persons_id) == (2, "1230000000001")
    assert finding.value == "LE16ZG"
    assert finding.priority is Priority.NORMAL


def test_what_stands_in_a_record_stays_out_of_logs():
    _, findings = checked(written(a_record(postcode="LE16ZG")))

    assert "LE16ZG" not in repr(findings)
    assert "1230000000001" not in repr(findings)


def test_findings_come_in_the_order_of_the_file_and_comparisons_last():
    shared = {"gender": "", "unique_learner_number": "1023456789"}
    other = a_record(young_persons_id="1230000000002", given_name="Ravi", **shared)

    _, findings = checked(written(a_record(**shared), other))

    assert [(each.number, each.rule.code) for each in findings] == [
        (1, "4"),
        (2, "4"),
        (1, "907"),
        (2, "907"),
    ]


def test_records_that_were_never_in_a_file_are_checked_too():
    checker = Checker(a_header(), rule_set=RULE_SETS[1])

    assert [each.rule.code for each in checker.broken_by(a_record(gender=""))] == ["4"]


def test_without_a_period_end_nothing_can_be_checked():
    with pytest.raises(ValueError, match="period end"):
        Checker(a_header(period_end="soon"), rule_set=RULE_SETS[1])
