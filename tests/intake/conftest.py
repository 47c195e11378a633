"""Only a demonstration admits the numbers that tests may use, and its owner alone makes one."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from tests.cluster import CLUSTER


@pytest.fixture
def a_demonstration(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """The tests' database is one of a demonstration meanwhile."""
    url = CLUSTER.url("postgres", str(connection.settings_dict["NAME"]))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("insert into parties_instance (id, demonstration) values (1, true)")
        yield
        owner.execute("delete from parties_instance")
