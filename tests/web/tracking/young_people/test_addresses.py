import pytest

from tests.intake.young_people.test_gazetteer import MILL_LANE, sent
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/tracking/uploads/addresses/"


def test_addresses_that_the_gazetteer_lacks_lead_to_their_people(adviser, here):
    here.a_young_person(forename="Known")
    here.a_young_person(forename="Stray", address=["5 Mill Lane"])
    assert "There is no gazetteer yet." in said_in(adviser.get(PAGE))

    sent(here, MILL_LANE)

    said = said_in(adviser.get(PAGE))
    assert "Stray Osei" in said
    assert "Known Osei" not in said
