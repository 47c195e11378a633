"""Many rows, some at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most this many rows, in order, read as they are asked for."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch


def in_batches_together(
    rows: Iterable[T], size: int, *, of: Callable[[T], object]
) -> Iterator[list[T]]:
    """Lists of about this many rows; those that follow each other and are of one stay together."""
    batch: list[T] = []
    for _, theirs in groupby(rows, key=of):
        batch += theirs
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
