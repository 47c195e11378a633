import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.dwp_list import NewClaimant, read_new_claimants, write_new_claimants
from onward.formats.layout import Headings, UnknownColumn
from onward.formats.places import (
    GazetteerAddress,
    PostcodePlace,
    read_gazetteer,
    read_postcode_places,
    write_gazetteer,
    write_postcode_places,
)
from onward.formats.school_forms import (
    read_intended_destinations,
    read_september_offers,
    write_intended_destinations,
    write_september_offers,
)
from onward.formats.starters_leavers import (
    EducationSpell,
    TrainingSpell,
    education_spells,
    read_education_spells,
    read_training_spells,
    write_education_spells,
    write_training_spells,
)
from onward.values.postcode import Postcode

COLLEGE = (
    "Forename,Surname,DOB,Postcode,UPN,DfENo,StartDate,EndDate,GoalLevel,GoalDescription\n"
    "Jamie,Okoro,10/10/2008,LE1 1AA,A856400112345,8568000,08/09/2025,,3,Plumbing\n"
)
PROVIDER = (
    "Forename,Surname,DOB,Postcode,UPN,UKPRN,StartDate,EndDate,SituationGroup,"
    "SituationSubGroup,QualLevel,OccAreaGroup,OccAreaSubGroup\n"
    "Jamie,Okoro,10/10/2008,,,10001234,08/09/2025,19/12/2025,Training,Traineeship,2,,\n"
)
STATUSES = ("110", "150", "159")
DESTINATIONS = ("111", "211")

words = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
lines = st.lists(words, min_size=1, max_size=4).map(tuple)
postcodes = st.sampled_from(["LE1 1AA", "SW1A 2AA", "BFPO 57"]).map(Postcode)
births = st.dates(date(2000, 1, 1), date(2012, 1, 1))
starts = st.dates(date(2016, 1, 1), date(2030, 1, 1))


def in_order(spell):
    if spell.started_on and spell.ended_on:
        days = sorted((spell.started_on, spell.ended_on))
        return replace(spell, started_on=days[0], ended_on=days[1])
    return spell if spell.ended_on else replace(spell, started_on=date(2026, 1, 5))


common = {
    "forename": words,
    "surname": words,
    "date_of_birth": births,
    "postcode": st.none() | postcodes,
    "upn": st.sampled_from(["", "A856400112345", "B85640011234A"]),
    "started_on": st.none() | starts,
    "ended_on": st.none() | starts,
    "row_number": st.just(0),
}
education = st.builds(
    EducationSpell, **common, school=st.just("8568000"), goal_level=words, goal=words
).map(in_order)
training = st.builds(
    TrainingSpell,
    **common,
    provider=st.just("10001234"),
    situation_group=words,
    situation=words,
    qualification_level=st.just("2"),
    occupation_group=words,
    occupation=words,
).map(in_order)
claimants = st.builds(
    NewClaimant,
    forename=words,
    surname=words,
    address=lines,
    postcode=st.none() | postcodes,
    date_of_birth=births,
    row_number=st.just(0),
)
places = st.builds(
    PostcodePlace,
    postcode=postcodes,
    ward_code=st.just("E05000001"),
    ward=words,
    authority=st.just("856"),
    row_number=st.just(0),
)
addresses = st.builds(
    GazetteerAddress,
    unique_number=st.integers(1, 10**12 - 1).map(str),
    address=lines,
    postcode=postcodes,
    row_number=st.just(0),
)


@given(st.lists(education, max_size=4), st.lists(training, max_size=4))
def test_lists_of_starters_and_leavers_come_back_as_they_were_written(at_college, in_training):
    found = read_education_spells(write_education_spells(at_college), name="c.csv")
    assert (found.rows, found.problems) == (at_college, [])

    also = read_training_spells(write_training_spells(in_training), name="t.csv")
    assert (also.rows, also.problems) == (in_training, [])


@given(
    st.lists(claimants, max_size=4),
    st.lists(places, max_size=3, unique_by=lambda place: place.postcode),
    st.lists(addresses, max_size=4, unique_by=lambda address: address.unique_number),
)
def test_other_lists_come_back_as_they_were_written(claimants, places, addresses):
    assert read_new_claimants(write_new_claimants(claimants), name="d.csv").rows == claimants
    assert read_postcode_places(write_postcode_places(places), name="p.csv").rows == places
    assert read_gazetteer(write_gazetteer(addresses), name="g.csv").rows == addresses


def test_a_suppliers_own_export_is_read_as_it_is():
    (spell,) = read_education_spells(COLLEGE.encode(), name="college.csv").rows

    assert (spell.forename, spell.school, spell.goal) == ("Jamie", "8568000", "Plumbing")
    assert (spell.started_on, spell.ended_on) == (date(2025, 9, 8), None)
    (trainee,) = read_training_spells(PROVIDER.encode(), name="provider.csv").rows
    assert (trainee.provider, trainee.situation) == ("10001234", "Traineeship")
    assert trainee.ended_on == date(2025, 12, 19)


def test_a_sender_heads_the_columns_as_it_likes_and_may_send_more_that_nobody_looks_at():
    other = COLLEGE.replace("DOB", "Birth date").replace("GoalLevel", "Level")
    rows = list(csv.reader(io.StringIO(other)))
    wider = "\n".join(
        ",".join([*row, extra]) for row, extra in zip(rows, ["Faith", "=1+1"], strict=True)
    )

    headings = Headings(of={"dob": "Birth Date", "goallevel": "level"}, passed_over=("Faith",))
    found = read_education_spells(wider.encode(), name="college.csv", headings=headings)

    assert found.problems == []
    assert found.rows == read_education_spells(COLLEGE.encode(), name="college.csv").rows


def test_what_nobody_looks_at_is_not_kept_with_a_refused_row():
    bad = COLLEGE.replace("10/10/2008", "10/10/08").replace("Plumbing\n", "Plumbing,Sikh\n")
    headings = Headings(passed_over=("Faith",))

    found = read_education_spells(
        bad.replace("Description\n", "Description,Faith\n").encode(),
        name="college.csv",
        headings=headings,
    )

    assert found.rows == []
    assert "Sikh" not in found.refused_rows[0].values()


def test_a_problem_names_the_column_as_the_sender_heads_it():
    other = COLLEGE.replace("StartDate", "Begun").replace("08/09/2025,", ",")

    found = read_education_spells(
        other.encode(), name="college.csv", headings=Headings(of={"startdate": "Begun"})
    )

    (problem,) = found.problems
    assert (problem.row, problem.column) == (2, "begun")
    with pytest.raises(UnknownColumn, match="shoe"):
        education_spells().headed(Headings(of={"shoe": "size"}))


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        ("Jamie,Okoro", ",Okoro", "forename", ""),
        ("10/10/2008", "10/10/08", "dob", "10/10/08"),
        ("10/10/2008", "31/09/2008", "dob", "31/09/2008"),
        ("10/10/2008", "39731", "dob", "39731"),
        ("LE1 1AA", "LE1", "postcode", "LE1"),
        ("A856400112345", "8564001", "upn", "8564001"),
        ("8568000", "8000", "dfeno", "8000"),
        ("08/09/2025,", "08/09/2025,01/09/2025", "enddate", "01/09/2025"),
        ("08/09/2025,", ",", "startdate", ""),
        ("08/09/2025,", "10/10/2008,", "dob", "10/10/2008"),
    ],
)
def test_every_bad_cell_is_named_by_row_column_value_and_remedy(old, new, column, value):
    found = read_education_spells(COLLEGE.replace(old, new).encode(), name="college.csv")

    (problem,) = found.problems
    assert (problem.file, problem.row, problem.column) == ("college.csv", 2, column)
    assert problem.value == value
    assert problem.rule
    assert problem.remedy
    assert found.rows == []


def test_of_several_bad_cells_in_a_row_each_is_listed():
    bad = COLLEGE.replace("10/10/2008", "never").replace("LE1 1AA", "?").replace("8568000", "x")

    found = read_education_spells(bad.encode(), name="college.csv")

    assert [problem.column for problem in found.problems] == ["dob", "postcode", "dfeno"]


CLAIMANTS = (
    "forename,surname,address_1,address_2,address_3,address_4,postcode,date_of_birth\n"
    "Jamie,Okoro,8 Mill Lane,Leicester,,,LE1 1AA,10/10/2007\n"
)


def test_the_departments_list_is_read_without_a_national_insurance_number():
    (claimant,) = read_new_claimants(CLAIMANTS.encode(), name="dwp.csv").rows

    assert claimant.address == ("8 Mill Lane", "Leicester")
    assert set(vars(claimant)) == {
        "forename",
        "surname",
        "address",
        "postcode",
        "date_of_birth",
        "row_number",
    }


@pytest.mark.parametrize("column", ["nino", "telephone", "benefit_type"])
def test_the_departments_list_with_one_column_more_is_refused_whole(column):
    """REQ-002-071."""
    head, row, _ = CLAIMANTS.split("\n")

    found = read_new_claimants(f"{head},{column}\n{row},QQ123456C\n".encode(), name="dwp.csv")

    assert found.refused
    assert found.rows == []
    assert [problem.column for problem in found.problems] == [column]
    assert "QQ123456C" not in str(found.problems[0])


OFFERS = (
    "forename,surname,date_of_birth,postcode,upn,school,year_group,status,status_on,provider,course\n"
    "Jamie,Okoro,10/10/2009,LE1 1AA,,8564001,11,110,20/06/2026,10001234,Plumbing\n"
    "Ada,Bello,11/11/2009,,,856/4001,11,150,20/06/2026,,\n"
)
WISHES = (
    "forename,surname,date_of_birth,postcode,upn,school,destination,said_on,provider,course\n"
    "Jamie,Okoro,10/10/2009,LE1 1AA,,8564001,211,02/03/2026,,\n"
)


def test_offers_and_intended_destinations_come_back_as_they_were_written():
    offers = read_september_offers(OFFERS.encode(), name="o.csv", statuses=STATUSES)
    wishes = read_intended_destinations(WISHES.encode(), name="w.csv", codes=DESTINATIONS)

    assert [(offer.status, offer.school) for offer in offers.rows] == [
        ("110", "8564001"),
        ("150", "8564001"),
    ]
    written = write_september_offers(offers.rows, statuses=STATUSES)
    again = read_september_offers(written, name="o.csv", statuses=STATUSES)
    assert again.rows == offers.rows
    assert wishes.rows[0].destination == "211"
    content = write_intended_destinations(wishes.rows, codes=DESTINATIONS)
    assert read_intended_destinations(content, name="w.csv", codes=DESTINATIONS) == wishes


def test_a_code_of_another_list_is_refused_with_those_it_may_be():
    found = read_september_offers(
        OFFERS.replace(",110,", ",114,").encode(), name="o.csv", statuses=STATUSES
    )

    (problem,) = found.problems
    assert (problem.column, problem.value) == ("status", "114")
    assert "110, 150, 159" in problem.remedy
    assert len(found.rows) == 1


def test_a_postcode_lies_in_one_authority_alone_however_it_is_written():
    content = (
        b"postcode,ward_code,ward,authority\n"
        b"LE1 1AA,E05000001,Castle,856\nle11aa,E05000002,Groby,855\n"
    )

    found = read_postcode_places(content, name="postcodes.csv")

    assert [place.authority for place in found.rows] == ["856"]
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, "postcode")]


@given(st.binary(max_size=200))
def test_no_bytes_make_a_reader_stumble(content):
    for read in (read_education_spells, read_training_spells, read_new_claimants):
        head = {read_new_claimants: CLAIMANTS, read_training_spells: PROVIDER}.get(read, COLLEGE)
        found = read(head.encode() + content, name="x.csv")
        assert found.rows or found.problems


def test_of_twenty_thousand_rows_every_one_of_a_thousand_bad_cells_is_listed():
    head, row, _ = COLLEGE.split("\n")
    started = date(2025, 9, 1)
    good = [
        row.replace("08/09", f"{started + timedelta(days=n % 28):%d/%m}") for n in range(20_000)
    ]
    bad = [
        line.replace("10/10/2008", "10.10.2008") if number % 20 == 0 else line
        for number, line in enumerate(good)
    ]

    found = read_education_spells("\n".join([head, *bad]).encode(), name="college.csv")

    assert (len(found.rows), len(found.problems)) == (19_000, 1_000)
    assert [problem.row for problem in found.problems] == list(range(2, 20_002, 20))
    assert {problem.column for problem in found.problems} == {"dob"}
