"""The `onward` command: everything an operator or a newcomer does from a terminal."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from config.embedded_postgres import Cluster, ServerUnavailable
from config.environment import DATABASE, prepare

Run = Callable[[argparse.Namespace], int]
# Databases of their own beside the one that `run` serves.
DATABASE_OF = {
    "demo": "onward_demonstration",
    "check": "onward_check",
    "docs": "onward_check",
}

ABOUT = """\
Onward moves a person's case between the organisations that help them, and accounts for every
item shared. New here? `onward run` starts it with a demonstration and says where to look.
"""
GIVEN = """\
Without DATABASE_URL, Onward starts a PostgreSQL server of its own and keeps its data in .onward
beside the code (or in ONWARD_DATA). A site of your own gives DATABASE_URL (role onward_app),
ONWARD_MIGRATE_URL (onward_migrate), ONWARD_AUDITOR_URL (onward_auditor), ONWARD_SECRET_KEY,
ONWARD_SIGNING_KEY_FILE, ONWARD_KEY_ENCRYPTION_KEY_FILE and ONWARD_HOSTS.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors are one line on standard error."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "manage":
        _parser().error(f"unknown: {' '.join(rest)}")
    options.rest = rest
    if options.alone is not None:
        return _alone(options)
    if options.command == "demo":
        os.environ["ONWARD_OUTBOX"] = str(Path(options.folder).resolve() / "sent")
    try:
        started = prepare(DATABASE_OF.get(options.command, DATABASE))
    except ServerUnavailable as error:
        return _refuse(error)
    try:
        return int(options.run(options))
    except _refusals() as error:
        return _refuse(error)
    finally:
        if started is not None:
            _leave(started)


def _alone(options: argparse.Namespace) -> int:
    """A command that needs neither database nor settings."""
    try:
        return int(options.alone(options))
    except OSError as error:
        return _refuse(error)


def _refusals() -> tuple[type[Exception], ...]:
    """What an operator can put right: a file, a database, a database that is in use."""
    from django.db import OperationalError

    from onward.demonstration.setting_up import HoldsPeople
    from onward.ledger.proof_file import UnreadableProof
    from onward.rights.keys_backup import NotABackup

    return OSError, OperationalError, HoldsPeople, UnreadableProof, NotABackup


def _refuse(error: Exception) -> int:
    print(f"onward: {str(error).strip().splitlines()[0]}", file=sys.stderr)
    return 1


def _leave(cluster: Cluster) -> None:
    from django.db import connections

    connections.close_all()
    cluster.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onward",
        description=ABOUT,
        epilog=GIVEN,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = _add(commands, "run", "start Onward here, with a small demonstration on a new database")
    run.add_argument("--port", type=int, default=0, help="the port; 8000 or the next free one")
    run.add_argument("--empty", action="store_true", help="load no demonstration")
    demo = _add(commands, "demo", "the whole demonstration of Work First Scotland, in its own data")
    demo.add_argument(
        "story",
        nargs="?",
        default="work-first-scotland",
        choices=["work-first-scotland", "local-requests", "young-people"],
        help="local-requests: a council and its jobcentre; young-people: a city's tracking team"
        " on the day of its return; both are served until stopped",
    )
    demo.add_argument("--port", type=int, default=0, help="the port of what is served")
    demo.add_argument(
        "--people", type=int, help="how many are referred (4,433), or in the cohort (12,000)"
    )
    demo.add_argument("--folder", default="demonstration", help="where the files go")
    demo.add_argument("--fresh", action="store_true", help="begin again with an empty database")
    demo.add_argument("--inputs", help="run on these input files instead of writing them")
    _add(commands, "setup", "create or bring up to date the tables of the database")
    _add(commands, "worker", "deliver what is prepared and place ledger entries, until stopped")
    organisation = _add(commands, "organisation", "enter an organisation in the register")
    organisation.add_argument("code", help="a short code of its own, never given anew")
    organisation.add_argument("--name", required=True, help="as it is known")
    organisation.add_argument("--kind", required=True, help="for example PRIME_PROVIDER")
    organisation.add_argument("--nation", required=True, help="ENG, WLS, SCT or NIR")
    organisation.add_argument("--administrator", metavar="NAME", help="whose account to give first")
    organisation.add_argument("--email", help="what the administrator signs in with")
    _add(commands, "keys", "make the key files that are missing")
    ledger = _add(commands, "ledger", "verify, sign or prove the ledger; scripts for a witness")
    ledger.add_argument("what", choices=["verify", "head", "since", "prove", "witness"])
    ledger.add_argument(
        "of",
        nargs="?",
        help="prove: the entry's id; since: the size of the head kept; witness: a folder",
    )
    ledger.add_argument("--organisation", help="prove: the code of the organisation that asks")
    ledger.add_argument("--held", action="append", default=[], help="verify: a head file kept")
    ledger.add_argument(
        "--seen",
        action="append",
        default=[],
        help="verify: a CSV of canaries: handle, organisation",
    )
    ledger.add_argument(
        "--without-keys", action="store_true", help="verify: leave out what needs the keys"
    )
    backup = _add(commands, "keys-backup", "back up the record keys, apart from the database")
    backup.add_argument("folder", help="where; files whose day has passed are thrown away")
    restore = _add(commands, "keys-restore", "bring back record keys that are missing")
    restore.add_argument("file")
    _add(commands, "erasures-again", "after a restore: erase again what was erased since")
    _add(commands, "not-together", "items that agreements together give to one recipient")
    _add_lists(commands)
    annex = _add(commands, "annex", "read a printed list of items, and say what it does not settle")
    annex.add_argument("file", help="a CSV of the table, with its headings")
    _add_returns(commands)
    _add_matching(commands)
    _add(commands, "check", "run the system checks, row level security among them")
    docs = _add(commands, "docs", "write the generated pages of docs/reference")
    docs.add_argument("--check", action="store_true", help="only say whether they are up to date")
    _add(commands, "manage", "any command of Django's: onward manage shell")
    return parser


def _add_lists(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    monthly = _add(commands, "monthly-list", "prepare the monthly list of new claims")
    monthly.add_argument("--postcodes", required=True, metavar="FILE", help="one postcode a line")
    sample = _add(commands, "evaluation-sample", "draw a sample for an evaluation, or release it")
    sample.add_argument("what", choices=["draw", "release"])
    sample.add_argument("--size", type=int, default=100, help="draw: how many at most")
    for command in (monthly, sample):
        command.add_argument("--giver", required=True, metavar="CODE", help="who gives the list")
        command.add_argument("--to", required=True, metavar="CODE", help="who is given it")
        command.add_argument("--by", required=True, metavar="EMAIL", help="which of its staff")


def _add_matching(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    matching = _add(commands, "matching", "fit and approve what matches lists with records")
    matching.add_argument("what", choices=["fit", "approve", "models", "rebuild"])
    matching.add_argument("--organisation", required=True, metavar="CODE", help="whose records")
    matching.add_argument("--list", metavar="FILE", help="fit: a list like those to come")
    matching.add_argument("--feed", metavar="FEED", help="fit: what kind of list it is")
    matching.add_argument("--learn", action="store_true", help="fit: from what people decided")
    matching.add_argument("--version", metavar="VERSION", help="approve: which model")
    matching.add_argument("--by", metavar="EMAIL", help="approve: who approves it")


def _add_returns(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`onward returns nccis check` and `compare`, which work alone on anybody's files."""
    returns = _add(commands, "returns", "statutory returns: check one before it is sent")
    kinds = returns.add_subparsers(dest="kind", required=True, metavar="RETURN")
    nccis = kinds.add_parser("nccis", help="the monthly return on young people")
    acts = nccis.add_subparsers(dest="act", required=True, metavar="ACT")
    check = acts.add_parser("check", help="say what is wrong with a return of any supplier")
    check.add_argument("file", help="the XML")
    check.add_argument("--csv", metavar="FILE", help="write every finding there, without values")
    check.add_argument("--show", type=int, default=10, help="how many of each rule to show")
    check.set_defaults(alone=_check_nccis)
    compare = acts.add_parser("compare", help="say what changed from one return to the next")
    compare.add_argument("before", help="the earlier XML")
    compare.add_argument("after", help="the later XML")
    compare.add_argument("--csv", metavar="FILE", help="write everybody there, without values")
    compare.add_argument(
        "--show", type=int, default=10, help="how many of those to look at to show"
    )
    compare.set_defaults(alone=_compare_nccis)


def _check_nccis(options: argparse.Namespace) -> int:
    from config.nccis_command import check

    return check(options)


def _compare_nccis(options: argparse.Namespace) -> int:
    from config.nccis_comparison import compare

    return compare(options)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.set_defaults(run=_later(name), alone=None)
    return parser


def _later(name: str) -> Run:
    """The function for a command, imported once Django is set up."""

    def run(options: argparse.Namespace) -> int:
        from config import commands

        function: Run = getattr(commands, name.replace("-", "_"))
        return function(options)

    return run


if __name__ == "__main__":
    sys.exit(main())
