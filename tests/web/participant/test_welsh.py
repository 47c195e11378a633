"""A participant reads in Welsh whatever she can read in English, and her choice holds."""

import io
import json
import re

import pypdf
import pytest
from django.conf import settings
from django.utils import translation

from config.welsh import COMPILED, compiled, is_known, wanted, without_welsh
from onward.parties.permissions import Role
from onward.web.language import UNREVIEWED
from onward.web.words import date_words, listed, moment_words
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.participant.coming_in import a_link, opened, text_of
from tests.web.participant.po_file import read_po

pytestmark = pytest.mark.django_db
CATALOGUE = settings.LOCALE_PATHS[0] / COMPILED
CHOOSE = "/participant/language/{}?page=code"
PLACES = re.compile(r"%%?\(\w+\)s")


def in_welsh(client, stage, record):
    """The client, having chosen Welsh before the code was typed."""
    client.get(CHOOSE.format("cy"))
    return opened(client, stage, record)


def test_everything_that_a_participant_sees_has_welsh():
    assert without_welsh() == []


def test_a_message_without_welsh_is_found():
    known = compiled(CATALOGUE)
    label, counted = "National Insurance number", ("%(num)s time", "%(num)s times")
    assert {label, counted} <= set(wanted())

    assert is_known(label, known)
    assert is_known(counted, known)
    assert not is_known("A label that somebody added", known)
    assert not is_known(("%(num)s new thing", "%(num)s new things"), known)


def test_what_is_compiled_is_what_translators_edit():
    assert compiled(CATALOGUE) == read_po(CATALOGUE.with_suffix(".po"))


def test_the_welsh_of_a_message_fills_in_what_its_english_does():
    for message, welsh in compiled(CATALOGUE).items():
        english = message if isinstance(message, str) else message[0]
        if english:
            assert set(PLACES.findall(welsh)) == set(PLACES.findall(english)), english


def test_it_is_marked_unreviewed_until_a_translator_has_seen_it(client):
    header = compiled(CATALOGUE)[""]

    assert ("X-Review: unreviewed" in header) == ("cy" in UNREVIEWED)
    page = text_of_all(client.get("/participant/code", headers={"Accept-Language": "cy"}))
    assert ("Nid oes cyfieithydd wedi gwirio" in page) == ("cy" in UNREVIEWED)
    assert "translator" not in text_of_all(client.get("/participant/code"))


def text_of_all(answer):
    return " ".join(" ".join(page_of(answer).xpath("//body//text()")).split())


def test_the_choice_holds_from_the_code_to_the_statement_and_after_leaving(client, stage, record):
    visitor = in_welsh(client, stage, record)

    statement = visitor.get("/participant/statement")
    visitor.post("/participant/leave")
    left = visitor.get("/participant/left")

    for answer, said in ((statement, "Gyda phwy y rhannwyd eich gwybodaeth"), (left, "Rydych")):
        assert page_of(answer).get("lang") == "cy"
        assert answer.headers["Content-Language"] == "cy"
        assert said in text_of(answer)


def test_the_statement_is_in_welsh_with_its_dates_lists_labels_and_laws(client, stage, record):
    said = text_of(in_welsh(client, stage, record).get("/participant/statement"))

    assert f"{stage.commissioner.name}, wedi'i wneud gan {stage.department.name}" in said
    assert "Cyfenw Grant" in said
    assert "Dyddiad" not in said.partition("Cyfenw Grant")[0][-20:]
    assert "Rhoddwyd eich manylion gyda'ch atgyfeiriad, 2 Mai 2017" in said
    assert "I helpu'r person i gael gwaith" in said
    assert "Deddf yr Alban 2016 Rhan 3" in said
    assert "Anabl neu ddim yn anabl Anabl" in said
    assert "The law that allows it" not in said


def test_back_in_english_everything_is_english(client, stage, record):
    visitor = in_welsh(client, stage, record)

    answer = visitor.get("/participant/language/en-gb?page=statement", follow=True)

    assert answer.redirect_chain == [("/participant/statement", 302)]
    assert page_of(answer).get("lang") == "en"
    assert "Last name Grant" in text_of(answer)


def test_a_wrong_code_is_refused_in_welsh(client, stage, record):
    client.get(f"/participant/open/{a_link(stage, record).token}")
    client.get(CHOOSE.format("cy"))

    refused = text_of(client.post("/participant/code", {"code": "1"}))
    empty = text_of(client.post("/participant/code", {"code": ""}))

    assert "Nid yw'r ddolen a'r cod hyn yn agor dim." in refused
    assert "Rhowch eich cod" in empty


def test_the_paper_and_the_file_are_in_the_language_chosen(client, stage, record):
    visitor = in_welsh(client, stage, record)

    pdf = pypdf.PdfReader(io.BytesIO(visitor.get("/participant/statement.pdf").content))
    found = json.loads(visitor.get("/participant/statement.json").content)

    assert str(pdf.root_object["/Lang"]) == "cy"
    assert "Yn gryno" in pdf.pages[0].extract_text()
    assert found["language"] == "cy"
    (given,) = (row for row in found["shared"] if row["kind"] == "referral")
    assert "Cyfenw" in {item["label"] for item in given["items"]}


def test_each_language_is_offered_in_its_own_words(client):
    nav = page_of(client.get("/participant/code")).xpath("//nav[@aria-label='Language']")[0]

    assert nav.xpath(".//*[@aria-current]")[0].text == "English"
    (other,) = nav.xpath(".//a")
    assert (other.text, other.get("lang")) == ("Cymraeg", "cy")


@pytest.mark.parametrize("address", ["fr?page=code", "cy?page=elsewhere", "cy"])
def test_a_language_or_a_page_that_there_is_not_is_not_found(client, address):
    assert client.get(f"/participant/language/{address}").status_code == 404


def test_staff_pages_stay_english_whatever_the_browser_asks(client, stage):
    caseworker = signed_in(client, stage.member(Role.CASEWORKER))
    client.get(CHOOSE.format("cy"))

    page = page_of(caseworker.get("/provider/", headers={"Accept-Language": "cy"}))

    assert page.get("lang") == "en"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Dewi"], "Dewi"),
        (["Dewi", "Mair"], "Dewi a Mair"),
        (["Dewi", "Mair", "Eleri"], "Dewi, Mair ac Eleri"),
    ],
)
def test_a_list_is_joined_as_welsh_does(names, said):
    with translation.override("cy"):
        assert listed(names) == said


def test_a_date_is_said_as_welsh_does():
    with translation.override("cy"):
        assert date_words(NOON) == "2 Mai 2017"
        assert moment_words(NOON) == "2 Mai 2017 am 12:00pm"
