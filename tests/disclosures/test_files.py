"""Disclosures that leave as files: announced, written whole and once, confirmed or unknown."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from onward.agreements.actions import end
from onward.channels.out.folder import put
from onward.disclosures.delivery import lay_out
from onward.disclosures.layouts import digest_of
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.disclosures.settling import (
    AlreadySettled,
    mark_unknown,
    send_again,
    settle,
    unknown_sends,
)
from onward.ledger.models import Entry
from onward.people.keys import destroy_keys
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
ITEMS = ("claim_unique_reference", "payfile_outcome", "payfile_amount")
HELD = {"claim_unique_reference": "CLM-1", "payfile_outcome": "short_13", "payfile_amount": 17000}
LATER = NOON + timedelta(hours=1)


def an_exchange_by_gateway():
    return an_exchange(items=ITEMS, held=HELD, channels=["gateway"])


def a_file(exchange):
    return exchange.give(
        *ITEMS, channel="gateway", layout="payfile-report", cover={"message_id": "MSG-1"}
    )


def the_row(exchange):
    with exchange.sending():
        return Disclosure.objects.get()


def kinds(exchange):
    with exchange.sending():
        entries = Entry.objects.filter(kind__startswith="disclosure.").order_by("entered_at")
        return [entry.kind for entry in entries]


def test_a_file_appears_in_the_outbox_once_and_is_confirmed(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_file(exchange)

    exchange.deliver()
    exchange.deliver()

    folder = settings.OUTBOX / "gateway" / str(disclosure.pk)
    assert [file.name for file in folder.iterdir()] == ["msg-1-report.csv"]
    assert the_row(exchange).status == Status.SENT
    assert kinds(exchange) == ["disclosure.prepared", "disclosure.sending", "disclosure.sent"]


def test_what_was_sent_comes_back_byte_for_byte(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_file(exchange)
    exchange.deliver()

    with exchange.sending():
        files = lay_out(Disclosure.objects.get())

    sent = settings.OUTBOX / "gateway" / str(disclosure.pk) / "msg-1-report.csv"
    assert files == {"msg-1-report.csv": sent.read_bytes()}
    assert digest_of(files) == the_row(exchange).digest


def test_a_person_who_is_paid_for_twice_in_a_file_stands_in_it_twice():
    exchange = an_exchange_by_gateway()
    twice = [
        Giving(
            record=exchange.record,
            items=frozenset(ITEMS),
            rows={**HELD, "claim_unique_reference": reference},
        )
        for reference in ("CLM-1", "CLM-2")
    ]
    exchange.give(
        channel="gateway", layout="payfile-report", cover={"message_id": "MSG-1"}, people=twice
    )

    with exchange.sending():
        (content,) = lay_out(Disclosure.objects.get()).values()

    assert {"CLM-1", "CLM-2"} <= set(content.decode().replace(",", "\n").split())


def test_a_file_is_refused_by_a_channel_that_the_agreement_does_not_name():
    """REQ-001-004"""
    exchange = an_exchange_by_gateway()

    by_mail = exchange.give(*ITEMS, channel="secure_email", layout="payfile-report")
    by_gateway = a_file(exchange)

    assert [row["code"] for row in by_mail.refusals] == ["CHANNEL"]
    with exchange.sending():
        entry = Entry.objects.get(about_id=by_gateway.pk)
        assert b'"channel":"gateway"' in bytes(entry.leaf)


def a_lost_send(exchange, settings):
    """The disk refuses between the announcement and the confirmation."""
    settings.SEND_PATIENCE_SECONDS = 0
    disclosure = a_file(exchange)
    outbox = settings.OUTBOX
    settings.OUTBOX = Path("/dev/null/outbox")
    with pytest.raises(NotADirectoryError):
        exchange.deliver()
    settings.OUTBOX = outbox
    with exchange.sending():
        mark_unknown(at=LATER)
    return disclosure


def test_a_send_that_nobody_confirmed_is_unknown_and_is_not_sent_again(settings):
    exchange = an_exchange_by_gateway()
    a_lost_send(exchange, settings)

    assert exchange.deliver() == 0
    with exchange.sending():
        assert [row.status for row in unknown_sends()] == [Status.UNKNOWN]


def test_a_person_settles_an_unknown_send_once(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_lost_send(exchange, settings)

    with exchange.sending():
        settle(disclosure.pk, arrived=True, by=exchange.staff, at=LATER)
        with pytest.raises(AlreadySettled, match="Someone else"):
            settle(disclosure.pk, arrived=False, by=exchange.staff, at=LATER)

    assert the_row(exchange).status == Status.SENT


def test_a_send_found_not_to_have_arrived_goes_again_unchanged(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_lost_send(exchange, settings)
    announced = the_row(exchange).digest

    with exchange.sending():
        settle(disclosure.pk, arrived=False, by=exchange.staff, at=LATER)
        send_again(disclosure.pk, by=exchange.staff, at=LATER)
    exchange.deliver(at=LATER)

    assert the_row(exchange).status == Status.SENT
    assert the_row(exchange).digest == announced


def test_a_full_disk_leaves_nothing_half_written(settings, tmp_path):
    blocked = tmp_path / "outbox"
    blocked.write_text("a file where the folder should be")

    with pytest.raises(OSError, match="outbox"):
        put(blocked, channel="gateway", parcel_of=uuid4(), files={"a.csv": b"1"})


def a_send_that_did_not_arrive(exchange, settings):
    disclosure = a_lost_send(exchange, settings)
    with exchange.sending():
        settle(disclosure.pk, arrived=False, by=exchange.staff, at=LATER)
    return disclosure


def test_a_second_send_that_is_refused_does_not_go_a_third_time(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_send_that_did_not_arrive(exchange, settings)
    with exchange.sending():
        send_again(disclosure.pk, by=exchange.staff, at=LATER)
        end(exchange.agreement, by=exchange.staff, at=NOON)
    exchange.deliver(at=LATER)

    assert the_row(exchange).status == Status.FAILED
    with exchange.sending(), pytest.raises(AlreadySettled):
        send_again(disclosure.pk, by=exchange.staff, at=LATER)


def test_a_second_send_that_would_not_be_the_same_bytes_does_not_go(settings):
    exchange = an_exchange_by_gateway()
    disclosure = a_send_that_did_not_arrive(exchange, settings)
    with exchange.sending():
        destroy_keys(exchange.record.handle, ["payment"])
        send_again(disclosure.pk, by=exchange.staff, at=LATER)

    exchange.deliver(at=LATER)

    assert [row["code"] for row in the_row(exchange).refusals] == ["NOT_AS_SENT"]
    assert not (settings.OUTBOX / "gateway").exists()


def put_one(outbox, parcel):
    return put(outbox, channel="gateway", parcel_of=parcel, files={"a.csv": b"1"})


def test_what_a_killed_worker_had_half_written_does_not_stay(tmp_path):
    parcel = uuid4()
    left = tmp_path / "gateway" / f".{parcel}.1"
    left.mkdir(parents=True)
    (left / "a.csv").write_bytes(b"half")

    put_one(tmp_path, parcel)

    assert [folder.name for folder in (tmp_path / "gateway").iterdir()] == [str(parcel)]


def test_other_accounts_of_the_machine_read_nothing_of_what_is_sent(tmp_path):
    folder = put_one(tmp_path / "outbox", uuid4())

    for path in (folder.parent, folder, *folder.iterdir()):
        assert path.stat().st_mode & 0o007 == 0, path
