"""The team's first page and its list of young people: every number leads to those behind it."""

import pytest

from onward.people.records import restrict
from onward.tracking.models import Following
from tests.returns.nccis.factories import NOVEMBER
from tests.web.client import page_of
from tests.web.on_stage import cost_of, said_in

HOME, LIST = "/tracking/", "/tracking/young-people/"


def names_on(response):
    return page_of(response).xpath("//main//tbody//th//a/text()")


def test_every_number_of_the_first_page_is_the_length_of_the_list_it_leads_to(adviser, here):
    for code in ("230", "330", "619", "810", ""):
        here.a_young_person(code=code)

    links = page_of(adviser.get(HOME)).xpath("//main//table[1]//td/a")

    assert len(links) == 14
    for link in links:
        assert int(link.text) == len(names_on(adviser.get(HOME + link.get("href")[10:])))
    assert sum(int(link.text) for link in links) == 3


def test_the_manager_puts_the_chosen_on_a_caseload_and_keeps_the_filters(manager, here, worker):
    chosen, other = here.a_young_person(code="619"), here.a_young_person(code="619")

    posted = {"chosen": str(chosen.pk), "to-worker": str(worker.handle)}
    answer = manager.post(f"{LIST}allocation?show=NEET", posted, follow=True)

    assert answer.redirect_chain[-1][0] == f"{LIST}?show=NEET"
    assert "1 caseload changed." in said_in(answer)
    with here.at_work():
        held = dict(Following.objects.values_list("record_id", "worker"))
    assert held == {chosen.pk: worker.handle, other.pk: None}


def test_all_on_every_page_are_those_that_the_filters_leave(manager, here, worker):
    neet = here.a_young_person(code="619")
    here.a_young_person()

    posted = {"every": "on", "to-worker": str(worker.handle)}
    manager.post(f"{LIST}allocation?show=NEET", posted)

    with here.at_work():
        assert Following.objects.get(worker=worker.handle).record_id == neet.pk


def test_what_is_put_away_leaves_the_list_and_is_taken_out_again(manager, here):
    """REQ-002-027."""
    record = here.a_young_person(surname="Adeyemi")

    manager.post(f"{LIST}archive", {"chosen": str(record.pk)})
    assert "Nobody fits." in said_in(manager.get(LIST))
    assert names_on(manager.get(LIST, {"kept": "put-away"})) == ["Amara Adeyemi"]
    manager.post(f"{LIST}restoration", {"chosen": str(record.pk)})

    assert names_on(manager.get(LIST)) == ["Amara Adeyemi"]


@pytest.mark.parametrize("act", ["allocation", "archive", "restoration"])
def test_only_who_may_allocate_does(adviser, manager, here, act):
    record = here.a_young_person()

    assert adviser.post(f"{LIST}{act}", {"chosen": str(record.pk)}).status_code == 403
    assert "Select the young people first." in said_in(manager.post(f"{LIST}{act}", follow=True))


def test_a_filter_nobody_offers_narrows_nothing(adviser, here):
    here.a_young_person()

    assert len(names_on(adviser.get(LIST, {"worker": "x", "show": "y", "year_group": "z"}))) == 1


def test_fifty_cost_no_more_queries_than_two(adviser, here):
    for _ in range(2):
        here.a_young_person()
    two = cost_of(adviser, LIST), cost_of(adviser, HOME)
    for _ in range(6):
        here.a_young_person(code="619")

    assert (cost_of(adviser, LIST), cost_of(adviser, HOME)) == two


def test_a_restricted_record_is_marked_for_those_who_see_it_and_not_there_for_others(
    adviser, manager, here
):
    record = here.a_young_person(forename="Jocasta")
    with here.at_work() as worker:
        restrict(record, to=[worker], by=worker, at=NOVEMBER)

    assert "Jocasta Osei Restricted" in said_in(manager.get(LIST))
    assert "Restricted: to everybody else" in said_in(manager.get(f"/tracking/people/{record.pk}/"))
    assert "Jocasta" not in said_in(adviser.get(LIST))


def test_a_record_that_is_put_away_says_so_and_what_it_means(manager, here):
    record = here.a_young_person()
    manager.post(f"{LIST}archive", {"chosen": record.pk})

    assert "Nothing is erased" in said_in(manager.get(f"{LIST}?kept=put-away"))
    assert "Put away: in no list" in said_in(manager.get(f"/tracking/people/{record.pk}/"))
