"""The page and the command that say where two agreements together give too much."""

import argparse

import pytest
from django.test import Client

from config.commands import not_together
from onward.parties.permissions import Role
from tests.agreements.factories import a_small_agreement
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
PAGE = "/governance/not-together/"


@pytest.fixture
def recipient():
    recipient = an_organisation()
    for item in ("nino", "stat_ethnic_group"):
        a_small_agreement(items=[item], giver=an_organisation(), receiver=recipient)
    return recipient


def test_an_officer_reads_which_items_come_together_and_why(recipient):
    """A13."""
    officer = signed_in(Client(), a_member_of_staff(recipient, Role.DATA_PROTECTION))
    with clock_at():
        shown = said_in(officer.get(PAGE))

    assert recipient.name in shown
    assert "would be about one person" in shown


def test_with_nothing_found_the_page_says_so():
    officer = signed_in(Client(), a_member_of_staff(an_organisation(), Role.DATA_PROTECTION))

    assert "No recipient is given two items" in said_in(officer.get(PAGE))


def test_the_command_names_each_once_and_its_exit_status_tells(recipient, capsys):
    """A13."""
    with clock_at():
        status = not_together(argparse.Namespace())

    said = capsys.readouterr().out.splitlines()
    assert status == 1
    assert len(said) == 1
    assert recipient.code in said[0]
