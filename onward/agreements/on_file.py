"""What each party has on file under an agreement that asks for it: papers, and named people.

Read each time something is decided, for a paper lapses on its day of review.
Source: 002, memorandum 2.2-2.4, 3.1, 5.1.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.agreements.models import Contact, Paper

REPRESENTATIVE = Contact.For.REPRESENTATIVE.value


@dataclass(frozen=True)
class OnFile:
    """One thing that one party has on file: from which day, and until which it counts."""

    party: int
    what: str
    from_on: date
    review_on: date | None = None

    def counts_on(self, on: date) -> bool:
        return self.from_on <= on and (self.review_on is None or on <= self.review_on)


def on_file(agreement_ids: Iterable[UUID]) -> dict[UUID, tuple[OnFile, ...]]:
    """Everything on file by agreement; no query where there is nothing to ask about."""
    ids = list(agreement_ids)
    found: dict[UUID, tuple[OnFile, ...]] = dict.fromkeys(ids, ())
    for paper in Paper.objects.filter(agreement__in=ids) if ids else ():
        filed = OnFile(paper.organisation_id, paper.kind, paper.dated_on, paper.review_on)
        found[paper.agreement_id] += (filed,)
    for contact in Contact.objects.filter(agreement__in=ids) if ids else ():
        filed = OnFile(contact.organisation_id, contact.task, contact.from_on)
        found[contact.agreement_id] += (filed,)
    return found


def missing(
    needs: Collection[str], filed: Collection[OnFile], *, of: Iterable[int], on: date
) -> Iterator[tuple[str, str]]:
    """A code, and in words what is missing, for each thing that some party lacks on this day."""
    if not needs:
        return
    standing = {(each.party, each.what) for each in filed if each.counts_on(on)}
    parties = list(of)
    for what in sorted(needs):
        if all((party, what) in standing for party in parties):
            continue
        if what == REPRESENTATIVE:
            yield "NO_REPRESENTATIVE", ""
        else:
            yield "PAPER_MISSING", str(Paper.Kind(what).label)


def lacked_by(
    party: int, needs: Collection[str], filed: Collection[OnFile], *, on: date
) -> list[str]:
    """What this one party still has to put on file, in words."""
    return [
        words or str(Contact.For.REPRESENTATIVE.label)
        for _, words in missing(needs, filed, of=[party], on=on)
    ]
