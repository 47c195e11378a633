"""Many rows, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most this many rows, in order, read as they are asked for."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
