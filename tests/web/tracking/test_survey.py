"""The survey of 1 November is sent from a page, and had again as it went."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from onward.disclosures.delivery import deliver_prepared
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import reporting
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/tracking/returns/survey/"
JANUARY = datetime(2026, 1, 20, 9, tzinfo=UTC)


@pytest.fixture
def moment():
    return JANUARY


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def manager(here):
    return signed_in(Client(), here.manager)


def test_the_last_survey_is_sent_and_the_file_had_again(here, manager):
    here.a_young_person(date_of_birth="2009-02-03")

    shown = said_in(manager.post(PAGE, follow=True))
    deliver_prepared(here.authority.pk, at=JANUARY)
    page = manager.get(PAGE)
    (file,) = page_of(page).xpath("//form[contains(@action, 'survey/')]/@action")
    answer = manager.post(file)

    assert "The survey is on its way to the portal." in shown
    assert "2025 20 January 2026" in said_in(page)
    assert b"young_persons_id" in answer.content
    assert 'filename="activity-survey-856-2025.csv"' in answer.headers["Content-Disposition"]
    with here.at_work():
        assert Entry.objects.filter(kind="return.downloaded").count() == 1


def test_only_who_makes_returns_sends_it(here):
    adviser = signed_in(Client(), a_member_of_staff(here.authority, Role.TRACKING_ADVISER))

    assert adviser.post(PAGE).status_code == 403
