"""How long the caseload and a person's page take on the server, with 100,000 records.

Baseline: the sign-in page of the same server in the same run, which reads nothing.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from onward.casework.models import Referral, Status
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.stage import Stage, a_stage
from tests.times import NOON
from tests.web.client import signed_in

RECORDS, BATCH, LOOKS = 100_000, 5_000, 100
STATUSES = (Status.REFERRED, Status.ACKNOWLEDGED, Status.STARTED, Status.DID_NOT_START)


def measure() -> Iterator[str]:
    stage = a_stage()
    records = _fill(stage)
    _analyse()
    caseworker = signed_in(Client(), stage.member(Role.CASEWORKER))
    chosen = random.Random(1).sample(records, LOOKS)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        bare = _timings(lambda _: caseworker.get(reverse("sign-in")), chosen)
        caseload = _timings(lambda _: caseworker.get(reverse("provider:caseload")), chosen)
        people = [reverse("provider:person", args=[record]) for record in chosen]
        person = _timings(lambda address: caseworker.get(address), people)
        find = _timings(lambda n: caseworker.post(reverse("provider:find"), _sought(n)), chosen)
    yield f"{RECORDS:,} records; {LOOKS} requests each, server time"
    for name, times in (("caseload", caseload), ("person", person), ("find", find)):
        ratio = statistics.median(times) / statistics.median(bare)
        yield f"{name}: {_words(times)}, {ratio:.1f} times the baseline"
    yield f"baseline, a page that reads nothing: {_words(bare)}"
    yield "goal: p95 of caseload and person at most 100 ms"


def _sought(record: UUID) -> dict[str, str]:
    return {"sought": f"Surname{record.int % 997}"}


def _timings(request: Callable[[Any], Any], arguments: list[Any]) -> list[float]:
    request(arguments[0])
    times = []
    for argument in arguments:
        started = time.perf_counter()
        answer = request(argument)
        times.append(time.perf_counter() - started)
        assert answer.status_code in (200, 302), answer.status_code
    return times


def _words(times: list[float]) -> str:
    ranked = sorted(times)
    p95 = ranked[int(len(ranked) * 0.95) - 1]
    return f"median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"


def _fill(stage: Stage) -> list[UUID]:
    """Records on both sides and a referral for each, in the product's own rows, made by SQL."""
    for organisation in (stage.department, stage.provider):
        with acting_for(organisation.pk, user=AUTOMATIC):
            _run(_RECORDS, organisation=organisation.pk)
            for statement in _HELD if organisation == stage.provider else ():
                _run(statement, organisation=organisation.pk)
    with acting_for(stage.provider.pk):
        received = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    with acting_for(stage.department.pk, user=AUTOMATIC):
        sent = list(Record.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, RECORDS, BATCH):
            pairs = zip(sent[start : start + BATCH], received[start : start + BATCH], strict=True)
            Referral.objects.bulk_create(
                [_referral(stage, *pair, start + n) for n, pair in enumerate(pairs)],
                batch_size=BATCH,
            )
    return received


_RECORDS = """
insert into people_record (id, organisation_id, handle, kind, case_kind, opened_at)
select gen_random_uuid(), %(organisation)s, gen_random_uuid(), 'PERSON', 'STANDARD', %(at)s
from generate_series(1, %(count)s)
"""
_NUMBERED = """
with numbered as (
    select id, row_number() over (order by id) as n from people_record
    where organisation_id = %(organisation)s
)
"""
_HELD = (
    _NUMBERED
    + """
    insert into people_fact
        (id, organisation_id, record_id, source, number, valid_from, known_at, values)
    select gen_random_uuid(), %(organisation)s, id, 'DISCLOSURE', 1, %(at)s, %(at)s,
        jsonb_build_object('surname', 'Surname' || n %% 9973, 'forename', 'Forename' || n %% 97,
            'nino', 'QQ' || lpad((n %% 1000000)::text, 6, '0') || 'A', 'postcode', 'EH1 2AB')
    from numbered
    """,
    _NUMBERED
    + """
    insert into people_personname (organisation_id, record_id, forename, surname, forename_key,
        surname_key, surname_sound, since, is_current)
    select %(organisation)s, id, 'Forename' || n %% 97, 'Surname' || n %% 9973,
        'forename' || n %% 97, 'surname' || n %% 9973, 'SRNM', %(at)s, true
    from numbered
    """,
    _NUMBERED
    + """
    insert into people_identifier (organisation_id, record_id, kind, value, since)
    select %(organisation)s, id, 'NINO', 'QQ' || lpad((n %% 1000000)::text, 6, '0') || 'A', %(at)s
    from numbered
    """,
    _NUMBERED
    + """
    insert into people_address
        (organisation_id, record_id, lines, postcode, postcode_key, since, is_current)
    select %(organisation)s, id, '{}', 'EH1 2AB', 'EH12AB', %(at)s, true from numbered
    """,
)


def _run(statement: str, *, organisation: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"organisation": organisation, "at": NOON, "count": RECORDS})


def _referral(stage: Stage, sent: UUID, received: UUID, number: int) -> Referral:
    status = STATUSES[number % len(STATUSES)]
    return Referral(
        reference=f"BENCH-{number}",
        programme="wfs",
        rules="2017-04-03",
        contract_id=stage.opportunity.contract_id,
        opportunity=stage.opportunity,
        agreement=stage.agreement,
        referrer=stage.department,
        provider=stage.provider,
        commissioner=stage.commissioner,
        sent_from_id=sent,
        received_as_id=received,
        status=status,
        referred_on=NOON.date() - timedelta(days=number % 180),
        referred_by=uuid4(),
        arrived_at=NOON,
        reply_due_on=NOON.date(),
        acknowledged_at=None if status == Status.REFERRED else NOON,
        started_on=NOON.date() if status == Status.STARTED else None,
    )


def _analyse() -> None:
    from django.db import connections

    with connections["migrate"].cursor() as cursor:
        cursor.execute("analyze")
