"""The work that waits in rows: deliveries, places in the ledger, files, sends nobody confirmed.

There is no queue beside the rows themselves, so a crash loses nothing: the next round finds it.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import close_old_connections

from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.settling import mark_unknown
from onward.intake.waiting import take_waiting
from onward.ledger.heads import head_signed_on, sign_current_head
from onward.ledger.sequencer import give_all_places
from onward.parties.actions import organisation_ids
from onward.parties.clock import machine_now, now
from onward.returns.payfiles import note_released
from onward.rights.restoring import complete_register
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for

log = logging.getLogger("onward.worker")


def work_once() -> int:
    """One round for every organisation, each in its own transactions; returns what was settled.

    Safe to run in several processes at once: each row is taken by one of them.
    """
    settled = _attempt(give_all_places)
    for organisation_id in organisation_ids():
        # What cannot be done for one keeps nothing else waiting.
        for work in (_call_unknown, _deliver, _note_released):
            settled += _attempt(partial(work, organisation_id))
    settled += _attempt(give_all_places)
    _attempt(_keep_head)
    for organisation_id in organisation_ids():
        settled += _attempt(partial(_take_in, organisation_id))
    return settled


def work_until(stop: threading.Event, *, pause: float = 0.5) -> None:
    """Work in rounds until told to stop. A failed round is logged and tried again.

    Begins with the register of erasures: a crash may have kept one out of it.
    """
    _attempt(complete_register)
    while not stop.is_set():
        settled = _attempt(work_once)
        if not settled:
            stop.wait(pause)
        close_old_connections()


def _call_unknown(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        return mark_unknown(at=now())


def _deliver(organisation_id: int) -> int:
    return deliver_prepared(organisation_id, at=_now_of(organisation_id))


def _note_released(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        return len(note_released(at=now()))


def _take_in(organisation_id: int) -> int:
    return take_waiting(organisation_id, at=_now_of(organisation_id))


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


def _attempt(round_of_work: Callable[[], int]) -> int:
    try:
        return round_of_work()
    except Exception:
        log.exception("A round of work failed and will be tried again.")
        return 0
