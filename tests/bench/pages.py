"""How long pages take on the server, for one user, where each organisation has 100,000 records.

Baseline: the sign-in page of the same server in the same run, which reads nothing. Every page is
measured twice: as the rows were written, when the planner knows nothing of them, and after
`vacuum analyze`, which is what PostgreSQL does of itself within a minute or two.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.test import Client, override_settings
from django.urls import reverse

from onward.casework.models import Referral
from onward.outcomes.evidence import record_jobs, record_weeks
from onward.outcomes.reached import evaluate
from onward.parties.permissions import Role
from onward.payments.claims import claim_all
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.bench.filling import CLOCK, RECORDS, fill
from tests.journeys.stage import ALL, Stage, a_stage
from tests.outcomes.factories import JUNE_5, a_new_job, new_weeks
from tests.web.client import signed_in
from tests.web.on_stage import clock_at

LOOKS, GOAL_MS = 100, 100


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: who opens it, at which addresses in turn, and what is posted if anything is."""

    name: str
    client: Client
    addresses: Sequence[str]
    posted: dict[str, str] | None = None

    def open(self, address: str) -> Any:
        if self.posted is None:
            return self.client.get(address)
        return self.client.post(address, self.posted)


@dataclass(frozen=True, kw_only=True)
class World:
    """The stage, and those whose pages are opened: (sent from, received as), by record id."""

    stage: Stage
    people: Sequence[tuple[UUID, UUID]]


def measure() -> Iterator[str]:
    world = make_world()
    with clock_at(CLOCK), override_settings(ALLOWED_HOSTS=["testserver"]):
        pages = pages_of(world)
        yield f"{RECORDS:,} records on each side; {LOOKS} requests each, server time"
        yield "as written, without statistics:"
        yield from _measured(pages)
        _vacuum()
        yield "after vacuum analyze, as PostgreSQL does of itself:"
        yield from _measured(pages)
    yield f"goal: p95 of each at most {GOAL_MS} ms"


def make_world() -> World:
    """People whose cases went through the product, among 100,000 of whom rows were made."""
    stage = a_stage()
    parties = {
        "commissioner": stage.commissioner,
        "department": stage.department,
        "provider": stage.provider,
    }
    a_standard_agreement("WFS-CLAIMS", parties=parties)
    people = [stage.a_person(forename=f"Ailsa {number}") for number in range(LOOKS)]
    referrals = stage.start(*people)
    _work(stage, referrals)
    with _without_autovacuum():
        fill(stage)
    pairs = [(each.sent_from_id, each.received_as_id) for each in referrals]
    return World(
        stage=stage, people=[(sent, received) for sent, received in pairs if received is not None]
    )


def pages_of(world: World) -> list[Page]:
    stage = world.stage
    sent, received = zip(*world.people, strict=True)
    caseworker, manager, coach, operations, officer = (
        signed_in(Client(), stage.member(role))
        for role in (
            Role.CASEWORKER,
            Role.CASE_MANAGER,
            Role.WORK_COACH,
            Role.OPERATIONS,
            Role.CONTRACT_MANAGER,
        )
    )
    department, provider = (
        signed_in(Client(), stage.member(ALL, of=party))
        for party in (stage.department, stage.provider)
    )
    caseload = reverse("provider:caseload")
    return [
        _page("sign-in", Client(), "sign-in"),
        _page("provider home", manager, "provider:home"),
        _page("provider new referrals", caseworker, "provider:new"),
        _page("caseload", caseworker, "provider:caseload"),
        Page(name="caseload, unclaimed", client=manager, addresses=[f"{caseload}?unclaimed=on"]),
        _page("person", caseworker, "provider:person", received),
        Page(
            name="find",
            client=caseworker,
            addresses=[reverse("provider:find")],
            posted={"sought": "Surname97"},
        ),
        _page("provider claims", manager, "provider:claims"),
        _page("coach home", coach, "coach:home"),
        _page("coach replies", coach, "coach:replies"),
        _page("coach person", coach, "coach:person", sent),
        _page("commissioner home", officer, "commissioner:home"),
        _page("finance runs", operations, "finance:runs"),
        _page("finance run", operations, "finance:run", _runs(stage)),
        _page("finance lines", operations, "finance:lines", _runs(stage)),
        _page("finance checks", operations, "finance:checks"),
        _page("governance home", department, "governance:home"),
        _page("governance disclosures", department, "governance:disclosures"),
        _page("governance sharing, sender", department, "governance:sharing", sent),
        _page("governance sharing, recipient", provider, "governance:sharing", received),
    ]


def _page(name: str, client: Client, view: str, ids: Sequence[Any] = ()) -> Page:
    addresses = [reverse(view, args=[each]) for each in ids] or [reverse(view)]
    return Page(name=name, client=client, addresses=addresses)


def _runs(stage: Stage) -> list[UUID]:
    from onward.payments.models import Run

    with acting_for(stage.department.pk):
        return list(Run.objects.order_by("number").values_list("pk", flat=True))


def _work(stage: Stage, referrals: Sequence[Referral]) -> None:
    """Each finds a job and stays half a year; every second outcome is claimed."""
    with stage.at_work(Role.CASE_MANAGER) as manager:
        jobs = [a_new_job(referral) for referral in referrals]
        record_jobs(jobs, by=manager, at=CLOCK)
        weeks = [
            week
            for job in jobs
            for week in new_weeks(job.referral, job.reference, number=26, beginning=JUNE_5)
        ]
        record_weeks(weeks, by=manager, at=CLOCK)
        claim_all(evaluate(referrals, at=CLOCK)[::2], by=manager, at=CLOCK)


def _measured(pages: Sequence[Page]) -> Iterator[str]:
    bare = None
    for page in pages:
        times = _timings(page)
        bare = bare or statistics.median(times)
        yield f"  {page.name}: {_words(times)}, {statistics.median(times) / bare:.1f} times"


def _timings(page: Page) -> list[float]:
    times = []
    for number in range(-1, LOOKS):
        address = page.addresses[number % len(page.addresses)]
        started = time.perf_counter()
        answer = page.open(address)
        times.append(time.perf_counter() - started)
        assert answer.status_code == 200, (page.name, answer.status_code)
    return times[1:]


def _words(times: list[float]) -> str:
    ranked = sorted(times)
    p95 = ranked[int(len(ranked) * 0.95) - 1]
    return f"median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"


@contextmanager
def _without_autovacuum() -> Iterator[None]:
    """So that the first figures are those of a planner that knows nothing."""
    yield


def _vacuum() -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("vacuum analyze")
