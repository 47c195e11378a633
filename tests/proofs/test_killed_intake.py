"""Kill -9 while files are taken in, as often as it takes: nothing is lost, nothing is doubled."""

import random
from datetime import timedelta

import pytest
from django.db import transaction

from onward.intake.checking import check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.models import Landing
from onward.intake.taking_in import carry_on, say_yes
from tests.intake.young_people.every_feed import (
    FILES,
    LATER,
    Scene,
    a_scene,
    everything_held,
    name_of,
)
from tests.proofs.killing import kill_at_random, wait_for_the_server_to_notice

pytestmark = pytest.mark.prove
PEOPLE, MOST_KILLS = 6, 500


def accepted(scene: Scene) -> list[Landing]:
    """A file for every feed, checked and accepted, and nothing of it taken in."""
    by, landings = scene.place.manager, []
    for number, (feed, content) in enumerate(FILES.items()):
        at = LATER + timedelta(minutes=number)  # the worker takes the oldest first
        landing = land(FEEDS[feed], name=name_of(feed), content=content(scene), by=by, at=at)
        check(landing, by=by, at=LATER)
        say_yes(landing, by=by, at=LATER)
        landings.append(landing)
    return landings


@pytest.mark.usefixtures("committed")
def test_files_of_every_feed_are_taken_in_once_however_often_the_worker_is_killed(tmp_path):
    scene = a_scene(PEOPLE)
    landings = accepted(scene)
    with transaction.atomic():
        for landing in landings:
            carry_on(landing, by=scene.place.manager, at=LATER)
        whole = everything_held(scene)
        counts = [(each.feed, each.done_count, each.refused_count) for each in landings]
        transaction.set_rollback(True)

    chance, kills = random.Random(4), 0
    while not kill_at_random(
        "take-in", scene.place.authority.pk, within=1.5, outbox=tmp_path, chance=chance
    ):
        wait_for_the_server_to_notice()
        kills += 1
        assert kills < MOST_KILLS

    assert kills > 2
    assert everything_held(scene) == whole
    with scene.place.at_work():
        done = Landing.objects.filter(status=Landing.Status.DONE)
        told = {each.feed: (each.feed, each.done_count, each.refused_count) for each in done}
    assert [told[feed] for feed, *_counts in counts] == counts
