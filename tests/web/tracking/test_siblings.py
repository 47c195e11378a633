"""A sibling's record is opened by a role of its own, with the reason and the case kept on it."""

import pytest

from onward.parties.permissions import Permission, Role, granted_to
from onward.people.models import Look
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
WHY = "Her brother may know where she is."


@pytest.fixture
def case(here):
    return here.a_young_person(forename="Ada")


@pytest.fixture
def brother(here):
    return here.a_young_person(forename="Ben", postcode="LE1 1AA")


def page_of(case):
    return f"/tracking/people/{case.pk}/siblings"


def looks_at(here, record):
    with here.at(here.authority):
        return list(Look.objects.filter(handle=record.handle).order_by("pk"))


def test_the_siblings_record_keeps_who_looked_why_and_for_which_case(here, adviser, case, brother):
    """REQ-002-076"""
    said = {"sought": "Okoro", "reason": WHY}
    found = said_in(adviser.post(page_of(case), said))
    assert "Ben Okoro" in found
    assert looks_at(here, brother) == []

    answer = adviser.post(page_of(case), {**said, "open": str(brother.pk)})

    assert answer.url.endswith(f"/people/{brother.pk}/")
    (look,) = looks_at(here, brother)
    assert look.staff == here.staff[here.authority.pk].handle
    assert look.reason == f"{WHY} (case {case.handle})"


def test_without_a_reason_nobody_is_even_found(adviser, case, brother):
    """REQ-002-076"""
    shown = said_in(adviser.post(page_of(case), {"sought": "Okoro", "reason": " "}))

    assert "Ben Okoro" not in shown
    assert "Why do you need to see their record?" in shown


def test_nobody_is_their_own_sibling(here, adviser, case):
    adviser.post(page_of(case), {"sought": "Okoro", "reason": WHY, "open": str(case.pk)})

    assert all(WHY not in look.reason for look in looks_at(here, case))


def test_only_the_role_for_it_may(here, client, case):
    """REQ-002-076"""
    may = {role for role in Role if Permission.SEARCH_SIBLINGS in granted_to([role])}
    officer = signed_in(client, here.staff[here.district.pk])

    assert may == {Role.TRACKING_ADVISER, Role.TRACKING_MANAGER}
    assert officer.get(page_of(case)).status_code == 403
