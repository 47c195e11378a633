"""The work that waits in rows: deliveries, places in the ledger, files, sends nobody confirmed.

There is no queue beside the rows themselves, so a crash loses nothing: the next round finds it.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from django.db import close_old_connections

from config.collector import spare_the_collector
from config.setbacks import Setbacks
from config.upkeep import keep_up_until
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.messages.receipts import read_receipts
from onward.disclosures.messages.sending import send_messages
from onward.disclosures.settling import mark_unknown
from onward.intake.models import Landing
from onward.intake.waiting import files_waiting, take
from onward.ledger.heads import head_signed_on, sign_current_head
from onward.ledger.sequencer import give_all_places
from onward.parties.actions import organisation_ids
from onward.parties.clock import machine_now, now
from onward.parties.models import Staff
from onward.people.matching.building import build_where_needed
from onward.people.matching.doubles import search_where_asked
from onward.returns.nccis.waiting import returns_waiting, work_on
from onward.returns.payfiles import note_released
from onward.rights.fit_for_use import erasures_lost
from onward.rights.restoring import apply_erasures_again, complete_register
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for

PAUSE = 0.5  # seconds, where there was nothing to do


def work_until(stop: threading.Event) -> None:
    """Work in rounds until told to stop, and see to the upkeep beside them.

    Nothing begins before every erasure of the register stands in the database.
    """
    spare_the_collector()
    setbacks = Setbacks()
    _make_fit_for_use(setbacks, stop)
    # A night's work is long, takes nothing from the rounds, and is begun again if cut off.
    threading.Thread(target=keep_up_until, args=[stop], name="upkeep", daemon=True).start()
    while not stop.is_set():
        if not setbacks.attempt("A round of work", partial(work_once, setbacks)):
            stop.wait(PAUSE)
        close_old_connections()


def work_once(setbacks: Setbacks) -> int:
    """One round for every organisation, each in its own transactions; returns what was settled.

    Safe to run in several processes at once: each row is taken by one of them.
    """
    settled = setbacks.attempt("Placing ledger entries", give_all_places)
    for organisation_id in organisation_ids():
        settled += _send_for(organisation_id, setbacks)
    settled += setbacks.attempt("Placing ledger entries", give_all_places)
    setbacks.attempt("Signing the day's head", _keep_head)
    for organisation_id in organisation_ids():
        name = f"Looking for files of organisation {organisation_id}"
        settled += setbacks.attempt(name, partial(_take_in, organisation_id, setbacks))
    return settled


def _make_fit_for_use(setbacks: Setbacks, stop: threading.Event) -> None:
    """A crash may have kept an erasure out of the register; a restored backup may lack some."""
    while not stop.is_set():
        setbacks.attempt("Completing the register of erasures", complete_register)
        setbacks.attempt("Applying erasures again", apply_erasures_again)
        if setbacks.attempt("Comparing the register of erasures", _nothing_is_lost):
            return
        stop.wait(PAUSE)


def _nothing_is_lost() -> int:
    return int(not erasures_lost())


def _send_for(organisation_id: int, setbacks: Setbacks) -> int:
    """What cannot be done for one organisation keeps nothing else waiting."""
    return sum(
        setbacks.attempt(f"{name} for organisation {organisation_id}", partial(do, organisation_id))
        for name, do in SENDING.items()
    )


def _call_unknown(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        return mark_unknown(at=now())


def _deliver(organisation_id: int) -> int:
    return deliver_prepared(organisation_id, at=_now_of(organisation_id))


def _send_messages(organisation_id: int) -> int:
    return send_messages(organisation_id, at=_now_of(organisation_id))


def _note_released(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        return len(note_released(at=now()))


def _make_returns(organisation_id: int) -> int:
    at = _now_of(organisation_id)
    return sum(work_on(made, by=by, at=at) for made, by in returns_waiting(organisation_id))


def _take_in(organisation_id: int, setbacks: Setbacks) -> int:
    """A file that cannot be dealt with keeps those behind it from nothing."""
    at = _now_of(organisation_id)
    return sum(
        setbacks.attempt(f"Taking in file {landing.pk}", partial(_take, landing, by=by, at=at))
        for landing, by in files_waiting(organisation_id)
    )


def _take(landing: Landing, *, by: Staff, at: datetime) -> int:
    take(landing, by=by, at=at)
    return 1


def _write_what_is_compared(organisation_id: int) -> int:
    return build_where_needed(organisation_id, at=_now_of(organisation_id))


def _look_for_doubles(organisation_id: int) -> int:
    return search_where_asked(organisation_id, at=_now_of(organisation_id))


SENDING: Mapping[str, Callable[[int], int]] = {
    "Calling lost sends unknown": _call_unknown,
    "Delivering": _deliver,
    "Sending messages": _send_messages,
    "Reading receipts": read_receipts,
    "Noting released payfiles": _note_released,
    "Making monthly returns": _make_returns,
    "Writing what is compared": _write_what_is_compared,
    "Looking for people kept twice": _look_for_doubles,
}


def _now_of(organisation_id: int) -> datetime:
    with acting_for(organisation_id, user=AUTOMATIC):
        return now()


def _keep_head() -> int:
    """A signed head a day: the first round of a day signs the tree as it stands."""
    with acting_for(REGISTER):
        at = machine_now()
        if not head_signed_on(at.date()):
            sign_current_head(at=at)
    return 0
