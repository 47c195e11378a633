"""What a document is, by what is in it: a file's name says nothing that can be relied on."""

import io
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onward.values.bad_value import BadValue

MOST_MEMBERS = 5000
ZIP = b"PK\x03\x04"
ODT = b"application/vnd.oasis.opendocument.text"
# Programs inside a document: it is opened on somebody's desk.
MACROS = ("vbaproject.bin", "basic/", "scripts/")


@dataclass(frozen=True)
class Media:
    """One type of document that is kept: how a browser is told of it, and how its file ends."""

    code: str
    content_type: str
    ending: str


PDF = Media("PDF", "application/pdf", "pdf")
PNG = Media("PNG", "image/png", "png")
JPEG = Media("JPEG", "image/jpeg", "jpg")
TEXT = Media("TEXT", "text/plain; charset=utf-8", "txt")
WORD = Media(
    "WORD", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"
)
OPEN_TEXT = Media("OPEN_TEXT", ODT.decode(), "odt")
MEDIA: Mapping[str, Media] = {each.code: each for each in (PDF, PNG, JPEG, TEXT, WORD, OPEN_TEXT)}
# How each begins: RFC 8118, PNG specification section 5.2, JPEG (ITU-T T.81) annex B.
BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


def media_of(content: bytes) -> Media:
    """The type of a document. Raises BadValue for one that is not kept."""
    for beginning, media in BEGINNINGS:
        if content.startswith(beginning):
            return media
    if content.startswith(ZIP):
        return _packed(content)
    if _is_text(content):
        return TEXT
    raise BadValue(
        "The file is none of the types that are kept.",
        "Give a PDF, a picture (PNG or JPEG), a text, or a Word or OpenDocument text.",
    )


def _packed(content: bytes) -> Media:
    names = _names_in(content)
    if any(macro in name for name in names for macro in MACROS):
        raise BadValue("The document holds a program.", "Save it without macros, or as a PDF.")
    if "word/document.xml" in names and "[content_types].xml" in names:
        return WORD
    # An OpenDocument begins with its type, uncompressed: OpenDocument 1.3, part 2, section 3.3.
    if ODT in content[:100]:
        return OPEN_TEXT
    raise BadValue("The file is an archive, or another kind of document.", "Save it as a PDF.")


def _names_in(content: bytes) -> Collection[str]:
    """The names alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()[:MOST_MEMBERS]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
        raise BadValue("The document is damaged.", "Save it again.") from fault
    return {name.lower() for name in names}


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(sign.isprintable() or sign in "\r\n\t\f" for sign in text)
