"""Who a browser's session belongs to, and when it ends."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import TextChoices
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Staff
from onward.parties.sign_in import account

STAFF, SEAL, SINCE, SEEN = "staff", "seal", "since", "seen"

# A session is saved at most this often, so it may end this much early. Never late.
SAVED_EVERY = timedelta(seconds=15)


class Ended(TextChoices):
    """Why someone is no longer signed in, as the sign-in page tells them."""

    IDLE = "idle", _("You were signed out because nothing happened for a while.")
    LONG = "long", _("You were signed out because you had been signed in for 8 hours.")
    CHANGED = "changed", _("You were signed out because your account was changed.")
    OUT = "out", _("You have signed out.")


def begin(session: SessionBase, staff: Staff, *, at: datetime) -> None:
    """Sign in: a session under a new key, so that a key planted beforehand is worth nothing."""
    session.flush()
    session[STAFF] = staff.pk
    session[SEAL] = staff.get_session_auth_hash()
    session[SINCE] = session[SEEN] = at.timestamp()


def resume(session: SessionBase, *, at: datetime) -> Staff | Ended | None:
    """Return who is signed in; or why they no longer are, the session being gone; or None."""
    if STAFF not in session:
        return None
    found = _overdue(session, at=at) or _owner(session)
    if isinstance(found, Ended):
        session.flush()
    elif at - _moment(session, SEEN) >= SAVED_EVERY:
        session[SEEN] = at.timestamp()
    return found


def _overdue(session: SessionBase, *, at: datetime) -> Ended | None:
    if at - _moment(session, SINCE) >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return Ended.LONG
    if at - _moment(session, SEEN) >= timedelta(seconds=settings.IDLE_SECONDS):
        return Ended.IDLE
    return None


def _owner(session: SessionBase) -> Staff | Ended:
    staff = account(session[STAFF])
    # The hash is made from the password's: a changed password ends every session.
    if staff and constant_time_compare(session[SEAL], staff.get_session_auth_hash()):
        return staff
    return Ended.CHANGED


def _moment(session: SessionBase, name: str) -> datetime:
    return datetime.fromtimestamp(session[name], UTC)
