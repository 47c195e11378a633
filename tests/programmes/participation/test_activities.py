from datetime import date

import pytest

from onward.programmes.participation.activities import (
    SETTLED_BY,
    Duty,
    NotOpen,
    Participation,
    RateClass,
    Setting,
    UnknownActivity,
    every_meaning,
    meaning,
    meanings,
    neet_codes,
)

TODAY = date(2026, 3, 31)


def test_the_neet_codes_are_the_twelve_of_the_returns_rules():
    twelve = "540 610 615 616 619 620 630 640 650 660 670 680"

    assert neet_codes() == set(twelve.split())
    assert {c for c, m in meanings(TODAY).items() if m.rate_class is RateClass.NEET} == neet_codes()
    assert all("neet_started_on" in meaning(code, on=TODAY).asks_for for code in neet_codes())


@pytest.mark.parametrize(
    ("code", "rate_class", "participation", "duty"),
    [
        ("210", "EET", "FULL_TIME_EDUCATION", "MEETING"),
        ("250", "EET", "PART_TIME_EDUCATION", "NOT_PARTICIPATING"),
        ("260", "EET", "NOT_COUNTED", "NOT_PARTICIPATING"),
        ("310", "EET", "APPRENTICESHIP", "MEETING"),
        ("330", "EET", "NOT_COUNTED", "NOT_PARTICIPATING"),
        ("530", "EET", "NOT_COUNTED", "WORKING_TOWARDS"),
        ("550", "EET", "EMPLOYMENT_WITH_STUDY", "MEETING"),
        ("616", "NEET", "NOT_COUNTED", "WORKING_TOWARDS"),
        ("640", "NEET", "NOT_COUNTED", "TEMPORARY_BREAK"),
        ("710", "LEFT_OUT", "NOT_COUNTED", "LEFT_OUT"),
        ("820", "NOT_KNOWN", "NOT_COUNTED", "NOT_KNOWN"),
    ],
)
def test_rate_class_participation_and_duty_each_stand_for_themselves(
    code, rate_class, participation, duty
):
    found = meaning(code, on=TODAY)

    assert (found.rate_class, found.participation, found.duty) == (rate_class, participation, duty)


def test_a_code_is_valid_for_its_time_only():
    assert meaning("720", on=date(2018, 3, 31)).rate_class is RateClass.LEFT_OUT
    with pytest.raises(UnknownActivity, match="720 is not an activity code on 2018-04-01"):
        meaning("720", on=date(2018, 4, 1))
    assert meaning("440", on=date(2020, 3, 31)).label == "Work Programme training"
    assert meaning("440", on=date(2020, 4, 1)).label.startswith("DWP training")


def test_no_code_has_two_meanings_on_one_day():
    edges = {each.valid_from for each in every_meaning()}
    edges |= {each.valid_until for each in every_meaning() if each.valid_until}

    for edge in edges:
        held = [each.code for each in every_meaning() if each.holds_on(edge)]
        assert len(held) == len(set(held))


def test_what_the_sources_leave_open_is_a_setting_with_its_default():
    own = (
        Setting("260", "duty", "WORKING_TOWARDS"),
        Setting("440", "participation", "NOT_COUNTED"),
    )

    assert meaning("260", on=TODAY).duty is Duty.NOT_PARTICIPATING
    assert meaning("260", on=TODAY, settings=own).duty is Duty.WORKING_TOWARDS
    found = meaning("440", on=TODAY, settings=own)
    assert found.participation is Participation.NOT_COUNTED


def test_what_the_sources_settle_cannot_be_set():
    with pytest.raises(NotOpen, match="settle rate_class of 210"):
        meanings(TODAY, settings=(Setting("210", "rate_class", "NEET"),))
    with pytest.raises(NotOpen):
        meanings(TODAY, settings=(Setting("616", "valid_from", "2012-01-01"),))
    with pytest.raises(ValueError, match="MAYBE"):
        meanings(TODAY, settings=(Setting("260", "duty", "MAYBE"),))
    with pytest.raises(UnknownActivity):
        meanings(TODAY, settings=(Setting("720", "rate_class", "EET"),))


def test_every_open_attribute_can_be_settled_and_is_an_attribute():
    for each in every_meaning():
        assert each.unverified <= {*SETTLED_BY, "valid_from"}
