"""What became of each file of an old system: counts and differences, and who signed for them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onward.intake.models import Landing
from onward.intake.old_systems.comparing import OTHER, OUT, SAME
from onward.parties.models import Staff
from onward.tracking.models import Takeover
from onward.tracking.taking_over.actions import CannotSign, sign, unsigned

Status = Landing.Status


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """How often a field stood in a file, and how it is held: as there, otherwise, not at all."""

    field: str
    said: int
    same: int
    other: int
    out: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of one file: every row is taken, held already, or refused for a reason.

    `reasons` are those of refused rows and of single fields that were left out, with how many.
    """

    feed: str
    rows: int
    done: int
    unchanged: int
    refused: int
    fields: list[FieldLine]
    reasons: list[tuple[str, int]]

    @classmethod
    def of(cls, landing: Landing) -> "Report":
        told = [*landing.problems, *landing.warnings]
        reasons = Counter(each["rule"] for each in told)
        return cls(
            feed=landing.feed,
            rows=landing.row_count,
            done=landing.done_count,
            unchanged=landing.unchanged_count,
            refused=landing.refused_count,
            fields=fields_of(landing),
            reasons=sorted(reasons.items(), key=lambda reason: (-reason[1], reason[0])),
        )

    @classmethod
    def signed(cls, report: Mapping[str, Any]) -> "Report":
        """A report as it was signed."""
        kept = dict(report)
        kept["fields"] = [FieldLine(**line) for line in kept["fields"]]
        kept["reasons"] = [(rule, count) for rule, count in kept["reasons"]]
        return cls(**kept)


def fields_of(landing: Landing) -> list[FieldLine]:
    """The fields that the rows of a file of an old system had; none for another file."""
    counts = {(code, field): count for code, field, count in landing.effect}
    fields = dict.fromkeys(field for code, field in counts if code in (SAME, OTHER, OUT))
    lines = []
    for field in fields:
        same, other, out = (counts.get((code, field), 0) for code in (SAME, OTHER, OUT))
        lines.append(
            FieldLine(field=field, said=same + other + out, same=same, other=other, out=out)
        )
    return sorted(lines, key=lambda line: line.field)


def reports(takeovers: Iterable[Takeover]) -> list[tuple[Takeover, Landing, Report]]:
    """Each file with its report: as it was signed, or as it stands."""
    kept = list(takeovers)
    found = Landing.objects.in_bulk([each.source_id for each in kept])
    return [
        (each, found[each.source_id], _report(each, found[each.source_id]))
        for each in kept
        if each.source_id in found
    ]


def sign_reports(*, name: str, post: str, by: Staff, at: datetime) -> int:
    """Answer by name for every file that is taken in and not signed for yet.

    Raises NotAllowed; CannotSign while one of them is still being taken in, or for none.
    """
    waiting = reports(unsigned())
    if any(landing.status != Status.DONE for _takeover, landing, _report_of in waiting):
        raise CannotSign(_("A file is still being taken in. Sign when all of them are."))
    told = {takeover.source_id: asdict(report) for takeover, _landing, report in waiting}
    return sign(told, name=name, post=post, by=by, at=at)


def _report(takeover: Takeover, landing: Landing) -> Report:
    return Report.signed(takeover.report) if takeover.signed_at else Report.of(landing)
