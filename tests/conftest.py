"""One server for all tests, a template database for the schema, and clones for each session.

Tests run as the app's own role, so row level security is always on. A test begins in an empty
database, or in one where what its module begins with has been prepared; what it does is rolled
back. A test whose act must be committed asks for `committed` and gets a clone of its own.
"""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.cluster import USE, template_name
from tests.databases import (
    begin_with,
    clone,
    drop,
    drop_prepared,
    migrate_template,
    own_database,
    point_at,
)

Build = Callable[[], Any]

# A shared machine is slow at times: a property is about truth, `make bench` is about speed.
settings.register_profile("few", deadline=None, max_examples=25)
settings.register_profile("many", deadline=None, max_examples=500)
settings.load_profile("few")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there by now stays: let the garbage collector look past it, and seldom."""
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_unconfigure(config: pytest.Config) -> None:
    USE.end()


@pytest.fixture(scope="session")
def empty_database(django_db_blocker: object) -> Iterator[str]:
    """The session's own clone of the template."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        migrate_template()
        name = clone()
        point_at(name)  # nobody may be connected to the template while it is copied
        yield name
        point_at(template_name())
        drop_prepared()
        drop(name)


@pytest.fixture
def django_db_setup(empty_database: str) -> None:
    """Where a test's transaction is about to begin: in an empty database, unless overridden."""
    point_at(empty_database)


@pytest.fixture
def prepared(empty_database: str, django_db_blocker: object) -> Callable[[Build], Any]:
    """Begin where `build` has been run and committed instead; gives a copy of what it returned.

    For a folder or a module to override `django_db_setup` with.
    """

    def begin(build: Build) -> Any:
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            return begin_with(build)

    return begin


@pytest.fixture
def committed(empty_database: str, django_db_blocker: object) -> Iterator[str]:
    """A database of this test's own, where commits are real; gives its name."""
    with django_db_blocker.unblock(), own_database() as name:  # type: ignore[attr-defined]
        yield name


@pytest.fixture(scope="module")
def committed_once(empty_database: str, django_db_blocker: object) -> Iterator[str]:
    """One such database for all tests of a module, each of which leaves it as it found it."""
    with django_db_blocker.unblock(), own_database() as name:  # type: ignore[attr-defined]
        yield name


@pytest.fixture(autouse=True)
def _own_outbox(outboxes: Iterator[Path], settings: object) -> None:
    settings.OUTBOX = next(outboxes)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def outboxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that nobody has made yet: few tests send a file."""
    folder = tmp_path_factory.mktemp("outboxes")
    return (folder / str(number) for number in count(1))
