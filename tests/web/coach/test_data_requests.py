"""The district officer's pages: what is asked, whom it is about, item by item, and the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onward.disclosures.models import Justification
from onward.tracking.data_requests.models import Status
from tests.tracking.factories import MORNING, REASON, neighbours
from tests.web.client import page_of, signed_in
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

LIST = "/coach/requests/"
WORDS: dict[str, Any] = {"justification": REASON, "call_note": "Ms Shah rang; called back."}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


@pytest.fixture
def moment():
    return MORNING


@pytest.fixture
def officer(here):
    return signed_in(Client(), here.staff[here.district.pk])


def release_page(request, record):
    return f"{LIST}{request.pk}/people/{record.pk}"


def test_an_empty_list_says_who_asks(officer):
    assert "Local authorities with which your district" in said_in(officer.get(LIST))


def test_the_list_names_nobody(officer, here):
    request = here.asked()

    shown = said_in(officer.get(LIST))

    assert request.reference in shown
    assert "Okoro" not in shown


def test_the_person_named_on_the_telephone_is_found_and_answered(officer, here):
    """REQ-002-092"""
    request, claimant = here.asked(), here.a_claimant()
    page = officer.get(f"{LIST}{request.pk}/")
    found = press(officer, page, sought="Okoro")
    (link,) = page_of(found).xpath("//tbody//th/a/@href")
    assert link == release_page(request, claimant)

    answer = press(officer, officer.get(link), follow=True, **WORDS)

    assert "Released. It is on its way to the authority." in said_in(answer)
    seen = here.seen(here.authority, request)
    assert (seen.status, seen.decided_by) == (Status.RELEASED, here.staff[here.district.pk].handle)


def test_an_item_off_the_list_says_why_not_and_how_it_would_be_varied(officer, here):
    """H7, REQ-002-080"""
    request = here.asked("surname", "nino")
    page = release_page(request, here.a_claimant())

    assert "revised memorandum" in said_in(officer.get(page))
    whole = press(officer, officer.get(page), **WORDS)
    assert "Why not? This is not in annex B" in said_in(whole)
    assert here.seen(here.district, request).status == Status.ASKED

    part = press(officer, officer.get(page), follow=True, items=["surname"], **WORDS)
    assert "Not released National Insurance number" in said_in(part)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"justification": ""}, "It is not said why this is given"),
        ({"justification": "needed"}, "It is not said why this is given"),
        ({"call_note": ""}, "There is no note of the call."),
    ],
)
def test_what_must_be_written_first_is_asked_beside_its_field(officer, here, typed, told):
    """REQ-002-079, REQ-002-093"""
    page = release_page(here.asked(), here.a_claimant())

    answer = press(officer, officer.get(page), **WORDS | typed)

    (error,) = page_of(answer).xpath("//p[contains(@class, 'govuk-error-message')]")
    assert told in error.text_content()


def test_an_email_asks_for_its_template_and_no_call_note(officer, here):
    """REQ-002-093"""
    page = release_page(here.asked(channel="secure_email"), here.a_claimant())
    form = officer.get(page)

    assert "Note of the call" not in said_in(form)
    refused = press(officer, form, justification=REASON)
    assert "By e-mail this needs a data movement template" in said_in(refused)
    typed: dict[str, Any] = {
        "template_reference": "DMT-2014-003",
        "template_protection": "secure_mailbox",
        "template_mailbox": "tracking@leicester.example",
    }
    answer = press(officer, refused, follow=True, justification=REASON, **typed)
    assert "Released." in said_in(answer)


@pytest.mark.parametrize("moment", [MORNING + timedelta(days=200)])
def test_a_value_said_long_ago_is_ticked_as_checked(officer, here):
    """REQ-002-117"""
    request, claimant = here.asked("surname"), here.a_claimant(date_of_birth="1995-01-01")
    page = officer.get(release_page(request, claimant))
    assert "Said on 3 February 2014; I have checked that it still holds" in said_in(page)
    assert "may no longer be true" in said_in(press(officer, page, **WORDS))

    answer = press(officer, page, follow=True, confirmed=["surname"], **WORDS)

    assert "Released." in said_in(answer)


def test_a_refusal_needs_a_reason_and_is_told(officer, here):
    request = here.asked()
    page = officer.get(f"{LIST}{request.pk}/refusal")

    assert "There is a problem" in said_in(press(officer, page))
    answer = press(officer, page, follow=True, reason="cannot_be_given")

    assert "The request is refused" in said_in(answer)
    assert here.seen(here.authority, request).refusal_reason == "cannot_be_given"


def test_the_reason_stays_with_the_district(officer, here):
    """REQ-002-079"""
    request = here.asked()
    here.release(request)

    assert REASON in said_in(officer.get(f"{LIST}{request.pk}/"))
    with here.at(here.authority):
        assert not Justification.objects.exists()


def test_an_authoritys_staff_see_no_page_of_the_district(here):
    request = here.asked()
    stranger = signed_in(Client(), here.staff[here.other_authority.pk])

    assert stranger.get(f"{LIST}{request.pk}/").status_code == 403
