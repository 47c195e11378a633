"""What a participant sees: with a link and a code, her own statement and nothing else."""

import io
import json
import logging
import sys
import zipfile
from collections import Counter
from datetime import timedelta

import pypdf
import pytest

from config.reference import FOLDER as REFERENCE
from onward.disclosures.models import Parcel
from onward.ledger.heads import public_key, sign_current_head
from onward.ledger.proof_file import check_proof
from onward.parties.clock import machine_now
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.models import Look, Record
from onward.people.records import look
from onward.rights.erasure import erase
from onward.rights.invitations import TRIES, invite
from onward.tenancy.context import REGISTER, acting_for
from onward.web.participant import statement, visit
from tests.journeys.stage import ALL, a_referred_person
from tests.times import NOON
from tests.web.client import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def record(django_db_setup):
    return django_db_setup[1]


def a_link(stage, record, *, by=Role.WORK_COACH, at=None):
    with stage.at_work(by) as staff:
        return invite(record, checked=["in_person"], by=staff, at=at or machine_now())


def opened(client, stage, record, *, by=Role.WORK_COACH):
    """The client, having come in with a link and its code."""
    link = a_link(stage, record, by=by)
    client.get(f"/participant/open/{link.token}")
    answer = client.post("/participant/code", {"code": link.code})
    assert answer.headers["Location"] == "/participant/statement"
    return client


def text_of(answer):
    return " ".join(" ".join(page_of(answer).xpath("//main//text()")).split())


def the_statement(client, stage, record):
    return text_of(opened(client, stage, record).get("/participant/statement"))


def test_a_link_asks_for_the_code_at_an_address_that_does_not_hold_it(client, stage, record):
    link = a_link(stage, record)

    answer = client.get(f"/participant/open/{link.token}", follow=True)

    assert answer.redirect_chain == [("/participant/code", 302)]
    assert link.token not in answer.content.decode()
    (field,) = page_of(answer).xpath("//main//input[@name='code']")
    assert field.get("autocomplete") == "one-time-code"


def test_link_and_code_open_the_statement_in_two_steps(client, stage, record):
    """REQ-004-048"""
    said = the_statement(client, stage, record)

    assert f"Given by {stage.commissioner.name}, carried out by {stage.department.name}" in said
    assert f"Given to {stage.provider.name}" in said
    assert "Why To help the person into work" in said
    assert "Scotland Act 2016" in said
    assert "Last name Grant" in said
    assert "14 Larch Terrace Falkirk" in said
    assert str(stage.agreement) in said
    assert "Who you are, how to reach you, your benefits, your health" in said


def test_it_can_begin_from_the_recipients_record_and_says_whose_behalf_it_was_on(
    client, stage, record
):
    """REQ-000-004"""
    received = stage.received(record)

    page = opened(client, stage, received, by=Role.CASEWORKER).get("/participant/statement")

    assert f"{stage.commissioner.name}, carried out by {stage.department.name}" in text_of(page)


def test_the_whole_number_is_not_on_the_screen(client, stage, record):
    page = opened(client, stage, record).get("/participant/statement").content

    assert "QQ123456C" not in page.decode()
    assert "•• •• •• •6 C" in page.decode()


def test_what_was_erased_is_named_and_not_shown(client, stage, record):
    """REQ-004-048"""
    with stage.at_work(Role.WORK_COACH) as coach:
        erase(record, classes=["contact"], by=coach, at=NOON)

    said = the_statement(client, stage, record)

    assert "Telephone number Sent, since erased" in said
    assert "496 0123" not in said
    assert f"{stage.department.name} erased this on 2 May 2017: how to reach you." in said


def test_what_could_go_went_and_was_opened_are_counted_apart(client, stage, record):
    """REQ-004-049"""
    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        look(received, by=caseworker, what=Look.What.RECORD, at=NOON)

    said = the_statement(client, stage, record)

    assert "kinds of information, of" in said
    assert f"{stage.provider.name} 1 time 2 May 2017" in said


def test_what_is_kept_back_is_said(client, stage):
    record = stage.a_person(case_kind=Record.CaseKind.MAPPA)
    stage.refer(record)

    said = the_statement(client, stage, record)

    assert "Kept back, to protect you or others: Address, Postcode, Telephone number" in said
    assert "Larch" not in said


def test_a_send_that_was_stopped_shows_no_value(client, stage):
    record = stage.a_person()
    stage.ask(record)
    with acting_for(stage.department.pk):
        Record.objects.filter(pk=record.pk).update(case_kind=Record.CaseKind.SCR)
    stage.deliver()

    said = the_statement(client, stage, record)

    assert "It was stopped. Nothing was sent." in said
    assert "Last name Not sent" in said


def test_a_person_about_whom_nothing_was_shared_is_told_so(client, stage):
    said = the_statement(client, stage, stage.a_person())

    assert "Nothing about you was given to another organisation." in said
    assert "You were invited to see this statement" in said


def test_it_says_whom_to_complain_to(client, stage, record):
    with acting_for(REGISTER):
        Organisation.objects.filter(pk=stage.provider.pk).update(
            data_protection_contact="Data protection, 1 Mill Lane, Stirling"
        )

    said = the_statement(client, stage, record)

    assert f"{stage.provider.name}: Data protection, 1 Mill Lane, Stirling" in said
    assert "ico.org.uk" in said


@pytest.mark.parametrize("end", ["wrong code", "no link", "used", "closed", "expired"])
def test_a_link_that_does_not_open_never_says_why(client, stage, record, end):
    at = machine_now() - timedelta(days=15) if end == "expired" else None
    link = a_link(stage, record, at=at)
    code = link.code
    if end != "no link":
        client.get(f"/participant/open/{link.token}")
    if end == "wrong code":
        code = f"{(int(code) + 1) % 10**8:08d}"
    if end == "used":
        client.post("/participant/code", {"code": code})
        client.get(f"/participant/open/{link.token}")
    for _ in range(TRIES if end == "closed" else 0):
        client.post("/participant/code", {"code": "1"})

    answer = client.post("/participant/code", {"code": code})

    assert answer.status_code == 200
    (error,) = page_of(answer).xpath("//*[@id='id_code-error']")
    assert "This link and code do not open anything." in error.text_content()
    assert page_of(answer).findtext(".//title").startswith("Error: ")


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_the_token_is_in_no_log(client, stage, record, caplog, method):
    link = a_link(stage, record)

    with caplog.at_level(logging.DEBUG):
        getattr(client, method)(f"/participant/open/{link.token}")
        client.post("/participant/code", {"code": "1"})
        client.post("/participant/code", {"code": link.code})

    assert link.token not in caplog.text
    assert link.code not in caplog.text


@pytest.mark.parametrize("name", ["statement", "statement.pdf", "statement.json"])
def test_without_a_visit_there_is_nothing_to_see(client, name):
    assert client.get(f"/participant/{name}").headers["Location"] == "/participant/left"


def test_after_half_an_hour_without_a_word_the_visit_is_over(client, stage, record, monkeypatch):
    opened(client, stage, record)
    later = machine_now() + visit.IDLE
    monkeypatch.setattr(visit, "machine_now", lambda: later)

    assert client.get("/participant/statement").headers["Location"] == "/participant/left"


def test_asking_to_stay_starts_the_half_hour_anew(client, stage, record, monkeypatch):
    opened(client, stage, record)
    started = machine_now()
    for minutes in (20, 40, 60):
        at = started + timedelta(minutes=minutes)
        monkeypatch.setattr(visit, "machine_now", lambda at=at: at)
        assert client.post("/participant/stay").status_code == 204


def test_whoever_leaves_has_left(client, stage, record):
    opened(client, stage, record)

    assert client.post("/participant/leave").headers["Location"] == "/participant/left"

    assert client.get("/participant/statement").headers["Location"] == "/participant/left"
    assert "You have left" in text_of(client.get("/participant/left"))


def test_a_visit_signs_staff_out_and_staff_end_a_visit(client, stage, record):
    signed_in(client, stage.member(Role.CASEWORKER))
    opened(client, stage, record)

    assert client.get("/").headers["Location"].startswith("/sign-in")
    assert client.get("/participant/statement").status_code == 200


def test_a_signed_in_member_of_staff_does_not_act_on_a_participants_page(client, stage):
    signed_in(client, stage.member(Role.CASEWORKER))

    page = page_of(client.get("/participant/code"))

    assert stage.provider.name not in page.text_content()


def test_the_session_holds_a_handle_and_no_name(client, stage, record):
    opened(client, stage, record)

    session = dict(client.session.items())

    assert session[visit.HANDLE] == str(record.handle)
    assert set(session) == {visit.HANDLE, visit.SINCE, visit.SEEN, "_session_expiry"}


def test_no_cache_keeps_the_statement(client, stage, record):
    answer = opened(client, stage, record).get("/participant/statement")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_title_names_nobody(client, stage, record):
    page = page_of(opened(client, stage, record).get("/participant/statement"))

    assert page.findtext(".//title") == "Who we shared your information with - Onward"


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


def test_staff_who_checked_who_it_is_get_the_link_and_the_code_once(client, stage, record):
    coach = signed_in(client, stage.member(Role.WORK_COACH))
    page = f"/people/{record.pk}/invitation"

    asked = page_of(coach.get(page))
    answer = page_of(coach.post(page, {"checked": ["name", "document"]}))

    assert len(asked.xpath("//input[@name='checked']")) == 7
    link, code = (node.text for node in answer.xpath("//*[contains(@class, 'onward-secret')]"))
    assert link.startswith("http://testserver/participant/open/")
    client.cookies.clear()
    client.get(link.removeprefix("http://testserver"))
    opening = client.post("/participant/code", {"code": code})
    assert opening.headers["Location"] == "/participant/statement"


def test_staff_who_checked_nothing_are_asked_again(client, stage, record):
    coach = signed_in(client, stage.member(Role.WORK_COACH))

    answer = coach.post(f"/people/{record.pk}/invitation", {})

    assert "Tick what you checked about who this is" in text_of(answer)


@pytest.mark.parametrize(("role", "status"), [(Role.SIGNER, 403), (Role.CASEWORKER, 404)])
def test_only_those_who_may_invite_do_and_only_to_their_own_records(
    client, stage, record, role, status
):
    signed_in(client, stage.member(role))

    assert client.get(f"/people/{record.pk}/invitation").status_code == status


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


def test_the_page_says_what_may_be_shared_while_the_agreement_is_in_force(
    client, stage, record, monkeypatch
):
    """REQ-004-049"""
    assert "No agreement in force lets anyone" in the_statement(client, stage, record)

    monkeypatch.setattr(statement, "now", lambda: NOON)
    said = the_statement(client, stage, record)

    assert "These agreements are in force." in said
    assert f"{stage.provider.name} {stage.department.name} To help the person into work." in said


def test_the_page_says_whether_what_was_shared_is_still_held(client, stage, record):
    """REQ-004-048"""
    said = the_statement(client, stage, record)
    assert f"Yes. {stage.provider.name} has not said that it erased it." in said
    assert f"Ask or complain to {stage.commissioner.name}" in said

    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        erase(received, by=caseworker, at=NOON)
    said = the_statement(client, stage, record)

    assert f"No. {stage.provider.name} erased it on 2 May 2017." in said


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
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in answer.content or "pdfuaid" in str(pdf.xmp_metadata.stream.get_data())


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


def test_a_line_kept_back_by_an_officer_is_counted_and_not_told(client, stage, record):
    with stage.at_work(ALL, of=stage.department):
        entry = Parcel.objects.get(from_handle=record.handle).entry
    officer = signed_in(client, stage.member(ALL, of=stage.department))
    form = {"exemption": "dpa2018-sch2-16", "review_on": "1 9 2099"}
    officer.post(f"/governance/people/{record.pk}/lines/{entry}/withholding", form)
    sharing = officer.get(f"/governance/people/{record.pk}/sharing")
    assert "Kept out of their statement until 1 September 2099." in text_of(sharing)

    said = the_statement(client, stage, record)

    assert "1 line is not shown." in said
    assert f"{stage.department.name} Data Protection Act 2018 sch.2 para 16" in said
    assert "Last name" not in said.partition("What was shared")[2]
