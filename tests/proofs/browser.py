"""Pages looked at in Chromium: what axe finds in them, and what is wider than a narrow screen.

Needs Chromium: Debian's package of that name, or another one named in ONWARD_CHROMIUM.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.proofs.shown import Shown

CHROMIUM = os.environ.get("ONWARD_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PATIENCE = 20_000  # milliseconds, for a page on a busy machine
PLACE = "http://localhost"  # nothing is asked of it: each answer is given here
WIDTHS = (1300, 320)
VIOLATIONS = """
axe.run({resultTypes: ["violations"]}).then(found => found.violations.flatMap(each =>
    each.nodes.map(node => `${each.id}: ${node.html}`)))
"""
TOO_WIDE = """
(() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > wide + 1)
    .map(each => `wider than ${wide}: ${each.outerHTML}`).slice(-1);
})()
"""


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def faults_seen(pages: Iterable[Shown]) -> list[str]:
    """What is wrong with each page, at each width; the pages need no server."""
    with a_browser() as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(AXE_SCRIPT)
        return [fault for shown in pages for fault in _faults_of(shown, page)]


def _faults_of(shown: Shown, page: Page) -> Iterator[str]:
    if shown.status >= 500:
        yield f"{shown.path} answers {shown.status}"
    page.route("**/*", lambda route: _answer(route, shown))
    page.goto(f"{PLACE}{shown.path.removesuffix(' sent')}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found: list[str] = page.evaluate(VIOLATIONS) + page.evaluate(TOO_WIDE)
        yield from (f"{shown.path} ({shown.status}, {width} wide): {each}" for each in found)
    page.unroute("**/*")


def _answer(route: Route, shown: Shown) -> None:
    path = urlsplit(route.request.url).path
    if route.request.resource_type == "document":
        route.fulfill(status=shown.status, headers=shown.headers, body=shown.content)
    elif path.startswith("/static/"):
        route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))
    else:
        route.abort()
