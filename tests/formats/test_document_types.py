"""A document's type is what is in it; programs, archives and what is unknown are refused."""

import io
import zipfile

import pytest

from onward.formats.document_types import media_of
from onward.values.bad_value import BadValue

ODT = "application/vnd.oasis.opendocument.text"


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


WORD = {"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w/>"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (b"\xff\xd8\xff\xe0...", "JPEG"),
        ("Dear Zoë,\r\n\tyours\n".encode(), "TEXT"),
        (packed(**WORD), "WORD"),
        (packed(mimetype=ODT, content_dot_xml="<o/>"), "OPEN_TEXT"),
    ],
)
def test_a_documents_type_is_what_is_in_it(content, code):
    assert media_of(content).code == code


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"MZ\x90\x00\x03 program", "none of the types"),
        (b"<html>\x00", "none of the types"),
        (b"", "none of the types"),
        (packed(a_dot_exe="x"), "an archive, or another kind"),
        (packed(**WORD, word__vbaProject_dot_bin="x"), "holds a program"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_is_not_kept_is_refused_with_what_to_do(content, rule):
    with pytest.raises(BadValue, match=rule) as refused:
        media_of(content)

    assert refused.value.remedy
