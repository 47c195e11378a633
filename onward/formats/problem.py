"""What is wrong with a file, told so that its sender can mend it."""

from dataclasses import dataclass, field

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one place of one file.

    `row` counts as a spreadsheet does, the header being row 1; None means the whole file.
    `value` stays out of `repr()`, which may reach a log; `str()` is for the sender.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None = field(repr=False)
    rule: str
    remedy: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        if self.value:
            place.append(f"“{self.value}”")
        return f"{', '.join(place)}: {self.rule} {self.remedy}"


def shortened(value: str) -> str:
    """Cut a value to what a message can carry."""
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
