"""Signing in, staying signed in and signing out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from onward.parties.clock import machine_now
from onward.parties.models import Staff, StaffSession
from onward.parties.sign_in import LOCKED_FOR, TRIES
from onward.tenancy.context import acting_for, naming
from tests.web.client import PASSWORD, page_of, signed_in, somebody, somebody_with_a_password

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.probes")]

COOKIE = settings.SESSION_COOKIE_NAME


def try_to_sign_in(client, *, email="ann@example.org", password=PASSWORD, to="/sign-in"):
    return client.post(to, {"email": email, "password": password})


def refusal_on(response):
    return page_of(response).xpath("string(//*[@id='id_email-error'])").strip()


def test_the_right_password_signs_in_and_leads_home(client):
    somebody_with_a_password()

    answer = try_to_sign_in(client, email="  Ann@Example.org ")

    assert answer.headers["Location"] == "/"
    assert client.get("/who").status_code == 200


def test_the_page_asks_nothing_that_a_password_manager_cannot_fill(client):
    fields = page_of(client.get("/sign-in")).xpath("//main//input[@id]")

    assert {field.get("name"): field.get("autocomplete") for field in fields} == {
        "email": "username",
        "password": "current-password",
    }
    assert not any(field.get("onpaste") or field.get("readonly") for field in fields)


def test_the_password_is_never_sent_back(client):
    answer = try_to_sign_in(client, password="what I typed")

    assert b"what I typed" not in answer.content


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client):
    somebody_with_a_password()

    wrong = try_to_sign_in(client, password="wrong")
    unknown = try_to_sign_in(client, email="nobody@example.org")

    assert "5 wrong tries lock it for 15 minutes" in refusal_on(wrong)
    assert refusal_on(wrong) == refusal_on(unknown)


def test_an_account_is_locked_after_wrong_tries_and_says_nothing_else(client):
    somebody_with_a_password()
    wrong = [try_to_sign_in(client, password="wrong") for _ in range(TRIES)][-1]

    right = try_to_sign_in(client)

    assert refusal_on(right) == refusal_on(wrong)


def test_a_lock_opens_by_itself(client):
    staff = somebody_with_a_password()
    with acting_for(staff.organisation_id):
        over = machine_now() - timedelta(seconds=1)
        Staff.objects.filter(pk=staff.pk).update(locked_until=over)

    assert try_to_sign_in(client).status_code == 302


def test_a_lock_lasts_as_long_as_the_page_says(client):
    staff = somebody_with_a_password()
    for _ in range(TRIES):
        try_to_sign_in(client, password="wrong")

    with acting_for(staff.organisation_id):
        until = Staff.objects.get(pk=staff.pk).locked_until

    assert until is not None
    assert LOCKED_FOR - timedelta(minutes=1) < until - machine_now() <= LOCKED_FOR


def test_an_address_that_was_closed_cannot_sign_in(client):
    staff = somebody_with_a_password()
    with acting_for(staff.organisation_id):
        Staff.objects.filter(pk=staff.pk).update(is_active=False)

    assert refusal_on(try_to_sign_in(client))


def who_is(client):
    return int(client.get("/who").content.split()[1])


def an_account_elsewhere(password=PASSWORD):
    """An account of the same address in another organisation."""
    return somebody_with_a_password(password=password)


def test_another_organisation_may_use_the_same_address_and_is_not_told(client):
    ours = somebody_with_a_password()

    theirs = an_account_elsewhere(password="another long password")

    assert try_to_sign_in(client, password="another long password").status_code == 302
    assert who_is(client) == theirs.pk
    assert try_to_sign_in(client).status_code == 302
    assert who_is(client) == ours.pk


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: in production, what a sign-in takes its time for."""

    hashed = 0

    def encode(self, password, salt):
        CountingHasher.hashed += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("accounts", [0, 1, 2])
def test_the_time_does_not_tell_how_many_accounts_an_address_has(client, settings, accounts):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    for _account in range(accounts):
        an_account_elsewhere()
    CountingHasher.hashed = 0

    try_to_sign_in(client, password="wrong")

    assert CountingHasher.hashed == 2


def test_one_password_for_two_organisations_asks_for_which(client):
    one, other = somebody_with_a_password(), an_account_elsewhere()

    asked = try_to_sign_in(client)
    answer = client.post(
        "/sign-in",
        {"email": "ann@example.org", "password": PASSWORD, "organisation": other.organisation_id},
    )

    offered = page_of(asked).xpath("//main//input[@type='radio']/@value")
    assert set(offered) == {str(each.organisation_id) for each in (one, other)}
    assert "enter your password again" in page_of(asked).xpath("string(//main)")
    assert answer.status_code == 302
    assert who_is(client) == other.pk


def test_without_the_password_nobody_is_asked_for_which(client):
    somebody_with_a_password()
    an_account_elsewhere()

    answer = try_to_sign_in(client, password="wrong")

    assert not page_of(answer).xpath("//main//input[@type='radio']")


def test_an_organisation_without_such_an_account_opens_nothing(client):
    somebody_with_a_password()

    answer = client.post(
        "/sign-in", {"email": "ann@example.org", "password": PASSWORD, "organisation": "0"}
    )

    assert answer.status_code == 200


def test_empty_fields_are_named(client):
    answer = client.post("/sign-in", {})

    summary = page_of(answer).xpath("//*[@class='govuk-error-summary']//a/text()")
    assert summary == ["Enter email address", "Enter password"]
    assert page_of(answer).findtext(".//title") == "Error: Sign in - Onward"


def test_signing_in_gives_the_session_a_new_key(client):
    somebody_with_a_password()
    signed_in(client, somebody())
    planted = client.cookies[COOKIE].value

    try_to_sign_in(client)

    assert client.cookies[COOKIE].value != planted
    with naming("session", planted):
        assert not StaffSession.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/who?area=N", "/who?area=N"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_back_to_our_own_pages_only(client, wanted, led_to):
    somebody_with_a_password()

    answer = client.post(
        "/sign-in",
        {"email": "ann@example.org", "password": PASSWORD},
        query_params={"next": wanted},
    )

    assert answer.headers["Location"] == led_to


def test_signing_in_from_another_site_is_refused():
    somebody_with_a_password()

    answer = try_to_sign_in(Client(enforce_csrf_checks=True))

    assert answer.status_code == 403
    assert "Your form was not sent" in answer.content.decode()


def test_signing_out_ends_the_session_for_good(client):
    signed_in(client, somebody())
    key = client.cookies[COOKIE].value

    answer = client.post("/sign-out", follow=True)

    assert "You have signed out." in page_of(answer).xpath("string(//main)")
    client.cookies[COOKIE] = key
    assert client.get("/who").status_code == 302


@pytest.mark.parametrize("path", ["/sign-out", "/keep-signed-in"])
def test_a_link_cannot_sign_out_or_keep_signed_in(client, path):
    assert signed_in(client, somebody()).get(path).status_code == 405


def test_a_message_about_why_is_chosen_from_ours(client):
    said = page_of(client.get("/sign-in?why=Ring+this+number")).xpath("string(//main)")

    assert "Ring this number" not in said


def test_staying_signed_in_starts_the_idle_time_anew(client, monkeypatch):
    began = machine_now() - timedelta(minutes=19)
    signed_in(client, somebody(), at=began)

    assert client.post("/keep-signed-in").status_code == 204

    later = machine_now() + timedelta(minutes=19)
    monkeypatch.setattr("onward.web.acting.machine_now", lambda: later)
    assert client.get("/who").status_code == 200


def test_staying_signed_in_after_the_time_is_over_leads_to_the_sign_in_page(client):
    signed_in(client, somebody(), at=machine_now() - timedelta(minutes=21))

    assert client.post("/keep-signed-in").headers["Location"] == "/sign-in?why=idle"
