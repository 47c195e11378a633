"""The statement on paper, as a file for other programs, and its proofs."""

import io
import json
import sys
import zipfile
from collections import Counter

import pypdf
import pytest

from config.reference import FOLDER as REFERENCE
from onward.ledger.heads import public_key, sign_current_head
from onward.ledger.proof_file import check_proof
from onward.parties.permissions import Role
from onward.rights.erasure import erase
from onward.tenancy.context import REGISTER, acting_for
from tests.times import NOON
from tests.web.client import page_of
from tests.web.participant.coming_in import opened, text_of

pytestmark = pytest.mark.django_db


def test_the_pdf_is_tagged_and_bears_the_ledgers_head(client, stage, record):
    with acting_for(REGISTER):
        head = sign_current_head(at=NOON)

    answer = opened(client, stage, record).get("/participant/statement.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    root = pdf.root_object
    assert str(root["/MarkInfo"].get_object()) == "{'/Marked': True}"
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root
    said = "".join(page.extract_text() for page in pdf.pages)
    assert "Ailsa" in said
    assert head.head.root.hex() in "".join(said.split())
    assert pdf.metadata
    assert pdf.metadata.title == "Who we shared your information with"


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(client, stage, record, monkeypatch):
    opened(client, stage, record)
    # What importing it does where the system lacks Pango.
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("builtins.__import__", _without_pango)

    answer = client.get("/participant/statement.pdf")

    assert "Choose Print in your browser" in text_of(answer)


_import = __import__


def _without_pango(name, *arguments, **options):
    if name == "weasyprint":
        raise OSError("cannot load library 'libpango-1.0-0'")
    return _import(name, *arguments, **options)


def test_the_file_for_other_programs_holds_every_row_and_value(client, stage, record):
    answer = opened(client, stage, record).get("/participant/statement.json")

    found = json.loads(answer.content)
    (given,) = (row for row in found["shared"] if row["kind"] == "referral")
    assert given["on_behalf_of"] == stage.commissioner.name
    values = {item["item"]: item["value"] for item in given["items"]}
    assert values["nino"] == "QQ123456C"
    assert 'filename="statement.json"' in answer.headers["Content-Disposition"]


TEN = 10


def test_the_first_sheet_says_it_in_ten_lines_and_bears_what_follows_on_the_next(
    client, stage, record
):
    page = page_of(opened(client, stage, record).get("/participant/statement"))
    lines = page.xpath("//dl[contains(@class, 'onward-ten-lines')]/div")

    assert len(lines) == TEN
    said = " ".join(" ".join(line.text_content().split()) for line in lines)
    assert f"1 organisation: {stage.provider.name}" in said
    assert "Who you are, how to reach you, your benefits" in said
    sheets = pages_of(client.get("/participant/statement.pdf"))
    assert "If something is wrong" in sheets[0]
    assert "Who has what about you" not in sheets[0]
    assert sheets[1].startswith("Who has what about you")


def pages_of(answer):
    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def kinds_in(element):
    """How often each kind of structure element stands in a tagged PDF."""
    element = element.get_object()
    kind = [str(element["/S"])] if "/S" in element else []
    below = element.get("/K", [])
    below = below if isinstance(below, list) else [below]
    dictionaries = (each.get_object() for each in below if not isinstance(each, int))
    inner = (each for each in dictionaries if isinstance(each, dict) and "/S" in each)
    return Counter(kind) + sum((kinds_in(each) for each in inner), Counter())


def test_a_screen_reader_finds_headings_lists_and_table_headers_in_the_pdf(client, stage, record):
    answer = opened(client, stage, record).get("/participant/statement.pdf")

    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    kinds = kinds_in(pdf.root_object["/StructTreeRoot"])
    assert kinds["/H1"] == 1
    assert kinds["/H2"] >= 5
    assert kinds["/TH"] > kinds["/Table"] > 2
    assert kinds["/L"] >= 1
    assert "'/DisplayDocTitle': True" in str(pdf.root_object["/ViewerPreferences"].get_object())
    assert pdf.xmp_metadata
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()


def test_the_file_keeps_to_its_published_schema(client, stage, record):
    answer = opened(client, stage, record).get("/participant/statement.json")

    schema = json.loads((REFERENCE / "statement.schema.json").read_text())
    assert list(against(schema, json.loads(answer.content))) == []
    assert list(against(schema, {"format": "another"}))


def against(schema, value, at="$"):
    """What of a value does not keep to a schema, for the words of JSON Schema that ours uses."""
    kinds = schema.get("type", [])
    if kinds and JSON_KINDS[type(value)] not in (kinds if isinstance(kinds, list) else [kinds]):
        yield f"{at} is {JSON_KINDS[type(value)]}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is {value}"
    if isinstance(value, dict) and "properties" in schema:
        for name in set(schema["required"]) ^ set(value):
            yield f"{at}.{name}"
        for name in set(schema["required"]) & set(value):
            yield from against(schema["properties"][name], value[name], f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for each in value:
            yield from against(schema["items"], each, f"{at}[]")


JSON_KINDS = {
    str: "string",
    int: "integer",
    bool: "boolean",
    dict: "object",
    list: "array",
    type(None): "null",
}


def test_the_day_from_which_what_was_erased_is_beyond_reach_is_told(
    client, stage, record, settings
):
    """REQ-LAW-047"""
    settings.KEYS_BACKUP_DAYS = 30
    with stage.at_work(Role.WORK_COACH) as coach:
        erase(record, classes=["contact"], by=coach, at=NOON)

    visitor = opened(client, stage, record)

    words = "From 2 June 2017 nobody can open the copies that were kept as proof"
    assert words in text_of(visitor.get("/participant/statement"))
    (told,) = visitor.get("/participant/statement.json").json()["erased"]
    assert told["beyond_reach_on"] == "2017-06-02"
    assert words in " ".join(pages_of(visitor.get("/participant/statement.pdf")))


def test_each_line_has_a_proof_that_anyone_can_check(client, stage, record):
    with acting_for(REGISTER):
        sign_current_head(at=NOON)
    visitor = opened(client, stage, record)
    found = json.loads(visitor.get("/participant/statement.json").content)

    answer = visitor.get("/participant/statement-proofs.zip")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        proofs = {name: folder.read(name).decode() for name in folder.namelist()}
    (given,) = (row for row in found["shared"] if row["kind"] == "referral")
    assert f"onward-proof-{given['entry']}.json" in proofs
    assert all(check_proof(text, public_key=public_key()) == [] for text in proofs.values())
