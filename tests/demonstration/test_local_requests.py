"""The demonstration of local requests is set up once, and both sides can begin."""

from onward.demonstration.local_requests import AUTHORITY, set_up_local_requests
from onward.parties.models import Organisation
from onward.tenancy.context import REGISTER, acting_for
from onward.tracking.models import DataRequest
from tests.databases import demonstration


def test_one_request_waits_one_is_answered_and_one_refused(committed):
    with demonstration():
        set_up_local_requests()
        set_up_local_requests()

        with acting_for(REGISTER):
            authority = Organisation.objects.get(code=AUTHORITY)
        with acting_for(authority.pk):
            standing = sorted(DataRequest.objects.values_list("status", flat=True))
        assert standing == ["ASKED", "RECEIVED", "REFUSED"]
