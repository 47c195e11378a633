"""Every value is read into one stored form, or refused with the rule it breaks and the remedy."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.between_items import check_together, qualification_items
from onward.agreements.catalogue import ValueType, catalogue
from onward.agreements.item_types import BadItemValue, clean, doubts, is_held
from onward.ledger.canonical import canonical

TODAY = date(2017, 4, 3)
DIGEST = "0f" * 32


def read(code: str, value: object, **how: object) -> object:
    return clean(catalogue()[code], value, on=TODAY, **how)  # type: ignore[arg-type]


READ = [
    ("title", "mrs.", "Mrs"),
    ("title", "MISS", "Miss"),
    ("title", "other - Dr", "Other: Dr"),
    ("forename", "  Zoë ", "Zoë"),
    ("surname", "O’Hara", "O’Hara"),
    ("surname", "Zoe\u0308", "Zo\u00eb"),
    ("disability_status", "Not Disabled", "not_disabled"),
    ("signing_day", "Tue", "tuesday"),
    ("participation_basis", "Non Mandatory", "voluntary"),
    ("claim_pattern", "A1", "A1"),
    ("referral_date", "03/04/2017", "2017-04-03"),
    ("referral_date", date(2017, 4, 3), "2017-04-03"),
    ("welsh_written", "Y", True),
    ("welsh_spoken", False, False),
    ("incident_marker", "No", False),
    ("incident_marker", {"recorded": "yes"}, True),
    ("postcode", "eh12ab", "EH1 2AB"),
    ("address", "1 High St\r\n\r\nEdinburgh", ["1 High St", "Edinburgh"]),
    ("telephone", " (0131) 496 0123", {"number": "01314960123", "as_given": "(0131) 496 0123"}),
    ("telephone", "+44 131 496 0123", {"number": "01314960123", "as_given": "+44 131 496 0123"}),
    ("email", "kim@example.org", "kim@example.org"),
    ("job_preferences", "Baker; Cook", ["Baker", "Cook"]),
    ("preferred_hours", "16 to 30", {"least": "16", "most": "30"}),
    ("preferred_hours", 37.5, {"least": "37.5", "most": "37.5"}),
    ("driving_licence", "no", ["none"]),
    ("driving_licence", "yes", ["held"]),
    ("driving_licence", "Large goods, full", ["full", "large_goods"]),
    ("aims", "Work.\r\nSoon.", "Work.\nSoon."),
    ("qualification_level", {2: "GCSE", 1: "Higher"}, {"1": "Higher", "2": "GCSE"}),
    ("basic_skills_assessment", {"1": "yes"}, {"1": True}),
    ("balance_of_time", "091", 91),
    ("hours_per_week", Decimal("16.50"), "16.5"),
    ("payfile_amount", "£1,234.50", 123450),
    ("payfile_amount", 123450, 123450),
    ("acknowledged_at", "2017-04-03T09:30:00+01:00", "2017-04-03T08:30:00Z"),
    ("acknowledged_at", datetime(2017, 4, 3, 8, 30, tzinfo=UTC), "2017-04-03T08:30:00Z"),
    ("coc_death", "2017-04-01", {"state": "notified", "on": "2017-04-01"}),
    ("easement_until", "31/7/2021", {"until": "2021-07-31"}),
    (
        "easement_until",
        {"until": "2021-07-31", "cause": "Domestic abuse"},
        {"until": "2021-07-31", "cause": "domestic_abuse"},
    ),
    (
        "coc_hospital",
        {"unavailable_from": "03/06/2017", "detail": "ward 7"},
        {"unavailable_from": "2017-06-03", "unavailable_to": None, "detail": "ward 7"},
    ),
    (
        "coc_available_hours",
        {"unavailable_from": "2017-06-03T09:30", "unavailable_to": "2017-06-03"},
        {"unavailable_from": "2017-06-03T09:30", "unavailable_to": "2017-06-03"},
    ),
    (
        "consent_leavers_plan",
        {"decision": "Given", "on": "3/4/2017", "wording": "2017-1"},
        {"decision": "given", "on": "2017-04-03", "wording": "2017-1"},
    ),
    (
        "leavers_plan",
        {"name": "plan.pdf", "sha256": DIGEST},
        {"name": "plan.pdf", "sha256": DIGEST},
    ),
]


@pytest.mark.parametrize(("code", "given", "stored"), READ)
def test_a_value_is_read_into_its_stored_form(code, given, stored):
    """REQ-004-005, REQ-004-008, REQ-004-010, REQ-004-014 and REQ-004-015"""
    assert read(code, given) == stored


@pytest.mark.parametrize("code", [code for code, _, _ in READ])
def test_a_stored_form_is_exact_in_canonical_json_and_reads_as_itself(code):
    for item, _, stored in READ:
        if item == code:
            assert canonical(stored)
            assert read(code, stored) == stored


REFUSED = [
    ("title", "Other", "Other needs the title"),
    ("title", "Dr", "not one of the values"),
    ("title", "Otherwise", "not one of the values"),
    ("forename", "=HYPERLINK(1)", "formula"),
    ("forename", "Kim\x00", "control character"),
    ("forename", "Kim\u202eeoJ", "control character"),
    ("forename", "\ud800", "control character"),
    ("forename", "Kim\nJoe", "one line"),
    ("forename", "x" * 201, "longer than 200"),
    ("forename", " ", "empty"),
    ("forename", 7, "not text"),
    ("nino", "QQ123456E", "ends with A, B, C or D"),
    ("nino", "12345678", "2 letters"),
    ("disability_status", "unknown", "not one of the values"),
    ("childcare_requirements", "perhaps", "not one of the values"),
    ("welsh_written", "perhaps", "neither yes nor no"),
    ("welsh_written", 1, "neither yes nor no"),
    ("incident_marker", "He shouted", "neither yes nor no"),
    ("incident_marker", {"recorded": False, "detail": "He shouted"}, "no incident"),
    ("referral_date", "2017-04-04", "in the future"),
    ("referral_date", "30/02/2017", "no such day"),
    ("referral_date", "3.4.17", "not a date"),
    ("referral_date", datetime(2017, 4, 3, tzinfo=UTC), "not text"),
    ("acknowledged_at", "2017-04-03T09:30:00", "no time zone"),
    ("acknowledged_at", "yesterday", "not a date with a time"),
    ("acknowledged_at", "0001-01-01T00:00:00+05:00", "between 1900"),
    ("postcode", "EDINBURGH", "form of a UK postcode"),
    ("address", ["a" * 60, "b", "c", "d" * 60, "e" * 60], "4 lines of 100"),
    ("telephone", "ask his mother", "not a telephone number"),
    ("email", "kim at example", "not an email"),
    ("job_preferences", ["a", "b", "c", "d"], "more than three"),
    ("job_preferences", [], "empty"),
    ("preferred_hours", -1, "not a number of hours"),
    ("preferred_hours", 169, "only 168 hours"),
    ("preferred_hours", "30-16", "begins above"),
    ("preferred_hours", True, "not a number of hours"),
    ("driving_licence", "no, full", "both none and a licence"),
    ("qualification_level", "GCSE", "not a set of numbered rows"),
    ("qualification_level", {"21": "GCSE"}, "numbered from 1 to 20"),
    ("qualification_level", {"1": "GCSE", 1: "Higher"}, "numbered from 1 to 20"),
    ("qualification_start", {"1": "soon"}, "not a date"),
    ("balance_of_time", "-1", "whole number"),
    ("balance_of_time", True, "whole number"),
    ("balance_of_time", "100001", "over 100,000"),
    ("payfile_amount", "12.345", "not an amount"),
    ("payfile_amount", -1, "between £0"),
    ("payfile_amount", 3.85, "not text"),
    ("coc_death", {"state": "notified"}, "not text"),
    ("coc_death", {"on": "2017-04-01", "cause": "flu"}, "parts it should"),
    ("easement_until", {"cause": "domestic_abuse"}, "not text"),
    ("easement_until", {"until": "2021-07-31", "cause": "her husband"}, "not one of"),
    ("easement_until", {"until": "2021-07-31", "detail": "a story"}, "parts it should"),
    (
        "coc_sickness",
        {"unavailable_from": "2017-06-10", "unavailable_to": "2017-06-03"},
        "ends before it begins",
    ),
    (
        "coc_sickness",
        {"unavailable_from": "2017-06-10T09:00", "unavailable_to": "2017-06-09"},
        "ends before it begins",
    ),
    (
        "coc_sickness",
        {"unavailable_from": "2017-06-10T09:00", "unavailable_to": "2017-06-10T08:59"},
        "ends before it begins",
    ),
    ("earnings_reached_1000", {"reached": False, "on": "2017-04-01"}, "not reached"),
    (
        "consent_evaluation",
        {"decision": "withdrawn", "on": "2017-04-01", "wording": "1"},
        "day of withdrawal",
    ),
    ("leavers_plan", {"name": "plan.pdf", "sha256": "0f"}, "SHA-256"),
    ("ppvr_row", {"anything": "at all"}, "made of other items"),
    ("compliance_customer_file", [], "made of other items"),
]


@pytest.mark.parametrize(("code", "given", "rule"), REFUSED)
def test_a_bad_value_is_refused_with_its_rule_and_a_remedy(code, given, rule):
    """REQ-004-004, REQ-004-007, REQ-004-009, REQ-004-011, REQ-004-017 and REQ-004-018"""
    with pytest.raises(BadItemValue) as refusal:
        read(code, given)

    assert rule in refusal.value.rule
    assert refusal.value.remedy
    assert refusal.value.value is given


def test_a_refusal_never_repeats_the_value_where_a_log_would_keep_it():
    with pytest.raises(BadItemValue) as refusal:
        read("telephone", "ask Marigold")

    assert "Marigold" not in f"{refusal.value} {refusal.value!r} {refusal.value.__context__!r}"
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize("code", ["preferred_hours", "balance_of_time", "payfile_amount", "aims"])
def test_a_number_too_long_to_write_out_is_refused(code):
    with pytest.raises(BadItemValue):
        read(code, 10**5000)


def test_a_never_issued_nino_is_read_only_where_people_are_fictitious():
    """REQ-004-006"""
    assert read("nino", "qq 12 34 56 c", fictitious=True) == "QQ123456C"
    with pytest.raises(BadItemValue):
        read("nino", "QQ123456C")


def test_an_unknown_disability_status_needs_an_agreement_with_three_values():
    """REQ-004-009"""
    assert read("disability_status", "Unknown", extra_codes=["unknown"]) == "unknown"


@pytest.mark.parametrize("answer", ["Yes", "No", "Not Known", "Not Disclosed"])
def test_all_four_answers_about_childcare_stay_apart(answer):
    """REQ-004-013"""
    stored = read("childcare_requirements", answer)

    assert stored == answer.lower().replace(" ", "_")
    assert read("childcare_requirements", stored) == stored


@given(
    st.lists(
        st.from_regex(r"[A-Za-z]{1,9}( [A-Za-z]{1,9}){0,1}", fullmatch=True), min_size=5, max_size=6
    )
)
def test_a_long_address_is_folded_into_four_lines_without_losing_a_word(lines):
    """REQ-004-007"""
    folded = read("address", lines)

    assert isinstance(folded, list)
    assert len(folded) == 4
    assert " ".join(folded).replace(",", "").split() == " ".join(lines).split()


def test_no_job_preference_at_all_is_not_held_rather_than_empty():
    """REQ-004-017"""
    assert not is_held([])
    assert not is_held(["", " "])
    assert is_held(["Baker"])


@pytest.mark.parametrize("value", [None, "", " \n", {}, {"detail": ""}, ()])
def test_a_blank_is_not_held(value):
    """REQ-004-007"""
    assert not is_held(value)


@pytest.mark.parametrize("value", [False, 0, "no", {"recorded": False}])
def test_no_and_nought_are_held(value):
    assert is_held(value)


def test_a_number_without_area_code_is_kept_with_a_warning():
    """REQ-004-008"""
    telephone = catalogue()["telephone"]

    assert doubts(telephone, read("telephone", "496 0123"))
    assert not doubts(telephone, read("telephone", "0131 496 0123"))


def test_a_job_that_ends_before_it_starts_is_wrong_and_one_without_end_is_not():
    """REQ-004-019"""
    wrong = {"last_job_1_start": "2017-02-01", "last_job_1_end": "2017-01-31"}

    assert [bad.item.code for bad in check_together(wrong)] == ["last_job_1_end"]
    assert check_together({"last_job_1_start": "2017-02-01"}) == []
    assert check_together(wrong | {"last_job_1_end": "2017-02-01"}) == []


def test_a_qualification_that_ends_before_it_starts_is_wrong_in_its_own_row_only():
    """REQ-004-022"""
    starts = {"1": "2010-09-01", "2": "2012-09-01"}

    assert (
        check_together({"qualification_start": starts, "qualification_end": {"1": "2011-06-01"}})
        == []
    )
    assert check_together({"qualification_start": starts, "qualification_end": {"2": "2011-06-01"}})


def test_qualifications_go_into_items_that_can_each_be_permitted_alone():
    """REQ-004-022"""
    rows: list[dict[str, object]] = [
        {"qualification_subject": "Maths", "qualification_level": "GCSE"},
        {"qualification_level": "Higher", "basic_skills_assessment": False},
    ]

    items = qualification_items(rows)

    assert items == {
        "qualification_subject": {"1": "Maths"},
        "qualification_level": {"1": "GCSE", "2": "Higher"},
        "basic_skills_assessment": {"2": False},
    }


days = st.dates(date(1900, 1, 1), TODAY)
words = st.text(min_size=1, max_size=60)
zones = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
hours = st.integers(0, 16800).map(lambda hundredths: Decimal(hundredths) / 100)
VALUES: dict[ValueType, st.SearchStrategy[object]] = {
    ValueType.STRING: words,
    ValueType.TEXT: words,
    ValueType.TITLE: st.sampled_from(["Mr", "ms"]) | words.map("Other: {}".format),
    ValueType.BOOLEAN: st.booleans(),
    ValueType.DATE: days,
    ValueType.PAST_DATE: days,
    ValueType.DATETIME: st.datetimes(timezones=zones),
    ValueType.INTEGER: st.integers(0, 100_000),
    ValueType.DECIMAL: hours,
    ValueType.MONEY: st.integers(0, 10_000_000_000),
    ValueType.ADDRESS: st.lists(words, min_size=1, max_size=6),
    ValueType.TELEPHONE: st.from_regex(r"\(?0131\)?[ -]496 [0-9]{4}( ext [0-9]+)?", fullmatch=True),
    ValueType.JOB_PREFERENCES: st.lists(words, min_size=1, max_size=3),
    ValueType.HOURS: hours
    | st.tuples(hours, hours).map(lambda pair: "{}-{}".format(*sorted(pair))),
    ValueType.ROWS_OF_STRING: st.dictionaries(st.integers(1, 20), words, min_size=1),
    ValueType.ROWS_OF_DATE: st.dictionaries(st.integers(1, 20), days, min_size=1),
    ValueType.EVENT: st.fixed_dictionaries({"on": days}, optional={"detail": words}),
    ValueType.ABSENCE: st.fixed_dictionaries(
        {"unavailable_from": days}, optional={"detail": words}
    ),
    ValueType.EASEMENT: days,
    ValueType.INCIDENT: st.booleans()
    | words.map(lambda story: {"recorded": True, "detail": story}),
}


@given(st.data())
def test_whatever_is_read_can_be_stored_exactly_and_reads_as_itself(data):
    item = data.draw(st.sampled_from([i for i in catalogue().values() if i.value_type in VALUES]))
    try:
        stored = clean(item, data.draw(VALUES[item.value_type]), on=TODAY)
    except BadItemValue:
        return

    assert canonical(stored)
    assert clean(item, stored, on=TODAY) == stored


@given(st.data())
def test_every_code_reads_as_itself_in_any_case_and_spacing(data):
    item = data.draw(
        st.sampled_from(
            [i for i in catalogue().values() if i.value_type is ValueType.CODE and i.codes]
        )
    )
    code = data.draw(st.sampled_from(item.codes))

    assert clean(item, code.upper().replace("_", " "), on=TODAY) == code


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text() | st.integers(), parts),
)


@given(st.data(), junk)
def test_junk_is_refused_or_read_but_never_crashes(data, value):
    item = data.draw(st.sampled_from(list(catalogue().values())))
    try:
        stored = clean(item, value, on=TODAY)
    except BadItemValue:
        return

    assert canonical(stored)
