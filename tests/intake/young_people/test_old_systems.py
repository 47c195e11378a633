"""An old system is taken over: nothing twice, nothing silently, and its report adds up."""

from dataclasses import replace
from datetime import date

import pytest

from onward.agreements.catalogue import KeyClass
from onward.formats.old_system import activities, notes, people
from onward.intake.feeds import FEEDS
from onward.intake.list_settings import Settings, keep_settings
from onward.intake.models import Landing
from onward.intake.old_systems.reporting import (
    Report,
    fields_of,
    reports,
    sign_reports,
)
from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.models import Fact, Identifier, Record
from onward.returns.nccis.making import check_return, send_return
from onward.returns.nccis.months import NoReturn
from onward.rights.statement import statement_of
from onward.tracking.activities.telling import confirm
from onward.tracking.forgetting import forget_record
from onward.tracking.models import ActivityStatement, OldReference, OldWords, Takeover
from onward.tracking.taking_over.actions import CannotSign
from tests.intake.young_people.lists import OCTOBER, now, rules
from tests.intake.young_people.lists import notes as left_out
from tests.intake.young_people.old_lists import (
    AT_COLLEGE,
    LATER,
    NOAH,
    PERIOD_END,
    RETURNED,
    listed,
    old_return,
    taken_over,
    took,
)
from tests.returns.nccis.factories import FILE

pytestmark = pytest.mark.django_db


def everything(place):
    """How many rows of each kind there are, but for the files' own."""
    kept = (Record, Fact, ActivityStatement, OldWords)
    with place.at_work():
        return [model._default_manager.count() for model in kept]


def test_people_activities_contacts_and_notes_are_taken_over(place):
    landings = taken_over(place)

    assert [(each.done_count, each.problems) for each in landings] == [
        (1, []),
        (2, []),
        (1, []),
        (1, []),
    ]
    with place.at_work():
        record = Record.objects.get()
        held = present_values(record)
    assert (held["forename"], held["postcode"], held["ehc_plan"]) == ("Noah", "LE1 2AB", False)
    assert now(place, record).predicted_end_on == date(2026, 7, 31)


def test_the_same_lists_again_change_nothing_even_as_other_bytes(place):
    taken_over(place)
    before = everything(place)

    again = taken_over(place, at=LATER, spaces="\r\n")

    assert everything(place) == before
    assert [each.problems for each in again] == [[], [], [], []]


def test_a_return_of_another_supplier_keeps_the_number_of_each(place):
    landing = took(place, "old-return", old_return(RETURNED))

    assert (landing.done_count, landing.problems, left_out(landing)) == (1, [], [])
    with place.at_work():
        record = Identifier.objects.get(kind=Identifier.Kind.RETURN, value="8560000004711").record
        assert present_values(record)["carer"] == {"state": "notified"}
    assert now(place, record).code == "230"
    newcomer = place.a_young_person(forename="Iris")
    with place.at_work():
        assert present_values(newcomer)["young_person_id"] == "8560000004712"


def test_a_return_and_lists_of_one_old_system_are_about_the_same_people(place):
    took(place, "old-return", old_return(RETURNED))

    taken_over(place)

    with place.at_work():
        assert Record.objects.count() == 1


def test_the_same_return_again_changes_nothing_even_as_other_bytes(place):
    took(place, "old-return", old_return(RETURNED))
    before = everything(place)

    again = took(place, "old-return", old_return(RETURNED) + b"\n", at=LATER)

    assert everything(place) == before
    assert again.problems == []


def test_what_cannot_be_taken_is_listed_with_its_reason(place):
    """A leaver, a name that is missing and one field that cannot be held."""
    landing = took(
        place,
        "old-return",
        old_return(
            replace(RETURNED, cohort_status="T", young_persons_id="8560000000001"),
            replace(RETURNED, family_name="", young_persons_id="8560000000002"),
            replace(RETURNED, gender="X"),
        ),
    )

    assert rules(landing) == ["The person had left the cohort already.", "This must be filled."]
    assert len(left_out(landing)) == 1
    assert landing.done_count == 1
    assert b"8560000000001" in bytes(landing.refused_rows)


def test_what_was_done_in_between_leaves_the_present_alone(place):
    taken_over(place)
    with place.at_work():
        record = Record.objects.get()
        place.told(record, "330", "2025-10-01", at=OCTOBER)

    between = {**AT_COLLEGE, "started_on": "2025-09-20", "verified_on": "2025-09-21"}
    landing = took(place, "old-activities", listed(activities, between), at=LATER)

    assert (landing.done_count, landing.problems) == (1, [])
    assert now(place, record).code == "330"


@pytest.mark.parametrize(
    ("started_on", "rule"),
    [
        ("2025-09-04", "The activity that is held was confirmed after what the row says."),
        ("2025-10-01", "Another activity that is held was confirmed after what the row says."),
    ],
)
def test_what_was_confirmed_since_stays_and_the_row_is_listed(place, started_on, rule):
    taken_over(place)
    with place.at_work():
        record = Record.objects.get()
        confirm([now(place, record)], on=OCTOBER.date(), source=FILE, at=OCTOBER)
    older = {**AT_COLLEGE, "code": "810", "started_on": started_on, "ascertained_on": ""}

    landing = took(
        place, "old-activities", listed(activities, {**older, "verified_on": ""}), at=LATER
    )

    assert rules(landing) == [rule]
    assert now(place, record).code == "230"


def test_each_field_is_counted_as_it_is_held(place):
    landing = took(
        place,
        "old-people",
        listed(people, NOAH, {**NOAH, "person": "OLD-2", "forename": "Ada", "gender": "X"}),
    )

    counted = {
        line.field: (line.said, line.same, line.other, line.out) for line in fields_of(landing)
    }
    assert counted["forename"] == (2, 2, 0, 0)
    assert counted["gender"] == (2, 1, 0, 1)


def test_a_row_about_nobody_is_given_back(place):
    landing = took(
        place, "old-notes", listed(notes, {"person": "OLD-9", "on": "2025-01-02", "words": "x"})
    )

    assert rules(landing) == ["Nobody whom the old system calls so was taken over."]
    assert b"OLD-9" in bytes(landing.refused_rows)


def test_every_row_of_a_report_is_taken_held_already_or_refused(place):
    taken_over(place)
    noted = {"person": "OLD-1", "on": "2025-09-12", "words": "Likes his course."}
    rows = (noted, {**noted, "words": "New."}, {**noted, "on": "soon"}, {**noted, "person": "X"})

    report = Report.of(took(place, "old-notes", listed(notes, *rows), at=LATER))

    assert (report.rows, report.done, report.unchanged, report.refused) == (4, 1, 1, 2)
    assert sum(count for _reason, count in report.reasons) == 2


def test_the_words_of_the_old_system_are_read_as_they_are_set(place):
    with place.at_work() as manager:
        settings = Settings(headings={"person": ["client id"]}, words={"gender": {"male": "M"}})
        keep_settings(FEEDS["old-people"], settings, by=manager, at=OCTOBER)
    content = listed(people, {**NOAH, "gender": "Male"}).replace(b"person", b"Client ID", 1)

    landing = took(place, "old-people", content)

    assert (landing.done_count, landing.problems, landing.warnings) == (1, [], [])


def test_no_return_is_sent_before_somebody_signed_for_the_old_system(place):
    taken_over(place)
    with place.at_work() as manager:
        made = check_return(period_end=PERIOD_END, by=manager, at=OCTOBER)
        with pytest.raises(NoReturn, match="Nobody has signed"):
            send_return(made, by=manager, at=OCTOBER)

        signed = sign_reports(name="Ruth Ashdown", post="Manager", by=manager, at=LATER)

        assert signed == 4
        assert Entry.objects.filter(kind="takeover.signed").count() == 4
        send_return(made, by=manager, at=LATER)


def test_what_was_signed_stays_when_the_file_is_forgotten(place):
    taken_over(place)
    with place.at_work() as manager:
        took_again = reports(Takeover.objects.all())
        sign_reports(name="Ruth Ashdown", post="Manager", by=manager, at=LATER)
        Landing.objects.update(problems=[], warnings=[], effect=[])

        now_told = reports(Takeover.objects.all())

        assert [report for *_rest, report in now_told] == [report for *_rest, report in took_again]


def test_nothing_to_sign_is_refused(place):
    with place.at_work() as manager, pytest.raises(CannotSign):
        sign_reports(name="Ruth Ashdown", post="Manager", by=manager, at=LATER)


def test_her_statement_says_what_was_noted_and_when_but_not_the_words(place):
    taken_over(place)
    with place.at_work():
        handle = Record.objects.get().handle

    kept = statement_of(handle).from_before

    assert {(each.kind, each.channel, each.on) for each in kept} == {
        ("CONTACT", "Phone", date(2025, 9, 12)),
        ("NOTE", "", date(2025, 9, 12)),
    }


def test_what_an_old_system_noted_goes_with_case_notes(place):
    taken_over(place)
    with place.at_work():
        record = Record.objects.get()
        forget_record(record, classes={KeyClass.CASEWORK})

        assert not OldWords.objects.exists()
        assert not OldReference.objects.exists()
