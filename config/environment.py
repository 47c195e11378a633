"""Getting a process ready: a database to work on, keys, and Django set up."""

import os
from pathlib import Path

from config.embedded_postgres import Cluster, data_folder

BASE = Path(__file__).resolve().parent.parent
DATABASE = "onward"


def prepare(database: str = DATABASE) -> Cluster | None:
    """Point the settings at a database; start the embedded one when none is given.

    Returns the cluster when this process started it, and is therefore the one to stop it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    started = None
    if "DATABASE_URL" not in os.environ:
        started = use_embedded(Cluster(data_folder(BASE)), database)
    import django

    django.setup()
    return started


def use_embedded(cluster: Cluster, database: str) -> Cluster | None:
    """Start the embedded server and say in the environment where it is."""
    started = cluster.start()
    cluster.create_database(database)
    name_database(cluster, database)
    for name in ("signing", "key-encryption", "secret"):
        _make_key(cluster.folder / "keys" / f"{name}.key")
    os.environ.setdefault("ONWARD_SECRET_KEY", (cluster.folder / "keys/secret.key").read_text())
    return cluster if started else None


def name_database(cluster: Cluster, database: str) -> None:
    os.environ["ONWARD_EMBEDDED"] = "1"
    os.environ["ONWARD_DATA"] = str(cluster.folder)
    os.environ["DATABASE_URL"] = cluster.url("onward_app", database)
    os.environ["ONWARD_MIGRATE_URL"] = cluster.url("onward_migrate", database)
    os.environ["ONWARD_AUDITOR_URL"] = cluster.url("onward_auditor", database)


def _make_key(path: Path) -> None:
    from onward.ledger.keys import make_key

    make_key(path)
