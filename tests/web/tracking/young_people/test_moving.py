"""Another authority is told of somebody who moved or is lost, on a page; and sees it on one."""

import pytest
from django.test import Client

from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.tracking.models import LeftCohort
from tests.agreements.factories import in_force
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.returns.nccis.factories import NOVEMBER, SEPTEMBER
from tests.web.client import signed_in
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

Kind, Nation = Organisation.Kind, Organisation.Nation
LOST = {"why": "lost-track", "because": "Her aunt says that they went there in August."}
MOVED = {
    "why": "moved",
    "on": "27 10 2025",
    "to_place": "831",
    "consented_on": "20 10 2025",
    "wording": "2025-1",
}


@pytest.fixture
def neighbour(here):
    other = an_organisation(Kind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    in_force("LA-LA", {"former_authority": here.authority, "new_authority": other}, at=SEPTEMBER)
    return other


@pytest.fixture
def over_there(neighbour):
    return signed_in(Client(), a_member_of_staff(neighbour, Role.TRACKING_ADVISER))


def told(client, record, **said):
    page = client.get(f"/tracking/people/{record.pk}/authority")
    return press(client, page, follow=True, **said)


def arrivals(client, here):
    deliver_prepared(here.authority.pk, at=NOVEMBER)
    return said_in(client.get("/tracking/arrivals/"))


def test_somebody_lost_is_told_of_and_stands_in_the_other_authoritys_list(
    adviser, over_there, here, neighbour
):
    """REQ-002-021."""
    record = here.a_young_person(code="810")

    assert f"{neighbour} is told." in said_in(told(adviser, record, **LOST))
    assert "Amara Osei May live in another authority's area" in arrivals(over_there, here)
    with here.at_work():
        assert not LeftCohort.objects.exists()


def test_with_consent_who_moved_is_handed_on_and_leaves(adviser, over_there, here, neighbour):
    """REQ-002-024."""
    record = here.a_young_person()

    assert f"{neighbour} is told." in said_in(told(adviser, record, **MOVED))
    assert "Amara Osei Has moved to another authority's area" in arrivals(over_there, here)
    with here.at_work():
        assert LeftCohort.objects.get().to_place == "831"


@pytest.mark.parametrize("said", [LOST, MOVED], ids=lambda said: said["why"])
@pytest.mark.usefixtures("neighbour")
def test_what_is_left_out_is_asked_for_beside_its_field(adviser, here, said):
    record = here.a_young_person(code="810")
    asked = set(said) - {"why"}

    answer = told(adviser, record, why=said["why"]).content.decode()

    assert {name for name in asked if f'id="id_{name}-error"' in answer} == asked


@pytest.mark.usefixtures("neighbour")
def test_whose_situation_is_known_is_not_asked_about_and_the_page_says_why(adviser, here):
    """REQ-002-021."""
    record = here.a_young_person(code="230")

    answer = told(adviser, record, **LOST)

    assert "There is a problem" in said_in(answer)
    with here.at_work():
        assert Disclosure.objects.get().status == "REFUSED"


def test_without_an_agreement_the_page_says_what_to_do(adviser, here):
    record = here.a_young_person()

    answer = adviser.get(f"/tracking/people/{record.pk}/authority")

    assert "There is no agreement in force with another authority." in said_in(answer)
