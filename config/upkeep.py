"""What nobody asks for and somebody must do: sessions that are over, and each night's work."""

import logging
import threading
from datetime import timedelta
from functools import partial

from django.db import close_old_connections
from django.utils.timezone import localdate

from config.setbacks import Setbacks
from onward.email_route.send_log import forget_old as forget_old_email
from onward.intake.forgetting import forget_old
from onward.intake.mailboxes import read_mail
from onward.parties.actions import organisation_ids
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.sessions import SessionStore
from onward.people.checks import ask_missed_questions, disagreements
from onward.people.looks import days_to_enter, enter_daily_root
from onward.people.matching.forgetting import forget_old_matches
from onward.tenancy.context import AUTOMATIC, acting_for

PAUSE = timedelta(minutes=10)

log = logging.getLogger("onward.upkeep")


def keep_up_until(stop: threading.Event) -> None:
    """Look after everything every ten minutes until told to stop; beside the worker's rounds."""
    setbacks = Setbacks()
    while not stop.is_set():
        setbacks.attempt("Upkeep", partial(keep_up, setbacks))
        close_old_connections()
        stop.wait(PAUSE.total_seconds())


def keep_up(setbacks: Setbacks) -> int:
    """Remove what is over, read mail, do the nights nobody has done; how many nights that were."""
    setbacks.attempt("Removing sessions that are over", _remove_sessions)
    for pk in organisation_ids():
        setbacks.attempt(f"Reading the mail of organisation {pk}", partial(_read_mail, pk))
    return sum(
        setbacks.attempt(f"The night's work of organisation {pk}", partial(_night_of, pk))
        for pk in organisation_ids()
    )


def _read_mail(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        at = now()
    return read_mail(organisation_id, at=at)


def _remove_sessions() -> int:
    SessionStore.clear_expired()
    return 0


def _night_of(organisation_id: int) -> int:
    """Once a night: the root of the day's looks is entered last, and says that it is done."""
    with acting_for(organisation_id, user=AUTOMATIC):
        at = now()
        organisation = Organisation.objects.get(pk=organisation_id)
        days = days_to_enter(organisation, at=at)
        if not days:
            return 0
        forget_old(at=at)
        forget_old_email(on=localdate(at))
        forget_old_matches(at=at)
        ask_missed_questions(at=at)
        for found in disagreements():
            log.error("Record %s: %s %s.", found.record_id, found.table, found.what)
        for day in days:
            enter_daily_root(organisation, on=day, at=at)
    return 1
