"""The department's error report, in a layout of ours."""

from onward.formats.nccis.error_report import read_error_report
from onward.formats.nccis.rule_sets import RULES_2026_27

REPORT = b"""young_persons_id,error_code,message
1230000000001,224,NEET start date missing
1230000000002,999,Something new
,903,
1230000000003,,No number
"""


def test_each_row_is_one_error_of_one_record():
    read = read_error_report(REPORT, name="errors.csv")

    assert [(each.young_persons_id, each.error_code) for each in read.rows] == [
        ("1230000000001", "224"),
        ("1230000000002", "999"),
        ("", "903"),
    ]


def test_a_known_number_names_the_item_to_mend():
    known, unknown, _ = read_error_report(REPORT, name="errors.csv").rows

    rule = known.rule(RULES_2026_27)
    assert rule is not None
    assert rule.item == "neet_start_date"
    assert unknown.rule(RULES_2026_27) is None


def test_a_row_without_a_number_is_refused_and_the_others_are_not_lost():
    (problem,) = read_error_report(REPORT, name="errors.csv").problems

    assert (problem.row, problem.column) == (5, "error_code")
