"""One server for all tests, a template database for the schema, and a clone for each session.

Tests run as the app's own role, so row level security is always on. A test whose act must be
committed asks for `committed` and gets a clone of its own.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import psycopg
import pytest

from config.environment import name_database
from tests.cluster import CLUSTER, USE, template_name

# A shared machine is slow at times: a property is about truth, `make bench` is about speed.
hypothesis.settings.register_profile("onward", deadline=None)
hypothesis.settings.load_profile("onward")


def pytest_unconfigure(config: pytest.Config) -> None:
    USE.end()


def _admin() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(CLUSTER.url("postgres", "postgres"), autocommit=True)


def clone() -> str:
    name = f"onward_test_{secrets.token_hex(6)}"
    CLUSTER.create_database(name, template=template_name())
    return name


def drop(name: str) -> None:
    CLUSTER.drop_database(name)


def point_at(name: str) -> None:
    from django.db import connections

    for alias in ("default", "migrate", "auditor"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    name_database(CLUSTER, name)


def migrate_template() -> None:
    """Build the schema once per set of migrations; others wait, then find it there."""
    from django.core.management import call_command
    from django.db import connections

    with _admin() as admin:
        admin.execute("select pg_advisory_lock(1)")
        point_at(template_name())
        call_command("migrate", database="migrate", verbosity=0)
        for alias in ("default", "migrate", "auditor"):
            connections[alias].close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """The session's own clone of the template."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        migrate_template()
        name = clone()
        point_at(name)
        yield
        point_at(template_name())
        drop(name)


@contextmanager
def _own_database(blocker: object) -> Iterator[str]:
    from django.db import connection

    before = connection.settings_dict["NAME"]
    with blocker.unblock():  # type: ignore[attr-defined]
        name = clone()
        point_at(name)
        yield name
        point_at(before)
        drop(name)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A database of this test's own, where commits are real; gives its name."""
    with _own_database(django_db_blocker) as name:
        yield name


@pytest.fixture(scope="module")
def committed_once(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """One such database for all tests of a module, each of which leaves it as it found it."""
    with _own_database(django_db_blocker) as name:
        yield name


@pytest.fixture(autouse=True)
def _own_outbox(tmp_path: Path, settings: object) -> None:
    settings.OUTBOX = tmp_path / "outbox"  # type: ignore[attr-defined]
