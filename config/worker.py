"""The work that waits in rows: deliveries, places in the ledger, files, sends nobody confirmed.

There is no queue beside the rows themselves, so a crash loses nothing: the next round finds it.
"""

import logging
import threading
from collections.abc import Callable
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
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for

log = logging.getLogger("onward.worker")


def work_once() -> int:
    """One round for every organisation, each in its own transactions; returns what was settled.

    Safe to run in several processes at once: each row is taken by one of them.
    """
    settled = give_all_places()
    for organisation_id in organisation_ids():
        settled += _deliver(organisation_id)
    settled += give_all_places()
    _keep_head()
    for organisation_id in organisation_ids():
        # One file that cannot be taken in keeps nobody else's waiting.
        settled += _attempt(partial(_take_in, organisation_id))
    return settled


def work_until(stop: threading.Event, *, pause: float = 0.5) -> None:
    """Work in rounds until told to stop. A failed round is logged and tried again."""
    while not stop.is_set():
        settled = _attempt(work_once)
        if not settled:
            stop.wait(pause)
        close_old_connections()


def _deliver(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        at = now()
        mark_unknown(at=at)
    settled = deliver_prepared(organisation_id, at=at)
    with acting_for(organisation_id, user=AUTOMATIC):
        note_released(at=at)
    return settled


def _take_in(organisation_id: int) -> int:
    with acting_for(organisation_id, user=AUTOMATIC):
        at = now()
    return take_waiting(organisation_id, at=at)


def _keep_head() -> None:
    """A signed head a day: the first round of a day signs the tree as it stands."""
    with acting_for(REGISTER):
        at = machine_now()
        if not head_signed_on(at.date()):
            sign_current_head(at=at)


def _attempt(round_of_work: Callable[[], int]) -> int:
    try:
        return round_of_work()
    except Exception:
        log.exception("A round of work failed and will be tried again.")
        return 0
