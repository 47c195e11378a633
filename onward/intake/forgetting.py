"""Forgetting what files held: run for each organisation, as its own unattended work."""

from collections.abc import Collection
from datetime import datetime, timedelta

from onward.intake.landing import discard
from onward.intake.models import Landing, ReceivedEmail
from onward.parties.clock import machine_now
from onward.people.models import Record

Status = Landing.Status
UNANSWERED = timedelta(days=14)
FINDINGS = timedelta(days=28)


def forget_old(*, at: datetime) -> int:
    """Throw away files that nobody accepted, and empty what was found in others; how many."""
    unanswered = Landing.objects.filter(
        status__in=[Status.LANDED, Status.CHECKED, Status.REFUSED],
        received_at__lt=at - UNANSWERED,
    )
    old = list(unanswered.defer("content", "refused_rows"))
    for landing in old:
        discard(landing, by=None, at=at)
    done = Landing.objects.filter(status=Status.DONE, done_at__lt=at - FINDINGS)
    emptied = done.exclude(file_name="").update(
        file_name="", problems=[], warnings=[], texts=[], refused_rows=b""
    )
    return len(old) + emptied


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty mail about the person, of whichever classes; the mailbox is cleared of it next."""
    waiting = ReceivedEmail.objects.filter(record=record, status=ReceivedEmail.Status.WAITING)
    waiting.update(status=ReceivedEmail.Status.DONE, content=b"", done_at=machine_now())
