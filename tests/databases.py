"""The tests' databases: a template with the schema, clones of it, and who is pointed at which."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.environment import name_database
from onward.agreements.authority import authorities
from onward.agreements.models import Agreement
from onward.parties.models import Organisation
from onward.tenancy.context import REGISTER, acting_for
from tests.cluster import CLUSTER, template_name

ALIASES = ("default", "migrate", "auditor")
_open: dict[tuple[str, str], BaseDatabaseWrapper] = {}
_owners: dict[str, psycopg.Connection[tuple[Any, ...]]] = {}


def clone() -> str:
    name = f"onward_test_{secrets.token_hex(6)}"
    CLUSTER.create_database(name, template=template_name())
    return name


def drop(name: str) -> None:
    _disconnect(name)
    CLUSTER.drop_database(name)


def point_at(name: str) -> None:
    """Let every connection lead to this database; those that led elsewhere stay open for later."""
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name  # what another thread's connection is made of
        if (name, alias) not in _open:
            _open[name, alias] = connections.create_connection(alias)
            _open[name, alias].settings_dict = dict(connections.settings[alias])
        connections[alias] = _open[name, alias]
    name_database(CLUSTER, name)


def pointed_at() -> str:
    return str(connections.settings["default"]["NAME"])


def owner() -> psycopg.Connection[tuple[Any, ...]]:
    """The database's owner, who commits each statement; connected once while the database lasts."""
    name = pointed_at()
    if name not in _owners:
        url = CLUSTER.url("onward_migrate", name)
        _owners[name] = psycopg.connect(url, options="-c role=onward_owner", autocommit=True)
    return _owners[name]


@contextmanager
def demonstration(clock_at: datetime | None = None) -> Iterator[None]:
    """Make the database one of a demonstration, whose clock may stand still; then a live one."""
    owner().execute(
        "insert into parties_instance (id, demonstration, clock_at) values (1, true, %s)",
        [clock_at],
    )
    try:
        yield
    finally:
        owner().execute("delete from parties_instance")


def _disconnect(name: str) -> None:
    for alias in ALIASES:
        if (name, alias) in _open:
            _open.pop((name, alias)).close()
    if name in _owners:
        _owners.pop(name).close()


def migrate_template() -> None:
    """Build the schema once per set of migrations; others wait, then find it there."""
    with psycopg.connect(CLUSTER.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(1)")
        point_at(template_name())
        call_command("migrate", database="migrate", verbosity=0)
        _disconnect(template_name())


@contextmanager
def own_database() -> Iterator[str]:
    """A clone for as long as the context lasts; then back to where one was."""
    before, name = pointed_at(), clone()
    point_at(name)
    yield name
    point_at(before)
    drop(name)


_prepared: dict[Callable[[], Any], tuple[str, Any]] = {}


def begin_with(build: Callable[[], Any]) -> Any:
    """Point at the database where this was built and committed, once a session; gives a copy."""
    if build not in _prepared:
        name = clone()
        point_at(name)
        _prepared[build] = name, build()
        _remember_what_was_signed()
    name, built = _prepared[build]
    point_at(name)
    return deepcopy(built)


def _remember_what_was_signed() -> None:
    """As every process does that has worked for a while."""
    with acting_for(REGISTER):
        organisations = list(Organisation.objects.values_list("pk", flat=True))
    for organisation in organisations:
        with acting_for(organisation):
            authorities(Agreement.objects.values_list("pk", flat=True))


def drop_prepared() -> None:
    for name, _ in _prepared.values():
        drop(name)
    _prepared.clear()
