"""The dry run: everything a file would do is done, looked at, and undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from onward.formats.problem import Problem
from onward.intake.access import require
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
from onward.intake.models import Landing
from onward.intake.refused import refused_file
from onward.intake.words import effect_in_words
from onward.parties.clock import is_demonstration
from onward.parties.models import Staff
from onward.tenancy.context import acting_for

Status = Landing.Status


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a file would do, and what of it cannot be done."""

    problems: list[Problem]
    warnings: list[Problem]
    texts: list[MarkedText]
    row_count: int
    good_count: int
    effect: list[str]
    refused: bool

    @classmethod
    def of(cls, landing: Landing) -> "Checked":
        return cls(
            problems=problems_of(landing.problems),
            warnings=problems_of(landing.warnings),
            texts=[MarkedText(**text) for text in landing.texts],
            row_count=landing.row_count,
            good_count=landing.good_count,
            effect=effect_in_words(landing.effect),
            refused=landing.status == Status.REFUSED,
        )


def check(landing: Landing, *, by: Staff, at: datetime) -> Checked:
    """Try the whole file and undo it: only the landing's own row is written.

    The rehearsal runs the code that taking in runs, so the two cannot disagree while nothing
    else changes. A landing that was accepted, or refused, is only told again. Raises NotAllowed.
    """
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        require(by, FEEDS[landing.feed])
        found = Landing.objects.select_for_update().get(pk=landing.pk)
        if found.status in (Status.LANDED, Status.CHECKED):
            _check(found, feed_of(found), by=by, at=at)
            found.save()
    _follow(landing, found)
    return Checked.of(found)


def _check(landing: Landing, feed: Feed, *, by: Staff, at: datetime) -> None:
    fictitious = is_demonstration()
    read = feed.read(bytes(landing.content), landing.file_name, localdate(at), fictitious)
    turn = HandOver(
        landing_id=landing.pk,
        file_name=landing.file_name,
        by=by,
        at=at,
        fictitious=fictitious,
        texts_read=True,  # the preview shows them; without a yes their rows are refused
        is_rehearsal=True,
        received_on=localdate(landing.received_at),
        settings=landing.settings,
    )
    with transaction.atomic():
        handed = feed.hand_over(read.rows, turn)
        transaction.set_rollback(True)
    note_findings(landing, feed, read, handed)
    landing.status = Status.REFUSED if read.refused else Status.CHECKED
    if read.refused:
        landing.content = b""


def note_findings(landing: Landing, feed: Feed, read: RowsRead[Any], handed: Handed) -> None:
    """Keep with the landing what was found in the whole of it, problems in the file's order."""
    problems = sorted(
        [*read.problems, *handed.problems], key=lambda each: (each.file, each.row or 0)
    )
    landing.row_count = read.row_count
    landing.refused_count = read.row_count - handed.done - handed.unchanged
    landing.problems = problem_rows(problems)
    landing.warnings = problem_rows(handed.warnings)
    landing.texts = [vars(text) for text in handed.texts]
    landing.effect = [[*key, count] for key, count in sorted(handed.effect.items()) if count]
    content = b"" if read.refused else bytes(landing.content)
    landing.refused_rows = refused_file(feed, content, problems, name=landing.file_name)


def _follow(landing: Landing, found: Landing) -> None:
    """The caller's row says what the database now says."""
    for field in Landing._meta.concrete_fields:
        setattr(landing, field.attname, getattr(found, field.attname))
