"""Which rules are in force in which year, and how a return of that year is laid out.

A requirement is published each December for the financial year that begins in the following
April; a return goes by the one in force at its period end. Four are known in part. A period of
another year goes by the last one before it that is known, and the checker says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from onward.formats.nccis.activity_rules import ACTIVITY_RULES, SUPPORT_RULES
from onward.formats.nccis.elements import ITEM
from onward.formats.nccis.file_rules import ACROSS_RULES, RECORD_REJECTIONS
from onward.formats.nccis.guarantee_rules import GUARANTEE_RULES
from onward.formats.nccis.person_rules import PERSON_RULES
from onward.formats.nccis.rule import Needs, Priority, Rule

ALL_RULES = (
    *RECORD_REJECTIONS, *PERSON_RULES, *SUPPORT_RULES, *GUARANTEE_RULES, *ACTIVITY_RULES,
    *ACROSS_RULES,
)  # fmt: skip
APRIL = 4


class NoRuleSet(LookupError):
    """A period before the first rule set that is known."""


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """The requirement of one year, as far as it is known.

    `root` may hold the year; `order` is the elements of a record, in order. `gaps` is what is
    not known and was carried over; a checker shows it with every result.
    """

    name: str
    first: date
    root: str
    database_element: str
    order: tuple[str, ...]
    needs: Needs
    priorities: Mapping[str, Priority]
    sources: tuple[str, ...]
    gaps: tuple[str, ...]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force, those over the whole file among them."""
        return tuple(rule for rule in ALL_RULES if rule.code in self.priorities)

    def root_of(self, period_end: date) -> str:
        return self.root.format(year=_financial_year(period_end))

    def gaps_at(self, period_end: date) -> tuple[str, ...]:
        """What to say beside a result for this period."""
        asked = year_name(period_end)
        if asked == self.name:
            return self.gaps
        carried = f"The requirement of {asked} is not known; that of {self.name} is used."
        return (carried, *self.gaps)


def rule_set_for(period_end: date) -> RuleSet:
    """The rule set a period end goes by. Raises NoRuleSet before April 2015."""
    for each in reversed(RULE_SETS):
        if each.first <= period_end:
            return each
    raise NoRuleSet("No rule set is known for a period before April 2015.")


def year_name(on: date) -> str:
    """The financial year of a day, as "2026-27"."""
    year = _financial_year(on)
    return f"{year}-{(year + 1) % 100:02d}"


def _financial_year(on: date) -> int:
    return on.year if on.month >= APRIL else on.year - 1


def _with(priority: Priority, codes: str) -> dict[str, Priority]:
    return dict.fromkeys(codes.split(), priority)


def _without(priorities: Mapping[str, Priority], codes: str) -> dict[str, Priority]:
    return {code: each for code, each in priorities.items() if code not in codes.split()}


P2019 = {
    **_with(Priority.REJECTS, "no-details 240 904"),
    **_with(
        Priority.SERIOUS,
        "1 2 3 8 11 14 15 25 27 31 32 37 40 41 42 100 200 201 202 203 220 221 224 225 226 228 229"
        " 230 254 255 256 258 259 261 262 902 903 905 906 907",
    ),
    **_with(
        Priority.NORMAL,
        "4 5 6 7 9 10 13 19 24 26 30 34 35 38 39 43 101 102 103 104 231 232 233 234 235 237 238"
        " 242 243 244 251 253 257 260 301 302 303 304 305 ours-1",
    ),
    **_with(Priority.INFORMATION, "908"),
}
P2015 = {**_without(P2019, "303 304"), **_with(Priority.NORMAL, "29 33 36 236")}
P2020 = {**_without(P2019, "301"), **_with(Priority.NOT_READ, "306 909 new-1 new-2")}
P2026 = {**P2020, **_with(Priority.NOT_READ, "44 45 46")}

YEAR_11 = "110 120 130 140 150"
EDUCATION = "210 220 230 240 250 260 270 280 290"
EMPLOYMENT = "310 320 330 340 350 360 380 381"
TRAINING = "410 430 440 450 460"
NEEDS_2019 = Needs(
    review_date=frozenset(("260", "290", "350", "616", "710")),
    due_to_lapse_date=frozenset(
        f"{YEAR_11} {EDUCATION} {EMPLOYMENT} {TRAINING} 530 550 710".split()
    ),
    predicted_end_date=frozenset(f"{YEAR_11} {EDUCATION} {TRAINING}".split()),
    plan_from_age=18,
)

RULES_READ = "the list of errors that a checker of 2019-20 explains, read for facts alone"
PRIORITY_NOT_READ = (
    "The priorities of rules 306, 909 and the two new guarantee rules are not known."
)
ORDER_CARRIED = (
    "No schema later than that of 2015-16 was read: the order of elements is carried over from it, "
    "with SENSupportFlag after SENDFlag."
)

RULES_2015_16 = RuleSet(
    name="2015-16",
    first=date(2015, 4, 1),
    root="NCCIS{year}",
    database_element="DatabaseId",
    order=tuple(path for path in ITEM if not path.endswith("SENSupportFlag")),
    needs=replace(
        NEEDS_2019,
        review_date=frozenset(("260", "290", "350", "710", "720")),
        due_to_lapse_date=NEEDS_2019.due_to_lapse_date | {"720"},
        plan_from_age=20,
    ),
    priorities=P2015,
    sources=("the department's schema of 2015-16, December 2014", RULES_READ),
    gaps=(
        "Priorities are those of 2019-20; the list of 2015-16 was not read.",
        "Gender N and W both pass: schema and list of that year differ.",
    ),
)
RULES_2019_20 = RuleSet(
    name="2019-20",
    first=date(2019, 4, 1),
    root="NCCIS",
    database_element="DatabaseID",
    order=tuple(path for path in ITEM if "YouthContract" not in path),
    needs=NEEDS_2019,
    priorities=P2019,
    sources=(RULES_READ, "returns of 2019 that were made to be without errors"),
    gaps=(ORDER_CARRIED,),
)
RULES_2020_21 = replace(
    RULES_2019_20,
    name="2020-21",
    first=date(2020, 4, 1),
    priorities=P2020,
    sources=("the release note of a supplier's checker for 2020-21", *RULES_2019_20.sources),
    gaps=(ORDER_CARRIED, PRIORITY_NOT_READ),
)
RULES_2026_27 = replace(
    RULES_2020_21,
    name="2026-27",
    first=date(2026, 4, 1),
    priorities=P2026,
    sources=("the help of a supplier for errors 44 to 46, 2026", *RULES_2020_21.sources),
    gaps=(
        "The requirement of 2026-27 exists and was not read: everything but rules 44 to 46 and "
        "characteristic 210 is carried over from 2020-21.",
        "Not known for 2026-27: currency, item codes, mandatory items, lengths, the schema and its "
        "order, codes that were added or withdrawn since 2020-21, priorities of rules 44 to 46.",
        PRIORITY_NOT_READ,
    ),
)
RULE_SETS = (RULES_2015_16, RULES_2019_20, RULES_2020_21, RULES_2026_27)
