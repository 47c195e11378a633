"""What a rule of the return is, and what it judges a record by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from onward.formats.nccis.code_lists import CodeLists
from onward.formats.nccis.days import academic_age, academic_year, guarantee_year
from onward.formats.nccis.record import Header, Record

YEAR_GROUP_IS_AGE_LESS = 4


class Priority(IntEnum):
    """How much a rule matters to the department; the most serious is the lowest.

    NOT_READ: the rule is known to be in force, its priority is not.
    """

    REJECTS = 0
    SERIOUS = 1
    NORMAL = 2
    NOT_READ = 3
    INFORMATION = 4


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Which activity codes need which date, and from which academic age a plan is needed."""

    review_date: frozenset[str]
    due_to_lapse_date: frozenset[str]
    predicted_end_date: frozenset[str]
    plan_from_age: int


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the records of one return are judged by: its header, its period end, its lists."""

    header: Header
    period_end: date
    codes: CodeLists
    needs: Needs

    @property
    def period_end_text(self) -> str:
        return self.header.period_end

    def age(self, record: Record) -> int | None:
        """Academic age at the period end."""
        return academic_age(record.dob, self.period_end)

    def year_group(self, record: Record) -> int | None:
        age = academic_age(record.dob, self.period_end)
        return None if age is None else age - YEAR_GROUP_IS_AGE_LESS

    def guarantee_year_group(self, record: Record) -> int | None:
        """The year group by which the September Guarantee asks about this person."""
        group = self.year_group(record)
        if group is None:
            return None
        return group - academic_year(self.period_end) + guarantee_year(self.period_end)


class When(Enum):
    """For which records a rule is asked, by its own item."""

    ALWAYS = "ALWAYS"
    FILLED = "FILLED"
    EMPTY = "EMPTY"


Broken = Callable[[Record, Frame], bool]


@dataclass(frozen=True)
class Rule:
    """One rule over one record.

    `item` is what to mend; `says` how the rule is broken, `remedy` what to do about it. `doubt`
    is what the sources leave open. `broken` is None for a rule that compares records: those are
    in `onward.formats.nccis.across`.
    """

    code: str
    item: str
    says: str
    remedy: str
    broken: Broken | None
    doubt: str = ""
    when: When = When.ALWAYS


def _always(record: Record, frame: Frame) -> bool:
    return True


def if_filled(
    code: str, item: str, says: str, remedy: str, broken: Broken, doubt: str = ""
) -> Rule:
    """A rule about what stands in its item."""
    return Rule(code, item, says, remedy, broken, doubt, When.FILLED)


def if_empty(
    code: str, item: str, says: str, remedy: str, broken: Broken = _always, doubt: str = ""
) -> Rule:
    """A rule that an item is missing, always or where `broken` says that it is needed."""
    return Rule(code, item, says, remedy, broken, doubt, When.EMPTY)


@dataclass(frozen=True)
class HeaderRule:
    """One rule over the file as such; breaking it means that the department takes none of it."""

    code: str
    item: str
    says: str
    remedy: str
    broken: Callable[[Header, CodeLists], bool] | None = None
