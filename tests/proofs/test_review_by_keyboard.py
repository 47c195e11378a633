"""Who a row is, by keyboard alone in a real browser: one opens the first, one key decides each.

Needs Chromium, as `test_calls_by_keyboard` does.
"""

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from onward.people.models import Match
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.intake.young_people.lists import OCTOBER, education, taken
from tests.people.matching.factories import matching
from tests.proofs.test_calls_by_keyboard import CHROMIUM, PATIENCE, QUIET, address, signed_in
from tests.returns.nccis.factories import NOVEMBER, reporting
from tests.web.on_stage import clock_at

__all__ = ["address"]
pytestmark = pytest.mark.prove
SLIPS = ("Amarra", "Amarah", "Ammara")


def test_each_row_is_decided_by_opening_it_and_one_key(address: str) -> None:
    here = reporting()
    amara = here.a_young_person()
    matching(here.authority)
    rows = [{"forename": slip, "startdate": "08/09/2025"} for slip in SLIPS]
    taken(here, education(*rows), at=OCTOBER)

    with clock_at(NOVEMBER):
        presses = _decided(address, signed_in(here))

    with acting_for(here.authority.pk, user=AUTOMATIC):
        answered = Match.objects.values_list("answer", "chosen_id")
        assert sorted(answered) == [("SAME", amara.pk)] * len(SLIPS)
    assert presses == 1 + len(SLIPS)


def _decided(address: str, session_key: str) -> int:
    """Open the first, then one key each until nobody waits; gives the presses."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": address}]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/tracking/matches/")
        presses = _press(page, "Enter", on="tbody a")
        while not page.url.endswith("/matches/"):
            presses += _press(page, "1")
        browser.close()
    return presses


def _press(page: Page, key: str, *, on: str = "") -> int:
    if on:
        page.focus(on)
    with page.expect_navigation():
        page.keyboard.press(key)
    return 1
