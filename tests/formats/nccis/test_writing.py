"""A return is written in the order of its rule set, the same bytes for the same records."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onward.formats.nccis.reading import Reading
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule_sets import RULE_SETS, RULES_2015_16, RULES_2019_20
from onward.formats.nccis.writing import UnwritableText, closing, opening, record_bytes
from tests.formats.nccis.returns import a_header, a_record, checked, neet, written

# Whatever XML can carry; blanks around a text mean nothing to a reader.
texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12
).map(str.strip)
filled = texts.filter(bool)
NOT_TEXT = {"number", "has_details", "has_activity", "characteristics"}
NOT_IN_2019 = {"youth_contract_indicator", "youth_contract_start_date"}
records = st.builds(
    Record,
    characteristics=st.lists(filled, max_size=3).map(tuple),
    **{
        item: st.just("") | texts
        for item in Record.__dataclass_fields__
        if item not in NOT_TEXT | NOT_IN_2019
    },
)
headers = st.builds(
    Header,
    database_ids=st.lists(filled, max_size=3).map(tuple),
    lea_codes=st.lists(filled, max_size=3).map(tuple),
    date_of_send=texts,
    period_end=st.just("2019-04-30"),
    supplier_name=texts,
    supplier_xml_version=texts,
    schema_version=texts,
    unexpected=st.just(()),
)


@given(headers, st.lists(records, max_size=3))
def test_reading_what_was_written_gives_the_same_records(header, several):
    reading = Reading(io.BytesIO(written(*several, header=header)))

    assert reading.header == header
    assert list(reading.records()) == several
    assert not reading.unexpected


@given(headers, st.lists(records, max_size=2))
def test_the_same_records_give_the_same_bytes_and_the_bytes_give_them_again(header, several):
    content = written(*several, header=header)
    reading = Reading(io.BytesIO(content))

    assert written(*reading.records(), header=reading.header) == content


def test_a_return_begins_as_the_department_s_do():
    first, second, *_ = written(a_record()).decode().splitlines()

    assert first == '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    assert second == "<!DOCTYPE NCCIS>"


def test_until_2018_the_root_bears_the_year():
    content = written(a_record(), header=a_header(period_end="2016-02-29"), rule_set=RULES_2015_16)

    assert b"<!DOCTYPE NCCIS2015>" in content
    assert etree.fromstring(content).tag == "NCCIS2015"
    assert b"<DatabaseId>123</DatabaseId>" in content


def test_a_joint_return_names_every_database_and_authority():
    header = a_header(database_ids=("123", "456"), lea_codes=("855", "856", "857"))

    assert Reading(io.BytesIO(written(header=header))).header == header


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda each: each.name)
def test_elements_follow_the_order_of_the_rule_set(rule_set):
    record = Record(characteristics=("110",))
    for item in set(Record.__dataclass_fields__) - NOT_TEXT:
        setattr(record, item, "1")
    root = etree.fromstring(record_bytes(record, rule_set=rule_set))
    tree = etree.ElementTree(root)

    written_in = [tree.getelementpath(each) for each in root.iter() if not len(each)]
    assert tuple(written_in) == rule_set.order


def test_what_may_be_left_out_is_and_what_may_not_stays():
    content = written(a_record(middle_name="", gender="")).decode()

    assert "MiddleName" not in content
    assert "SeptemberGuarantee" not in content
    assert "<Gender></Gender>" in content


def test_what_xml_keeps_for_itself_is_escaped():
    content = written(a_record(establishment_name="Bread & <Roses>"))

    assert b"Bread &amp; &lt;Roses&gt;" in content


def test_a_character_that_no_xml_can_carry_is_refused_without_repeating_the_text():
    with pytest.raises(UnwritableText, match="control character stands in FamilyName") as refusal:
        written(a_record(family_name="Mis\x00try"))

    assert "try" not in str(refusal.value)


def test_a_supplier_s_name_cannot_end_the_comment():
    content = written(header=a_header(supplier_name="A--><NCCIS/>-"))

    assert not checked(content)[0].is_rejected


def test_a_return_without_a_period_end_is_not_written():
    with pytest.raises(ValueError, match="period end"):
        opening(a_header(period_end=""), rule_set=RULES_2019_20)


def test_a_return_is_the_bytes_of_its_parts():
    several = [a_record(), neet(young_persons_id="1230000000002")]
    parts = [record_bytes(each, rule_set=RULES_2019_20) for each in several]

    assert written(*several) == b"".join(
        [
            opening(a_header(), rule_set=RULES_2019_20),
            *parts,
            closing(a_header(), rule_set=RULES_2019_20),
        ]
    )
