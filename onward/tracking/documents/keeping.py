"""Keeping a document under its record's key, opening it, removing it."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.formats.document_types import media_of
from onward.parties.models import Staff
from onward.people.keys import NONCE_BYTES, Place, keys_for, standing_keys
from onward.people.models import Record
from onward.tracking.documents.models import Document, class_of
from onward.values.bad_value import BadValue

MOST_BYTES = 10 * 1024 * 1024
MEGABYTE = 1024 * 1024


class NotKept(ValueError):
    """A document that is refused; the message says why and what to do."""


class CannotBeOpened(RuntimeError):
    """What is stored was altered or moved, or its key has been destroyed."""


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """A document as it is given."""

    kind: Document.Kind
    title: str
    dated_on: date
    content: bytes


def keep_document(record: Record, new: NewDocument, *, by: Staff, at: datetime) -> Document:
    """Keep a document about the person of a record. Raises NotKept."""
    media = _media(new, on=localdate(at))
    document_id = uuid4()
    place = (record.handle, class_of(new.kind))
    key = keys_for([place], at=at)[place]
    return Document.objects.create(
        id=document_id,
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record=record,
        kind=new.kind,
        title=new.title.strip(),
        dated_on=new.dated_on,
        media=media,
        size=len(new.content),
        sealed=_sealed(new.content, key=key, document_id=document_id),
        by=by.handle,
        at=at,
    )


def kept_documents(record: Record) -> QuerySet[Document]:
    """What is kept about somebody, the newest first, without the contents."""
    return Document.objects.filter(record=record, removed_at=None).defer("sealed").order_by("-at")


def content_of(document: Document) -> bytes:
    """What was given. Raises CannotBeOpened."""
    place: Place = (document.record.handle, class_of(document.kind))
    key = standing_keys([document.record.handle]).get(place)
    if key is None or document.removed_at is not None:
        raise CannotBeOpened("The document was removed, or its key destroyed.")
    sealed = bytes(document.sealed)
    nonce, inside = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, inside, document.pk.bytes)
    except InvalidTag as error:
        raise CannotBeOpened("The stored document was altered.") from error


def remove_document(document: Document, *, by: Staff, at: datetime) -> None:
    """Empty a document that should not have been kept; who removed it, and when, stays."""
    standing = Document.objects.filter(pk=document.pk, removed_at=None)
    standing.update(sealed=b"", title="", removed_by=by.handle, removed_at=at)


def _media(new: NewDocument, *, on: date) -> str:
    if not new.content:
        raise NotKept(_("The file is empty. Choose a file with something in it."))
    if len(new.content) > MOST_BYTES:
        words = _("The file is larger than %(most)s MB. Save it smaller, or in several parts.")
        raise NotKept(words % {"most": MOST_BYTES // MEGABYTE})
    if new.dated_on > on:
        raise NotKept(_("The document's day lies in the future. Give today or an earlier day."))
    try:
        return media_of(new.content).code
    except BadValue as bad:
        raise NotKept(str(bad)) from bad


def _sealed(content: bytes, *, key: bytes, document_id: UUID) -> bytes:
    """Bound to its row, so that it cannot be passed off as another."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, document_id.bytes)
