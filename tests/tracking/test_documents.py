"""A document is sealed under its record's key, seen by who may see the record, and goes with it."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from onward.people.models import Record
from onward.people.records import restrict
from onward.rights.erasure import erase
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from onward.tracking.documents.keeping import (
    MOST_BYTES,
    CannotBeOpened,
    NewDocument,
    NotKept,
    content_of,
    keep_document,
    kept_documents,
    remove_document,
)
from onward.tracking.models import Document
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()
OFFER = b"%PDF-1.7 an offer of a place to Amara Osei"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def kept(here, record, *, kind=Document.Kind.LETTER, content=OFFER, on=TODAY):
    new = NewDocument(kind=kind, title="College offer", dated_on=on, content=content)
    with here.at_work() as worker:
        return keep_document(record, new, by=worker, at=NOVEMBER)


def test_what_is_stored_is_sealed_and_opens_to_what_was_given(here):
    document = kept(here, here.a_young_person())

    assert b"Amara" not in document.sealed
    with here.at_work():
        assert content_of(Document.objects.get(pk=document.pk)) == OFFER


def test_a_stored_document_that_was_altered_or_moved_does_not_open(here):
    first, second = kept(here, jo := here.a_young_person()), kept(here, jo)

    first.sealed = second.sealed

    with here.at_work():
        with pytest.raises(CannotBeOpened, match="altered"):
            content_of(first)
        with pytest.raises(ProgrammingError, match="removed, never altered"):
            first.save()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"content": b""}, "The file is empty"),
        ({"content": b"%PDF-" + bytes(MOST_BYTES)}, "larger than 10 MB"),
        ({"content": b"MZ\x00\x01"}, "none of the types that are kept"),
        ({"on": TODAY + timedelta(days=1)}, "lies in the future"),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(here, given, words):
    with pytest.raises(NotKept, match=words):
        kept(here, here.a_young_person(), **given)


def test_a_document_is_seen_by_who_may_see_the_record(here):
    kept(here, jo := here.a_young_person())
    other = a_member_of_staff(here.authority)
    with here.at_work() as worker:
        restrict(jo, to=[worker], by=worker, at=NOVEMBER)
        assert kept_documents(jo).count() == 1

    with acting_for(here.authority.pk, user=other.pk):
        assert not Document.objects.exists()


def test_erasing_a_class_takes_the_documents_that_tell_of_it(here):
    jo = here.a_young_person()
    plan = kept(here, jo, kind=Document.Kind.EHC_PLAN)
    letter = kept(here, jo)

    with here.at_work() as worker:
        erase(Record.objects.get(pk=jo.pk), classes=["health"], by=worker, at=NOVEMBER)
        assert not Document.objects.filter(pk=plan.pk).exists()
        assert content_of(Document.objects.get(pk=letter.pk)) == OFFER
        with pytest.raises(CannotBeOpened, match="destroyed"):
            content_of(plan)


def test_a_document_kept_by_mistake_is_emptied_and_that_it_was_there_stays(here):
    document = kept(here, here.a_young_person())

    with here.at_work() as worker:
        remove_document(document, by=worker, at=NOVEMBER)
        removed = Document.objects.get(pk=document.pk)

    assert (bytes(removed.sealed), removed.title, removed.removed_at) == (b"", "", NOVEMBER)


def test_her_statement_says_which_documents_are_kept_without_staffs_title(here):
    kept(here, jo := here.a_young_person())
    kept(here, here.a_young_person(forename="Bo"))

    statement = statement_of(jo.handle)

    (document,) = statement.documents
    assert (document.kind, document.dated_on, document.since) == ("LETTER", TODAY, NOVEMBER)
    assert "College offer" not in repr(statement)
