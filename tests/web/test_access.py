"""Who may open a page, and what they are told when they may not."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from onward.parties.models import Staff
from onward.parties.permissions import GRANTS, Permission, Role
from onward.web.access import may_open, requires
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web import probes
from tests.web.client import page_of, signed_in, somebody
from tests.web.pages import PAGES, Page

PROBES = pytest.mark.urls("tests.web.probes")
FOR_STAFF = [page for page in PAGES if page.access is not None]


def a_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def in_role(*roles: Role) -> Staff:
    return Staff(pk=1, name="Ann Bell", roles=[str(role) for role in roles])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_page_opens_to_the_roles_that_hold_its_permission_and_no_other(role, permission):
    view = requires(permission)(a_page)

    assert may_open(view, in_role(role)) == (permission in GRANTS[role])


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page in FOR_STAFF if page.access], ids=str)
def test_every_page_refuses_whoever_has_all_roles_but_those_with_its_permission(page: Page):
    holders = page.access or frozenset()
    without = [role for role in Role if not holders & GRANTS[role]]

    assert page.asked_by(in_role(*without)).status_code == 403


@PROBES
@pytest.mark.django_db
@pytest.mark.parametrize("view", [probes.for_signers, require_POST(probes.for_signers)])
def test_a_page_is_asked_by_the_method_it_takes(view):
    asked = Page("probe", view).asked_by

    assert asked(in_role(Role.CASEWORKER)).status_code == 403
    assert asked(in_role(Role.SIGNER)).content == b"signed"


@pytest.mark.parametrize("page", FOR_STAFF, ids=str)
def test_every_page_sends_a_stranger_to_sign_in(page: Page):
    assert page.asked_by(None).headers["Location"].partition("?")[0] == "/sign-in"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Permission.SET_UP_CONTRACTS, Permission.APPROVE_CONTRACTS),
        (Permission.PREPARE_RUNS, Permission.SIGN_RUNS),
        (Permission.REFER, Permission.REPLY_TO_REFERRAL),
        (Permission.CLAIM, Permission.SEE_MONEY),
    ],
)
def test_no_role_holds_both_sides_of_an_act(one, other):
    assert [role for role in Role if {one, other} <= GRANTS[role]] == []


def test_any_one_of_the_permissions_named_is_enough():
    view = requires(Permission.SIGN_RUNS, Permission.PREPARE_RUNS)(a_page)

    assert may_open(view, in_role(Role.SIGNER))
    assert may_open(view, in_role(Role.OPERATIONS))
    assert not may_open(view, in_role(Role.CASEWORKER))


def test_a_closed_account_opens_nothing():
    closed = in_role(Role.SIGNER)
    closed.is_active = False

    assert not may_open(requires()(a_page), closed)


def test_a_view_that_names_no_permission_is_open_to_nobody_of_staff():
    assert not may_open(a_page, in_role(*Role))


@PROBES
@pytest.mark.django_db
def test_a_refusal_names_the_permission_and_who_can_give_it(client):
    organisation = an_organisation()
    a_member_of_staff(an_organisation(), Role.ADMINISTRATOR)
    manager = a_member_of_staff(organisation, Role.ADMINISTRATOR)
    worker = a_member_of_staff(organisation, Role.CASEWORKER)

    answer = signed_in(client, worker).get("/runs/7")

    assert answer.status_code == 403
    named = [item.text for item in page_of(answer).xpath("//main//li")]
    assert named == ["Sign payment runs", manager.name]


@PROBES
@pytest.mark.django_db
def test_a_refusal_does_not_promise_help_where_nobody_manages_access(client):
    answer = signed_in(client, somebody(Role.CASEWORKER)).get("/runs/7")

    assert "Nobody in your organisation" in page_of(answer).xpath("string(//main)")


@PROBES
@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_and_brought_back(client):
    read, done = client.get("/runs/7?page=2"), client.post("/runs/7")

    assert read.headers["Location"] == "/sign-in?next=%2Fruns%2F7%3Fpage%3D2"
    assert done.headers["Location"] == "/sign-in"
