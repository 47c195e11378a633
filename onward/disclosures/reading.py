"""Free texts on their way: screened at the gate, and answered for by the person who sends them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from onward.agreements.authority import Refusal
from onward.agreements.catalogue import catalogue
from onward.disclosures.models import TextReading
from onward.disclosures.parcels import Contents, Giving
from onward.disclosures.screening import Mark, is_screened, marks_of
from onward.people.models import Record
from onward.people.slots import NAME


def marks_in(givings: Sequence[Giving], contents: Sequence[Contents]) -> list[list[Mark]]:
    """What screening marks in each giving, as it would leave."""
    known = catalogue()
    texts = [
        {item: value for item, value in each.values.items() if is_screened(known[item])}
        for each in contents
    ]
    with_texts = [giving.record for giving, each in zip(givings, texts, strict=True) if each]
    if not with_texts:
        return [[] for _ in givings]
    names = names_held(with_texts)
    return marks_of(texts, held=[names.get(giving.record.pk, {}) for giving in givings])


def names_held(records: Iterable[Record]) -> dict[UUID, dict[str, object]]:
    """The present names of these records, which are no mark in their own texts."""
    return {pk: NAME.values(row) for pk, row in NAME.present({each.pk for each in records}).items()}


def unread(giving: Giving, marks: Iterable[Mark]) -> list[Refusal]:
    """A marked text does not go until whoever sends it says that they have read it."""
    if giving.texts_read:
        return []
    items = sorted({mark.item for mark in marks})
    return [Refusal(code="NEEDS_REDACTION", item=item) for item in items]


def readings(
    giving: Giving, marks: Iterable[Mark], *, disclosure_id: UUID, sender: int
) -> list[TextReading]:
    """Which kinds of marks the person who sent it let through, text by text; never the words."""
    kinds: dict[str, set[str]] = {}
    for mark in marks:
        kinds.setdefault(mark.item, set()).add(mark.kind)
    return [
        TextReading(
            organisation_id=sender,
            disclosure_id=disclosure_id,
            handle=giving.record.handle,
            item=item,
            kinds=sorted(found),
        )
        for item, found in sorted(kinds.items())
    ]
