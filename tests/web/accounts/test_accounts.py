"""An organisation keeps its own accounts; nobody decides over their own."""

import json
import re

import pytest

from onward.ledger.models import Entry
from onward.parties.models import Staff
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/accounts/"
PASSWORD = "kettle orbit mulberry"


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def administrator(organisation):
    return a_member_of_staff(organisation, Role.ADMINISTRATOR)


@pytest.fixture
def browser(client, administrator):
    return signed_in(client, administrator)


def given(browser, **changes):
    posted = {"name": "Bea Low", "email": "bea@example.org", "roles": [Role.CASEWORKER]}
    return browser.post(f"{PAGE}new", posted | changes)


def link_in(answer):
    return re.findall(r"/password/\d+/[\w-]+", answer.content.decode())[0]


def set_with(browser, link, password=PASSWORD):
    browser.get(link)
    return browser.post("/password", {"password": password})


def of(organisation, email="bea@example.org"):
    with acting_for(organisation.pk):
        return Staff.objects.get(email=email)


def entered(organisation, staff):
    with acting_for(organisation.pk):
        rows = Entry.objects.filter(about_id=staff.handle).order_by("entered_at")
        return [(row.kind, json.loads(bytes(row.leaf))["about"]["roles"]) for row in rows]


def test_a_new_account_opens_with_the_password_that_its_owner_sets(browser, organisation, client):
    answer = set_with(browser, link_in(given(browser)))

    assert answer.headers["location"] == "/sign-in"
    posted = {"email": "bea@example.org", "password": PASSWORD}
    assert client.post("/sign-in", posted).headers["location"] == "/"
    assert entered(organisation, of(organisation)) == [
        ("account.given", ["CASEWORKER"]),
        ("account.link_made", ["CASEWORKER"]),
    ]


def test_a_link_sets_one_password(browser):
    link = link_in(given(browser))
    set_with(browser, link)

    answer = set_with(browser, link, "another long password")

    assert answer.status_code == 410
    assert "This link does not work any more" in said_in(answer)


def test_a_link_with_another_secret_or_for_another_account_is_worth_nothing(browser, administrator):
    link = link_in(given(browser))

    for wrong in [f"{link}x", re.sub(r"\d+", str(administrator.pk), link, count=1)]:
        assert set_with(browser, wrong).status_code == 410


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12 characters"),
        ("bea@example.org", "too similar to the email"),
        ("qwerty123456", "too common"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(browser, password, words):
    answer = set_with(browser, link_in(given(browser)), password)

    assert words in said_in(answer)


def test_an_address_has_one_account_in_an_organisation(browser):
    given(browser)

    assert "Your organisation has an account with this address." in said_in(given(browser))


def test_roles_count_from_the_next_page_on(browser, organisation):
    staff = a_member_of_staff(organisation, Role.CASEWORKER)

    browser.post(f"{PAGE}{staff.pk}/", {"roles": [Role.FINANCE_OFFICER, Role.CASEWORKER]})

    assert of(organisation, staff.email).roles == ["CASEWORKER", "FINANCE_OFFICER"]
    assert entered(organisation, staff)[-1] == (
        "account.changed",
        ["CASEWORKER", "FINANCE_OFFICER"],
    )


def test_a_closed_account_is_signed_out_at_once(browser, organisation):
    staff = a_member_of_staff(organisation, Role.CASEWORKER)
    theirs = signed_in(type(browser)(), staff)
    assert theirs.get("/provider/").status_code == 200

    browser.post(f"{PAGE}{staff.pk}/closing")
    assert theirs.get("/provider/").headers["location"].startswith("/sign-in")
    browser.post(f"{PAGE}{staff.pk}/opening")

    assert of(organisation, staff.email).is_active
    assert [kind for kind, _ in entered(organisation, staff)] == [
        "account.closed",
        "account.opened",
    ]


@pytest.mark.parametrize(
    ("path", "posted"), [("", {"roles": list(Role)}), ("closing", {}), ("opening", {})]
)
def test_nobody_decides_over_their_own_account(browser, organisation, administrator, path, posted):
    answer = browser.post(f"{PAGE}{administrator.pk}/{path}", posted, follow=True)

    assert "Somebody else has to change your own account." in answer.content.decode()
    assert of(organisation, administrator.email).roles == ["ADMINISTRATOR"]


def test_anothers_account_looks_like_none(browser):
    stranger = a_member_of_staff(an_organisation(), Role.CASEWORKER)

    for path in ("", "closing", "opening", "link"):
        assert browser.post(f"{PAGE}{stranger.pk}/{path}").status_code == 404
    assert stranger.email not in said_in(browser.get(PAGE))


def test_only_who_manages_accounts_sees_them(client, organisation):
    other = signed_in(client, a_member_of_staff(organisation, Role.CONTRACT_MANAGER))

    assert other.get(PAGE).status_code == 403
    assert other.post(f"{PAGE}new", {}).status_code == 403
