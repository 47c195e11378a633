"""How lists are written is typed on a page, and a notice of leaving goes the whole way in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onward.parties.models import Organisation
from tests.agreements.factories import in_force
from tests.intake.young_people.lists import OCTOBER, education, now, taken
from tests.parties.factories import an_organisation
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
LISTS = "/tracking/uploads/lists/"
LEFT = {"startdate": "08/09/2025", "enddate": "24/10/2025"}


def typed(browser, feed, **changed):
    """The page of this list's settings, posted as it stands but for these changes."""
    return press(browser, browser.get(f"{LISTS}{feed}/"), follow=True, **changed)


@pytest.fixture
def college(here):
    found = an_organisation(Organisation.Kind.COLLEGE, nation=Organisation.Nation.ENGLAND)
    in_force("SCHOOL-LA", {"institution": found, "authority": here.authority}, at=OCTOBER)
    return found


def test_a_notice_of_leaving_is_taken_in_once_its_sender_is_set(manager, here, college):
    """REQ-002-018."""
    record = here.a_young_person(code="810", since="2025-09-01")
    taken(here, education({"startdate": "08/09/2025"}))
    kept = typed(manager, "early-leavers", **{f"sender-{college.code}": "856/8600"})
    assert "from now on" in said_in(kept)

    file = SimpleUploadedFile("leavers.csv", education(LEFT))
    preview = manager.post(
        "/tracking/uploads/new", {"feed": "early-leavers", "file": file}, follow=True
    )
    done = manager.post(f"{preview.redirect_chain[-1][0]}acceptance", follow=True)

    assert "1 row was taken in." in said_in(done)
    assert now(here, record).code == "810"


@pytest.mark.parametrize(
    ("field", "typed_in", "words"),
    [
        ("tolerance_days", "a week", "Tolerance in days must be a whole number"),
        ("tolerance_days", "-1", "Tolerance in days must be 0 or more"),
        ("activities", "8", "“8” is not a word, the sign = and a code"),
        ("activities", "8 = 230\n8 = 210", "“8” stands on two lines"),
        ("activities", "8 = 999", "999 is not an activity code"),
        ("heading-dob", "surname", "“surname” stands for two columns"),
        ("passed_over", "Surname", "“Surname” is read, so it cannot be passed over"),
    ],
)
def test_what_cannot_be_meant_is_told_where_it_was_typed(manager, field, typed_in, words):
    answer = typed(manager, "education", **{field: typed_in})

    (told,) = page_of(answer).xpath("//*[@class='govuk-error-summary']//a")
    assert words in told.text_content()
    assert told.get("href") == f"#id_{field}"


def test_a_number_that_is_none_is_told_at_its_sender(manager, college):
    answer = typed(manager, "early-leavers", **{f"sender-{college.code}": "12"})

    assert "3 digits and its own 4" in said_in(answer)


def test_a_list_of_which_nothing_can_be_set_has_no_page(manager, adviser):
    assert manager.get(f"{LISTS}return-errors/").status_code == 404
    assert manager.get(f"{LISTS}no-such-list/").status_code == 404
    assert adviser.get(f"{LISTS}education/").status_code == 403
