"""Every rule of the return, by a record that breaks it and one as like it as can be that does not.

Each pair is judged as a return of one authority at the end of April 2019 unless it says otherwise;
the records that are fine must break no rule at all.
"""

from dataclasses import dataclass

import pytest

from onward.formats.nccis.record import Record
from onward.formats.nccis.rule_sets import RULE_SETS
from tests.formats.nccis.returns import (
    SPRING,
    a_record,
    a_year_eleven,
    neet,
    rules_broken,
    working,
)

JUNE_2015, MARCH_2021, JUNE_2026 = "2015-06-30", "2021-03-31", "2026-06-30"


@dataclass(frozen=True)
class Pair:
    """A record that breaks a rule, with whoever else is in the return, and one that does not."""

    code: str
    breaks: Record
    fine: Record
    beside: tuple[Record, ...] = ()
    period_end: str = SPRING

    def __str__(self) -> str:
        return self.code


def in_2021(**changes):
    """Somebody in year 12 in March 2021, without a fault."""
    return a_record(
        **{
            "dob": "2004-03-14",
            "start_date": "2020-09-05",
            "date_ascertained": "2020-10-01",
            "date_verified": "2021-03-02",
            "due_to_lapse_date": "2021-08-31",
            "predicted_end_date": "2022-08-31",
            **changes,
        }
    )


def in_2026(**changes):
    """Somebody in year 11 in June 2026, without a fault."""
    return a_record(
        **{
            "dob": "2009-10-10",
            "activity_code": "110",
            "start_date": "2025-09-05",
            "date_ascertained": "2025-10-01",
            "date_verified": "2026-05-02",
            "due_to_lapse_date": "2026-08-31",
            "predicted_end_date": "2026-08-31",
            **changes,
        }
    )


def in_2015(**changes):
    """Somebody in year 14 in June 2015, without a fault."""
    return a_record(
        **{
            "dob": "1996-03-14",
            "sen_support_flag": "",
            "start_date": "2014-09-05",
            "date_ascertained": "2014-10-01",
            "date_verified": "2015-03-26",
            "due_to_lapse_date": "2015-08-31",
            "predicted_end_date": "2015-08-31",
            **changes,
        }
    )


def a_guarantee(status="110", lea="856", **changes):
    """Somebody in year 11 in April 2019, with the guarantee."""
    return a_year_eleven(year_11_guarantee=status, year_11_lea=lea, **changes)


def somebody_else(**changes):
    return a_record(
        **{
            "young_persons_id": "1230000000002",
            "given_name": "Ravi",
            "family_name": "Shah",
            **changes,
        }
    )


PAIRS = [
    Pair("no-details", a_record(has_details=False), a_record()),
    Pair("240", a_record(has_activity=False), a_record()),
    Pair("904", a_record(cohort_status="X"), a_record(cohort_status="L")),
    Pair("904", a_record(cohort_status="p"), a_record(cohort_status="D")),
    Pair("1", a_record(young_persons_id="123000000001"), a_record()),
    Pair("1", a_record(young_persons_id="12300000000001"), a_record()),
    Pair("2", a_record(given_name=""), a_record(given_name="A")),
    Pair("3", a_record(family_name=""), a_record(family_name="M")),
    Pair("4", a_record(gender=""), a_record(gender="U")),
    Pair("5", a_record(gender="N"), a_record(gender="W")),
    Pair("6", a_record(ethnicity=""), a_record(ethnicity="NOBT")),
    Pair("7", a_record(ethnicity="WIRT"), a_record(ethnicity="WIRI")),
    Pair("8", a_record(dob=""), a_record()),
    Pair("8", a_record(dob="14/03/2002"), a_record()),
    Pair("9", a_record(dob="1993-08-31", send_flag="Y"), a_record(dob="1993-09-01", send_flag="Y")),
    Pair("9", a_record(dob="1993-08-31", cohort_status="L"),
         a_record(dob="1993-08-31", cohort_status="A")),
    Pair("10", a_year_eleven(dob="2003-09-01"), a_year_eleven(dob="2003-08-31")),
    Pair("11", a_record(cohort_status=""), a_record(cohort_status="M")),
    Pair("13", a_record(cohort_status="T"), a_record(cohort_status="T", transferred_to_la="886")),
    Pair("14", a_record(lead_lea=""), a_record()),
    Pair("15", a_record(lead_lea="999"), a_record()),
    Pair("19", a_record(educated_lea="005"), a_record(educated_lea="004")),
    Pair("19", a_record(educated_lea="999"), a_record(educated_lea="855")),
    Pair("24", a_record(la_at_year_11="999"), a_record(la_at_year_11="001")),
    Pair("24", a_record(la_at_year_11="940"), a_record(la_at_year_11="835")),
    Pair("25", a_guarantee(la_at_year_11="855"), a_guarantee(la_at_year_11="856")),
    Pair("26", a_record(lead_lea="855"), a_record(lead_lea="856")),
    Pair("27", a_guarantee("114"), a_guarantee("124")),
    Pair("27", a_record(year_12_guarantee="125", year_12_lea="856"),
         a_record(year_12_guarantee="114", year_12_lea="856")),
    Pair("29", in_2015(youth_contract_indicator="Y"),
         in_2015(youth_contract_indicator="Y", youth_contract_start_date="2015-01-05"),
         period_end=JUNE_2015),
    Pair("30", a_record(unique_learner_number="0123456789"),
         a_record(unique_learner_number="1023456789")),
    Pair("30", a_record(unique_learner_number="123456789"), a_record(unique_learner_number="")),
    Pair("31", a_record(address_line_1=""), a_record(address_line_1="", county="Leicestershire")),
    Pair("32", a_record(postcode=""), a_record(postcode="ZZ99 9ZZ")),
    Pair("33", in_2015(dob="1994-08-31", youth_contract_indicator="Y",
                       youth_contract_start_date="2015-01-05"),
         in_2015(dob="1994-08-31", send_flag="Y", youth_contract_indicator="Y",
                 youth_contract_start_date="2015-01-05"),
         period_end=JUNE_2015),
    Pair("34", a_record(transferred_to_la="886"),
         a_record(cohort_status="T", transferred_to_la="886")),
    Pair("35", a_record(cohort_status="T", transferred_to_la="001"),
         a_record(cohort_status="T", transferred_to_la="855")),
    Pair("36", in_2015(youth_contract_indicator="1"), in_2015(youth_contract_indicator="N"),
         period_end=JUNE_2015),
    Pair("37", a_record(previous_id="390000001"), a_record(previous_id="3900000000001")),
    Pair("38", a_record(unique_pupil_number="A12345678901"),
         a_record(unique_pupil_number="A123456789012")),
    Pair("39", a_record(provider_number="20001234"), a_record(provider_number="10001234")),
    Pair("40", a_record(dob="2000-08-31"), a_record(dob="2000-09-01")),
    Pair("40", a_record(dob="2000-08-31"), a_record(dob="2000-08-31", send_flag="Y")),
    Pair("40", a_record(dob="2000-08-31"), a_record(dob="2000-08-31", cohort_status="A")),
    Pair("40", in_2015(dob="1994-08-31"), in_2015(dob="1994-09-01"), period_end=JUNE_2015),
    Pair("41", a_record(cohort_status="T", transferred_to_la="004"),
         a_record(cohort_status="T", transferred_to_la="886")),
    Pair("42", a_record(cohort_status="T", transferred_to_la="856"),
         a_record(cohort_status="T", transferred_to_la="855")),
    Pair("43", a_record(postcode="LE16ZG"), a_record(postcode="LE1 6ZG")),
    Pair("44", in_2026(given_name="Asha (Ash)"), in_2026(given_name="Anne-Marie Zoë"),
         period_end=JUNE_2026),
    Pair("45", in_2026(family_name="Lee (Sam)"), in_2026(family_name="O'Brien-Lee"),
         period_end=JUNE_2026),
    Pair("46", in_2026(middle_name="R2"), in_2026(middle_name="R."), period_end=JUNE_2026),
    Pair("100", a_record(level_of_need=""), a_record(level_of_need="1")),
    Pair("101", a_record(level_of_need="4"), a_record(level_of_need="2")),
    Pair("102", a_record(send_flag="1"), a_record(send_flag="Y")),
    Pair("103", a_record(send_flag=""), a_record(send_flag="N")),
    Pair("104", a_record(characteristics=("110", "210")), a_record(characteristics=("110", "200"))),
    Pair("200", a_record(activity_code=""), a_record()),
    Pair("201", working("551"), working("550")),
    Pair("201", working("720", review_date="2019-06-30", characteristics=("130",)),
         working("710", review_date="2019-06-30")),
    Pair("202", a_record(start_date=""), a_record()),
    Pair("202", a_record(start_date="2018-09-31"), a_record()),
    Pair("203", a_record(date_ascertained=""), a_record()),
    Pair("220", a_record(currency_lapsed=""), a_record()),
    Pair("221", a_record(currency_lapsed="n"), a_record()),
    Pair("224", neet(neet_start_date=""), neet()),
    Pair("224", working("640", due_to_lapse_date=""), working("530")),
    Pair("225", neet(neet_start_date="2018-09-06"), neet(neet_start_date="2018-07-01")),
    Pair("226", working("550", neet_start_date="2018-09-05"), neet("540")),
    Pair("228", a_record(establishment_number="856400"),
         a_record(establishment_number="8564001")),
    Pair("228", a_record(establishment_number="9994001"),
         a_record(establishment_number="8569999")),
    Pair("229", a_year_eleven(activity_code="210"), a_year_eleven(activity_code="120")),
    Pair("230", a_record(activity_code="110"), a_record(activity_code="210")),
    Pair("231", a_record(currency_lapsed="Y"),
         a_record(currency_lapsed="Y", due_to_lapse_date=SPRING)),
    Pair("232", a_record(due_to_lapse_date="2019-04-29"), a_record(due_to_lapse_date=SPRING)),
    Pair("233", neet("620"), neet("620", characteristics=("140",))),
    Pair("234", neet("630", characteristics=("140",)), neet("630", characteristics=("120",))),
    Pair("235", neet("650"), neet("650", characteristics=("110", "180"))),
    Pair("236", in_2015(activity_code="720", review_date="2015-08-01"),
         in_2015(activity_code="720", review_date="2015-08-01", characteristics=("130",)),
         period_end=JUNE_2015),
    Pair("237", a_record(date_ascertained="2019-03-27"), a_record(date_ascertained="2019-03-26")),
    Pair("238", a_record(predicted_end_date="2019-06-28"),
         a_record(predicted_end_date="2019-06-28", due_to_lapse_date="2019-06-28")),
    Pair("242", a_record(date_ascertained="2018-09-04"), a_record(date_ascertained="2018-09-05")),
    Pair("243", a_record(due_to_lapse_date=""), neet(due_to_lapse_date="")),
    Pair("243", working("530", due_to_lapse_date=""), working("820", due_to_lapse_date="")),
    Pair("244", a_record(due_to_lapse_date="31/08/2019"), a_record()),
    Pair("251", neet(neet_start_date="2017-03-13"), neet(neet_start_date="2017-03-14")),
    Pair("253", a_record(activity_code="440", dob="2000-09-06", send_flag="Y"),
         a_record(activity_code="440", dob="2000-09-05", send_flag="Y")),
    Pair("254", a_record(activity_code="280"), a_record(activity_code="280", send_flag="Y")),
    Pair("255", a_record(activity_code="460"), a_record(activity_code="460", send_flag="Y")),
    Pair("256", a_record(start_date="2019-03-27", date_ascertained="2019-03-27"),
         a_record(start_date="2019-03-26", date_ascertained="2019-03-26")),
    Pair("257", a_record(activity_code="260", review_date="2020-09-01"),
         a_record(activity_code="260", review_date="2020-08-31")),
    Pair("258", a_record(predicted_end_date="summer"), a_record()),
    Pair("259", a_record(predicted_end_date=""), working("310")),
    Pair("260", a_record(gender="M", characteristics=("180",)),
         a_record(gender="F", characteristics=("180",))),
    Pair("261", a_guarantee(lea="000"), a_guarantee(lea="855")),
    Pair("261", a_record(year_12_guarantee="110", year_12_lea="999"),
         a_record(year_12_guarantee="110", year_12_lea="856")),
    Pair("262", working("350"), working("350", review_date="2019-08-31")),
    Pair("262", neet("616"), neet("616", review_date="2019-08-31")),
    Pair("301", a_year_eleven(intended_destination=""), a_year_eleven(intended_destination="611")),
    Pair("302", a_year_eleven(intended_destination="112"), a_year_eleven()),
    Pair("303", a_record(sen_support_flag=""), a_record()),
    Pair("304", a_record(sen_support_flag="E"), a_record(sen_support_flag="Y")),
    Pair("305", a_record(date_verified="2019-05-01"), a_record(date_verified=SPRING)),
    Pair("306", in_2021(send_flag="Y", sen_support_flag="Y"),
         in_2021(send_flag="N", sen_support_flag="Y"), period_end=MARCH_2021),
    Pair("902", a_record(), a_record(young_persons_id="1230000000003"),
         beside=(somebody_else(young_persons_id="1230000000001"),)),
    Pair("902", a_record(), a_guarantee(cohort_status="G"),
         beside=(somebody_else(young_persons_id="1230000000001"),)),
    Pair("903", a_record(young_persons_id="4560000000001"), a_record()),
    Pair("905", a_guarantee("", cohort_status="G"), a_guarantee(cohort_status="G")),
    Pair("905", a_record(cohort_status="G", year_12_guarantee="110"),
         a_record(cohort_status="G", year_12_guarantee="110", year_12_lea="856")),
    Pair("906", a_guarantee(lea="", guarantee_indicator="Y"), a_guarantee(guarantee_indicator="Y")),
    Pair("906", a_record(guarantee_indicator="Y"), a_record(guarantee_indicator="N")),
    Pair("907", a_record(unique_learner_number="1023456789"),
         a_record(unique_learner_number="1023456789", cohort_status="M"),
         beside=(somebody_else(unique_learner_number="1023456789"),)),
    Pair("908", a_record(given_name="RAVI", family_name="Shah"),
         a_record(given_name="Ravi", family_name="Shah", dob="2002-03-15"),
         beside=(somebody_else(),)),
    Pair("909", in_2026(start_date="2024-09-05", date_ascertained="2024-10-01",
                        date_verified="2025-08-31"),
         in_2026(start_date="2024-09-05", date_ascertained="2024-10-01",
                 date_verified="2025-09-01"), period_end=JUNE_2026),
    Pair("new-1", in_2026(year_12_guarantee="114", year_12_lea="856"),
         in_2026(year_11_guarantee="110", year_11_lea="856"), period_end=JUNE_2026),
    Pair("new-2", in_2021(year_12_guarantee="110", year_12_lea="856", dob="2002-08-31",
                          send_flag="Y"),
         in_2021(year_12_guarantee="110", year_12_lea="856", dob="2002-09-01"),
         period_end=MARCH_2021),
    Pair("ours-1", a_record(date_verified="26 March"), a_record(date_verified="")),
    Pair("ours-1", a_record(review_date="soon"), a_record(review_date="2019-06-30")),
    Pair("ours-1", neet(neet_start_date="?"), neet()),
]  # fmt: skip


def test_every_rule_of_every_rule_set_has_a_pair():
    asked = {code for each in RULE_SETS for code in each.priorities}

    assert asked == {pair.code for pair in PAIRS}


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_a_rule_is_broken_by_the_one_and_not_by_the_other(pair):
    """`ccis.md` 5.2: every rule by a record that breaks it and one that does not."""
    broken = rules_broken(pair.breaks, *pair.beside, period_end=pair.period_end)
    fine = rules_broken(pair.fine, *pair.beside, period_end=pair.period_end)

    assert pair.code in broken
    assert not fine
