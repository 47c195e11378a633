"""The keys' own backup: short, apart from the database's, and of no use to whoever was erased."""

from datetime import date, timedelta

import pytest

from onward.disclosures.models import Parcel
from onward.people.keys import destroy_keys, standing_keys
from onward.rights.erasure import erase
from onward.rights.keys_backup import NotABackup, back_up_keys, beyond_reach_on, restore_keys
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.disclosures.factories import an_exchange
from tests.ledger.stored import as_superuser
from tests.times import NOON

pytestmark = pytest.mark.usefixtures("committed")
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _own_register(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def exchange():
    """Somebody who was given away, and whose keys therefore stand."""
    made = an_exchange(("surname", "disability_status"))
    made.give("surname", "disability_status")
    made.deliver()
    return made


def classes(exchange):
    with acting_for(exchange.sender.pk, user=AUTOMATIC):
        return {key_class for _, key_class in standing_keys([exchange.record.handle])}


def lose_every_key(exchange):
    with as_superuser() as superuser:
        superuser.execute("truncate keys.record_key")
    assert classes(exchange) == set()


def test_keys_that_were_lost_come_back(exchange, tmp_path):
    file = back_up_keys(tmp_path, at=NOON)
    before = classes(exchange)
    lose_every_key(exchange)

    assert restore_keys(file, on=TODAY) == len(before) == 2
    assert classes(exchange) == before


def test_a_backup_holds_no_key_that_opens_anything_by_itself(exchange, tmp_path):
    file = back_up_keys(tmp_path, at=NOON)

    text = file.read_text()
    with exchange.sending():
        keys = standing_keys([exchange.record.handle])
    assert file.stat().st_mode & 0o077 == 0
    assert not any(key.hex() in text for key in keys.values())


def test_a_key_that_was_erased_since_does_not_come_back(exchange, tmp_path):
    """REQ-LAW-047, A41"""
    file = back_up_keys(tmp_path, at=NOON)
    with exchange.sending():
        erase(exchange.record, classes=["health"], by=exchange.staff, at=NOON + timedelta(hours=1))
    lose_every_key(exchange)

    restore_keys(file, on=TODAY)

    assert classes(exchange) == {"identity"}


def test_an_erasure_is_complete_once_the_last_backup_that_holds_its_key_is_gone(
    exchange, tmp_path, settings
):
    """REQ-LAW-047: a backup containing the key, so not before its expiry date."""
    settings.KEYS_BACKUP_DAYS = 30
    file = back_up_keys(tmp_path, at=NOON)  # 2 May 2017, and the key is in it
    with exchange.sending():
        erase(exchange.record, classes=["health"], by=exchange.staff, at=NOON + timedelta(hours=1))

    assert str(exchange.record.handle) in file.read_text()
    assert beyond_reach_on(NOON + timedelta(hours=1)) == date(2017, 6, 2)

    back_up_keys(tmp_path, at=NOON + timedelta(days=30))
    assert file.exists()
    back_up_keys(tmp_path, at=NOON + timedelta(days=31))  # 2 June
    assert not file.exists()


def test_a_backup_is_refused_after_its_last_day(exchange, tmp_path, settings):
    """REQ-LAW-047"""
    settings.KEYS_BACKUP_DAYS = 30
    file = back_up_keys(tmp_path, at=NOON)
    lose_every_key(exchange)

    assert restore_keys(file, on=TODAY + timedelta(days=30)) == 2
    with pytest.raises(NotABackup, match="until 2017-06-01"):
        restore_keys(file, on=TODAY + timedelta(days=31))


def test_values_that_were_sent_stand_in_the_database_sealed_alone(exchange):
    """REQ-LAW-047: the sealed copy was never stored in clear."""
    with exchange.sending():
        parcel = Parcel.objects.get()
        assert "disabled" not in str(parcel.sealed)
        destroy_keys(exchange.record.handle, ["health"])
        assert "health" in parcel.sealed

    assert classes(exchange) == {"identity"}


@pytest.mark.parametrize("text", ["", "{}", '{"format": "other"}\n', "not JSON"])
def test_another_file_is_no_backup(tmp_path, text):
    file = tmp_path / "file.jsonl"
    file.write_text(text)

    with pytest.raises(NotABackup, match="not a backup"):
        restore_keys(file, on=TODAY)
