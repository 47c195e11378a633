"""What came from an old system is looked at, signed for by name, and shown with its person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onward.formats.old_system import people
from onward.people.models import Record
from tests.intake.young_people.old_lists import NOAH, listed, taken_over
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/tracking/uploads/old-system/"


def test_an_authority_without_an_old_system_is_told_where_to_begin(manager):
    assert "Nothing has been taken over from an old system." in said_in(manager.get(PAGE))


def test_the_report_is_shown_and_signed_by_name(manager, here):
    taken_over(here)

    shown = manager.get(PAGE)
    assert "no monthly return can be sent" in said_in(shown)
    unsaid = press(manager, shown, post="Manager")
    assert "Tick the box to go on" in said_in(unsaid)
    signed = press(manager, shown, follow=True, post="Manager", compared="on")

    assert "4 reports are signed." in said_in(signed)
    assert f"Signed by {here.manager.name}, Manager, on 3 November 2025." in said_in(signed)


def test_the_dry_run_shows_each_field_beside_what_is_held(manager):
    file = SimpleUploadedFile("people.csv", listed(people, NOAH))

    preview = manager.post(
        "/tracking/uploads/new", {"feed": "old-people", "file": file}, follow=True
    )

    rows = page_of(preview).xpath("//main//table//tr")
    told = [" ".join(row.text_content().split()) for row in rows]
    assert "First name 1 1 0 0" in told


def test_notes_of_the_old_system_stand_on_a_page_of_their_person(adviser, here):
    taken_over(here)
    with here.at_work():
        record = Record.objects.get()

    said = said_in(adviser.get(f"/tracking/people/{record.pk}/old-system"))

    assert "12 September 2025" in said
    assert "Likes his course." in said


def test_only_who_makes_returns_signs(adviser):
    assert adviser.get(PAGE).status_code == 403
