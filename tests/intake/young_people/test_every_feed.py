"""What holds of every feed: twice is once, a stop loses nothing, and a wrong file says so."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from onward.intake.checking import check
from onward.intake.feed import Feed
from onward.intake.feeds import FEEDS
from onward.intake.findings import Handed, HandOver
from onward.intake.landing import land
from onward.intake.taking_in import carry_on, say_yes
from onward.intake.young_people.feeds import YOUNG_PEOPLE
from tests.intake.young_people.every_feed import (
    FILES,
    LATER,
    a_scene,
    everything_held,
    in_small_batches,
    name_of,
)
from tests.intake.young_people.lists import taken

pytestmark = pytest.mark.django_db
TAKES_NOTHING = {"old-documents"}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
NO_SUCH_FILES = {
    "empty": b"",
    "a picture": PNG,
    "half an archive": b"PK\x03\x04" + bytes(40),
    "a page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "another table": b"colour,size\r\nred,3\r\n",
    "another encoding": "forename,surname\r\nZoë,Müller\r\n".encode("utf-16"),
}
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;">]><%s>&c;</%s>'
)


class Stopped(Exception):
    pass


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_scene)


@pytest.fixture
def scene(django_db_setup):
    return django_db_setup


def test_every_feed_of_young_people_is_proved_here():
    assert FILES.keys() == {feed.code for feed in YOUNG_PEOPLE}


@pytest.mark.parametrize("feed", FILES)
def test_the_same_file_twice_and_its_rows_in_another_change_nothing(scene, feed):
    content = FILES[feed](scene)
    first = taken(scene.place, content, feed=feed, name=name_of(feed), at=LATER)
    before = everything_held(scene)

    again = taken(scene.place, content, feed=feed, name=name_of(feed), at=LATER)
    other = taken(scene.place, content + b"\n", feed=feed, name=name_of(feed), at=LATER)

    assert again.pk == first.pk != other.pk
    assert (first.done_count > 0) == (feed not in TAKES_NOTHING)
    assert first.refused_count == other.refused_count == 1
    assert [row for row in everything_held(scene) if row[0] != "Takeover"] == [
        row for row in before if row[0] != "Takeover"
    ]


def stopped_once_in_each_batch(feed: Feed, tries: list[int]) -> Feed:
    """Two rows at a time; each batch is done, stopped before it is kept, and done again."""

    def hand_over(rows: Sequence[Any], turn: HandOver) -> Handed:
        handed = feed.hand_over(rows, turn)
        tries.append(len(rows))
        if len(tries) % 2:
            raise Stopped
        return handed

    return replace(in_small_batches(feed), hand_over=hand_over)


@pytest.mark.parametrize("feed", FILES)
def test_a_file_stopped_in_each_of_its_batches_is_taken_in_whole_and_once(scene, feed, monkeypatch):
    by, content = scene.place.manager, FILES[feed](scene)
    with transaction.atomic():
        whole = taken(scene.place, content, feed=feed, name=name_of(feed), at=LATER)
        held = everything_held(scene)
        transaction.set_rollback(True)

    landing = land(FEEDS[feed], name=name_of(feed), content=content, by=by, at=LATER)
    check(landing, by=by, at=LATER)
    say_yes(landing, by=by, at=LATER)
    tries: list[int] = []
    monkeypatch.setitem(FEEDS, feed, stopped_once_in_each_batch(FEEDS[feed], tries))
    while landing.status != "DONE":
        try:
            carry_on(landing, by=by, at=LATER)
        except Stopped:
            continue

    assert tries[::2] == tries[1::2]
    assert (landing.done_count, landing.problems) == (whole.done_count, whole.problems)
    assert everything_held(scene) == held


@pytest.mark.parametrize("what", NO_SUCH_FILES)
@pytest.mark.parametrize("feed", FEEDS)
def test_a_file_that_is_not_what_its_name_says_is_refused_and_says_so(feed, what):
    read = FEEDS[feed].read(NO_SUCH_FILES[what], name_of(feed), LATER.date(), True)

    assert (read.refused, list(read.rows)) == (True, [])
    assert all(problem.rule and problem.remedy for problem in read.problems)
    assert read.problems


@pytest.mark.parametrize(("feed", "root"), [("pupils", b"CTfile"), ("old-return", b"NCCIS")])
def test_a_file_with_a_bomb_in_its_document_type_is_refused_unread(feed, root):
    read = FEEDS[feed].read(BOMB % (root, root), name_of(feed), LATER.date(), True)

    assert (read.refused, list(read.rows)) == (True, [])
