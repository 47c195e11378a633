from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onward.intake.feeds import FEEDS
from onward.intake.list_settings import STANDARD, keep_settings
from onward.people.models import Fact
from onward.tracking.activities.telling import confirm, present_activities
from onward.tracking.models import ActivityStatement
from tests.intake.young_people.lists import (
    AMARA,
    OCTOBER,
    education,
    notes,
    now,
    rules,
    table,
    taken,
)
from tests.returns.nccis.factories import FILE

pytestmark = pytest.mark.django_db

AT_COLLEGE = {"startdate": "08/09/2025"}


@pytest.fixture
def amara(place):
    return place.a_young_person(code="810", since="2025-09-01")


def test_a_starter_who_was_lost_is_at_a_college_by_the_word_of_the_file(place, amara):
    landing = taken(place, education(AT_COLLEGE))

    activity = now(place, amara)
    assert landing.done_count == 1
    assert (activity.code, activity.started_on) == ("230", date(2025, 9, 8))
    assert activity.establishment_number == "8568600"
    assert (activity.source, activity.source_id) == (Fact.Source.FILE, landing.pk)
    assert activity.predicted_end_on == date(2026, 7, 31)


def test_an_end_closes_the_activity_and_nobody_knows_what_follows(place, amara):
    taken(place, education(AT_COLLEGE))

    left = taken(
        place,
        education(AT_COLLEGE | {"enddate": "10/11/2025"}),
        at=datetime(2025, 11, 20, tzinfo=UTC),
    )

    assert left.problems == []
    activity = now(place, amara)
    assert (activity.code, activity.started_on) == ("810", date(2025, 11, 11))


def test_the_same_rows_in_another_file_change_nothing(place, amara):
    rows = education(AT_COLLEGE)
    taken(place, rows)
    with place.at_work():
        before = ActivityStatement.objects.count(), Fact.objects.count()

    again = taken(place, rows + b"\r\n")

    assert (again.done_count, again.unchanged_count) == (0, 1)
    with place.at_work():
        assert (ActivityStatement.objects.count(), Fact.objects.count()) == before


def test_what_was_confirmed_after_the_day_of_the_list_stays_and_is_listed(place):
    amara = place.a_young_person(code="619", since="2025-09-01")
    with place.at_work():
        held = present_activities([amara])[amara.pk]
        confirm([held], on=date(2025, 10, 10), source=FILE, at=OCTOBER)

    landing = taken(place, education({"startdate": "02/10/2025"}), name="college-2025-10-05.csv")

    assert rules(landing) == ["What is held was confirmed after the day of the list."]
    assert now(place, amara).code == "619"


def test_what_began_within_the_tolerance_is_noted_and_left(place):
    amara = place.a_young_person(code="")
    with place.at_work():
        place.told(amara, "310", "2025-10-10", at=OCTOBER)

    landing = taken(place, education({"startdate": "13/10/2025", "dfeno": "8568601"}))

    assert landing.problems == []
    assert notes(landing) == [
        "The present activity began too few days ago to be changed by a list."
    ]
    assert now(place, amara).started_on == date(2025, 10, 10)


def test_a_leaver_of_one_college_who_is_at_another_by_now_is_asked_about(place, amara):
    taken(place, education(AT_COLLEGE))

    landing = taken(place, education({"dfeno": "8568601", "enddate": "15/10/2025"}))

    assert rules(landing) == ["Another activity is held, which the row does not end."]
    assert now(place, amara).code == "230"


def test_who_left_one_college_and_started_at_another_stands_twice_in_one_list(place, amara):
    taken(place, education(AT_COLLEGE))

    landing = taken(
        place,
        education(
            {"dfeno": "8568601", "startdate": "10/11/2025"},
            AT_COLLEGE | {"enddate": "07/11/2025"},
        ),
        at=datetime(2025, 11, 20, tzinfo=UTC),
    )

    assert (landing.done_count, landing.problems) == (2, [])
    assert now(place, amara).establishment_number == "8568601"


def test_a_row_of_nobody_and_a_row_of_two_are_given_back(place, amara):
    place.a_young_person()

    landing = taken(place, education(AT_COLLEGE, AT_COLLEGE | {"surname": "Osey"}))

    assert rules(landing) == [
        "More than one young person fits.",
        "Nobody whom you follow has this name and date of birth, or this number.",
    ]
    assert b"Osey" in bytes(landing.refused_rows)


def test_a_sender_may_head_columns_otherwise_and_send_more_of_them(place, amara):
    with place.at_work() as manager:
        settings = replace(
            STANDARD["education"],
            headings={"dfeno": ["college", "school no"], "startdate": ["enrolled"]},
            passed_over=["tutor"],
        )
        keep_settings(FEEDS["education"], settings, by=manager, at=OCTOBER)
    content = education(AT_COLLEGE | {"goaldescription": "x"})
    content = content.replace(b"dfeno", b"School No").replace(b"startdate", b"Enrolled")
    content = content.replace(b"goallevel", b"Tutor,goallevel").replace(b",x", b",,x")

    landing = taken(place, content)

    assert landing.problems == []
    assert now(place, amara).code == "230"


def test_a_providers_word_for_a_situation_says_which_activity_it_is(place, amara):
    row = {**AMARA, "ukprn": "10012345", "startdate": "08/09/2025"}
    columns = (
        *("forename", "surname", "dob", "postcode", "upn", "ukprn", "startdate", "enddate"),
        *("situationgroup", "situationsubgroup", "quallevel", "occareagroup", "occareasubgroup"),
    )

    unknown = taken(place, table(row, columns=columns), feed="training")
    known = row | {"situationgroup": "Apprenticeship"}
    taken(place, table(known, columns=columns), feed="training")

    assert rules(unknown) == ["Nobody has said which activity this situation is."]
    assert (now(place, amara).code, now(place, amara).provider_number) == ("310", "10012345")
