"""What each `onward` command does. Django is set up before this module is imported."""

import argparse
import shutil
import signal
import sys
import threading
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.timezone import localdate

from config import serving
from config.annex_command import annex
from config.embedded_postgres import Cluster
from config.ledger_commands import ledger
from config.list_commands import evaluation_sample, monthly_list
from config.matching_commands import matching
from config.reference import out_of_date, write_pages
from config.register_commands import organisation
from config.together_command import not_together
from config.worker import work_until
from onward.ledger.keys import make_key
from onward.parties.clock import machine_now
from onward.rights.keys_backup import back_up_keys, restore_keys
from onward.rights.restoring import apply_erasures_again

LOCAL_REQUESTS, YOUNG_PEOPLE = "local-requests", "young-people"
REFERRED = 4433  # in the published figures of Work First Scotland

__all__ = [
    "annex",
    "check",
    "demo",
    "docs",
    "erasures_again",
    "evaluation_sample",
    "keys",
    "keys_backup",
    "keys_restore",
    "ledger",
    "manage",
    "matching",
    "monthly_list",
    "not_together",
    "organisation",
    "run",
    "setup",
    "worker",
]


def run(options: argparse.Namespace) -> int:
    """Set up, load a demonstration into a new database, serve until stopped."""
    setup(options)
    if not options.empty:
        serving.load_small_demonstration()
    return serving.serve(options.port)


def demo(options: argparse.Namespace) -> int:
    """The demonstration in full, on a database of its own."""
    from onward.demonstration.story import tell

    if options.fresh and not settings.EMBEDDED:
        print("onward: --fresh empties the embedded database alone.", file=sys.stderr)
        return 2
    if options.fresh:
        _begin_again()
        shutil.rmtree(settings.OUTBOX, ignore_errors=True)
    if settings.EMBEDDED:
        Cluster(settings.DATA).make_throw_away(settings.DATABASES["default"]["NAME"])
    setup(options)
    if options.story == LOCAL_REQUESTS:
        return _local_requests(options.port)
    folder = Path(options.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if options.story == YOUNG_PEOPLE:
        return _young_people(options, folder)
    inputs = Path(options.inputs).resolve() if options.inputs else None
    return tell(people=options.people or REFERRED, folder=folder, inputs=inputs)


def _local_requests(port: int) -> int:
    """A council and its jobcentre district, served until stopped, for both sides to be tried."""
    from onward.demonstration.local_requests import set_up_local_requests, sign_in_lines

    set_up_local_requests()
    return serving.serve(port, lines=sign_in_lines)


def _young_people(options: argparse.Namespace, folder: Path) -> int:
    """A city's tracking team, served until stopped unless its sums come out wrong."""
    from onward.demonstration.young_people.messages import keep_messages_here
    from onward.demonstration.young_people.plan import PEOPLE
    from onward.demonstration.young_people.story import sign_in_lines, tell_young_people

    lists = folder / YOUNG_PEOPLE
    if told := tell_young_people(folder=lists, people=options.people or PEOPLE):
        return told
    keep_messages_here()
    return serving.serve(options.port, lines=sign_in_lines)


def _begin_again() -> None:
    """An empty database in place of this one; only the embedded server allows it."""
    name = settings.DATABASES["default"]["NAME"]
    cluster = Cluster(settings.DATA)
    cluster.drop_database(name)
    cluster.create_database(name)


def setup(options: argparse.Namespace) -> int:
    call_command("migrate", database="migrate", verbosity=0)
    return 0


def worker(options: argparse.Namespace) -> int:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    work_until(stop)
    return 0


def erasures_again(options: argparse.Namespace) -> int:
    """Before anyone signs in to a restored database."""
    count = apply_erasures_again()
    print(f"{count} erasures were applied again.")
    return 0


def keys_backup(options: argparse.Namespace) -> int:
    """The keys' own backup; says how long it may be kept."""
    file = back_up_keys(Path(options.folder), at=machine_now())
    print(f"{file} is there. It is of no use after {settings.KEYS_BACKUP_DAYS} days: keep no copy.")
    return 0


def keys_restore(options: argparse.Namespace) -> int:
    """After a restore of the database, before anyone signs in; what was erased is erased again."""
    count = restore_keys(Path(options.file), on=localdate(machine_now()))
    print(f"{count} keys came back, and every erasure was applied again.")
    return 0


def keys(options: argparse.Namespace) -> int:
    for path in (settings.SIGNING_KEY_FILE, settings.KEY_ENCRYPTION_KEY_FILE):
        make_key(path)
        print(f"{path} is there, for its owner alone to read. Back it up apart from the data.")
    return 0


def check(options: argparse.Namespace) -> int:
    """Migrations are complete, every table is isolated, the settings are sound."""
    _on_a_new_database(options)
    call_command("check", databases=["default"])
    if unwritten := _without_migration():
        print(f"Models changed without a migration: {', '.join(unwritten)}.", file=sys.stderr)
        return 1
    return 0


def _without_migration() -> list[str]:
    """The packages whose models differ from their migrations.

    Django's own command would ask the database, where the running role may not read the answer.
    """
    loader = MigrationLoader(None)
    written, present = loader.project_state(), ProjectState.from_apps(apps)
    return sorted(MigrationAutodetector(written, present).changes(graph=loader.graph))


def docs(options: argparse.Namespace) -> int:
    """Write the generated pages, or name those that would change."""
    _on_a_new_database(options)
    if not options.check:
        write_pages()
        return 0
    if stale := out_of_date():
        print(f"Run `make docs`: out of date are {', '.join(stale)}.", file=sys.stderr)
        return 1
    print("The generated pages are up to date.")
    return 0


def _on_a_new_database(options: argparse.Namespace) -> None:
    """What is checked is what the migrations make now, not what an older one left."""
    if settings.EMBEDDED:
        _begin_again()
    setup(options)


def manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["onward manage", *options.rest])
    return 0
