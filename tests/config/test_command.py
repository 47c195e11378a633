"""The `onward` command: what an operator can put right is one line on standard error."""

import pytest

from config.command import main
from onward.ledger.heads import public_key

pytestmark = pytest.mark.django_db


def refused(capfd, *arguments: str) -> str:
    """What the command says as it refuses."""
    assert main(arguments) != 0
    said = capfd.readouterr().err
    assert said.startswith("onward: ")
    assert said.count("\n") == 1
    return str(said)


def test_a_head_file_that_is_not_there_is_named(capfd):
    assert "no-such-head.json" in refused(capfd, "ledger", "verify", "--held", "no-such-head.json")


def test_a_file_that_is_no_head_is_refused(capfd, tmp_path):
    file = tmp_path / "head.json"
    file.write_text("{}")

    assert "Expected the fields" in refused(capfd, "ledger", "verify", "--held", str(file))


def test_a_database_of_ones_own_is_not_emptied(capfd, settings, monkeypatch, tmp_path):
    settings.EMBEDDED = False
    monkeypatch.setenv("ONWARD_OUTBOX", "")  # the command names its own

    assert "embedded" in refused(capfd, "demo", "--fresh", "--folder", str(tmp_path))


def test_a_witness_is_given_two_scripts_and_the_key(capfd, tmp_path):
    assert main(["ledger", "witness", str(tmp_path)]) == 0

    assert sorted(path.name for path in tmp_path.iterdir()) == ["check_ledger.py", "witness.py"]
    assert public_key().hex() in capfd.readouterr().out


def test_a_head_since_another_says_where_it_begins(capfd):
    assert main(["ledger", "since", "0"]) == 0
    assert '"since": 0' in capfd.readouterr().out


@pytest.mark.parametrize("size", ["", "ten"])
def test_a_head_since_nothing_is_refused(size):
    assert main(["ledger", "since", size]) == 2


def test_a_ledger_shorter_than_a_head_kept_is_told(capfd):
    """A27"""
    assert main(["ledger", "since", "5"]) == 1
    assert "entries were removed" in capfd.readouterr().err
