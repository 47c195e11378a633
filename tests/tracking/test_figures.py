"""The headline figures count the people of the return, and each figure names whom it counts."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from onward.people.records import record_death
from onward.programmes.participation.activities import RateClass
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.figures import percent, printed
from onward.programmes.participation.guarantee import Block, Offer
from onward.programmes.participation.leaving import CohortStatus
from onward.returns.nccis.choosing import Month, people_in
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import tell
from onward.tracking.following.actions import NoService, leave
from onward.tracking.models import Service
from onward.tracking.month.figures import Figure, headline, headlines_of_three, mean
from tests.people.factories import say
from tests.returns.nccis.factories import FILE, NOVEMBER, reporting

pytestmark = pytest.mark.django_db
OCTOBER_END = date(2025, 10, 31)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def figures(here, *, on=OCTOBER_END, known_at=NOVEMBER):
    with here.at_work():
        return headline(on, known_at=known_at)


def in_custody(here):
    record = here.a_young_person(code="")
    started, review = date(2025, 9, 4), date(2025, 10, 20)
    activity = Activity(code="710", started_on=started, verified_on=started, review_on=review)
    with here.at_work():
        assert tell([Told(record=record, activity=activity)], source=FILE, at=NOVEMBER).done
    return record


def a_varied_cohort(here):
    return {
        "learning": here.a_young_person(code="230"),
        "apprentice": here.a_young_person(code="310"),
        "neet": here.a_young_person(code="619"),
        "not known": here.a_young_person(code="810"),
        "untold": here.a_young_person(code=""),
        "lapsed": here.a_young_person(code="330", since="2025-01-10"),
        "in custody": in_custody(here),
        "in year 11": here.a_young_person(date_of_birth="2009-12-03"),
        "elsewhere": here.a_young_person(code="619", lead_authority="202"),
        "18": here.a_young_person(code="619", date_of_birth="2006-12-03", ehc_plan=True),
    }


def test_each_figure_is_the_number_of_people_behind_it(here):
    people = a_varied_cohort(here)

    found = figures(here)

    behind = {figure: set(found.behind(figure)) for figure in Figure}
    named = {name: record.pk for name, record in people.items()}
    assert behind[Figure.NEET] == {named["neet"]}
    assert behind[Figure.NOT_KNOWN] == {named[each] for each in ("not known", "untold", "lapsed")}
    assert behind[Figure.APPRENTICESHIP] == {named["apprentice"]}
    assert len(behind[Figure.COUNTED]) == found.counts.of == found.participation.of == 6
    assert len(behind[Figure.NEET]) == found.counts.neet
    assert len(behind[Figure.NOT_KNOWN]) == found.counts.not_known
    assert len(behind[Figure.NEET_OR_NOT_KNOWN]) == found.counts.neet_or_not_known
    assert len(behind[Figure.PARTICIPATING]) == found.participation.participating == 2


def test_the_people_of_the_figures_are_those_of_the_return(here):
    a_varied_cohort(here)
    gone, died = here.a_young_person(code="619"), here.a_young_person(code="619")
    with here.at_work() as manager:
        leave(gone, how=CohortStatus.LEFT, on=OCTOBER_END, by=manager, at=NOVEMBER)
        record_death(died, on=OCTOBER_END, by=manager, at=NOVEMBER)
        month = Month(authority="856", period_end=OCTOBER_END, known_at=NOVEMBER)
        returned = list(people_in(month))

    primary = {each.record.pk for each in returned if each.status is CohortStatus.PRIMARY}
    of_age = {
        each.record.pk
        for each in returned
        if "2007-09-01" <= str(each.values["date_of_birth"]) <= "2009-08-31"
    }
    assert set(figures(here).counted) == primary & of_age
    lapsed = {each.record.pk for each in returned if each.values.get("activity_lapsed")} & of_age
    counted = figures(here).counted
    assert {counted[each][0] for each in lapsed} == {RateClass.NOT_KNOWN}


def test_a_month_comes_out_as_it_was_known(here):
    record = here.a_young_person(code="230")
    later = datetime(2025, 12, 1, 9, tzinfo=UTC)
    with here.at_work():
        here.told(record, "619", "2025-10-20", at=later)

    assert figures(here, known_at=NOVEMBER).counts.neet == 0
    assert figures(here, known_at=later).counts.neet == 1


def test_the_guarantee_adds_to_a_hundred_and_names_who_has_no_offer(here):
    offered = here.a_young_person(date_of_birth="2009-02-03")  # in year 11 in summer
    nothing = here.a_young_person(date_of_birth="2009-02-03")
    here.a_young_person(date_of_birth="2009-02-03", authority_at_year_11="202")
    with here.at_work():
        say(offered, at=NOVEMBER.replace(day=1), guarantee_year_11="110")

    found = figures(here, on=date(2025, 9, 30), known_at=NOVEMBER)

    assert found.behind_offer(Block.YEAR_11, Offer.NOT_RECORDED)[-1:] == [nothing.pk]
    percents = found.percents(Block.YEAR_11)
    assert sum(percents.values()) == 100


def test_the_mean_of_three_months_is_of_counts_not_of_rates(here):
    record = here.a_young_person(code="619", since="2025-09-15")
    here.a_young_person(code="230", since="2025-09-04")
    later = datetime(2025, 12, 1, 9, tzinfo=UTC)
    with here.at_work():
        here.told(record, "230", "2025-10-20", at=NOVEMBER)
        found = mean(headlines_of_three(date(2025, 11, 30), known_at=later))

    assert (found.of, found.neet) == (Fraction(2), Fraction(1, 3))
    assert printed(percent(found.neet, of=found.of) or Fraction()) == "16.7"


def test_an_authority_without_a_number_is_told_so(here):
    with here.at_work():
        Service.objects.all().delete()
        with pytest.raises(NoService, match="number in the return is not set"):
            headline(OCTOBER_END, known_at=NOVEMBER)
