"""Kill -9 in the middle of sending, fifty times: nothing lost, nothing sent twice."""

import random
from collections import Counter

import pytest

from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.disclosures.settling import mark_unknown
from onward.ledger.models import Entry
from onward.people.models import Fact, Record
from tests.disclosures.factories import an_exchange
from tests.proofs.killing import kill_at_random, wait_for_the_server_to_notice
from tests.times import NOON

pytestmark = pytest.mark.prove
Status = Disclosure.Status
TIMES, EACH = 50, 12


@pytest.mark.usefixtures("committed")
def test_deliveries_inside_happen_once_however_often_the_worker_is_killed(settings, tmp_path):
    exchange = an_exchange()
    chance = random.Random(1)
    prepared = []
    for _ in range(TIMES):
        prepared += [exchange.give("surname").pk for _ in range(EACH)]
        kill_at_random("deliver", exchange.sender.pk, within=0.4, outbox=tmp_path, chance=chance)
        wait_for_the_server_to_notice()

    deliver_prepared(exchange.sender.pk, at=NOON)

    with exchange.sending():
        assert set(Disclosure.objects.values_list("pk", "status")) == {
            (pk, Status.SENT) for pk in prepared
        }
        sent = Entry.objects.filter(kind="disclosure.sent").values_list("about_id", flat=True)
        assert Counter(sent) == Counter(prepared)
    with exchange.receiving():
        received = Fact.objects.values_list("source_id", flat=True)
        assert Counter(received) == Counter(prepared)
        assert Record.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_files_leave_once_and_an_interrupted_one_is_shown_as_unknown(settings):
    settings.SEND_PATIENCE_SECONDS = 0
    items = ("claim_unique_reference", "payfile_outcome", "payfile_amount")
    held = {
        "claim_unique_reference": "CLM-1", "payfile_outcome": "short_13", "payfile_amount": 17000,
    }  # fmt: skip
    exchange = an_exchange(items=items, held=held, channels=["gateway"])
    chance = random.Random(2)
    prepared = set()
    for number in range(TIMES):
        for part in range(3):
            cover = {"message_id": f"MSG-{number}-{part}"}
            prepared.add(
                exchange.give(*items, channel="gateway", layout="payfile-report", cover=cover).pk
            )
        kill_at_random(
            "deliver", exchange.sender.pk, within=0.25, outbox=settings.OUTBOX, chance=chance
        )
        wait_for_the_server_to_notice()
    with exchange.sending():
        mark_unknown(at=NOON)
    deliver_prepared(exchange.sender.pk, at=NOON)

    written = {folder.name for folder in (settings.OUTBOX / "gateway").glob("[!.]*")}
    with exchange.sending():
        rows = dict(Disclosure.objects.values_list("pk", "status"))
        announced = Entry.objects.filter(kind="disclosure.sending")
        announced_ids = Counter(announced.values_list("about_id", flat=True))
    assert set(rows) == prepared
    assert set(rows.values()) <= {Status.SENT, Status.UNKNOWN}
    assert {str(pk) for pk, status in rows.items() if status == Status.SENT} <= written
    assert announced_ids == Counter(prepared)
