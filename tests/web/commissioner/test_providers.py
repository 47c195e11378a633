"""Accreditation: recorded by the commissioner, and worth nothing until operations is told."""

import pytest

from onward.parties.actions import is_accredited
from onward.parties.models import Accreditation, Organisation
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_accreditation, an_organisation
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/commissioner/providers/"
Kind = Organisation.Kind


@pytest.fixture
def commissioner():
    return an_organisation(Kind.COMMISSIONER)


@pytest.fixture
def manager(client, commissioner):
    return signed_in(client, a_member_of_staff(commissioner, Role.CONTRACT_MANAGER))


@pytest.fixture
def provider():
    return an_organisation(Kind.PRIME_PROVIDER)


def stands(provider, commissioner):
    with acting_for(commissioner.pk):
        return is_accredited(provider, commissioner=commissioner, on=NOON.date())


def recorded(manager, provider, **changes):
    posted = {"operations": an_organisation(Kind.DEPARTMENT).pk}
    days = {"granted_on": "1 5 2017", "expires_on": "30 4 2018"}
    return manager.post(f"{PAGE}{provider.pk}/accreditations", posted | days | changes)


def test_without_providers_the_register_says_so(manager):
    assert "There are no providers in the register." in said_in(manager.get(PAGE))


def test_an_accreditation_counts_once_operations_is_told(manager, commissioner, provider):
    """REQ-000-001"""
    recorded(manager, provider)
    before = stands(provider, commissioner)

    manager.post(page_of(manager.get(PAGE)).xpath("//main//td/form/@action")[0])

    assert not before
    assert stands(provider, commissioner)
    assert "told on 2 May 2017" in said_in(manager.get(PAGE))


def test_a_lapsed_one_is_shown_as_such(manager, provider):
    recorded(manager, provider, granted_on="1 5 2016", expires_on="1 5 2017")

    assert "Lapsed 1 May 2016 - 1 May 2017" in said_in(manager.get(PAGE))


def test_it_expires_after_it_is_granted(manager, provider):
    answer = recorded(manager, provider, expires_on="1 5 2017")

    assert "Expires on must be after the day it is granted" in said_in(answer)


def test_only_providers_are_accredited(manager):
    school = an_organisation(Kind.SCHOOL)

    assert manager.get(f"{PAGE}{school.pk}/accreditations").status_code == 404


def test_another_commissioners_accreditation_is_not_there(client, commissioner, provider):
    given = an_accreditation(
        provider, commissioner=commissioner, operations=an_organisation(Kind.DEPARTMENT)
    )
    stranger = signed_in(client, somebody(Role.CONTRACT_MANAGER, kind=Kind.COMMISSIONER))

    assert "None" in said_in(stranger.get(PAGE))
    assert stranger.post(f"/commissioner/accreditations/{given.pk}/notice").status_code == 404


def test_operations_do_not_accredit(client, provider):
    staff = signed_in(client, somebody(Role.OPERATIONS, kind=Kind.DEPARTMENT))

    assert recorded(staff, provider).status_code == 403
    with acting_for(provider.pk):
        assert not Accreditation.objects.exists()
