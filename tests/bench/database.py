"""A durable-as-tests database for one run of the benchmarks."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.cluster import USE, template_name
from tests.databases import clone, drop, migrate_template, point_at


@contextmanager
def own_database() -> Iterator[None]:
    migrate_template()
    name = clone()
    point_at(name)
    try:
        yield
    finally:
        point_at(template_name())
        drop(name)
        USE.end()
