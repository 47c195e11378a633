"""One evening of the programme: files come in, what was done by hand is done, parcels arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onward.demonstration.by_hand import do_by_hand
from onward.demonstration.cast import Cast
from onward.demonstration.files import CutFiles, FileKind
from onward.demonstration.page_acts import PageAct, PageActKind
from onward.demonstration.telling import Progress
from onward.disclosures.delivery import deliver_prepared
from onward.formats.problem import Problem
from onward.intake.checking import check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.taking_in import accept
from onward.ledger.sequencer import give_all_places
from onward.parties.clock import now, set_clock
from onward.parties.models import Staff
from onward.tenancy.context import REGISTER, acting_for

FEED_OF = {
    FileKind.REFERRALS: ("referrals", "REFERRAL_TEAM"),
    FileKind.ACKNOWLEDGEMENTS: ("referral-actions", "CASE_MANAGER"),
    FileKind.STARTS: ("referral-actions", "CASE_MANAGER"),
    FileKind.JOBS: ("job-starts", "CASE_MANAGER"),
    FileKind.HOURS: ("weekly-hours", "CASE_MANAGER"),
    FileKind.ENDS: ("referral-actions", "CASE_MANAGER"),
}
Kind = PageActKind
# What comes in and what is done by hand, in the order of one evening.
ORDER: Sequence[FileKind | frozenset[PageActKind]] = (
    FileKind.REFERRALS,
    frozenset({Kind.REJECT, Kind.WITHDRAW}),
    FileKind.ACKNOWLEDGEMENTS,
    frozenset({Kind.ASK_CANCELLATION, Kind.DECIDE_CANCELLATION}),
    FileKind.STARTS,
    frozenset({Kind.DID_NOT_START}),
    FileKind.JOBS,
    FileKind.HOURS,
    FileKind.ENDS,
    frozenset({Kind.RECORD_CONSENT}),
    frozenset({Kind.SEND_LEAVERS_PLAN}),
)


@dataclass
class Taken:
    """What came of files: rows taken in, rows that changed nothing, rows refused."""

    done: int = 0
    unchanged: int = 0
    problems: list[Problem] | None = None

    def add(self, other: "Taken") -> None:
        self.done += other.done
        self.unchanged += other.unchanged
        self.problems = [*(self.problems or []), *(other.problems or [])]


def move_clock(to: datetime) -> datetime:
    """The demonstration's clock goes forward only; gives the time it then shows."""
    with acting_for(REGISTER):
        if now() < to:
            set_clock(to)
        return now()


def live_through(
    evening: CutFiles,
    acts: Sequence[PageAct],
    *,
    cast: Cast,
    leave_out: frozenset[FileKind] = frozenset(),
    progress: Progress,
) -> Taken:
    """All that happens up to this evening, in order, but for the files left out."""
    at = move_clock(evening.at)
    taken = Taken()
    for place, step in enumerate(ORDER):
        if step in leave_out:
            continue
        if isinstance(step, FileKind):
            taken.add(_take_files(step, evening.files.get(step, {}), cast=cast, at=at))
        else:
            do_by_hand([act for act in acts if act.kind in step], cast=cast, no_later_than=at)
        if step in (FileKind.REFERRALS, ORDER[-1]):
            deliver_all(cast, at=at)
        progress(place + 1, len(ORDER))
    return taken


def deliver_all(cast: Cast, *, at: datetime) -> None:
    """What the worker does: deliver what is prepared, give the ledger's entries their places."""
    for organisation in cast.organisations.values():
        deliver_prepared(organisation.pk, at=at)
    give_all_places()


def take_file(feed: str, *, path: Path, by: Staff, at: datetime) -> Taken:
    """One file through the product's own way in: land, check, accept."""
    landing = land(FEEDS[feed], name=path.name, content=path.read_bytes(), by=by, at=at)
    if landing.status == landing.Status.LANDED:
        check(landing, by=by, at=at)
    if landing.status == landing.Status.REFUSED:
        return Taken(problems=[])
    done = accept(landing, by=by, at=at, texts_read=True)
    return Taken(done.done_count, done.unchanged_count, done.problems)


def _take_files(kind: FileKind, paths: Mapping[str, Path], *, cast: Cast, at: datetime) -> Taken:
    feed, role = FEED_OF[kind]
    taken = Taken()
    for code, path in sorted(paths.items()):
        taken.add(take_file(feed, path=path, by=cast.member(code, role), at=at))
    return taken
