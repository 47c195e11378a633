"""What goes over the wire beside the page, and the settings of a site that serves people."""

import os
import re
import subprocess
import sys

import pytest

from config.environment import BASE
from tests.web.client import PASSWORD, page_of, signed_in, somebody, somebody_with_a_password

PRODUCTION = {
    "PATH": os.environ["PATH"],
    "ONWARD_SECRET_KEY": "a9" * 16 + "!Zq-" * 8,
    "ONWARD_HOSTS": "onward.example",
    "ONWARD_SIGNING_KEY_FILE": "/run/keys/signing.key",
    "ONWARD_KEY_ENCRYPTION_KEY_FILE": "/run/keys/key-encryption.key",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_page_has_the_header(client, name, value):
    assert client.get("/sign-in").headers[name] == value
    assert signed_in(client, somebody()).get("/nowhere").headers[name] == value


@pytest.mark.django_db
def test_a_page_may_use_no_camera_and_no_place(client):
    allowed = client.get("/sign-in").headers["Permissions-Policy"]

    assert "camera=()" in allowed
    assert "geolocation=()" in allowed


@pytest.mark.django_db
def test_the_policy_lets_run_the_scripts_of_this_answer_and_no_others(client):
    first, second = client.get("/sign-in"), client.get("/sign-in")
    nonces = [
        re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        for answer in (first, second)
    ]

    assert set(page_of(first).xpath("//script/@nonce")) == set(nonces[0])
    assert nonces[0] != nonces[1]
    assert "unsafe" not in first.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_no_script_can_read_the_cookies_and_no_other_site_can_send_them(client):
    somebody_with_a_password()

    client.get("/sign-in")
    client.post("/sign-in", {"email": "ann@example.org", "password": PASSWORD})

    assert set(client.cookies) == {"onward", "csrftoken"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_the_style_sheet_is_served_from_the_checkout(client):
    answer = client.get("/static/onward/onward.css")

    assert answer.status_code == 200
    assert "max-age" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


def test_the_checks_for_a_deployed_site_complain_of_nothing():
    told = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=BASE,
        env=PRODUCTION,
        capture_output=True,
        check=False,
        text=True,
    )

    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout
