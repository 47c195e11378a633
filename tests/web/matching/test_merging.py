"""Two records are called one person, made one by whoever may, and two again, on pages."""

import pytest

from onward.people.matching.declared import require_declared
from onward.people.matching.doubles import search_where_asked
from onward.people.models import Look, Match, Merge
from onward.tracking.models import LeftCohort
from tests.returns.nccis.factories import NOVEMBER
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
WHY = "Entered by two schools."


@pytest.fixture
def double(here, amara):
    return here.a_young_person(forename="Amarah", young_person_id=None)


@pytest.fixture
def pair(here, amara, double):
    search_where_asked(here.authority.pk, at=NOVEMBER)
    with here.at_work():
        return Match.objects.get(kind=Match.Kind.RECORDS)


def merged(here, adviser, manager, pair, amara):
    with here.at_work():
        chosen = pair.candidates.get().record_id
    adviser.post(f"/tracking/matches/{pair.pk}/answer", {"answer": str(chosen)})
    page = f"/tracking/matches/{pair.pk}/merging"
    assert manager.get(page).status_code == 200
    manager.post(page, {"kept": str(amara.pk), "because": WHY})
    with here.at_work():
        return Merge.objects.get()


def left(here, record) -> bool:
    with here.at_work():
        return LeftCohort.objects.filter(record=record, undone_at=None, how="M").exists()


def test_a_pair_that_is_one_person_is_merged_and_undone_by_whoever_may(
    here, adviser, manager, amara, double, pair
):
    merge = merged(here, adviser, manager, pair, amara)
    assert (merge.kept_id, merge.other_id, merge.because) == (amara.pk, double.pk, WHY)
    assert WHY in said_in(manager.get("/tracking/merges/"))
    assert left(here, double)

    undoing = f"/tracking/merges/{merge.pk}/undoing"
    assert "Say why" in said_in(manager.post(undoing, {"because": ""}, follow=True))
    manager.post(undoing, {"because": "Cousins."})

    assert "Cousins." in said_in(manager.get("/tracking/merges/"))
    assert not left(here, double)


def test_an_adviser_says_who_is_one_person_but_does_not_merge(adviser, pair):
    assert "Are they one person?" in said_in(adviser.get(f"/tracking/matches/{pair.pk}/"))
    assert adviser.get(f"/tracking/matches/{pair.pk}/merging").status_code == 403
    assert adviser.get("/tracking/merges/").status_code == 403


def test_people_kept_twice_are_looked_for_when_asked(here, adviser, pair):
    assert "Amara" in said_in(adviser.get("/tracking/matches/"))

    adviser.post("/tracking/matches/search")

    with here.at_work():
        assert require_declared().searched_at is None


def test_whoever_is_like_somebody_is_added_only_with_a_reason(here, adviser, amara):
    typed = {
        "forename": "Amarah",
        "surname": "Osei",
        "date_of_birth": "3 2 2009",
        "postcode": "LE1 1AA",
    }
    shown = said_in(adviser.post("/tracking/people/new", typed))
    assert "may be kept already" in shown
    assert "Amara Osei" in shown

    without = adviser.post("/tracking/people/new", {**typed, "another-because": " "})
    assert "may be kept already" in said_in(without)
    added = adviser.post("/tracking/people/new", {**typed, "another-because": "Cousins."})

    assert added.status_code == 302
    with here.at_work():
        match = Match.objects.get()
        assert (match.answer, match.decisions.get().because) == ("NOBODY", "Cousins.")


def test_who_shares_a_home_is_found_with_a_reason_that_is_kept_on_each(here, adviser, amara):
    kofi = here.a_young_person(forename="Kofi")
    here.a_young_person(forename="Tom", address=["1 Elm Road"], postcode="LE9 9ZZ")

    page = f"/tracking/people/{amara.pk}/siblings"
    shown = said_in(adviser.post(page, {"sought": "", "reason": "Nobody answers."}))

    assert "Kofi Osei" in shown
    assert "Tom Osei" not in shown
    with here.at_work():
        looks = Look.objects.filter(what=Look.What.HOUSEHOLD)
        assert [(each.handle, each.reason) for each in looks] == [
            (kofi.handle, f"Nobody answers. (case {amara.handle})")
        ]
