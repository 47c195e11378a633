"""How much of each kind the screen finds in the labelled notes, and how much of that is right."""

from collections import Counter
from collections.abc import Iterator, Sequence

from onward.disclosures.screening import Mark, marks_of
from tests.disclosures.notes.labelled import Label, Note

KINDS = {
    "NINO": "National Insurance number",
    "TELEPHONE": "Telephone number",
    "NAME": "Name of somebody in the sender's records",
    "OTHER_NAME": "Name of somebody else",
    "EMAIL": "Email address",
    "POSTCODE": "Postcode",
    "BIRTH_DATE": "Date of birth",
    "HEALTH": "Health",
    "OFFENCE": "Offence",
    "CHILDREN": "Children",
    "IMMIGRATION": "Immigration",
    "RELIGION": "Religion",
    "ETHNICITY": "Ethnic origin",
    "ORIENTATION": "Orientation or gender",
    "TRADE_UNION": "Trade union",
}


class Measured:
    """For each kind: things labelled, of them found, marks made, of them right."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.labelled, self.found = Counter[str](), Counter[str]()
        self.made, self.right = Counter[str](), Counter[str]()
        self.unmarked_notes, self.left_alone = 0, 0
        texts = [{"additional_information": note.text} for note in notes]
        for note, marks in zip(notes, marks_of(texts), strict=True):
            self._count(note.labels, marks)

    def _count(self, labels: Sequence[Label], marks: Sequence[Mark]) -> None:
        self.unmarked_notes += not labels
        self.left_alone += not labels and not marks
        for label in labels:
            self.labelled[label.kind] += 1
            self.found[label.kind] += any(label.is_found_by(mark) for mark in marks)
        for mark in marks:
            self.made[mark.kind] += 1
            self.right[mark.kind] += any(label.is_found_by(mark) for label in labels)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.labelled[kind]

    def table(self) -> str:
        """The rows of docs/reference/screening.md."""
        return "\n".join(self._rows())

    def _rows(self) -> Iterator[str]:
        yield "| Kind | Labelled | Found | Marks made | Marks that are right |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for kind, words in KINDS.items():
            found = f"{self.found[kind]} ({self.recall(kind):.0%})"
            made, right = self.made[kind], self.right[kind]
            marks = f"{made} | {right} ({right / made:.0%})" if made else "with the row above |"
            yield f"| {words} | {self.labelled[kind]} | {found} | {marks} |"
