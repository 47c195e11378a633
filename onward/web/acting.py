"""Each signed-in request acts for its user's organisation, inside one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from onward.parties.clock import machine_now
from onward.parties.models import Staff
from onward.tenancy.context import acting_for
from onward.web.access import StaffRequest
from onward.web.read_only import SAFE_METHODS, reading_only
from onward.web.sign_in.session import Ended, resume

# A participant is a context of its own: her pages never act for the organisation of whoever
# happens to be signed in on the same browser.
FOR_PARTICIPANTS = "/participant/"


class ActingMiddleware:
    """Sets `request.user` (None when nobody has signed in) and acts for their organisation.

    What a view wrote is kept as a whole or, when it answers with an error of ours (5xx), not at
    all. The session is saved outside, after the transaction has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = None
        if not request.path_info.startswith(FOR_PARTICIPANTS):
            found = resume(request.session, at=machine_now())
        staff = found if isinstance(found, Staff) else None
        vars(request).update(user=staff, ended=found if isinstance(found, Ended) else None)
        with reading_only() if request.method in SAFE_METHODS else nullcontext():
            return self._act(request, staff) if staff else self.get_response(request)

    def _act(self, request: HttpRequest, staff: Staff) -> HttpResponseBase:
        with acting_for(staff.organisation_id, user=staff.pk):
            vars(request)["acting_for"] = staff.organisation
            response = self.get_response(request)
            # Django has turned exceptions into answers by now; without this they would commit.
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def streaming(request: StaffRequest, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give a streamed answer's chunks, acting for the request's user again while they are drawn.

    A StreamingHttpResponse draws its first chunk after the middleware's transaction has ended,
    when a generator would read nothing at all. So a view writes what is to be written (the
    gate's rows, before a byte leaves) and answers
    `StreamingHttpResponse(streaming(request, rows_of(export)))`; `rows_of` only reads.
    """
    with acting_for(request.acting_for.pk, user=request.user.pk), reading_only():
        yield from chunks
