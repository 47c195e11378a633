from datetime import date
from typing import Any

import lxml.html
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from onward.values.pence import pounds
from onward.web.forms import DateParts, DateText, PageForm, ValueField

ALL = "{{ error_summary(form) }}{{ render_form(form) }}"
KINDS = [("", "---------"), ("E", "Employed"), ("S", "Self-employed")]


class JobStart(PageForm):
    employer = forms.CharField(label="Employer", max_length=20, help_text="As on the pay slip")
    started_on = DateText(label="Date the job started")
    born_on = DateParts(label="Date of birth")
    hours = forms.IntegerField(label="Hours a week", min_value=1, max_value=80)
    pay = ValueField(label="Pay", read=pounds)
    email = forms.EmailField(label="Email address")
    area = forms.ChoiceField(label="Area", choices=KINDS)
    kind = forms.ChoiceField(label="Kind of job", choices=KINDS[1:], widget=forms.RadioSelect)
    seen = forms.MultipleChoiceField(
        label="What was seen", choices=KINDS[1:], widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(label="Notes", max_length=500, widget=forms.Textarea)
    proof = forms.FileField(label="Evidence")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="I have seen the contract")
    token = forms.CharField(widget=forms.HiddenInput)


GOOD = {
    "employer": "Acme & Sons",
    "started_on": "3 4 2017",
    "born_on_day": "27",
    "born_on_month": "3",
    "born_on_year": "1980",
    "hours": "16",
    "pay": "£385.00",
    "email": "a@example.org",
    "area": "E",
    "kind": "S",
    "seen": ["E"],
    "notes": "As <agreed>",
    "password": "secret words",
    "sure": "on",
    "token": "abc",
}


def drawn(form: PageForm, source: str = ALL) -> Any:
    html = engines["jinja2"].from_string(source).render({"form": form})
    return lxml.html.fromstring(f"<form>{html}</form>")


def typed(**changes: str) -> JobStart:
    return JobStart(GOOD | changes, {"proof": SimpleUploadedFile("slip.txt", b"x")})


def message(name: str, **changes: str) -> str:
    form = typed(**changes)
    return str(form.errors[name][0])


def test_each_link_of_the_error_summary_leads_to_a_box_that_can_be_filled():
    document = drawn(JobStart({}))

    links = document.xpath("//*[@data-module='govuk-error-summary']//a/@href")

    assert len(links) == len(JobStart.base_fields) - 1  # a hidden field has no place to go to
    for link in links:
        (target,) = document.xpath(f"//*[@id='{link[1:]}']")
        assert target.tag in {"input", "select", "textarea"}


def test_the_words_beside_a_field_are_the_words_of_the_summary():
    document = drawn(JobStart({}))
    link = document.xpath("string(//a[@href='#id_started_on'])")

    beside = document.xpath("string(//*[@id='id_started_on-error'])")

    assert " ".join(beside.split()) == f"Error: {link}"


def test_an_error_of_the_whole_form_leads_to_its_first_field():
    form = typed()
    form.add_error(None, "The start must not be before the referral")

    link = drawn(form).xpath("//*[@data-module='govuk-error-summary']//a")

    assert [(one.text, one.get("href")) for one in link] == [
        ("The start must not be before the referral", "#id_employer")
    ]


def test_a_form_nobody_has_sent_has_no_error_summary():
    assert not drawn(JobStart()).xpath("//*[@data-module='govuk-error-summary']")


def test_what_was_typed_stays_in_the_boxes():
    document = drawn(typed(hours="many"))

    assert document.xpath("//input[@id='id_hours']/@value") == ["many"]
    assert document.xpath("//input[@id='id_employer']/@value") == ["Acme & Sons"]
    assert document.xpath("string(//textarea)") == "As <agreed>"
    assert document.xpath("//input[@name='born_on_month']/@value") == ["3"]
    assert document.xpath("//input[@checked]/@value") == ["S", "E", "on"]
    assert document.xpath("//option[@selected]/@value") == ["E"]


def test_a_password_is_never_sent_back():
    assert not drawn(typed()).xpath("//input[@type='password']/@value")


def test_checkboxes_are_not_shown_as_radios():
    document = drawn(JobStart())

    assert len(document.xpath("//input[@type='checkbox' and @name='seen']")) == 2
    assert len(document.xpath("//input[@type='radio' and @name='kind']")) == 2


def test_every_box_has_a_label_and_no_two_share_an_id():
    document = drawn(JobStart({}))
    boxes = document.xpath("//input[@type!='hidden'] | //select | //textarea")
    ids = document.xpath("//@id")

    assert [box.get("id") for box in boxes] == document.xpath("//label/@for")
    assert len(ids) == len(set(ids))


def test_a_hint_and_an_error_are_read_out_with_their_box():
    (box,) = drawn(JobStart({})).xpath("//input[@id='id_employer']")

    assert box.get("aria-describedby") == "id_employer-hint id_employer-error"


def test_a_field_can_be_the_heading_of_its_page():
    document = drawn(JobStart(), "{{ render_field(form.kind, heading=True) }}")

    assert document.xpath("string(//h1)").strip() == "Kind of job"


def test_a_page_can_say_how_a_field_looks():
    source = "{{ render_field(form.pay, prefix='£', hint='Each week', classes='narrow') }}"

    document = drawn(JobStart(), source)

    assert document.xpath("//*[@class='govuk-input__prefix']/text()") == ["£"]
    assert document.xpath("string(//*[@id='id_pay-hint'])").strip() == "Each week"
    assert "narrow" in document.xpath("string(//input/@class)")


def test_a_look_that_does_not_exist_is_a_mistake():
    with pytest.raises(TypeError, match="colour"):
        drawn(JobStart(), "{{ render_field(form.pay, colour='red') }}")


def test_a_field_that_may_stay_empty_says_so():
    form = JobStart()
    form.fields["notes"].required = False

    assert "Notes (optional)" in drawn(form).text_content()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("employer", "", "Enter employer"),
        ("employer", "x" * 21, "Employer must be 20 characters or fewer"),
        ("started_on", "", "Enter date the job started"),
        ("started_on", "31 2 2017", "Date the job started must be a real date, like 27 3 2017"),
        ("started_on", "3 4 17", "Date the job started must be a real date, like 27 3 2017"),
        ("born_on_month", "", "Date of birth must be a real date, like 27 3 2017"),
        ("hours", "many", "Hours a week must be a whole number, like 16"),
        ("hours", "0", "Hours a week must be 1 or more"),
        ("hours", "81", "Hours a week must be 80 or less"),
        ("pay", "lots", "This is not an amount in pounds and pence. Write pounds and pence"),
        ("area", "X", "Area: select one of the choices listed"),
        ("kind", "", "Select kind of job"),
        ("sure", "", "Tick the box to go on: I have seen the contract"),
    ],
)
def test_a_message_says_what_went_wrong_and_how_to_mend_it(name, value, said):
    field = "born_on" if name.startswith("born_on") else name

    assert message(field, **{name: value}).startswith(said)


def test_no_message_calls_an_answer_invalid_or_a_field_required():
    said = " ".join(
        str(text) for field in JobStart().fields.values() for text in field.error_messages.values()
    )

    assert "This field is required" not in said


def test_the_words_a_page_gives_win_over_the_general_ones():
    class Named(PageForm):
        name = forms.CharField(error_messages={"required": "Enter the name on the letter"})

    assert Named({}).errors["name"] == ["Enter the name on the letter"]


@pytest.mark.parametrize(
    "text",
    [
        "3 4 2017",
        "03/04/2017",
        "3-4-2017",
        "3.4.2017",
        " 2017-04-03 ",
        "3 April 2017",
        "3 apr 2017",
    ],
)
def test_a_date_is_read_as_people_write_it(text):
    assert DateText().clean(text) == date(2017, 4, 3)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_shown_in_its_box_is_read_back_as_itself(day):
    class Days(PageForm):
        text = DateText()
        parts = DateParts()

    boxes = drawn(Days(initial={"text": day, "parts": day})).xpath("//input")
    read = Days({box.get("name"): box.get("value") for box in boxes})

    assert read.is_valid()
    assert read.cleaned_data == {"text": day, "parts": day}


def test_what_is_sent_is_understood():
    form = typed()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(1980, 3, 27)
    assert form.cleaned_data["pay"] == 38500
