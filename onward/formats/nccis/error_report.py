"""The department's report of errors in a return that it has taken in.

A layout of ours: what the department's report looks like is not published. One row per error:
the record's identifier as it was returned, empty where the error is the file's, the number of the
error, and whatever the report says about it.
"""

from dataclasses import dataclass, field

from onward.formats.cells import text
from onward.formats.layout import Field, FileRead, Layout, read_rows
from onward.formats.nccis.rule import Rule
from onward.formats.nccis.rule_sets import RuleSet


@dataclass(frozen=True, kw_only=True)
class ReportedError:
    """One error that the department found in one record of a return."""

    young_persons_id: str
    error_code: str
    message: str
    row_number: int = field(default=0, compare=False)

    def rule(self, rule_set: RuleSet) -> Rule | None:
        """The rule of that number, for the item to mend; None for one that is not known here."""
        return next((rule for rule in rule_set.rules if rule.code == self.error_code), None)


def error_report() -> Layout[ReportedError]:
    return Layout(
        row=ReportedError,
        fields=(
            Field("young_persons_id", text(longest=20), required=False),
            Field("error_code", text(longest=10)),
            Field("message", text(longest=1_000), required=False),
        ),
    )


def read_error_report(content: bytes, *, name: str) -> FileRead[ReportedError]:
    """The errors of a report; `name` is how its problems call the file."""
    return read_rows(content, name=name, layout=error_report())
