"""A participant's visit: which statement this browser may read, and until when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onward.parties.clock import machine_now

IDLE = timedelta(minutes=30)
HANDLE, SINCE, SEEN = "statement", "since", "seen"

View = Callable[[HttpRequest, UUID], HttpResponse]


def begin(session: SessionBase, handle: UUID, *, at: datetime) -> None:
    """A visit under a new key; whoever was signed in on this browser no longer is."""
    session.flush()
    session[HANDLE] = str(handle)
    session[SINCE] = session[SEEN] = at.timestamp()
    session.set_expiry(IDLE)


def resume(session: SessionBase, *, at: datetime) -> UUID | None:
    """The handle her statement begins from; None, the visit being over, if she stayed away."""
    if HANDLE not in session:
        return None
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    if at - _moment(session, SEEN) >= IDLE or at - _moment(session, SINCE) >= longest:
        session.flush()
        return None
    session[SEEN] = at.timestamp()
    return UUID(session[HANDLE])


def for_participant(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Give the view the handle of whoever came with a link and a code; turn others away."""

    @wraps(view)
    def visited(request: HttpRequest) -> HttpResponse:
        handle = resume(request.session, at=machine_now())
        return redirect("participant:left") if handle is None else view(request, handle)

    return visited


def _moment(session: SessionBase, name: str) -> datetime:
    return datetime.fromtimestamp(session[name], UTC)
