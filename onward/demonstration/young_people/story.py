"""A city's young people in the autumn of 2025, up to the morning on which November is returned."""

import gc
from collections.abc import Iterator
from pathlib import Path

from onward.demonstration.setting_up import PASSWORD, call_it_a_demonstration
from onward.demonstration.telling import Teller
from onward.demonstration.young_people.city import COUNCIL, TODAY, staff
from onward.demonstration.young_people.lists import ListFile, write_lists
from onward.demonstration.young_people.living import Autumn, apart
from onward.demonstration.young_people.looking_back import look_back, tell_sums
from onward.demonstration.young_people.plan import PEOPLE, City, invented_city
from onward.demonstration.young_people.setting_up import is_set_up, set_up_city
from onward.intake.feeds import FEEDS
from onward.parties.clock import set_clock
from onward.tenancy.context import REGISTER, acting_for

HOW_TO = "docs/how-to/work-the-month.md"


def tell_young_people(*, folder: Path, people: int = PEOPLE) -> int:
    """Set the city up, live through its autumn, and print the sums; 0 if all of them hold.

    A city that is there already is left as it is.
    """
    call_it_a_demonstration()
    if is_set_up():
        return 0
    teller = Teller()
    teller.say(f"Merrowby, a city that is not there: {people:,} young people in the cohort.\n")
    plan = invented_city(people)
    gc.freeze()  # the plan stays to the end: the collector need not walk it again and again
    gc.set_threshold(20_000)
    with teller.step("organisations, staff and agreements"):
        city = set_up_city()
    with teller.step("September to November 2025, two returns sent") as progress:
        autumn = Autumn(plan, city)
        autumn.live(progress)
    with teller.step("the lists that have arrived"):
        lists = write_lists(plan, folder=folder)
    with acting_for(REGISTER):
        set_clock(TODAY)
    with teller.step("November checked, and every sum worked out twice"):
        found, sums = look_back(plan, city, at=TODAY)
    holds = tell_sums(found, sums, teller)
    for line in (*_about(plan), *_listed(lists)):
        teller.say(line)
    return 0 if holds else 1


def sign_in_lines() -> Iterator[str]:
    yield "It is Monday 1 December 2025 in Merrowby. Sign in as any of these:"
    for member in staff():
        if member.organisation == COUNCIL:
            yield f"  {member.role.label!s:<26}{member.email}"
    yield f"  password of each: {PASSWORD}"
    yield f"Begin as the tracking manager; {HOW_TO} walks through the month in ten minutes."


def _about(plan: City) -> Iterator[str]:
    kept = apart(plan)
    yield "\nIn the records, besides:"
    yield f"  {len(plan.people):,} young people followed, those past the cohort among them"
    yield f"  {len(kept['restricted'])} restricted to two people, {len(kept['archived'])} archived,"
    yield f"  {len(kept['do not survey'])} who want no contact kept"
    yield "  September's return accepted, October's sent and not answered yet"


def _listed(lists: list[ListFile]) -> Iterator[str]:
    yield "\nTo be taken in:"
    for each in lists:
        yield f"  {each.path}"
        yield f"    {FEEDS[each.feed].label}: {each.rows:,} rows, {each.wrong} of them wrong"
