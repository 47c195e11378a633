"""The catalogue says of every item what it is, what it may reveal and what is shared of it."""

import re
from collections import Counter

import pytest

from onward.agreements.catalogue import (
    About,
    CaseKind,
    KeyClass,
    Projection,
    SpecialCategory,
    ValueType,
    catalogue,
    every_version,
)
from onward.agreements.item_types import READERS
from onward.agreements.projections import PROJECTORS

WITH_A_LIST = {ValueType.TITLE, ValueType.LICENCES, ValueType.CONSENT}


def test_the_catalogue_holds_the_161_items_of_the_trade_and_our_own():
    origins = Counter(item.id[:2] for item in catalogue().values())

    assert origins["DI"] == 161
    assert set(origins) == {"DI", "ON", "YP"}


def test_an_id_names_one_code_and_a_code_one_id():
    pairs = {(item.id, item.code) for item in every_version().values()}

    assert len(pairs) == len({id_ for id_, _ in pairs}) == len({code for _, code in pairs})


def test_the_catalogue_cannot_be_changed_by_whoever_reads_it():
    with pytest.raises(TypeError):
        catalogue()["nino"] = catalogue()["surname"]  # type: ignore[index]


def test_every_item_says_what_it_is_in_words_for_the_participant():
    for item in catalogue().values():
        assert item.label[0].isupper(), item.code
        assert len(item.label) <= 60, item.code
        assert "_" not in item.label + item.definition, item.code
        assert item.definition, item.code
        assert item.source, item.code


def test_codes_are_short_plain_and_not_repeated():
    for item in catalogue().values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", item.code)
        assert len(set(item.codes)) == len(item.codes), item.code


def test_every_value_type_can_be_read_and_every_projection_carried_out():
    assert set(READERS) == set(ValueType)
    assert set(PROJECTORS) == set(Projection)


def test_free_text_is_never_called_harmless():
    harmless = {
        item.code
        for item in catalogue().values()
        if item.value_type is ValueType.TEXT and item.special_category is SpecialCategory.NONE
    }

    assert harmless == set()


def test_whatever_holds_words_is_marked_as_free_text():
    for item in catalogue().values():
        if item.value_type in {ValueType.TEXT, ValueType.DOCUMENT}:
            assert item.free_text, item.code


@pytest.mark.parametrize("code", ["disability_status", "additional_support", "coc_hospital"])
def test_health_is_marked_as_health(code):
    item = catalogue()[code]

    assert item.special_category is SpecialCategory.HEALTH
    assert item.key_class is KeyClass.HEALTH


@pytest.mark.parametrize("code", ["licence_endorsements", "coc_prison"])
def test_offences_are_marked_as_offences(code):
    assert catalogue()[code].special_category is SpecialCategory.OFFENCE


@pytest.mark.parametrize("code", ["partner_name", "partner_title", "partner_nino", "parent_name"])
def test_what_is_about_somebody_else_says_so(code):
    assert catalogue()[code].about is About.THIRD_PARTY


def test_where_to_find_a_person_is_withheld_for_mappa_and_nothing_else_is():
    withheld = {i.code for i in catalogue().values() if CaseKind.MAPPA in i.withheld_for}

    assert withheld == {
        "address",
        "postcode",
        "correspondence_address",
        "telephone",
        "telephone_alternate",
        "coc_contact_details",
    }


@pytest.mark.parametrize(
    ("code", "projection"),
    [
        ("incident_marker", Projection.YES_NO),
        ("coc_sickness", Projection.DATES_ONLY),
        ("coc_jsa_extended_period_sickness", Projection.DATES_ONLY),
        ("coc_hospital", Projection.DATES_ONLY),
        ("coc_available_hours", Projection.DATES_ONLY),
        ("earnings_reached_1000", Projection.THRESHOLD_REACHED),
        ("earnings_reached_2000", Projection.THRESHOLD_REACHED),
        ("earnings_reached_threshold", Projection.THRESHOLD_REACHED),
        ("coc_child_turns_5", Projection.EVENT_ONLY),
        ("coc_incident", Projection.EVENT_AND_DATE),
        ("coc_household_status", Projection.EVENT_AND_DATE),
    ],
)
def test_less_is_shared_than_is_held(code, projection):
    assert catalogue()[code].projection is projection


def test_no_event_of_health_or_offence_leaves_with_a_story_among_its_parts():
    told = {ValueType.EVENT, ValueType.ABSENCE}
    guarded = {SpecialCategory.HEALTH, SpecialCategory.OFFENCE}

    for item in catalogue().values():
        if item.value_type in told and item.special_category in guarded:
            assert item.projection is not Projection.AS_HELD, item.code
