"""The call list by keyboard alone in a real browser: 50 people, 51 presses, 50 contacts.

Needs Chromium: Debian's package of that name, or another one named in ONWARD_CHROMIUM.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from onward.parties.clock import machine_now
from onward.parties.sessions import SessionStore
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.models import ActivityStatement, Contact
from onward.web.sign_in.session import begin
from tests.returns.nccis.factories import Reporting, reporting
from tests.web.on_stage import clock_at

pytestmark = pytest.mark.prove
CHROMIUM = os.environ.get("ONWARD_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SUMMER = datetime(2026, 7, 10, 9, tzinfo=UTC)
PEOPLE = 50
LONGEST_WAY = 60  # presses of the tabulator
PATIENCE = 20_000  # milliseconds, for a page on a busy machine


@pytest.fixture
def address(committed: str) -> Iterator[str]:
    """Where Onward is served from this test's own database."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


def test_fifty_people_are_called_with_fifty_one_presses(address: str) -> None:
    here = reporting()
    for number in range(PEOPLE):
        here.a_young_person(code="330", forename=f"Jo{number}", telephone=f"0116 496 0{number:03}")
    with clock_at(SUMMER):
        presses = _called(address, signed_in(here))

    with acting_for(here.authority.pk, user=AUTOMATIC):
        assert presses == PEOPLE + 1
        assert Contact.objects.values("record").distinct().count() == PEOPLE
        said_now = ActivityStatement.objects.filter(replaced_at=None, ended_on=None)
        assert said_now.filter(code="330", lapses_on="2027-01-10").count() == PEOPLE - 1
        assert said_now.filter(code="310", lapses_on="2027-07-10").count() == 1


def signed_in(here: Reporting) -> str:
    session = SessionStore()
    begin(session, here.manager, at=machine_now())
    session.save()
    return str(session.session_key)


def _called(address: str, session_key: str) -> int:
    """Work the list through; "2" is pressed once, half way, and then the key of a new activity."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": address}]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/tracking/calls/")
        _press_enter_on(page, "Start calling")
        presses = 0
        while "/calls/" in page.url and not page.url.endswith("/calls/"):
            presses += _press(page, "3" if page.url.endswith("activity") else _key(presses))
        browser.close()
    return presses


def _key(presses: int) -> str:
    return "2" if presses == PEOPLE // 2 else "1"


def _press(page: Page, key: str) -> int:
    with page.expect_navigation():
        page.keyboard.press(key)
    return 1


def _press_enter_on(page: Page, label: str) -> None:
    """By the tabulator alone, as somebody without a mouse gets there."""
    focused = "document.activeElement.textContent.trim()"
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == label:
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
