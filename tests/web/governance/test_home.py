"""The data protection officer's first page."""

import pytest

from onward.parties.permissions import Role
from tests.agreements.factories import a_standard_agreement, parties_to
from tests.parties.factories import a_member_of_staff
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db


def test_it_is_where_the_officer_begins(client):
    officer = signed_in(client, somebody(Role.DATA_PROTECTION))

    assert officer.get("/").headers["Location"] == "/governance/"


def test_an_agreement_to_sign_waits(client):
    parties = parties_to("WFS-REFERRAL")
    a_standard_agreement("WFS-REFERRAL", parties=parties, signed=False)
    staff = a_member_of_staff(parties["department"], Role.DATA_PROTECTION)

    said = said_in(signed_in(client, staff).get("/governance/"))

    assert "1 without your organisation's signature Not yet started" in said


def test_with_nothing_to_do_everything_is_done(client):
    officer = signed_in(client, somebody(Role.DATA_PROTECTION))

    statuses = page_of(officer.get("/governance/")).xpath(
        "//*[contains(@class, 'govuk-task-list__status')]"
    )

    assert [status.text_content().strip() for status in statuses] == ["Completed"] * 5


@pytest.mark.parametrize("role", set(Role) - {Role.DATA_PROTECTION})
@pytest.mark.parametrize("page", ["", "people/", "disclosures/", "unknown-sends/", "ledger/"])
def test_nobody_else_gets_in(client, role, page):
    assert signed_in(client, somebody(role)).get(f"/governance/{page}").status_code == 403
