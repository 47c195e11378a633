"""A provider's caseworker passes on to a subcontractor, or is told why not."""

import pytest

from onward.agreements.models import Party
from onward.disclosures.models import Disclosure, Parcel
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.parties.factories import an_organisation
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(stage):
    record = stage.a_person()
    stage.refer(record)
    return stage.received(record)


@pytest.fixture
def page(received):
    return f"/provider/people/{received.pk}/onward"


@pytest.fixture
def subcontractor(stage):
    subcontractor = an_organisation(Organisation.Kind.SUBCONTRACTOR)
    a_small_agreement(items=["surname"], giver=stage.provider, receiver=subcontractor)
    return subcontractor


def posted(stage, received, subcontractor):
    with acting_for(stage.provider.pk):
        part = Parcel.objects.get(to_handle=received.handle)
        agreement = subcontractor_agreement(subcontractor)
    return {"inbound": part.pk, "to": f"{agreement}/{subcontractor.pk}", "items": ["surname"]}


def subcontractor_agreement(subcontractor):
    return Party.objects.get(organisation=subcontractor).agreement_id


def test_without_an_agreement_with_a_subcontractor_the_page_says_so(caseworker, page):
    assert "You have no agreement with a subcontractor." in said_in(caseworker.get(page))


def test_one_that_is_not_approved_is_marked_and_refused_with_the_reason(
    stage, caseworker, page, received, subcontractor
):
    """REQ-LAW-026"""
    shown = said_in(caseworker.get(page))
    answer = caseworker.post(page, posted(stage, received, subcontractor))

    assert "(not approved by the controller)" in shown
    assert "may not be passed on" in said_in(answer)
    with acting_for(stage.provider.pk):
        assert Disclosure.objects.get(kind="passed-on").status == "REFUSED"
    with acting_for(subcontractor.pk):
        assert not Disclosure.objects.exists()
