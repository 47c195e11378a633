"""The launcher finds its server again, and never takes half a one for a whole."""

import os
import secrets
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from config.embedded_postgres import Cluster
from tests.cluster import CLUSTER


@pytest.fixture(scope="module")
def cluster():
    made = Cluster(CLUSTER.folder / f"launcher-{secrets.token_hex(4)}", throw_away=True)
    assert made.start()
    yield made
    made.stop()
    shutil.rmtree(made.folder)


def answers(cluster):
    with psycopg.connect(cluster.url("onward_app", "postgres")) as connection:
        return connection.execute("select current_user").fetchone() == ("onward_app",)


def in_pid_file(cluster, line):
    return (cluster.folder / "postgres/postmaster.pid").read_text().splitlines()[line]


def test_two_starters_start_one_server(cluster):
    cluster.stop()

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(lambda _: cluster.start(), range(2))) == [False, True]

    assert answers(cluster)


def test_a_server_that_does_not_answer_where_it_was_noted_is_found_again(cluster):
    (cluster.folder / "port").write_text("1")

    assert not cluster.start()

    assert str(cluster.port) == in_pid_file(cluster, 3)
    assert answers(cluster)


def test_roles_that_a_killed_starter_did_not_make_are_made(cluster):
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("drop role onward_app")

    assert not cluster.start()

    assert answers(cluster)


def test_a_process_id_that_belongs_to_another_program_by_now_keeps_nobody_out(cluster):
    pid_file = cluster.folder / "postgres/postmaster.pid"
    lines = pid_file.read_text().splitlines(keepends=True)
    cluster.stop()
    with subprocess.Popen(["/bin/sleep", "60"], user=pid_file.parent.stat().st_uid) as other:
        pid_file.write_text("".join([f"{other.pid}\n", *lines[1:]]))
        shutil.chown(pid_file, pid_file.parent.stat().st_uid)
        try:
            assert cluster.start()
        finally:
            other.kill()

    assert answers(cluster)


def test_a_killed_server_starts_again(cluster):
    os.kill(int(in_pid_file(cluster, 0)), 9)

    cluster.start()

    assert answers(cluster)


def test_half_a_data_folder_is_made_anew():
    half = Cluster(CLUSTER.folder / f"launcher-{secrets.token_hex(4)}", throw_away=True)
    (half.folder / "postgres.new").mkdir(parents=True)
    (half.folder / "postgres.new/PG_VERSION").write_text("17\n")
    (half.folder / "postgres.password").touch()

    try:
        assert half.start()
        assert answers(half)
    finally:
        half.stop()
        shutil.rmtree(half.folder)
