"""Each number of the grid and of the map counts the very people it leads to."""

from datetime import date
from uuid import uuid4

import pytest

from onward.people.facts import NewFact, add_fact
from onward.people.models import BirthDate, Fact
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.guarantee import Offer
from onward.tracking.activities.history import Told, Where
from onward.tracking.activities.telling import tell
from onward.tracking.following.actions import put_away
from onward.tracking.models import Following
from onward.tracking.places.versions import Lies, keep_places
from onward.tracking.today.grid import What, counted, counted_for, share_not_known
from onward.tracking.today.standing import school_names, standing
from onward.tracking.today.wards import ELSEWHERE, NOT_FOUND, own_wards, ward_of
from tests.returns.nccis.factories import FILE, NOVEMBER, SEPTEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()
MILL = Where(establishment_number="8564000", establishment_name="Mill College")
PLACES = (
    Lies(postcode_key="LE11AA", ward_code="E2", ward="Castle", authority_number="856"),
    Lies(postcode_key="LE22BB", ward_code="E1", ward="Abbey", authority_number="856"),
    Lies(postcode_key="LE33AA", ward_code="E9", ward="Oadby", authority_number="855"),
)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def told_at(here, record, code, since, where=MILL):
    started = date.fromisoformat(since)
    ends = date(2026, 7, 31) if code < "300" else None
    activity = Activity(
        code=code,
        started_on=started,
        ascertained_on=started,
        verified_on=started,
        predicted_end_on=ends,
    )
    with here.at_work():
        answered = tell(
            [Told(record=record, activity=activity, where=where)], source=FILE, at=SEPTEMBER
        )
    assert not answered.refused


def an_offer(here, record, *, on):
    offer = NewFact(
        record=record,
        values={"guarantee_year_11": "110"},
        source=Fact.Source.FILE,
        valid_from=on,
        at=NOVEMBER,
    )
    with here.at_work():
        add_fact(offer)


def stands(here):
    with here.at_work():
        return {each.record_id: each for each in standing(at=NOVEMBER)}


def test_somebody_stands_with_the_school_they_went_to_last(here):
    went, goes, never = (here.a_young_person(code="") for _ in range(3))
    told_at(here, went, "230", "2025-09-04")
    told_at(here, went, "810", "2025-09-18", where=Where())
    told_at(here, goes, "230", "2025-09-04")

    found = stands(here)

    assert [found[each.pk].school for each in (went, goes, never)] == ["8564000", "8564000", ""]
    assert [found[each.pk].is_not_known for each in (went, goes, never)] == [True, False, True]
    assert {found[each.pk].year_group for each in (went, goes, never)} == {12}
    with here.at_work():
        assert school_names() == {"8564000": "Mill College"}


def test_lapsed_is_not_known_and_put_away_is_not_counted(here):
    lapsed, away = here.a_young_person(code="330", since="2025-03-04"), here.a_young_person()
    with here.at_work():
        put_away(list(Following.objects.filter(record=away)), at=NOVEMBER)

    found = stands(here)

    assert found.keys() == {lapsed.pk}
    assert (found[lapsed.pk].has_lapsed, found[lapsed.pk].is_not_known) == (True, True)


def test_offers_are_those_of_this_years_guarantee_and_of_those_it_asks_about(here):
    """In November the guarantee is that of the summer: for those in years 12 and 13 by now."""
    offered, long_ago, without = (here.a_young_person() for _ in range(3))
    older = here.a_young_person(date_of_birth="2007-02-03", ehc_plan=True)
    for record, day in ((offered, date(2025, 9, 12)), (long_ago, date(2024, 6, 1))):
        an_offer(here, record, on=day)

    found = stands(here)

    assert found[offered.pk].offer is Offer.MADE
    assert found[long_ago.pk].offer is found[without.pk].offer is Offer.NOT_RECORDED
    assert found[older.pk].offer is None


def test_each_count_is_of_those_it_leads_to(here):
    here.a_young_person()
    here.a_young_person(code="330", since="2025-03-04")
    here.a_young_person(code="810")
    people = stands(here).values()

    counts = counted(people)

    assert counts == {what: len(counted_for(what, people)) for what in What}
    assert (counts[What.PEOPLE], counts[What.LAPSED], counts[What.NOT_KNOWN]) == (3, 1, 2)
    assert share_not_known(counts) == pytest.approx(200 / 3)
    assert share_not_known(counted([])) is None


def test_wards_stand_in_the_files_order_and_each_person_in_theirs(here):
    castle, abbey, beyond, nowhere = (
        here.a_young_person(postcode=postcode)
        for postcode in ("LE1 1AA", "LE2 2BB", "LE3 3AA", "LE4 4DD")
    )
    with here.at_work():
        keep_places(PLACES, holds_from=date(2025, 10, 1), source_id=uuid4(), at=NOVEMBER)
        people = standing(at=NOVEMBER)

        assert [ward.name for ward in own_wards(on=TODAY)] == ["Castle", "Abbey"]
        assert ward_of(people, on=TODAY) == {
            castle.pk: "E2",
            abbey.pk: "E1",
            beyond.pk: ELSEWHERE,
            nowhere.pk: NOT_FOUND,
        }
        assert own_wards(on=date(2025, 9, 1)) == []


def test_nobodys_year_is_guessed(here):
    record = here.a_young_person()
    with here.at_work():
        BirthDate.objects.filter(record=record).delete()

    assert (stands(here)[record.pk].year_group, stands(here)[record.pk].offer) == (None, None)
