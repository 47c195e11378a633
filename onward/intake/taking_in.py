"""A checked file is accepted, and its rows are handed over in batches that each count once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.formats.problem import Problem
from onward.intake.access import require
from onward.intake.checking import note_findings
from onward.intake.feed import Feed
from onward.intake.feeds import FEEDS, feed_of
from onward.intake.findings import (
    Handed,
    HandOver,
    MarkedText,
    RowsRead,
    problem_rows,
    problems_of,
)
from onward.intake.landing import note
from onward.intake.models import Landing
from onward.intake.words import effect_in_words
from onward.parties.clock import is_demonstration
from onward.parties.models import Staff
from onward.tenancy.context import acting_for

Status = Landing.Status
# Everything that handing over writes; the content is read once and emptied at the end.
COUNTED = (
    "status",
    "row_count",
    "refused_count",
    "done_count",
    "unchanged_count",
    "taken_count",
    "problems",
    "warnings",
    "texts",
    "effect",
)
FINISHED = (*COUNTED, "content", "refused_rows", "done_at")
NEEDED = (*COUNTED, "content", "accepted_at", "texts_read", "settings")
Progress = Callable[[int, int], None]


class NotChecked(RuntimeError):
    """Only a file that was checked, and can be read, is accepted."""


class VolumeHeld(NotChecked):
    """A file with many more rows than ever waits until somebody says that it is right."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of an accepted file."""

    done_count: int
    unchanged_count: int
    problems: list[Problem]
    effect: list[str]

    @classmethod
    def of(cls, landing: Landing) -> "Done":
        return cls(
            done_count=landing.done_count,
            unchanged_count=landing.unchanged_count,
            problems=problems_of(landing.problems),
            effect=effect_in_words(landing.effect),
        )


def accept(
    landing: Landing,
    *,
    by: Staff,
    at: datetime,
    texts_read: bool = False,
    volume_right: bool = False,
    progress: Progress = lambda done, total: None,
) -> Done:
    """Take in the good rows of a checked file and list the others; again, it changes nothing.

    `texts_read`: this person has read the texts that the check marked; without it the rows
    that carry them are refused. `volume_right`: that a file has more rows than is usual is right.
    `progress` is told the rows handed over and their number after
    each batch. Called outside `acting_for`, each batch is its own transaction. Raises
    NotAllowed, NotChecked, VolumeHeld.
    """
    say_yes(landing, by=by, at=at, texts_read=texts_read, volume_right=volume_right)
    return carry_on(landing, by=by, at=at, progress=progress)


def say_yes(
    landing: Landing,
    *,
    by: Staff,
    at: datetime,
    texts_read: bool = False,
    volume_right: bool = False,
) -> None:
    """Accept a checked file and leave the work to `carry_on`; a second yes changes nothing.

    Raises NotAllowed, NotChecked, VolumeHeld.
    """
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        require(by, FEEDS[landing.feed])
        checked = Landing.objects.filter(pk=landing.pk, status=Status.CHECKED)
        if checked.exists() and landing.is_over_volume and not volume_right:
            words = _("The file has %(rows)s rows. That is many more than is usual: confirm it.")
            raise VolumeHeld(words % {"rows": f"{landing.row_count:,}"})
        if checked.update(
            status=Status.ACCEPTED,
            accepted_by=by.handle,
            accepted_at=at,
            texts_read=texts_read,
            problems=[],
            warnings=[],
            texts=[],
            effect=[],
        ):
            note(landing, "file.accepted", by=by, at=at)
        landing.refresh_from_db()
    if landing.status not in (Status.ACCEPTED, Status.DONE):
        raise NotChecked(_("Check the file first. One that cannot be read is not accepted."))


def carry_on(
    landing: Landing,
    *,
    by: Staff,
    at: datetime,
    progress: Progress = lambda done, total: None,
) -> Done:
    """Hand over what is left of an accepted file, from where it stopped."""
    with acting_for(by.organisation_id, user=by.pk):
        landing.refresh_from_db(fields=NEEDED)
        if landing.status != Status.ACCEPTED or landing.accepted_at is None:
            return Done.of(landing)
        fictitious = is_demonstration()
    # Read for the day of the yes: the same rows are good on whatever day this goes on.
    day = localdate(landing.accepted_at)
    feed = feed_of(landing)
    read = feed.read(bytes(landing.content), landing.file_name, day, fictitious)
    turn = HandOver(
        landing_id=landing.pk,
        file_name=landing.file_name,
        by=by,
        at=at,
        fictitious=fictitious,
        texts_read=landing.texts_read,
        received_on=localdate(landing.received_at),
        settings=landing.settings,
    )
    while landing.status == Status.ACCEPTED:
        _take_batch(landing, feed, read, turn)
        progress(landing.taken_count, len(read.rows))
    return Done.of(landing)


def _take_batch(landing: Landing, feed: Feed, read: RowsRead[Any], turn: HandOver) -> None:
    """The next batch, and in the same transaction how far the file has come."""
    by = turn.by
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        held = Landing.objects.select_for_update()
        landing.refresh_from_db(fields=COUNTED, from_queryset=held)
        if landing.status != Status.ACCEPTED:  # someone else finished it meanwhile
            return
        batch = read.rows[landing.taken_count : landing.taken_count + feed.batch]
        handed = _so_far(landing)
        handed.add(feed.hand_over(batch, turn))
        landing.taken_count += len(batch)
        _keep(landing, handed)
        is_last = landing.taken_count >= len(read.rows)
        if is_last:
            _finish(landing, feed, read, handed, turn)
        landing.save(update_fields=FINISHED if is_last else COUNTED)


def _so_far(landing: Landing) -> Handed:
    return Handed(
        done=landing.done_count,
        unchanged=landing.unchanged_count,
        problems=problems_of(landing.problems),
        warnings=problems_of(landing.warnings),
        texts=[MarkedText(**text) for text in landing.texts],
        effect=Counter({(code, name): count for code, name, count in landing.effect}),
    )


def _keep(landing: Landing, handed: Handed) -> None:
    landing.done_count, landing.unchanged_count = handed.done, handed.unchanged
    landing.problems = problem_rows(handed.problems)
    landing.warnings = problem_rows(handed.warnings)
    landing.texts = [vars(text) for text in handed.texts]
    landing.effect = [[*key, count] for key, count in handed.effect.items()]


def _finish(
    landing: Landing, feed: Feed, read: RowsRead[Any], handed: Handed, turn: HandOver
) -> None:
    note_findings(landing, feed, read, handed)
    landing.texts = []
    landing.content = b""
    landing.status, landing.done_at = Status.DONE, turn.at
    note(
        landing,
        "file.taken_in",
        by=turn.by,
        at=turn.at,
        rows=landing.row_count,
        done=landing.done_count,
        unchanged=landing.unchanged_count,
        refused=landing.refused_count,
    )
