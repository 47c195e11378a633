"""Records and returns for tests: the least valid thing, and what a test changes about it."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from onward.formats.nccis.checking import Check, Checker, Finding
from onward.formats.nccis.days import day
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule_sets import RULES_2019_20, RuleSet, rule_set_for
from onward.formats.nccis.writing import write_return

SPRING = "2019-04-30"


def a_header(**changes: Any) -> Header:
    header = Header(
        database_ids=("123",),
        lea_codes=("856",),
        date_of_send="2019-05-02",
        period_end=SPRING,
        supplier_name="Onward",
        supplier_xml_version="1",
        schema_version="1",
    )
    return replace(header, **changes)


def a_record(**changes: Any) -> Record:
    """Somebody in year 12 at a sixth form in April 2019, without a fault."""
    record = Record(
        young_persons_id="1230000000001",
        cohort_status="P",
        given_name="Asha",
        family_name="Mistry",
        address_line_1="1 Fosse Way",
        postcode="LE1 6ZG",
        gender="F",
        dob="2002-03-14",
        ethnicity="AIND",
        lead_lea="856",
        educated_lea="856",
        level_of_need="3",
        send_flag="N",
        sen_support_flag="N",
        activity_code="210",
        start_date="2018-09-05",
        date_ascertained="2018-10-01",
        date_verified="2019-03-26",
        due_to_lapse_date="2019-08-31",
        currency_lapsed="N",
        predicted_end_date="2020-08-31",
    )
    return replace(record, **changes)


def working(code: str, **changes: Any) -> Record:
    """As above, in an activity that has no predicted end."""
    return a_record(
        **{
            "activity_code": code,
            "predicted_end_date": "",
            "due_to_lapse_date": "2019-09-26",
            **changes,
        }
    )


def neet(code: str = "619", **changes: Any) -> Record:
    """As above, NEET since the start of the activity."""
    dates = {"due_to_lapse_date": "", "neet_start_date": "2018-09-05"}
    return working(code, **{**dates, **changes})


def a_year_eleven(**changes: Any) -> Record:
    """Somebody in year 11 at school in April 2019, without a fault."""
    return a_record(
        **{
            "dob": "2003-03-14",
            "activity_code": "110",
            "predicted_end_date": "2019-08-31",
            "intended_destination": "111",
            **changes,
        }
    )


def rules_broken(
    *records: Record,
    header: Header | None = None,
    rule_set: RuleSet | None = None,
    period_end: str = SPRING,
) -> set[str]:
    """The codes of the rules these records break in a return of their own."""
    header = header or a_header(period_end=period_end)
    on = day(header.period_end)
    assert on is not None
    checker = Checker(header, rule_set=rule_set or rule_set_for(on))
    return {finding.rule.code for finding in checker.broken_together(numbered(records))}


def numbered(records: Iterable[Record]) -> Sequence[Record]:
    return [replace(record, number=number) for number, record in enumerate(records, 1)]


def written(
    *records: Record, header: Header | None = None, rule_set: RuleSet = RULES_2019_20
) -> bytes:
    out = io.BytesIO()
    write_return(out, header=header or a_header(), records=records, rule_set=rule_set)
    return out.getvalue()


def checked(content: bytes) -> tuple[Check, list[Finding]]:
    check = Check()
    return check, list(check.findings(io.BytesIO(content)))
