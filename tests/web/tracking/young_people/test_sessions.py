"""A youth worker notes a session and who came, from those who come, by search, or added quickly."""

import pytest
from django.urls import reverse

from onward.people.facts import present_values
from onward.people.models import Record
from onward.tracking.models import Attendance, YouthSession
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

NEW = "/tracking/sessions/new"


def noted(client, **said):
    known = {"on": "2 11 2025", "kind": "CENTRE", "place": "Mill Lane Centre", **said}
    return press(client, client.get(NEW), follow=True, **known)


def the_session(here):
    with here.at_work():
        return YouthSession.objects.latest("noted_at")


def came(here):
    with here.at_work():
        standing = Attendance.objects.filter(taken_back_at=None)
        return set(standing.values_list("record_id", flat=True))


def test_somebody_found_came_and_stands_on_their_page_and_is_offered_next_time(adviser, here):
    jo = here.a_young_person(forename="Jocasta")
    noted(adviser)
    somebody = reverse("tracking:session-somebody", args=[the_session(here).pk])

    found = adviser.post(somebody, {"find": "1", "sought": "jocasta"})
    (pressed,) = page_of(found).xpath("//button[@name='chosen']/@value")
    attendance = reverse("tracking:session-attendance", args=[the_session(here).pk])
    page = adviser.post(attendance, {"chosen": pressed}, follow=True)

    assert "1 person is noted." in said_in(page)
    assert came(here) == {jo.pk}
    assert "Mill Lane Centre" in said_in(adviser.get(f"/tracking/people/{jo.pk}/"))
    next_time = noted(adviser, on="3 11 2025")
    assert page_of(next_time).xpath("//input[@name='chosen']/@value") == [str(jo.pk)]
    listed = said_in(adviser.get("/tracking/sessions/"))
    assert "November 2025 2 1 1 0" in listed


def test_somebody_new_is_added_quickly_unless_they_may_be_held_already(adviser, here):
    here.a_young_person(forename="Amara", surname="Osei")
    noted(adviser)
    somebody = reverse("tracking:session-somebody", args=[the_session(here).pk])
    amara = {"add": "1", "forename": "Amara", "surname": "Osei"}

    asked = adviser.post(somebody, amara)
    added = adviser.post(somebody, {**amara, "somebody_else": "on"}, follow=True)

    assert "Is it one of these?" in said_in(asked)
    assert "They are added, and noted as having come." in said_in(added)
    (new,) = came(here)
    with here.at_work():
        assert present_values(Record.objects.get(pk=new)) == {
            "forename": "Amara",
            "surname": "Osei",
        }


def test_what_is_wrong_with_somebody_new_is_said_beside_its_field(adviser, here):
    noted(adviser)
    somebody = reverse("tracking:session-somebody", args=[the_session(here).pk])

    answer = adviser.post(somebody, {"add": "1", "forename": "Jo", "postcode": "nowhere"})

    assert 'id="id_surname-error"' in answer.content.decode()
    assert 'id="id_postcode-error"' in answer.content.decode()
    assert came(here) == set()


def test_whoever_was_noted_by_mistake_is_taken_back_and_the_unnamed_are_counted(adviser, here):
    jo = here.a_young_person()
    noted(adviser)
    session = the_session(here)
    adviser.post(reverse("tracking:session-attendance", args=[session.pk]), {"chosen": jo.pk})

    page = adviser.post(reverse("tracking:session-removal", args=[session.pk, jo.pk]), follow=True)
    counted = adviser.post(
        reverse("tracking:session-unnamed", args=[session.pk]), {"count": "7"}, follow=True
    )
    refused = adviser.post(
        reverse("tracking:session-unnamed", args=[session.pk]), {"count": "x"}, follow=True
    )

    assert "Taken back" in said_in(page)
    assert came(here) == set()
    assert "Came 7" in said_in(counted)
    assert "must be a whole number" in said_in(refused)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on": "4 11 2025"}, "must be today or in the past"),
        ({"place": " "}, "Answer the question: Where?"),
    ],
)
def test_a_session_that_cannot_be_is_refused_beside_the_field(adviser, here, said, words):
    assert words in said_in(noted(adviser, **said))
    with here.at_work():
        assert not YouthSession.objects.exists()
