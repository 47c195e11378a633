"""Do four accounts of one payment run say the same, to the penny? Pure: no database."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from onward.values.pence import Pence, as_pounds_text


class Source(StrEnum):
    """Who says so. The payfile is what the others are measured against."""

    PAYFILE = "PAYFILE"
    FINANCE = "FINANCE"
    PAYFILE_REPORT = "PAYFILE_REPORT"
    PPVR = "PPVR"


class Kind(StrEnum):
    """What is wrong."""

    NOT_RECEIVED = "NOT_RECEIVED"
    MISSING = "MISSING"
    UNKNOWN = "UNKNOWN"
    OTHER_RUN = "OTHER_RUN"
    TWICE = "TWICE"
    AMOUNT = "AMOUNT"
    PAID_THOUGH_REJECTED = "PAID_THOUGH_REJECTED"
    CONTRADICTION = "CONTRADICTION"
    ALREADY_REISSUED = "ALREADY_REISSUED"


REJECTED = "REJECTED"
ANSWERS = (Source.FINANCE, Source.PAYFILE_REPORT, Source.PPVR)


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one source says of one claim; `status` is the finance system's PAID or REJECTED."""

    reference: str
    pence: Pence
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One disagreement: about which claim, what each source says in pence, and in words."""

    kind: Kind
    reference: str
    pence: Mapping[str, Pence]
    words: str


def differences(said: Mapping[Source, Sequence[Line]]) -> list[Difference]:
    """Every disagreement between payfile, payfile report, PPVR and finance answer; none if equal.

    Compared by claim reference and pence. A line that the finance system rejected is explained:
    it must stand in the payfile report, and must not stand in the PPVR, which holds what was paid.
    Sources: 000 steps 13-17; programmes.md 3.4 and example 27.
    """
    payfile = {line.reference: line for line in said.get(Source.PAYFILE, ())}
    rejected = {line.reference for line in said.get(Source.FINANCE, ()) if line.status == REJECTED}
    found: list[Difference] = []
    for source in Source:
        found += _twice(source, said.get(source, ()))
    for source in ANSWERS:
        lines = {line.reference: line for line in said.get(source, ())}
        left_out = rejected if source is Source.PPVR else frozenset[str]()
        found += _between(payfile, lines, source, left_out=left_out)
    return found


def wrong_amount(reference: str, *, payfile: Pence, source: Source, said: Pence) -> Difference:
    words = _("%(who)s says %(said)s for %(reference)s; the payfile says %(payfile)s.") % {
        "who": name_of(source),
        "said": as_pounds_text(said),
        "reference": reference,
        "payfile": as_pounds_text(payfile),
    }
    return Difference(
        kind=Kind.AMOUNT,
        reference=reference,
        pence={Source.PAYFILE: payfile, source: said},
        words=words,
    )


def about(kind: Kind, reference: str, *, source: Source, pence: Pence, words: str) -> Difference:
    """A difference that one source's line makes; `words` names %(who)s and %(reference)s."""
    named = words % {"who": name_of(source), "reference": reference}
    return Difference(kind=kind, reference=reference, pence={source: pence}, words=named)


def unknown(reference: str, *, source: Source, pence: Pence) -> Difference:
    words = _("%(who)s has a line for %(reference)s, which is not in the payfile.")
    return about(Kind.UNKNOWN, reference, source=source, pence=pence, words=words)


def name_of(source: Source) -> str:
    return {
        Source.PAYFILE: _("The payfile"),
        Source.FINANCE: _("The finance system"),
        Source.PAYFILE_REPORT: _("The payfile report"),
        Source.PPVR: _("The payment validation report"),
    }[source]


def _twice(source: Source, lines: Sequence[Line]) -> Iterator[Difference]:
    for reference, times in Counter(line.reference for line in lines).items():
        if times > 1:
            pence = next(line.pence for line in lines if line.reference == reference)
            words = _("%(who)s has %(reference)s more than once.")
            yield about(Kind.TWICE, reference, source=source, pence=pence, words=words)


def _between(
    payfile: Mapping[str, Line],
    lines: Mapping[str, Line],
    source: Source,
    *,
    left_out: frozenset[str] | set[str],
) -> Iterator[Difference]:
    expected = payfile.keys() - left_out
    if expected and not lines:
        words = _("%(who)s has not come.") % {"who": name_of(source)}
        yield Difference(kind=Kind.NOT_RECEIVED, reference="", pence={}, words=words)
        return
    for reference in sorted(expected - lines.keys()):
        words = _("%(reference)s is in the payfile. %(who)s has no line for it.") % {
            "who": name_of(source),
            "reference": reference,
        }
        pence = {str(Source.PAYFILE): payfile[reference].pence}
        yield Difference(kind=Kind.MISSING, reference=reference, pence=pence, words=words)
    for reference in sorted(lines.keys() - payfile.keys()):
        yield unknown(reference, source=source, pence=lines[reference].pence)
    for reference in sorted(lines.keys() & left_out):
        words = _("%(who)s has %(reference)s as paid, and the finance system rejected it.")
        pence_said = lines[reference].pence
        kind = Kind.PAID_THOUGH_REJECTED
        yield about(kind, reference, source=source, pence=pence_said, words=words)
    for reference in sorted(lines.keys() & expected):
        ours, theirs = payfile[reference].pence, lines[reference].pence
        if ours != theirs:
            yield wrong_amount(reference, payfile=ours, source=source, said=theirs)
