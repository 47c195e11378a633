"""What the return asks of somebody besides who they are and what they do is typed by staff."""

from datetime import date

import pytest

from onward.formats.nccis.rule_sets import rule_set_for
from onward.people.facts import present_values
from onward.people.models import Fact
from onward.returns.nccis.choosing import Month, people_in
from onward.web.tracking.return_words import Fault, fault_of, mending_page
from tests.returns.nccis.factories import NOVEMBER
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

# Nothing mends these but the operator: the authority's own number, and what follows from others.
OF_NOBODY = {"lead_lea", "guarantee_indicator"}


def path(record, section):
    return f"/tracking/people/{record.pk}/changes/{section}"


def typed(client, record, section="characteristics", *, follow=True, **said):
    return press(client, client.get(path(record, section)), follow=follow, **said)


def held(here, record):
    with here.at_work():
        return present_values(record)


def in_return(here, of):
    with here.at_work():
        month = Month(authority="856", period_end=date.fromisoformat(of), known_at=NOVEMBER)
        return next(iter(people_in(month))).values


def test_a_characteristic_is_typed_with_its_days_and_ended_without_being_overwritten(adviser, here):
    record = here.a_young_person()

    typed(adviser, record, care_leaver="notified", care_leaver__since="1 9 2024")
    ended = {"care_leaver": "withdrawn", "care_leaver__until": "2 11 2025"}
    page = typed(adviser, record, **ended)
    again = said_in(adviser.get(path(record, "characteristics")))

    assert "The record has been changed." in said_in(page)
    ends = {"state": "withdrawn", "since": "2024-09-01", "on": "2025-11-02"}
    assert held(here, record)["care_leaver"] == ends
    assert "Care leaver withdrawn, since 1 September 2024, 2 November 2025" in again
    assert "Care leaver 1 September 2024" in again


def test_a_return_has_the_characteristics_of_its_last_day(adviser, here):
    record = here.a_young_person()
    typed(
        adviser,
        record,
        carer="withdrawn",
        carer__since="1 9 2025",
        carer__until="1 11 2025",
        pregnant="notified",
        pregnant__since="1 11 2025",
        looked_after="notified",
    )

    october, november = in_return(here, "2025-10-31"), in_return(here, "2025-11-30")
    asked = {"carer", "looked_after", "pregnant"}

    assert asked & october.keys() == {"carer", "looked_after"}
    assert asked & november.keys() == {"pregnant", "looked_after"}


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"carer__since": "1 9 2025"}, "carer", "Carer: There is a day without an answer."),
        ({"carer": "notified", "carer__until": "1 9 2025"}, "carer", "has not ended"),
        ({"carer": "notified", "carer__since": "4 11 2025"}, "carer__since", "in the future"),
        (
            {"carer": "withdrawn", "carer__since": "2 9 2025", "carer__until": "1 9 2025"},
            "carer",
            "This ended before it began.",
        ),
    ],
)
def test_days_that_cannot_be_are_said_beside_their_field(adviser, here, said, field, words):
    record = here.a_young_person()

    answer = typed(adviser, record, follow=False, **said)

    assert words in said_in(answer)
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert "carer" not in held(here, record)


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("unique_learner_number", "0123456789", "not ten digits, or begins with 0"),
        ("unique_pupil_number", "A1", "does not have 13 characters"),
        ("educated_authority", "999", "neither authority nor 000 to 004"),
        ("authority_at_year_11", "abc", "neither one nor 000 to 004"),
    ],
)
def test_what_the_return_would_refuse_is_refused_where_it_is_typed(
    adviser, here, item, value, words
):
    record = here.a_young_person()

    answer = typed(adviser, record, "return", follow=False, **{item: value})

    assert words in said_in(answer)
    assert f'id="id_{item}-error"' in answer.content.decode()


def test_only_codes_of_the_list_of_today_may_be_chosen(adviser, here):
    """Gender N left the list in March 2019; who has it keeps it until somebody says another."""
    record, another = here.a_young_person(), here.a_young_person(gender="N")

    offered, kept = (
        page_of(adviser.get(path(each, "return"))).xpath("//select[@name='gender']/option/@value")
        for each in (record, another)
    )

    assert sorted(offered) == ["", "F", "M", "U", "W"]
    assert "N" in kept


def test_an_offer_counts_from_the_day_that_is_said(adviser, here):
    record = here.a_young_person()

    typed(adviser, record, "return", guarantee_year_11="110", **{"holds-on": "12 9 2025"})

    with here.at_work():
        fact = Fact.objects.filter(record=record).latest("number")
    assert (fact.values, fact.valid_from) == ({"guarantee_year_11": "110"}, date(2025, 9, 12))
    future = typed(adviser, record, "return", follow=False, **{"holds-on": "1 1 2026"})
    assert "must be today or in the past" in said_in(future)


def faults() -> list[Fault]:
    rules = rule_set_for(date(2025, 10, 31)).rules
    return [fault_of(rule.code, "CHECK") for rule in rules if rule.item not in OF_NOBODY]


def test_every_rule_of_the_return_leads_to_a_field_that_is_there(adviser, here):
    record = here.a_young_person()
    pages: dict[str, set[str]] = {}

    for fault in faults():
        page, _hash, field = mending_page(record.pk, fault.item).partition("#")
        if page not in pages:
            pages[page] = set(page_of(adviser.get(page)).xpath("//@id"))

        assert field in pages[page], (fault.code, fault.item, page, field)
