"""The lists of words from which the demonstration is put together."""

import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """One list of `words.toml`; a block of text gives its words."""
    listed = _tables()[table][name]
    return tuple(listed.split() if isinstance(listed, str) else listed)


@cache
def _tables() -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
