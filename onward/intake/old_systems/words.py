"""What an old system noted of people: contacts and notes are kept as they stood there."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from onward.formats.old_system import OldContact, OldDocument, OldNote
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.old_systems.whose import about_people
from onward.tracking.models import OldWords
from onward.tracking.taking_over.actions import Kept, begin, keep_words

Kind = OldWords.Kind


def hand_over_contacts(rows: Sequence[OldContact], turn: HandOver) -> Handed:
    """Keep what each contact was; it counts as none of ours, for whose it was nobody here knows."""
    return _keep(rows, Kind.CONTACT, turn)


def hand_over_notes(rows: Sequence[OldNote], turn: HandOver) -> Handed:
    return _keep(rows, Kind.NOTE, turn)


def hand_over_documents(rows: Sequence[OldDocument], turn: HandOver) -> Handed:
    """List what is not taken: a file comes in on the person's own page, where it is looked at."""
    handed = Handed()
    begin(turn.landing_id, at=turn.at)
    handed.problems += [
        problem_at(
            turn.file_name,
            row.row_number,
            "file",
            row.file,
            rule=_("Files of people are not taken over with a list."),
            remedy=_("Keep the file where it is, or add it by hand where the person needs it."),
        )
        for row in rows
    ]
    return handed


def _keep(rows: Sequence[OldContact | OldNote], kind: Kind, turn: HandOver) -> Handed:
    handed = Handed()
    begin(turn.landing_id, at=turn.at)
    kept = [
        Kept(
            record=record,
            kind=kind,
            on=row.on,
            channel=row.channel if isinstance(row, OldContact) else "",
            by=row.by,
            words=row.words,
        )
        for row, record in about_people(rows, turn, handed)
    ]
    handed.done = keep_words(kept, source_id=turn.landing_id)
    handed.unchanged = len(kept) - handed.done
    handed.effect["words_kept", ""] += handed.done
    handed.effect["unchanged", ""] += handed.unchanged
    return handed
