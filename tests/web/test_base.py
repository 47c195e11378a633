import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from jinja2 import UndefinedError
from markupsafe import escape

from onward.web import vendor_assets
from onward.web.forms import PageForm

WEB = Path(vendor_assets.__file__).parent
TEMPLATES = sorted(WEB.glob("**/templates/**/*.html"))
PAGE = """{% extends "base.html" %}{% block title %}Referrals{% endblock %}
{% block content %}<h1>Referrals</h1>{% endblock %}"""
SIGNED_IN: dict[str, Any] = {
    "navigation": [("Home", "/", True, None), ("Referrals", "/r", False, 3)],
    "organisation_name": "Northern <Trust>",
    "role_name": "Adviser",
    "staff_name": "M Campbell",
    "search_url": "/find",
    "sign_out_url": "/sign-out",
    "session_seconds": 1200,
    "keep_signed_in_url": "/stay",
    "demonstration": {
        "clock": datetime(2017, 10, 3, 9, tzinfo=UTC),
        "machine": datetime(2026, 11, 21, 9, tzinfo=UTC),
    },
}
NASTY = "<b>bold</b>"
EVENT = {"title": NASTY, "at": date(2017, 4, 3), "by": NASTY, "kind": NASTY, "text": NASTY}
TASK = {"title": NASTY, "status": "STARTED", "hint": NASTY, "by": NASTY, "url": "/"}
CELLS = "{% call(r) multi_select_table(x, [x], [{'id': 1, 'name': x}]) %}<td></td>{% endcall %}"
MACROS = [
    ("tables", "data_table", "{{ data_table(x, [x, {'label': x, 'number': True}], [[x, x]]) }}"),
    ("tables", "data_table", "{{ data_table(x, [x], [], empty=x) }}"),
    ("tables", "multi_select_table", CELLS),
    ("lists", "empty_state", "{{ empty_state(x, x, x, '/') }}"),
    ("person", "identity_bar", "{{ identity_bar(x, [(x, x)]) }}"),
    ("person", "timeline", "{{ timeline([event]) }}"),
    ("person", "task_list", "{{ task_list([task]) }}"),
    ("person", "summary_card", "{{ summary_card(x, [(x, x), (x, x, x, '/')], [(x, '/')]) }}"),
    ("notices", "confirmation_panel", "{{ confirmation_panel(x, x) }}"),
    ("notices", "warning", "{{ warning(x) }}"),
    ("notices", "inset", "{{ inset(x) }}"),
    ("notices", "reasons", "{{ reasons(x, [x]) }}"),
]


class OneName(PageForm):
    name = forms.CharField(label="Name")


class Filters(PageForm):
    area = forms.MultipleChoiceField(
        choices=[("N", "North"), ("S", "South")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def shown(source: str, *, address: str = "/", **context: Any) -> str:
    template = engines["jinja2"].from_string(source)
    return str(template.render(context, RequestFactory().get(address)))


def parsed(html: str) -> Any:
    return lxml.html.fromstring(html)


def page(**context: Any) -> Any:
    return parsed(shown(PAGE, **context))


def test_a_page_has_a_language_a_main_landmark_and_one_heading():
    document = page(**SIGNED_IN)

    assert document.get("lang") == "en"
    assert len(document.xpath("//main[@id='main-content']")) == 1
    assert len(document.xpath("//h1")) == 1
    assert document.xpath("//a[@href='#main-content']")


def test_a_page_says_which_language_it_is_in():
    with translation.override("cy"):
        assert page().get("lang") == "cy"


def test_the_title_begins_with_error_only_when_a_form_has_errors():
    assert page(form=OneName({"name": "x"})).findtext(".//title") == "Referrals - Onward"
    assert page(form=OneName({})).findtext(".//title") == "Error: Referrals - Onward"
    assert page(problem=True).findtext(".//title") == "Error: Referrals - Onward"


def test_a_form_with_errors_puts_the_summary_above_the_page():
    document = page(form=OneName({}))

    assert document.xpath("string(//main/*[1]/@class)") == "govuk-error-summary"
    assert document.xpath("//main//a[@href='#id_name']/text()") == ["Enter name"]


def test_the_demonstration_clock_stands_in_a_landmark():
    said = page(**SIGNED_IN).xpath("string(//header//*[@class='onward-demonstration'])")

    assert "The clock here says Tuesday 3 October 2017" in said
    assert "21 November 2026 at 9:00am" in said
    assert not page().xpath("//*[@class='onward-demonstration']")


def test_what_is_sought_and_signing_out_are_posted():
    methods = page(**SIGNED_IN).xpath("//header//form/@method")

    assert methods == ["post", "post"]
    assert not page().xpath("//header//form")


def test_the_present_page_and_the_counts_show_in_the_navigation():
    document = page(**SIGNED_IN)

    assert document.xpath("string(//a[@aria-current='page'])") == "Home"
    assert document.xpath("//nav//span[@class='onward-count']/text()") == ["3"]


def test_flash_messages_of_one_kind_share_a_banner():
    said = [
        {"level_tag": "error", "__str__": "x"},
        {"level_tag": "error"},
        {"level_tag": "success"},
    ]

    banners = page(messages=said).xpath("//*[@role='alert']//h2")

    assert [banner.text.strip() for banner in banners] == ["There is a problem", "Success"]


def test_every_script_bears_the_nonce_of_the_response():
    request = RequestFactory().get("/")
    vars(request)["csp_nonce"] = "n0nce"

    document = parsed(engines["jinja2"].from_string(PAGE).render({}, request))

    assert set(document.xpath("//script/@nonce")) == {"n0nce"}
    assert document.xpath("count(//script)") == document.xpath("count(//script[@nonce])")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_nothing_to_be_shown(code):
    document = parsed(render_to_string(f"{code}.html"))

    assert len(document.xpath("//h1")) == 1
    assert document.xpath("//main//p")


def test_a_page_not_found_does_not_say_whether_it_exists_for_others():
    said = parsed(render_to_string("404.html")).xpath("string(//main)").lower()

    assert not re.search(r"permi|allow|organisation|record|deleted|exist", said)


def test_printing_a_name_nobody_gave_is_a_mistake():
    with pytest.raises(UndefinedError, match="surname"):
        shown("{{ surname }}")
    with pytest.raises(UndefinedError, match="surname"):
        shown("{{ person.surname }}", person=OneName())
    assert shown("{% if surname %}x{% endif %}") == ""


@pytest.mark.parametrize(("file", "name", "call"), MACROS)
def test_a_macro_escapes_every_text_it_is_given(file, name, call):
    source = f'{{% from "parts/{file}.html" import {name} %}}{call}'

    drawn = shown(source, x=NASTY, event=EVENT, task=TASK)

    assert str(escape(NASTY)) in drawn
    assert NASTY not in drawn


@pytest.mark.parametrize("status", ["Completed", "Not yet started", "Cannot start yet"])
def test_a_task_says_how_far_it_has_come_in_words(status):
    code = status.upper().replace(" YET", "").replace(" ", "_")
    source = '{% from "parts/person.html" import task_list %}{{ task_list(tasks) }}'

    assert status in shown(source, tasks=[{"title": "Start", "status": code, "url": "/"}])


def test_a_task_that_cannot_start_yet_is_no_link():
    source = '{% from "parts/person.html" import task_list %}{{ task_list(tasks) }}'
    task = {"title": "Outcome", "status": "CANNOT_START", "url": "/outcome"}

    assert "<a" not in shown(source, tasks=[task])


def test_turning_the_page_keeps_the_filters():
    source = '{% from "parts/lists.html" import pagination %}{{ pagination(page, request) }}'
    turned = Paginator(range(100), 10).page(5)

    links = parsed(shown(source, address="/?area=N&page=5", page=turned))

    assert links.xpath("//a[@rel='next']/@href") == ["?area=N&page=6"]
    numbers = [item.text_content().strip() for item in links.xpath(".//li")]
    assert numbers == [*"1⋯456⋯", "10"]


def test_a_chosen_filter_is_taken_away_alone():
    source = '{% from "parts/lists.html" import filter_panel %}{{ filter_panel(form, request) }}'
    address = "/?area=N&area=S&page=2"
    form = Filters(RequestFactory().get(address).GET)

    panel = parsed(shown(source, address=address, form=form))

    assert panel.xpath("//li/a/@href") == ["?area=S", "?area=N"]
    assert "Remove Area: North" in panel.xpath("string(//li[1]/a)")


def test_a_cell_knows_the_name_of_its_column():
    source = '{% from "parts/tables.html" import data_table %}{{ data_table(*table) }}'

    table = parsed(shown(source, table=("Sums", ["Claim", "Sum"], [["C1", "£5.00"]])))

    assert table.xpath("//td/@data-label") == ["Sum"]
    assert table.xpath("string(//th[@scope='row'])") == "C1"


def test_the_style_sheets_name_no_gov_uk_typeface_crest_or_outside_file():
    for file in WEB.glob("static/**/*.css"):
        style = file.read_text("utf-8")
        assert not re.search(r"GDS Transport|@font-face|crest|sourceMapp|url\((?!data:)", style)


def test_the_pages_draw_no_crown():
    assert not re.search("crown|logotype", shown(PAGE, **SIGNED_IN), re.IGNORECASE)


def test_the_vendored_files_are_the_ones_listed():
    listed = json.loads((vendor_assets.FOLDER / vendor_assets.MANIFEST).read_text("utf-8"))

    assert vendor_assets.digests(vendor_assets.FOLDER) == listed["sha256"]


def test_a_style_sheet_that_still_names_a_file_is_refused():
    with pytest.raises(ValueError, match="new-picture"):
        vendor_assets.without_gov_uk_marks("a{background:url(/assets/new-picture.svg)}")


def test_every_macro_is_in_the_reference():
    reference = (WEB.parent.parent / "docs/reference/front-end.md").read_text("utf-8")
    macros = [
        name
        for file in WEB.glob("templates/parts/*.html")
        for name in re.findall(r"{% macro ([a-z]\w+)\(", file.read_text("utf-8"))
    ]

    assert macros
    assert [name for name in macros if f"`{name}(" not in reference] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_word_of_a_template_can_be_translated(file):
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", file.read_text("utf-8"), flags=re.DOTALL)
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>|&\w+;|\bOnward\b", "", text, flags=re.DOTALL)

    assert re.findall(r"[A-Za-z]{2,}", words) == []
