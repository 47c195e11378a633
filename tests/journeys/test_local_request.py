"""One question from a council's tracking team to the jobcentre, from asking to contact."""

from datetime import timedelta

import pytest

from onward.tracking.data_requests.asking import close, note_contact, note_updated
from tests.casework.ledgers import leaves_seen_by
from tests.tracking.factories import MORNING, neighbours

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


def events(organisation):
    """What the ledger holds for it of requests and disclosures, in order."""
    leaves = leaves_seen_by(organisation)
    kinds = [leaf["kind"] for leaf in leaves]
    return [kind for kind in kinds if kind.split(".")[0] in ("request", "disclosure")]


def test_a_question_is_asked_answered_in_part_received_and_followed_by_contact(django_db_setup):
    """REQ-002-116, REQ-002-134"""
    here = django_db_setup
    request = here.asked("surname", "telephone_alternate", "nino")
    claimant = here.a_claimant()

    assert here.release(request, record=claimant).refusals
    assert not here.release(request, "surname", "telephone_alternate", record=claimant).refusals
    here.deliver()
    request = here.seen(here.authority, request)
    with here.at(here.authority) as adviser:
        for hours, move in enumerate((note_updated, note_contact, close), start=1):
            move(request, by=adviser, at=MORNING + timedelta(hours=hours))

    assert events(here.district) == [
        "request.asked",
        "disclosure.refused",
        "disclosure.prepared",
        "request.released",
        "disclosure.sent",
        "request.received",
        "request.updated",
        "request.contacted",
        "request.closed",
    ]
    # The refusal is the district's own: why may say what the authority must not learn.
    assert events(here.authority) == [
        kind for kind in events(here.district) if kind != "disclosure.refused"
    ]
    assert events(here.other_authority) == []
