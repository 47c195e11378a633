"""What leaves of a value never carries more than the projection says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.catalogue import Item, Projection, catalogue
from onward.agreements.item_types import clean
from onward.agreements.projections import project
from onward.ledger.canonical import canonical
from onward.values.bad_value import BadValue

TODAY = date(2017, 7, 3)


def held(code: str, value: object) -> tuple[Item, object]:
    item = catalogue()[code]
    return item, clean(item, value, on=TODAY)


SHARED = [
    ("surname", "Hara", "Hara"),
    ("incident_marker", {"recorded": True, "detail": "threw a chair"}, True),
    ("incident_marker", False, False),
    (
        "coc_hospital",
        {
            "unavailable_from": "3/6/2017",
            "unavailable_to": "10/6/2017",
            "detail": "surgery, ward 7",
        },
        {"unavailable_from": "2017-06-03", "unavailable_to": "2017-06-10"},
    ),
    (
        "coc_available_hours",
        {"unavailable_from": "2017-06-03T09:30", "detail": "sheriff court"},
        {"unavailable_from": "2017-06-03T09:30", "unavailable_to": None},
    ),
    (
        "coc_sickness",
        {"unavailable_from": "2017-06-03", "withdrawn": "yes", "detail": "flu"},
        {"unavailable_from": "2017-06-03", "unavailable_to": None, "withdrawn": True},
    ),
    ("easement_until", {"until": "31/7/2021", "cause": "domestic abuse"}, {"until": "2021-07-31"}),
    ("easement_until", {"until": "2021-07-31", "cause": "jury_service"}, {"until": "2021-07-31"}),
    (
        "earnings_reached_1000",
        {"reached": True, "on": "2017-06-28", "earned_pence": 123456},
        {"reached": True, "on": "2017-06-28"},
    ),
    ("earnings_reached_2000", {"reached": False, "earned_pence": 123456}, {"reached": False}),
    ("coc_child_turns_5", {"on": "2017-06-28", "detail": "Sam"}, {"state": "notified"}),
    (
        "coc_incident",
        {"on": "2017-06-28", "detail": "threw a chair"},
        {"state": "notified", "on": "2017-06-28"},
    ),
]


@pytest.mark.parametrize(("code", "value", "shared"), SHARED)
def test_only_the_projection_leaves(code, value, shared):
    """REQ-004-012 and REQ-004-047; example H9 of the privacy rules"""
    assert project(*held(code, value)) == shared


@pytest.mark.parametrize(("code", "value", "shared"), SHARED)
def test_the_recipient_can_hold_what_it_was_given_and_nothing_changes(code, value, shared):
    item = catalogue()[code]

    assert clean(item, shared, on=TODAY) == shared
    assert project(item, shared) == shared


NARROWED = [item for item in catalogue().values() if item.projection is not Projection.AS_HELD]
STORIES = st.from_regex(r"Zq[a-z]{3,12}( Zq[a-z]{3,12})*", fullmatch=True)


def told_with(story: str, item: Item) -> object:
    """A value of the item's shape with the story in the part meant for it."""
    parts: dict[Projection, dict[str, object]] = {
        Projection.YES_NO: {"recorded": True, "detail": story},
        Projection.DATES_ONLY: {"unavailable_from": "2017-06-03", "detail": story},
        Projection.UNTIL_ONLY: {"until": "2017-06-28", "cause": story},
        Projection.THRESHOLD_REACHED: {"reached": True, "on": "2017-06-28", "story": story},
        Projection.EVENT_ONLY: {"state": "notified", "on": "2017-06-28", "detail": story},
        Projection.EVENT_AND_DATE: {"state": "notified", "on": "2017-06-28", "detail": story},
    }
    return parts[item.projection]


@given(st.sampled_from(NARROWED), STORIES)
def test_no_word_of_the_story_is_in_what_leaves(item, story):
    """REQ-004-012 and REQ-004-047"""
    shared = canonical(project(item, told_with(story, item))).decode()

    assert not any(word in shared for word in story.split())


@given(st.sampled_from(NARROWED), STORIES)
def test_a_story_in_the_wrong_part_stops_the_projection_and_is_not_in_its_error(item, story):
    value = dict.fromkeys(told_with("", item), story)  # type: ignore[call-overload]

    with pytest.raises(BadValue) as refusal:
        project(item, value)

    assert story not in f"{refusal.value} {refusal.value!r}"


@pytest.mark.parametrize("item", NARROWED, ids=lambda item: item.code)
def test_a_bare_story_is_not_projected(item):
    with pytest.raises(BadValue):
        project(item, "threw a chair")


def test_what_leaves_as_held_is_a_copy():
    item, value = held("job_preferences", ["Baker"])
    shared = project(item, value)

    assert shared == value
    assert shared is not value
