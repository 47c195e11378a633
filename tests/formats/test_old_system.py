from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.layout import Headings, UnknownColumn
from onward.formats.old_system import (
    ACTIVITIES,
    CONTACTS,
    NOTES,
    PEOPLE,
    activities,
    people,
    read_old_system,
)

PEOPLE_HEAD = ",".join(each.column for each in people().fields)
SOMEBODY = (
    ",Jamie,,Okoro,10/10/2008,M,BAFR,8 Mill Lane,,,,LE1 1AA,,07700 900123,,,,856,856,2,no,yes,no"
)
ACTIVITIES_HEAD = ",".join(each.column for each in activities().fields)


def people_file(*references, row=SOMEBODY):
    return "\n".join([PEOPLE_HEAD, *(f"{each}{row}" for each in references)]).encode()


def activities_file(*rows):
    return "\n".join([ACTIVITIES_HEAD, *(f"{row},,,,,,,,," for row in rows)]).encode()


def counts(old):
    return {
        each.file: (each.row_count, each.taken_count, each.refused_count)
        for each in old.reconciled
        if each.row_count
    }


def test_people_come_over_with_their_history():
    old = read_old_system(
        {PEOPLE: people_file("P1"), ACTIVITIES: activities_file("P1,230,05/09/2025")}
    )

    (person,), (activity,) = old.people, old.activities
    assert (person.forename, person.address, person.mobile) == (
        "Jamie",
        ("8 Mill Lane",),
        "07700 900123",
    )
    assert (person.has_plan, person.has_sen_support) == (False, True)
    assert (activity.code, activity.started_on) == ("230", date(2025, 9, 5))
    assert (old.contacts, old.notes, old.documents) == ([], [], [])


def test_every_row_is_taken_or_refused_and_counted_as_such():
    bad_one = people_file("P1", "P2", "P1").replace(b"P2,Jamie", b"P2,")
    rows = ["P1,230,05/09/2025", "P2,230,05/09/2025", "P9,619,05/09/2025", "P1,310,soon"]

    old = read_old_system({PEOPLE: bad_one, ACTIVITIES: activities_file(*rows)})

    assert counts(old) == {PEOPLE: (3, 1, 2), ACTIVITIES: (4, 1, 3)}
    problems = old.reconciled[1].problems
    assert [(each.row, each.column, each.value) for each in problems] == [
        (3, "person", "P2"),
        (4, "person", "P9"),
        (5, "started_on", "soon"),
    ]


def test_an_old_systems_own_headings_and_words_are_read():
    theirs = people_file("P1").replace(b"gender", b"Sex").replace(b",M,", b",Male,")
    headings = {PEOPLE: Headings(of={"gender": "Sex"}, words={"gender": {"male": "M"}})}

    (person,) = read_old_system({PEOPLE: theirs}, headings=headings).people

    assert person.gender == "M"
    with pytest.raises(UnknownColumn, match="shoe"):
        read_old_system({PEOPLE: theirs}, headings={PEOPLE: Headings(words={"shoe": {}})})


def test_a_list_that_cannot_be_read_takes_nothing_and_says_why():
    old = read_old_system(
        {PEOPLE: b"id\n1\n", NOTES: b"person,on,by,words\nP1,05/09/2025,,Rang.\n"}
    )

    assert (old.people, old.notes) == ([], [])
    assert old.reconciled[0].problems
    assert counts(old) == {NOTES: (1, 0, 1)}


@given(
    st.lists(st.sampled_from(["P1", "P2", "P3", "x y"]), max_size=6),
    st.lists(st.sampled_from(["P1", "P2", "P4"]), max_size=6),
)
def test_the_counts_add_up_whatever_is_in_the_lists(references, contacted):
    contacts = "\n".join(
        ["person,on,channel,by,words", *(f"{each},05/09/2025,text,," for each in contacted)]
    )

    old = read_old_system({PEOPLE: people_file(*references), CONTACTS: contacts.encode()})

    found = counts(old)
    assert found.get(PEOPLE, (0, 0, 0))[0] == len(references)
    assert found.get(CONTACTS, (0, 0, 0))[0] == len(contacted)
    assert all(total == taken + refused for total, taken, refused in found.values())
    assert {each.person for each in old.contacts} <= {each.person for each in old.people}
