"""A document is kept, opened and removed on a young person's page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from onward.people.models import Look
from onward.tracking.models import Document
from tests.web.on_stage import said_in

OFFER = b"%PDF-1.7 an offer"


def kept(client, record, *, content=OFFER, name="amara-osei.exe", **said):
    file = SimpleUploadedFile(name, content)
    known = {"kind": "LETTER", "title": "College offer", "on": "1 11 2025", "file": file, **said}
    return client.post(reverse("tracking:new-document", args=[record.pk]), known, follow=True)


def document_of(here, record):
    with here.at_work():
        return Document.objects.get(record=record)


def test_a_document_is_kept_and_opened_under_a_name_that_says_nothing(adviser, worker, here):
    record = here.a_young_person()

    page = said_in(kept(adviser, record))
    document = document_of(here, record)
    opened = adviser.get(reverse("tracking:document", args=[record.pk, document.pk]))

    assert "The document is kept." in page
    assert "College offer Letter or email 1 November 2025" in page
    assert opened.content == OFFER
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"] == f'attachment; filename="document-{document.pk}.pdf"'
    assert opened["X-Content-Type-Options"] == "nosniff"
    with here.at_work():
        assert Look.objects.filter(handle=record.handle, staff=worker.handle).exists()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"content": b"MZ\x00", "name": "offer.pdf"}, "file", "none of the types that are kept"),
        ({"on": "9 11 2025"}, "on", "must be today or in the past"),
        ({"kind": ""}, "kind", "What is it?"),
        ({"title": ""}, "title", "Enter title"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(adviser, here, given, field, words):
    record = here.a_young_person()

    answer = kept(adviser, record, **given)

    assert words in said_in(answer)
    assert f'id="id_{field}-error"' in answer.content.decode()


def test_a_document_is_removed_and_not_opened_at_another_persons_address(adviser, here):
    record, other = here.a_young_person(), here.a_young_person(forename="Bo")
    kept(adviser, record)
    document = document_of(here, record)

    elsewhere = adviser.get(reverse("tracking:document", args=[other.pk, document.pk]))
    removal = reverse("tracking:document-removal", args=[record.pk, document.pk])
    unsure = adviser.post(removal)
    page = adviser.post(removal, {"sure": "on"}, follow=True)

    assert "Tick the box to go on" in said_in(unsure)
    assert elsewhere.status_code == 404
    assert "The document is removed." in said_in(page)
    assert "No document is kept." in said_in(page)


def test_the_form_begins_with_today_and_without_a_complaint(adviser, here):
    page = adviser.get(reverse("tracking:new-document", args=[here.a_young_person().pk]))

    assert "There is a problem" not in said_in(page)
    assert 'value="03 11 2025"' in page.content.decode()
