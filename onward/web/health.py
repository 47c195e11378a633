"""Whether this process is up, and whether it should be sent requests."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from onward.ledger.sequencer import delay
from onward.parties.clock import machine_now
from onward.rights.fit_for_use import erasures_lost

logger = logging.getLogger(__name__)

_COLUMNS = """
select c.relname, a.attname
from pg_attribute a join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p')
  and a.attnum > 0 and not a.attisdropped
"""


class HealthMiddleware:
    """Answers /healthz and /readyz before anything else is asked: host, session, organisation.

    A prober speaks plain HTTP to an address without a name, and must work while much does not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return HttpResponse("up\n", content_type="text/plain")
        if request.path_info == "/readyz":
            return _answer(ready())
        return self.get_response(request)


def ready() -> bool:
    """Whether the database answers, is migrated, has erased what was to be erased, and the ledger
    keeps up. Why not is logged.
    """
    try:
        reasons = list(_reasons())
    except Error as error:
        reasons = [f"the database does not answer ({type(error).__name__})"]
    for reason in reasons:
        logger.warning("Not ready: %s", reason)
    return not reasons


def _reasons() -> Iterator[str]:
    if missing := _missing_columns():
        # The running role may not read which migrations have run; their tables say as much.
        yield f"migrations have not run: {len(missing)} columns are missing"
        return
    if count := erasures_lost():
        yield f"{count} erasures are to be applied again: the database was restored"
    waited = delay(at=machine_now())
    if waited > timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS):
        yield f"the oldest ledger entry has waited {waited.total_seconds():.0f} s for its place"


def _missing_columns() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        there = set(cursor.fetchall())
    return {
        (model._meta.db_table.replace('"', "").rpartition(".")[2], str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
    } - there


def _answer(is_ready: bool) -> HttpResponse:
    text, status = ("ready\n", 200) if is_ready else ("not ready\n", 503)
    return HttpResponse(text, content_type="text/plain", status=status)
