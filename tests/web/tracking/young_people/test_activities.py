"""The page of one young person: what they do is told, confirmed, taken back, and they may leave."""

import pytest

from onward.tracking.activities.telling import present_activities
from onward.tracking.models import Following, LeftCohort
from tests.people.factories import a_record
from tests.returns.nccis.factories import SEPTEMBER
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in


def page(record, below=""):
    return f"/tracking/people/{record.pk}/{below}"


def present(here, record):
    with here.at_work():
        return present_activities([record]).get(record.pk)


def tell(client, record, *, follow=True, **said):
    known = {"code": "619", "started_on": "1 11 2025", "source": "PERSON", **said}
    return press(client, client.get(page(record, "activity")), follow=follow, **known)


def test_what_is_told_ends_what_was_there_and_says_who_said_so(adviser, here):
    """REQ-002-017."""
    record = here.a_young_person(code="230", since="2025-09-04")

    shown = said_in(tell(adviser, record))

    assert "The activity is recorded." in shown
    assert "Since 1 November 2025" in shown
    assert "From Said by the person, 3 November 2025" in shown
    row = "4 September 2025 31 October 2025 Loaded from a file, 20 September 2025"
    assert row in shown


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"started_on": "1 1 2026"}, "started_on", "The activity starts in the future."),
        ({"verified_on": "1 10 2025"}, "verified_on", "It was confirmed before it started."),
        ({"code": "230"}, "predicted_end_on", "the day on which it is expected to end"),
        ({"code": "350"}, "review_on", "a day on which it is looked at again"),
        ({"ended_on": "1 10 2025"}, "ended_on", "It ends before it starts."),
        ({"provider_number": "12"}, "provider_number", "must be 8 digits"),
        ({"code": ""}, "code", "What do they do?"),
    ],
)
def test_what_cannot_be_true_is_said_beside_its_field(adviser, here, said, field, words):
    record = here.a_young_person(code="")

    answer = tell(adviser, record, follow=False, **said)

    assert words in said_in(answer)
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert present(here, record) is None


def test_nothing_has_changed_is_one_press(adviser, here):
    record = here.a_young_person(code="330")

    answer = adviser.post(page(record, "activity/confirmation"), follow=True)

    assert "Confirmed as of today." in said_in(answer)
    assert str(present(here, record).verified_on) == "2025-11-03"
    again = adviser.post(page(record, "activity/confirmation"), follow=True)
    assert "Nothing new" in said_in(again)


def test_what_was_told_last_is_taken_back(adviser, here):
    record = here.a_young_person(code="230")
    tell(adviser, record)
    act = present(here, record).act

    answer = adviser.post(page(record, "activity/undoing"), {"act": str(act)}, follow=True)

    assert "What was told last is taken back." in said_in(answer)
    assert present(here, record).code == "230"
    answer = adviser.post(page(record, "activity/undoing"), {"act": str(act)}, follow=True)
    assert "Something else was told since." in said_in(answer)


def test_an_activity_is_put_right_in_a_form_that_holds_what_is_there(adviser, here):
    record = here.a_young_person(code="230", since="2025-09-04")

    form = adviser.get(page(record, "activity") + "?put-right")
    shown = press(adviser, form, follow=True, establishment_name="Hill College", source="STAFF")

    assert "Where Hill College" in said_in(shown)
    assert (present(here, record).code, str(present(here, record).started_on)) == (
        "230",
        "2025-09-04",
    )


def test_who_moves_away_leaves_and_may_come_back(adviser, here):
    record = here.a_young_person()

    form = adviser.get(page(record, "leaving"))
    shown = said_in(press(adviser, form, follow=True, how="T", to_place="202"))
    assert "Left the group. Moved to another authority in England, 3 November 2025: Camden" in shown
    adviser.post(page(record, "coming-back"))

    with here.at_work():
        assert LeftCohort.objects.get().undone_at is not None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"how": "T"}, "A transfer needs the other authority."),
        ({"how": "T", "to_place": "856"}, "the person's own authority"),
        ({"how": "E"}, "A move out of England needs the place."),
        ({"how": "L", "on": "1 12 2025"}, "The day lies in the future."),
    ],
)
def test_a_departure_no_return_could_carry_is_refused(adviser, here, said, words):
    record = here.a_young_person()

    answer = press(adviser, adviser.get(page(record, "leaving")), **said)

    assert words in said_in(answer)
    with here.at_work():
        assert not LeftCohort.objects.exists()


@pytest.mark.parametrize(
    ("born", "held", "is_followed"),
    [
        ("2005-11-03", {"ehc_plan": False, "sen_support": False}, False),  # 20 today
        ("2005-11-04", {}, True),  # 20 tomorrow
        ("2001-11-03", {"ehc_plan": True}, True),  # 24 today
        ("2000-11-04", {"ehc_plan": True}, True),  # 25 tomorrow
        ("2000-11-03", {"ehc_plan": True}, False),  # 25 today
        ("2005-11-03", {}, False),  # nobody has said
    ],
)
def test_the_service_takes_on_those_it_is_for(adviser, here, born, held, is_followed):
    """REQ-002-013."""
    record = a_record(here.authority, at=SEPTEMBER, surname="Osei", date_of_birth=born, **held)

    adviser.post(page(record, "following"))

    with here.at_work():
        assert Following.objects.filter(record=record).exists() is is_followed


def test_a_record_without_a_birth_date_says_what_to_do_before_it_is_followed(adviser, here):
    record = a_record(here.authority, at=SEPTEMBER, surname="Osei")

    shown = said_in(adviser.post(page(record, "following"), follow=True))

    assert "The date of birth is not recorded. Record it first." in shown


def test_the_page_says_until_when_somebody_is_tracked(adviser, here):
    record = here.a_young_person(date_of_birth="2009-02-03")

    assert "Tracked until 31 August 2028" in said_in(adviser.get(page(record)))


def test_a_dead_young_person_is_told_of_no_more(adviser, here):
    record = here.a_young_person()
    with here.at_work():
        type(record).objects.filter(pk=record.pk).update(deceased_on="2025-10-30")

    assert adviser.get(page(record, "activity")).status_code == 404
