from dataclasses import replace
from datetime import date

import pytest

from onward.intake.checking import check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.list_settings import STANDARD, keep_settings
from onward.intake.taking_in import VolumeHeld, accept
from onward.people.consents import give_consent
from onward.people.facts import present_values, provenance
from onward.people.models import Consent, Fact, Record
from onward.tracking.models import ActivityStatement, Following
from tests.intake.young_people.lists import OCTOBER, notes, rules, taken

pytestmark = pytest.mark.django_db
NAME = "8564001_CTF_8561000_001.xml"
AMARA = ("Amara", "Osei", "2009-02-03", "A856400112345")


def pupil(
    forename: str = "Tom",
    surname: str = "Ball",
    born: str = "2010-05-06",
    upn: str = "B856400112345",
) -> str:
    return (
        f"<Pupil><UPN>{upn}</UPN><Surname>{surname}</Surname><Forename>{forename}</Forename>"
        f"<DOB>{born}</DOB><Sex>F</Sex><BasicDetails><Ethnicity>WBRI</Ethnicity></BasicDetails>"
        "<SENhistory><SEN><StartDate>2020-09-01</StartDate><SENprovision>K</SENprovision></SEN>"
        "</SENhistory><Address><AddressLines><AddressLine1>8 Mill Lane</AddressLine1>"
        "</AddressLines><PostCode>LE1 1AA</PostCode></Address>"
        "<Phones><Phone><PhoneNo>0116 496 0000</PhoneNo></Phone></Phones>"
        "<Email>a@example.com</Email></Pupil>"
    )


def a_file(*pupils: str) -> bytes:
    return (
        "<CTfile><Header><CTFversion>19.0</CTFversion><DateTime>2025-10-01T09:00:00</DateTime>"
        "<SourceSchool><LEA>856</LEA><Estab>4001</Estab></SourceSchool><DestSchool><LEA>856</LEA>"
        f"<Estab>1000</Estab></DestSchool></Header><CTFpupilData>{''.join(pupils)}"
        "</CTFpupilData></CTfile>"
    ).encode()


def sent(place, *pupils):
    return taken(place, a_file(*pupils), feed="pupils", name=NAME)


def test_a_joiner_is_followed_and_every_item_says_where_it_came_from(place):
    """REQ-002-017."""
    landing = sent(place, pupil())

    with place.at_work():
        record = Record.objects.get()
        held, came = present_values(record), provenance(record)
        assert Following.objects.filter(record=record).exists()
        assert not ActivityStatement.objects.exists()
    assert (held["forename"], held["gender"], held["ethnic_origin"]) == ("Tom", "F", "WBRI")
    assert (held["sen_support"], held["ehc_plan"]) == (True, False)
    assert held["telephone"]
    fact = came["unique_pupil_number"]
    assert (fact.source, fact.source_id) == (Fact.Source.FILE, landing.pk)
    assert fact.valid_from == date(2025, 10, 1)


def test_the_same_pupils_again_open_nobody_and_say_nothing_new(place):
    sent(place, pupil())
    with place.at_work():
        before = Record.objects.count(), Fact.objects.count()

    sent(place, pupil(), "<!-- again -->")

    with place.at_work():
        assert (Record.objects.count(), Fact.objects.count()) == before


def test_of_whom_the_school_was_told_to_say_no_more_the_rest_is_left_out(place):
    record = place.a_young_person(postcode=None, address=None)
    with place.at_work() as manager:
        give_consent(
            record,
            scope="school_instruction",
            wording="form-2025",
            on=date(2025, 9, 1),
            given=False,
            said_by=Consent.Speaker.PERSON,
            by=manager,
            at=OCTOBER,
        )

    landing = sent(place, pupil(*AMARA))

    with place.at_work():
        held = present_values(record)
    assert held["address"] == ["8 Mill Lane"]
    assert not {"telephone", "email"} & held.keys()
    assert notes(landing) == ["More than name, address and birth date was refused to the school."]


def test_a_number_of_somebody_else_is_an_exception(place):
    place.a_young_person(unique_pupil_number="B856400112345")

    landing = sent(place, pupil())

    assert rules(landing) == ["The number and the person disagree."]


def test_a_load_far_larger_than_a_years_waits_until_it_is_confirmed(place):
    """REQ-002-015."""
    assert STANDARD["pupils"].most_rows == 4000
    with place.at_work() as manager:
        settings = replace(STANDARD["pupils"], most_rows=1)
        keep_settings(FEEDS["pupils"], settings, by=manager, at=OCTOBER)
    content = a_file(pupil(), pupil(*AMARA))
    landing = land(FEEDS["pupils"], name=NAME, content=content, by=place.manager, at=OCTOBER)
    check(landing, by=place.manager, at=OCTOBER)

    with pytest.raises(VolumeHeld, match="2 rows"):
        accept(landing, by=place.manager, at=OCTOBER)
    done = accept(landing, by=place.manager, at=OCTOBER, volume_right=True)

    assert done.done_count == 2


def test_a_bad_pupil_is_named_and_the_others_are_taken_in(place):
    landing = sent(place, pupil(born="2010-15-06"), pupil(*AMARA))

    assert (landing.done_count, len(landing.problems)) == (1, 1)
    assert landing.problems[0]["row"] == 2


def parent(forename="Ruth", *, responsible="true"):
    return (
        f"<Contacts><Contact><Forename>{forename}</Forename><Surname>Ball</Surname>"
        f"<Responsibility>{responsible}</Responsibility><Address><AddressLines><AddressLine1>"
        "8 Mill Lane</AddressLine1></AddressLines><PostCode>LE1 1AA</PostCode></Address>"
        "</Contact></Contacts></Pupil>"
    )


def told_of(place, contacts):
    """What a file with these contacts says of the pupil's parent, and its notes."""
    landing = sent(place, pupil().replace("</Pupil>", contacts))
    with place.at_work():
        held = present_values(Record.objects.get(kind=Record.Kind.PERSON))
    return held.get("parent_name"), held.get("parent_address"), notes(landing)


def test_a_parent_with_responsibility_comes_with_name_and_address_and_a_record(place):
    assert told_of(place, parent()) == ("Ruth Ball", ["8 Mill Lane", "LE1 1AA"], [])
    with place.at_work():
        assert Record.objects.filter(kind=Record.Kind.MENTIONED).count() == 1


def test_a_contact_without_responsibility_is_no_parent(place):
    assert told_of(place, parent(responsible="false")) == (None, None, [])


def test_another_parent_than_is_held_is_listed_and_nothing_is_concluded(place):
    told_of(place, parent())

    name, _address, listed = told_of(place, parent("Paul"))

    assert (name, listed) == ("Ruth Ball", ["The record names another parent. What is held stays."])


def test_of_a_joiner_who_is_refused_no_record_is_opened(place):
    landing = sent(place, pupil().replace("a@example.com", "no address"))

    assert [problem["column"] for problem in landing.problems] == ["email"]
    with place.at_work():
        assert not Record.objects.exists()
        assert not Following.objects.exists()


def test_a_file_that_attacks_its_reader_is_refused(place):
    bomb = (
        b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + a_file(pupil())
    )

    landing = taken(place, bomb, feed="pupils", name=NAME)

    assert (landing.status, landing.row_count) == ("REFUSED", 0)


def test_a_file_that_is_not_what_its_name_says_is_refused(place):
    landing = taken(place, a_file(pupil()), feed="pupils", name="8564002_CTF_8561000_001.xml")

    assert landing.status == "REFUSED"
