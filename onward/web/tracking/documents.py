"""Documents about a young person: kept, opened and removed on their page."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from onward.formats.document_types import MEDIA
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.tracking.documents.keeping import (
    CannotBeOpened,
    NewDocument,
    NotKept,
    content_of,
    keep_document,
    remove_document,
)
from onward.tracking.models import Document
from onward.web.access import StaffRequest, requires
from onward.web.downloads import download
from onward.web.forms import DateText, PageForm, posted
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import DatedForm
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened


class DocumentForm(DatedForm):
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Document.Kind.choices)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("As you would look for it, like College offer"),
    )
    on = DateText(label=gettext_lazy("Date of the document"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "A PDF, a picture (PNG or JPEG), a text, or a Word or OpenDocument text; at most 10 MB"
        ),
    )
    field_order = ["kind", "title", "on", "file"]


class RemovalForm(PageForm):
    sure = forms.BooleanField(
        label=gettext_lazy("I am sure that this document should not be kept here")
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.TRACK)
def new(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    files = request.FILES if request.method == "POST" else None
    first = {"on": localdate(at)}
    form = DocumentForm(posted(request), files, today=localdate(at), initial=first)
    form.begin_unchosen("kind")
    if form.is_valid() and _kept(request, record, form, at=at):
        messages.success(request, _("The document is kept."))
        return redirect("tracking:person", record.pk)
    context = {"form": form, "record": record, "identity": identity_of(record), "narrow": True}
    return render(request, "tracking/new_document.html", context)


@require_safe
@requires(Permission.TRACK)
def one(request: StaffRequest, record_id: UUID, document_id: UUID) -> HttpResponse:
    """The document, saved by the browser under a name that says nothing of whose it is."""
    record = record_opened(request, record_id, at=now())
    document = _of(record, document_id)
    try:
        content = content_of(document)
    except CannotBeOpened:
        messages.error(request, _("This document cannot be opened. Ask the operator."))
        return redirect("tracking:person", record.pk)
    media = MEDIA[document.media]
    name = f"document-{document.pk}.{media.ending}"
    return download(content, name=name, content_type=media.content_type)


@require_http_methods(FORM_METHODS)
@requires(Permission.TRACK)
def removal(request: StaffRequest, record_id: UUID, document_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    document = _of(record, document_id)
    form = RemovalForm(posted(request))
    if form.is_valid():
        remove_document(document, by=request.user, at=at)
        messages.success(request, _("The document is removed."))
        return redirect("tracking:person", record.pk)
    return act_page(
        request,
        record,
        form,
        title=_("Remove: %(title)s") % {"title": document.title},
        button=_("Remove the document"),
        warning=_(
            "Its content and title are gone at once and cannot be brought back. That there was a"
            " document, and that you removed it, stays."
        ),
    )


def _of(record: Record, document_id: UUID) -> Document:
    kept = Document.objects.filter(record=record, removed_at=None).select_related("record")
    return get_object_or_404(kept, pk=document_id)


def _kept(request: StaffRequest, record: Record, form: DocumentForm, *, at: datetime) -> bool:
    said = form.cleaned_data
    new = NewDocument(
        kind=said["kind"], title=said["title"], dated_on=said["on"], content=said["file"].read()
    )
    try:
        keep_document(record, new, by=request.user, at=at)
    except NotKept as refusal:
        form.add_error("file", str(refusal))
        return False
    return True
