"""Anybody's return is read: in any order, in flat memory, and with suspicion."""

import io
import itertools

import pytest
from lxml import etree

from onward.formats.nccis.reading import Reading, UnreadableReturn
from tests.formats.nccis.returns import a_record, checked, neet, written


def read(content: bytes):
    return list(Reading(io.BytesIO(content)).records())


def changed(old: str, new: str, content: bytes | None = None) -> bytes:
    """A return of one record with one text put for another, which must be there."""
    content = content or written(a_record())
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), 1)


def reversed_within(content: bytes) -> bytes:
    """The same return with the elements of every block of a record the other way round."""
    root = etree.fromstring(content)
    for record in root.iter("YoungPersonsRecord"):
        for block in [*record.iter()]:
            for element in reversed(list(block)):
                block.append(element)
    return etree.tostring(root)


def rejections(content: bytes) -> list[str]:
    check, findings = checked(content)
    assert check.is_rejected
    return [finding.rule.code for finding in findings]


def test_the_order_of_elements_means_nothing():
    record = neet(characteristics=("110",), year_11_guarantee="110", year_11_lea="856")

    assert read(reversed_within(written(record))) == [record]


def test_an_element_that_is_present_and_empty_is_missing():
    content = changed("<FamilyName>Mistry</FamilyName>", "<FamilyName/><MiddleName> </MiddleName>")

    assert read(content) == [a_record(family_name="")]


def test_blanks_around_a_text_mean_nothing():
    assert read(changed(">Mistry<", ">\n  Mistry <")) == [a_record()]


@pytest.mark.parametrize("spelling", ["NEETStartDate", "NeetStartDate"])
def test_both_spellings_of_the_neet_start_are_read(spelling):
    content = written(neet()).replace(b"NEETStartDate", spelling.encode())

    assert read(content) == [neet()]


@pytest.mark.parametrize("spelling", ["DatabaseID", "DatabaseId"])
def test_both_spellings_of_the_database_are_read(spelling):
    content = written(a_record()).replace(b"DatabaseID", spelling.encode())

    assert Reading(io.BytesIO(content)).header.database_ids == ("123",)


def test_characteristics_may_share_an_element_or_each_have_their_own():
    shared = written(a_record(characteristics=("110", "160")))
    apart = shared.replace(
        b"110</CharacteristicCode>", b"110</CharacteristicCode></Characteristics><Characteristics>"
    )

    assert read(shared) == read(apart) == [a_record(characteristics=("110", "160"))]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_is_the_one_that_the_file_names(encoding):
    text = written(a_record(family_name="Zoë")).decode()
    named = text.replace("UTF-8", encoding.removesuffix("-sig"))

    assert read(named.encode(encoding)) == [a_record(family_name="Zoë")]


def test_what_a_return_does_not_have_is_counted_and_passed_by():
    extra = changed("<Gender>", "<ShoeSize>7</ShoeSize><Gender>")
    twice = changed("<Gender>", "<Gender>M</Gender><Gender>", extra)
    check, _ = checked(changed("</NCCIS>", "<Remarks>none</Remarks></NCCIS>", twice))

    assert check.unexpected == {"ShoeSize": 1, "Gender, once more": 1, "Remarks": 1}


def test_comments_and_processing_instructions_are_passed_by():
    content = changed("<Gender>", "<!-- F --><?see this?><Gender>")

    assert read(changed(">Mistry<", ">Mis<!-- -->try<", content)) == [a_record()]


def test_a_document_type_that_only_names_the_root_is_let_through():
    content = changed("<!DOCTYPE NCCIS>", '<!DOCTYPE NCCIS SYSTEM "http://127.0.0.1:9/nccis.dtd">')

    assert read(content) == [a_record()]


BOMB = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise("abcdefgh")
)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "b">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd">',
        "<!ELEMENT NCCIS ANY>",
        BOMB,
    ],
)
def test_a_document_type_that_declares_something_is_refused(declared):
    content = changed("<!DOCTYPE NCCIS>", f"<!DOCTYPE NCCIS [{declared}]>")
    used = changed("Mistry", "&a;", content)

    assert rejections(content) == ["declarations"]
    assert rejections(used)[0] in ("declarations", "not-xml")


def test_a_file_without_records_is_not_read_to_its_end():
    filler = b"<NCCIS>" + b"<Filler>0123456789</Filler>" * 200_000

    with pytest.raises(UnreadableReturn, match="without a record"):
        Reading(io.BytesIO(filler))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-xml"),
        (b"PK\x03\x04 not a return", "not-xml"),
        (b"<html><body/></html>", "no-header"),
        (written(a_record())[:-20], "not-closed"),
        (written(a_record()) + b"<NCCIS/>", "many-roots"),
        (
            changed("<FamilyName>Mistry</FamilyName>", "<FamilyName>Mistry & Co</FamilyName>"),
            "not-xml",
        ),
        (changed("Mistry", "Mis\x01try"), "not-xml"),
    ],
)
def test_a_file_that_is_no_whole_return_is_rejected(content, code):
    """`ccis.md` 5.2, files that are rejected"""
    assert rejections(content)[-1] == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<FileHeader>", "<Header>", "not-xml"),
        ("<DatabaseID>123</DatabaseID>", "", "header-database"),
        ("<DatabaseID>123</DatabaseID>", "<DatabaseID>A23</DatabaseID>", "header-database"),
        ("<LEACode>856</LEACode>", "", "header-authority"),
        ("<LEACode>856</LEACode>", "<LEACode>004</LEACode>", "header-authority"),
        ("<DateOfSend>2019-05-02", "<DateOfSend>02/05/2019", "header-sent"),
        ("<PeriodEnd>2019-04-30", "<PeriodEnd>2019-04-31", "header-period"),
        ("<PeriodEnd>2019-04-30</PeriodEnd>", "", "header-period"),
        ("<PeriodEnd>2019-04-30", "<PeriodEnd>2014-04-30", "no-rules"),
        ("<SupplierName>", "<Remark>x</Remark><SupplierName>", "header-other"),
        ("</FileHeader>", "</FileHeader><FileHeader><A/></FileHeader>", "many-headers"),
    ],
)
def test_a_header_that_is_not_one_rejects_the_file(old, new, code):
    """`ccis.md` 5.2, files that are rejected"""
    assert code in rejections(changed(old, new))


def test_a_root_of_another_name_rejects_the_file():
    assert rejections(written(a_record()).replace(b"NCCIS>", b"Census>")) == ["no-root"]


def test_a_return_without_a_header_is_rejected():
    content = written(a_record())
    begin, end = content.index(b"<FileHeader>"), content.index(b"</FileHeader>")

    assert rejections(content[:begin] + content[end + len(b"</FileHeader>") :]) == ["no-header"]


@pytest.mark.parametrize(
    ("block", "code"), [("PersonalDetails", "no-details"), ("Activities", "240")]
)
def test_a_record_without_one_of_its_two_blocks_rejects_the_file(block, code):
    """`ccis.md` 5.2, files that are rejected"""
    content = written(a_record()).replace(f"{block}>".encode(), b"Others>")

    assert code in rejections(content)


@pytest.mark.parametrize("status", ["X", "Q"])
def test_a_cohort_status_that_is_none_rejects_the_file(status):
    """`ccis.md` 5.2, files that are rejected"""
    assert rejections(written(a_record(cohort_status=status))) == ["904"]


def test_what_was_found_before_a_file_broke_off_is_told():
    content = written(*(a_record(given_name="") for _ in range(40)))

    assert set(rejections(content[:-300])) >= {"2", "not-closed"}
