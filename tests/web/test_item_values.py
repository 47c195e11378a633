"""What is held, in words."""

from datetime import date

import pytest

from onward.agreements.catalogue import ValueType, catalogue
from onward.agreements.item_types import clean
from onward.web.item_values import SHOWN, value_in_words

SHOWN_AS = [
    ("nino", "QQ123456C", "•• •• •• •6 C"),
    ("date_of_birth", "1988-02-29", "29 February 1988"),
    ("disability_status", "not disabled", "Not disabled"),
    ("incident_marker", {"recorded": True, "detail": "An argument."}, "Yes"),
    ("telephone", "0131 496 0123", "0131 496 0123"),
    ("address", "14 Larch Terrace\nFalkirk", "14 Larch Terrace\nFalkirk"),
    ("preferred_hours", "16-30", "16 to 30 hours a week"),
    ("preferred_hours", "16", "16 hours a week"),
    ("driving_licence", "provisional", "Provisional"),
    ("qualification_subject", {1: "Food hygiene", 2: "Maths"}, "1. Food hygiene\n2. Maths"),
    ("qualification_start", {1: "2014-05-12"}, "1. 12 May 2014"),
    ("welsh_written", "no", "No"),
    ("coc_death", {"state": "notified", "on": "2017-05-01"}, "1 May 2017"),
    (
        "coc_sickness",
        {"unavailable_from": "2017-05-01", "unavailable_to": None},
        "from 1 May 2017",
    ),
    (
        "coc_available_hours",
        {"unavailable_from": "2017-05-01T09:30", "unavailable_to": "2017-05-01T12:00"},
        "1 May 2017, 09:30 to 1 May 2017, 12:00",
    ),
    ("easement_until", "2017-07-31", "until 31 July 2017"),
    (
        "easement_until",
        {"until": "2017-07-31", "cause": "domestic_abuse"},
        "until 31 July 2017: Domestic abuse",
    ),
    ("earnings_reached_1000", {"reached": True, "on": "2017-06-01"}, "Reached on 1 June 2017"),
    ("payfile_amount", "385.00", "£385.00"),
]


@pytest.mark.parametrize(("code", "given", "shown"), SHOWN_AS)
def test_a_value_is_shown_in_words(code, given, shown):
    item = catalogue()[code]
    stored = clean(item, given, on=date(2017, 6, 30), fictitious=True)

    assert value_in_words(item, stored) == shown


def test_no_kind_of_number_is_shown_whole():
    """REQ-001-007"""
    numbers = [item for item in catalogue().values() if item.value_type is ValueType.NINO]

    assert [item.code for item in numbers if "123456" in value_in_words(item, "QQ123456C")] == []


def test_a_type_that_is_not_named_is_shown_as_it_is():
    assert ValueType.STRING not in SHOWN
    assert value_in_words(catalogue()["last_job_1"], "Baker") == "Baker"
