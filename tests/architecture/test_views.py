"""No page is open by oversight."""

import pytest

from tests.web.pages import PAGES, Page

# Pages without `requires`, each with its reason. The participant's own pages ask for her link
# and code instead, and never act for an organisation.
OPEN = {
    "sign-in": "nobody has signed in before they sign in",
    "password-link": "holds the link that sets a password",
    "new-password": "asks for a link that sets a password",
    "participant:enter": "holds the link, and asks for the code",
    "participant:code": "asks for the code of a link",
    "participant:stay": "asks for a visit begun with a link and a code",
    "participant:leave": "ends a visit, if there is one",
    "participant:language": "keeps the choice of a language in the browser",
    "participant:left": "says that a visit has ended",
    "participant:statement": "asks for a visit begun with a link and a code",
    "participant:statement-pdf": "asks for a visit begun with a link and a code",
    "participant:statement-json": "asks for a visit begun with a link and a code",
    "participant:statement-proofs": "asks for a visit begun with a link and a code",
}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_page_says_who_may_open_it(page: Page):
    assert page.access is not None or page.name in OPEN


def test_every_open_page_is_still_there():
    assert set(OPEN) <= {page.name for page in PAGES}


def test_every_page_has_a_name():
    assert len({page.name for page in PAGES}) == len(PAGES)
