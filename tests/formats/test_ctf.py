import contextlib
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.ctf import CtfReading, School, UnreadableCtf
from onward.formats.ctf_pupil import Address, Span
from onward.formats.xml_stream import elements
from onward.values.postcode import Postcode

NAME = "8564001_CTF_8561000_001.xml"
PUPIL = """
<Pupil>
 <UPN>A856400112345</UPN><UniqueLearnerNumber>1234567890</UniqueLearnerNumber>
 <Surname>Okoro</Surname><Forename>Jamie</Forename><DOB>2009-10-10</DOB><Gender>M</Gender>
 <BasicDetails>
  <FormerUPN>A856400154321</FormerUPN><PreferredForename>Jay</PreferredForename>
  <FormerSurname>Bello</FormerSurname><MiddleNames>Ade</MiddleNames>
  <NCyearActual>11</NCyearActual><Ethnicity>BAFR</Ethnicity><MedicalFlag>true</MedicalFlag>
 </BasicDetails>
 <LookedAfter><InCare>false</InCare></LookedAfter>
 <FSMhistory><FSMinstance><FSMstartDate>2021-09-01</FSMstartDate></FSMinstance></FSMhistory>
 <SENhistory><SEN><StartDate>2022-01-10</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
 <Address><BS7666Address><PAON>8</PAON><Street>Mill Lane</Street><Town>Leicester</Town>
  <UniquePropertyReferenceNumber>100030000001</UniquePropertyReferenceNumber></BS7666Address>
  <PostCode>le11aa</PostCode></Address>
 <Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones>
 <Email>jamie@example.org</Email>
 <Contacts><Contact><Surname>Okoro</Surname><Forename>Ngozi</Forename>
  <Relationship>MOT</Relationship><Responsibility>1</Responsibility>
  <Address><AddressLines><AddressLine1>8 Mill Lane</AddressLine1></AddressLines></Address>
 </Contact></Contacts>
 <SchoolHistory><School><LEA>856</LEA><Estab>4001</Estab><SchoolName>Mill School</SchoolName>
  <EntryDate>2021-09-03</EntryDate></School></SchoolHistory>
</Pupil>
"""


def a_file(*pupils, version="19.0", before="", source="4001", destination="1000", root="CTfile"):
    return f"""<?xml version="1.0" encoding="utf-8"?>{before}
<{root}><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>{version}</CTFversion>
<DateTime>2025-09-20T10:00:00</DateTime><DocumentQualifier>partial</DocumentQualifier>
<SourceSchool><LEA>856</LEA><Estab>{source}</Estab><SchoolName>Mill School</SchoolName>
</SourceSchool><DestSchool><LEA>856</LEA><Estab>{destination}</Estab></DestSchool></Header>
<CTFpupilData>{"".join(pupils)}</CTFpupilData></{root}>""".encode()


def reading(content, name=NAME):
    return CtfReading(io.BytesIO(content), name=name)


def refusal(content, name=NAME):
    with pytest.raises(UnreadableCtf) as refused:
        list(reading(content, name).pupils())
    problem = refused.value.problem
    assert problem.file == name
    assert problem.remedy
    return problem.rule


def test_a_pupil_is_read_as_far_as_tracking_needs():
    (read,) = reading(a_file(PUPIL)).pupils()

    pupil = read.pupil
    assert read.problems == []
    assert pupil is not None
    assert (pupil.forename, pupil.surname, pupil.date_of_birth) == (
        "Jamie",
        "Okoro",
        date(2009, 10, 10),
    )
    assert (pupil.upn, pupil.uln, pupil.former_upn) == (
        "A856400112345",
        "1234567890",
        "A856400154321",
    )
    assert pupil.address == Address(
        lines=("8", "Mill Lane", "Leicester"),
        postcode=Postcode("LE1 1AA"),
        unique_number="100030000001",
    )
    assert pupil.special_needs == (Span(code="K", from_on=date(2022, 1, 10)),)
    assert pupil.free_meals == (Span(from_on=date(2021, 9, 1)),)
    assert pupil.in_care is False
    assert pupil.contacts[0].address == Address(lines=("8 Mill Lane",), postcode=None)
    assert pupil.contacts[0].has_responsibility is True
    assert pupil.schools[0].entered_on == date(2021, 9, 3)
    assert (pupil.year_group, pupil.telephones) == ("11", ("07700 900123",))


def test_the_header_says_who_sends_to_whom():
    header = reading(a_file()).header

    assert header.source == School("856", "4001", "Mill School")
    assert header.destination == School("856", "1000")
    assert (header.version, header.is_full) == (19, False)


@pytest.mark.parametrize("version", [f"{number}.0" for number in range(13, 22)])
def test_versions_13_to_21_are_read(version):
    assert len(list(reading(a_file(PUPIL, version=version)).pupils())) == 1


def test_newer_writers_say_sex_where_older_ones_say_gender():
    newer = PUPIL.replace("Gender", "Sex")

    (read,) = reading(a_file(newer, version="21")).pupils()

    assert read.pupil is not None
    assert read.pupil.sex == "M"


@pytest.mark.parametrize("version", ["12.0", "22.0", "", "latest"])
def test_another_version_is_refused(version):
    assert "13 to 21" in refusal(a_file(version=version))


TEN_TIMES = "".join(
    f'<!ENTITY {this} "{f"&{last};" * 10}">'
    for last, this in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = f'<!DOCTYPE CTfile [<!ENTITY a "aaaaaaaaaa">{TEN_TIMES}]>'


@pytest.mark.parametrize(
    "document_type",
    [
        BOMB,
        "<!DOCTYPE CTfile>",
        '<!DOCTYPE CTfile SYSTEM "http://attack.example/ctf.dtd">',
        '<!DOCTYPE CTfile [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_file_with_a_document_type_is_refused_before_its_content_is_looked_at(document_type):
    content = a_file("<Pupil><Surname>&i;</Surname></Pupil>", before=document_type)

    assert "document type" in refusal(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "well-formed"),
        (b"PK\x03\x04 a zip", "well-formed"),
        (b"Forename,Surname\nJamie,Okoro\n", "well-formed"),
        (a_file(root="NCCIS"), "does not begin with CTfile"),
        (a_file(PUPIL)[:-40], "well-formed"),
        (a_file().replace(b"Header>", b"Head>"), "no header"),
        (a_file(PUPIL, "<Header></Header>"), "second header"),
        (b"<CTfile>" + b"<x/>" * 1_100_000, "4 MB"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content, said):
    assert said in refusal(content)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pupils.xml", "not that of a Common Transfer File"),
        ("8564001_CTF_8561000_001.zip", "not that of a Common Transfer File"),
        ("8554001_CTF_8561000_001.xml", "says 8554001"),
        ("8564002_CTF_8561000_001.xml", "says 8564002"),
        ("8564001_CTF_8562000_001.xml", "says 8562000"),
    ],
)
def test_a_name_that_the_header_contradicts_refuses_the_file(name, said):
    assert said in refusal(a_file(PUPIL), name)


def test_an_authority_writes_letters_for_its_number():
    content = a_file(PUPIL, source="LLLL", destination="1000")

    assert len(list(reading(content, "856LLLL_CTF_8561000_001.xml").pupils())) == 1


def test_every_bad_value_is_listed_and_the_other_pupils_are_kept():
    bad = (
        PUPIL.replace("2009-10-10", "10.10.09")
        .replace("<Surname>Okoro</Surname><Forename>Jamie", "<Surname/><Forename>Jamie")
        .replace("le11aa", "LE1")
        .replace("A856400112345", "856400112345")
        .replace("<InCare>false", "<InCare>perhaps")
    )

    first, second, third = reading(a_file(PUPIL, bad, PUPIL)).pupils()

    assert first.pupil is not None
    assert third.pupil is not None
    assert second.pupil is None
    found = {(problem.row, problem.column, problem.value) for problem in second.problems}
    assert found == {
        (2, "DOB", "10.10.09"),
        (2, "Surname", ""),
        (2, "PostCode", "LE1"),
        (2, "UPN", "856400112345"),
        (2, "InCare", "perhaps"),
    }
    assert all(problem.rule and problem.remedy for problem in second.problems)


def test_no_more_than_a_stretch_of_the_file_is_held_at_a_time():
    content = io.BytesIO(a_file(PUPIL * 1_000))

    held = [
        len(list(element.itersiblings(preceding=True)))
        for element in elements(content, root="CTfile", tags=("Pupil",))
    ]

    assert len(held) == 1_000
    assert max(held) < 50


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(content):
    for each in (content, a_file(PUPIL)[:-60] + content):
        with contextlib.suppress(UnreadableCtf):
            list(reading(each).pupils())
