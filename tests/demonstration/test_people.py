import re
from datetime import date

import pytest

from onward.agreements.catalogue import catalogue
from onward.agreements.item_types import clean
from onward.demonstration.people import invented_person, nino_of
from onward.disclosures.screening import marks
from onward.formats.referral_zip import CaseKind
from onward.values.nino import Nino

ON = date(2017, 4, 3)
PEOPLE = [invented_person(number, seed=1, area=1 + number % 4) for number in range(600)]


def test_a_person_is_the_same_whenever_asked():
    assert invented_person(7, seed=1, area=2) == invented_person(7, seed=1, area=2)
    assert invented_person(7, seed=1, area=2) != invented_person(7, seed=2, area=2)


def test_every_value_is_one_that_the_catalogue_takes():
    items = catalogue()
    for person in PEOPLE:
        for item, value in person.values.items():
            clean(items[item], value, on=ON, fictitious=True)
        for row in person.qualifications:
            for item, value in row.items():
                clean(items[item], {"1": value}, on=ON, fictitious=True)


def test_no_two_people_have_one_nino_and_none_was_ever_issued():
    numbers = {nino_of(number) for number in range(200_000)}

    assert len({number[:8] for number in numbers}) == 200_000
    assert all(Nino(number).text.startswith("QQ") for number in list(numbers)[:500])


def test_everybody_has_a_name_and_a_nino_or_a_reference_number():
    """REQ-004-006"""
    for person in PEOPLE:
        assert {"title", "forename", "surname"} <= person.values.keys()
        assert ("nino" in person.values) != ("claimant_reference_number" in person.values)


def test_some_have_no_nino_and_the_person_says_so():
    without = [person for person in PEOPLE if person.nino is None]

    assert 0 < len(without) < 10


@pytest.mark.parametrize("mark", ["'", "-", " ", "ü", "Ż", "’"])
def test_names_have_the_marks_that_software_stumbles_over(mark, full_plan):
    held = [case.person.values for case in full_plan.cases]

    assert any(mark in values["forename"] + values["surname"] for values in held)


def test_nobody_holds_every_item_and_every_item_is_held_by_somebody():
    held = [set(person.values) for person in PEOPLE]
    everything = set().union(*held)

    assert {"aims", "agreed_restrictions", "welsh_spoken", "last_job_2_end"} <= everything
    assert max(map(len, held)) < len(everything) - 1
    assert {len(person.qualifications) for person in PEOPLE} == {0, 1, 2, 3}


def test_telephones_come_from_the_ranges_kept_for_drama():
    for person in PEOPLE:
        for item in ("telephone", "telephone_alternate"):
            number = person.values.get(item, "0131 496 0000")
            assert re.fullmatch(r"(0131 496|020 7946) 0[0-9]{3}", str(number))


def test_jobs_end_after_they_start_and_before_the_first_referral():
    for person in PEOPLE:
        days = [str(person.values.get(f"last_job_1_{end}", "")) for end in ("start", "end")]
        assert days == sorted(days)
        assert max(days) < ON.isoformat()


@pytest.mark.django_db
def test_no_free_text_holds_anything_that_has_to_be_taken_out_first():
    assert not [mark for person in PEOPLE for mark in marks(person.values)]


def test_values_stay_out_of_what_a_log_would_show():
    person = invented_person(3, seed=1, area=1, case_kind=CaseKind.MAPPA)

    assert str(person.values["surname"]) not in repr(person)
