"""The menu leads where one may go, and home is its first page."""

import pytest

from onward.parties.models import Organisation, Staff
from onward.parties.permissions import GRANTS, Permission, Role
from onward.web import navigation
from onward.web.navigation import NAVIGATION, Entry, first_page, menu, search_page
from tests.web.client import page_of, signed_in, somebody

pytestmark = pytest.mark.urls("tests.web.probes")

SIGN = frozenset({Permission.SIGN_RUNS})
CLAIM = frozenset({Permission.CLAIM})
HERE = Organisation(pk=1, name="Here")


def in_role(*roles: Role) -> Staff:
    return Staff(pk=1, name="Ann Bell", roles=[str(role) for role in roles])


@pytest.fixture(autouse=True)
def _menu_of_the_probes(monkeypatch):
    entries = (
        Entry("claims", "Claims", CLAIM),
        Entry("runs", "Runs", SIGN, lambda organisation: 0),
        Entry("old-runs", "Old runs", SIGN, lambda organisation: 3),
        Entry("claims", "Claims of signers", SIGN),
        Entry("probes:home", "Home", SIGN),
    )
    monkeypatch.setattr(navigation, "NAVIGATION", entries)
    monkeypatch.setattr(navigation, "SEARCHES", ("claims", "runs"))


def test_the_menu_holds_what_is_there_and_may_be_opened():
    shown = menu(in_role(Role.SIGNER), acting_for=HERE, path="/")

    assert shown == [
        ("Runs", "/runs/", False, None),
        ("Old runs", "/runs/old/", False, 3),
        ("Home", "/probes/", False, None),
    ]


@pytest.mark.parametrize(
    ("path", "present"),
    [
        ("/runs/", ["Runs"]),
        ("/runs/7", ["Runs"]),
        ("/runs/old/x", ["Old runs"]),
        ("/who", []),
        ("/probes/", ["Home"]),
        ("/probes/7", []),
    ],
)
def test_a_page_belongs_to_the_nearest_entry_above_it_and_to_no_home(path, present):
    shown = menu(in_role(Role.SIGNER), acting_for=HERE, path=path)

    assert [label for label, _url, current, _count in shown if current] == present


def test_the_first_page_is_the_first_that_may_be_opened():
    assert first_page(in_role(Role.SIGNER)) == "/runs/"
    assert first_page(in_role(Role.SIGNER, Role.CASE_MANAGER)) == "/claims/"
    assert first_page(in_role(Role.ADMINISTRATOR)) is None


def test_who_may_not_find_people_gets_no_search():
    assert search_page(in_role(Role.CASE_MANAGER)) == "/claims/"
    assert search_page(in_role(Role.CASEWORKER)) is None
    assert search_page(in_role(Role.SIGNER)) is None


@pytest.mark.django_db
def test_home_leads_to_ones_own_first_page(client):
    assert signed_in(client, somebody(Role.SIGNER)).get("/").headers["Location"] == "/runs/"


@pytest.mark.django_db
def test_who_has_no_pages_is_told_what_to_do(client):
    answer = signed_in(client, somebody()).get("/")

    assert "Ask the person who manages access" in page_of(answer).xpath("string(//main)")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_every_role_has_its_entries(role):
    assert any(entry.permissions & GRANTS[role] for entry in NAVIGATION)


@pytest.mark.parametrize(
    "entry", [entry for entry in NAVIGATION if entry.count], ids=lambda entry: entry.name
)
@pytest.mark.django_db
def test_a_count_counts_what_the_organisation_has(entry):
    assert entry.count is not None
    assert entry.count(HERE) == 0
