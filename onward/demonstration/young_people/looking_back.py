"""What the product makes of the city, held against what each person's story says.

The plan never asks a rule what a code means or when an activity lapses, and the product never sees
the plan: that both come to the same sums is the check.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from onward.demonstration.telling import Teller
from onward.demonstration.young_people.city import AUTHORITY_NUMBER, THIS_MONTH
from onward.demonstration.young_people.living import apart
from onward.demonstration.young_people.plan import City
from onward.demonstration.young_people.setting_up import Merrowby
from onward.programmes.participation.activities import Participation, RateClass
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.figures import counted, counts, percent, printed
from onward.programmes.participation.leaving import CohortStatus
from onward.returns.nccis.choosing import InMonth, Month, people_in
from onward.returns.nccis.making import check_return
from onward.tracking.activities.telling import activities_on
from onward.tracking.models import MonthlyReturn, ReturnFinding
from onward.values.batches import in_batches

AT_ONCE = 2_000
NO_ADDRESS = ("31", "32")  # what is found of somebody who wants no contact kept
NAMESAKES = "908"
WORDS = {
    RateClass.EET: "in education, employment or training",
    RateClass.NEET: "NEET",
    RateClass.NOT_KNOWN: "not known, lapsed ones among them",
    RateClass.LEFT_OUT: "in custody, left out of the rates",
}


@dataclass(frozen=True)
class Sum:
    """One figure: what the stories add up to, and what the product makes of the records."""

    words: str
    planned: int
    found: int

    @property
    def holds(self) -> bool:
        return self.planned == self.found


@dataclass(frozen=True)
class Found:
    """November as the product has it on the day of looking."""

    statuses: Mapping[str, int]
    counted: list[tuple[RateClass, Participation]]
    made: MonthlyReturn
    findings: Mapping[str, int]


def look_back(plan: City, city: Merrowby, *, at: datetime) -> tuple[Found, list[Sum]]:
    """Check November's return, which leaves a list of what to mend, and set out the sums."""
    with city.at_work() as manager:
        made = check_return(period_end=THIS_MONTH, by=manager, at=at)
        found = _found(made, at=at)
    return found, list(_sums(plan, found))


def tell_sums(found: Found, sums: list[Sum], teller: Teller) -> bool:
    """Print each sum beside what the product has; whether all of them are the same."""
    teller.say(f"\n{'November 2025':<48}{'stories':>8}{'product':>8}")
    for each in sums:
        mark = "" if each.holds else "  NOT THE SAME"
        teller.say(f"  {each.words:<46}{each.planned:>8,}{each.found:>8,}{mark}")
    of = counts(found.counted)
    for words, part in (
        ("NEET", of.neet),
        ("not known", of.not_known),
        ("NEET or not known", of.neet_or_not_known),
    ):
        rate = percent(part, of=of.of)
        shown = "-" if rate is None else f"{printed(rate)}%"
        teller.say(f"  {words + ', of ages 16 and 17':<46}{shown:>16}")
    return all(each.holds for each in sums)


def _found(made: MonthlyReturn, *, at: datetime) -> Found:
    month = Month(authority=AUTHORITY_NUMBER, period_end=THIS_MONTH, known_at=at)
    statuses: Counter[str] = Counter()
    counting: list[tuple[RateClass, Participation]] = []
    for batch in in_batches(people_in(month), AT_ONCE):
        statuses.update(str(each.status) for each in batch)
        here = [each for each in batch if each.status is CohortStatus.PRIMARY]
        counting += counted(_activities(here, at=at), on=THIS_MONTH)
    rules = ReturnFinding.objects.filter(monthly_return=made).values_list("rule", flat=True)
    return Found(statuses, counting, made, Counter(rules))


def _activities(here: list[InMonth], *, at: datetime) -> Iterator[tuple[date, Activity]]:
    doing = activities_on([each.record for each in here], on=THIS_MONTH, known_at=at)
    for each in here:
        born = date.fromisoformat(str(each.values["date_of_birth"]))
        if each.record.pk in doing:
            yield born, doing[each.record.pk].activity


def _sums(plan: City, found: Found) -> Iterator[Sum]:
    yield Sum("young people in the cohort", plan.in_cohort, found.statuses[CohortStatus.PRIMARY])
    left = Counter(str(each.leaving.how) for each in plan.leavers if each.leaving)
    for how in sorted(left):
        label = CohortStatus(how).name.lower().replace("_", " ")
        yield Sum(f"leavers owed in the return: {label}", left[how], found.statuses[how])
    planned, product = plan.rates(THIS_MONTH), Counter(each for each, _ in found.counted)
    for rate_class, words in WORDS.items():
        yield Sum(f"ages 16 and 17: {words}", planned[rate_class], product[rate_class])
    faults = Counter(plan.faults)
    faults.update(dict.fromkeys(NO_ADDRESS, len(apart(plan)["do not survey"])))
    faults += Counter({NAMESAKES: plan.namesakes})
    for rule in sorted(faults.keys() | found.findings.keys(), key=int):
        yield Sum(f"to mend by rule {rule}", faults[rule], found.findings.get(rule, 0))
