"""The figures page: each figure leads to those it counts, for those who may see them."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from onward.tracking.models import Service
from tests.parties.factories import a_member_of_staff
from tests.web.client import page_of, signed_in
from tests.web.on_stage import cost_of, said_in

PAGE = "/tracking/figures/"


@pytest.fixture
def analyst(here):
    """Sees figures and follows nobody."""
    return signed_in(Client(), a_member_of_staff(here.authority, Role.CONTRACT_MANAGER))


def test_every_figure_leads_to_as_many_people_as_it_counts(manager, here):
    for code in ("230", "310", "619", "810", ""):
        here.a_young_person(code=code)

    answer = manager.get(PAGE)

    assert said_in(answer).count("20.0%") == 3  # NEET, full-time education, apprenticeship
    links = page_of(answer).xpath("//main//table//td/a")
    assert len(links) >= 11
    for link in links:
        behind = page_of(manager.get(link.get("href"))).xpath("//main//tbody//th/a")
        assert len(behind) == int(link.text)


def test_who_follows_nobody_sees_figures_and_no_people(analyst, here):
    here.a_young_person(code="619")

    answer = analyst.get(PAGE)

    assert not page_of(answer).xpath("//main//table//a")
    assert analyst.get(f"{PAGE}people?month=2025-10-31&figure=NEET").status_code == 403


def test_an_adviser_without_the_permission_sees_no_figures(adviser):
    assert adviser.get(PAGE).status_code == 403


def test_the_mean_is_shown_when_asked_for(manager, here):
    here.a_young_person(code="619", since="2025-09-15")

    shown = said_in(manager.get(PAGE, {"month": "2025-10-31", "mean": "on"}))

    assert "Mean of three months to 31 October 2025" in shown


@pytest.mark.parametrize("asked", [{"month": "2025-10-30"}, {"month": "2025-10-31", "known": "x"}])
def test_a_month_or_day_that_is_none_is_said(manager, asked):
    assert "There is a problem" in said_in(manager.get(PAGE, asked))


def test_a_figure_that_is_none_is_not_there(manager, here):
    here.a_young_person()

    for figure in ("", "RICH", "YEAR_11.RICH"):
        asked = {"month": "2025-10-31", "figure": figure}
        assert manager.get(f"{PAGE}people", asked).status_code == 404


def test_without_a_number_of_the_return_the_page_says_so(manager, here):
    with here.at_work():
        Service.objects.all().delete()

    assert "number in the return is not set" in said_in(manager.get(PAGE))


def test_many_cost_no_more_queries_than_one(manager, here):
    here.a_young_person()
    one = cost_of(manager, PAGE)
    for _ in range(5):
        here.a_young_person(code="619")

    assert cost_of(manager, PAGE) == one
