"""A witness keeps heads elsewhere, and finds out when the ledger tells two stories."""

import subprocess
import sys
from pathlib import Path

import pytest

from onward.ledger import witness
from onward.ledger.proof_file import write_head_since
from onward.ledger.tree import leaf_hash
from tests.ledger.test_check_ledger import HASHES, PUBLIC, since

ANOTHER_STORY = [*HASHES[:3], leaf_hash(b"another story"), *HASHES[4:]]


@pytest.fixture
def arrives(tmp_path):
    """A head arrives at the witness: gives the exit code."""

    def receive(text):
        new = tmp_path / "new.json"
        new.write_text(text)
        command = [sys.executable, "-I", "-S", Path(witness.__file__), tmp_path / "kept", new]
        ran = subprocess.run([*command, PUBLIC.hex()], capture_output=True, text=True, check=False)
        return ran.returncode

    return receive


def kept(folder):
    return sorted(path.name for path in (folder / "kept").iterdir())


def test_heads_that_grow_from_one_another_are_kept(arrives, tmp_path):
    codes = [arrives(write_head_since(new)) for new in (since(0, size=4), since(4, size=7))]

    assert codes == [0, 0]
    assert kept(tmp_path) == ["head-000000000004.json", "head-000000000007.json"]


def test_a_head_shown_twice_is_kept_once(arrives, tmp_path):
    assert [arrives(write_head_since(since(0, size=7))) for _ in range(2)] == [0, 0]
    assert kept(tmp_path) == ["head-000000000007.json"]


@pytest.mark.parametrize(
    "forked", [since(4, hashes=ANOTHER_STORY), since(4, size=4, hashes=ANOTHER_STORY)]
)
def test_a_ledger_that_shows_two_parties_two_stories_is_an_incident(arrives, tmp_path, forked):
    """A29"""
    arrives(write_head_since(since(0, size=4)))

    assert arrives(write_head_since(forked)) == 1
    assert kept(tmp_path) == ["head-000000000004.json", "incident-001.json"]


def test_a_ledger_that_grew_shorter_is_an_incident(arrives, tmp_path):
    """A27"""
    arrives(write_head_since(since(0, size=7)))

    assert arrives(write_head_since(since(0, size=4))) == 1
    assert "incident-001.json" in kept(tmp_path)


def test_after_an_incident_the_last_head_that_agreed_still_stands(arrives, tmp_path):
    arrives(write_head_since(since(0, size=4)))
    arrives(write_head_since(since(4, hashes=ANOTHER_STORY)))

    assert arrives(write_head_since(since(4, size=7))) == 0


@pytest.mark.parametrize("text", ["", "{}", '{"size": "many"}'])
def test_what_is_no_head_is_neither_kept_nor_an_incident(arrives, tmp_path, text):
    assert arrives(text) == 2
    assert kept(tmp_path) == []
