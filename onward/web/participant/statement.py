"""The statement: as a page, as a PDF, and as a file for other programs."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.rights.permitted import may_be_shared
from onward.rights.statement import statement_of
from onward.rights.statement_proofs import proofs_of
from onward.web.downloads import JSON, PDF, ZIP, download
from onward.web.jinja import page_language
from onward.web.participant import in_words
from onward.web.participant.as_data import as_data
from onward.web.participant.pdf import PdfUnavailable, as_pdf_file
from onward.web.participant.ten_lines import ten_lines
from onward.web.participant.visit import IDLE, for_participant


@require_safe
@for_participant
def page(request: HttpRequest, handle: UUID) -> HttpResponse:
    return render(request, "participant/statement.html", _context(handle))


@require_safe
@for_participant
def as_pdf(request: HttpRequest, handle: UUID) -> HttpResponse:
    """The same on paper; where the system cannot make a PDF, how to print the page instead."""
    html = render_to_string("participant/statement_pdf.html", _context(handle), request)
    try:
        content = as_pdf_file(html)
    except PdfUnavailable:
        return render(request, "participant/no_pdf.html")
    return download(content, name="statement.pdf", content_type=PDF)


@require_safe
@for_participant
def as_json(request: HttpRequest, handle: UUID) -> HttpResponse:
    statement, at = statement_of(handle), now()
    may = may_be_shared(statement.handles, at=at)
    fields = as_data(statement, may=may, at=at, language=page_language())
    text = json.dumps(fields, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
    return download(text, name="statement.json", content_type=JSON)


@require_safe
@for_participant
def proofs(request: HttpRequest, handle: UUID) -> HttpResponse:
    """A proof file for each line, which others can check without Onward."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for entry_id, proof in proofs_of(statement_of(handle)).items():
            folder.writestr(f"onward-proof-{entry_id}.json", proof)
    return download(packed.getvalue(), name="statement-proofs.zip", content_type=ZIP)


def _context(handle: UUID) -> dict[str, Any]:
    statement, at = statement_of(handle), now()
    may = may_be_shared(statement.handles, at=at)
    return {
        "statement": statement,
        "ten_lines": ten_lines(statement, may, at=at),
        "may": may,
        "between": list(in_words.between(statement)),
        "words": in_words,
        "made_at": at,
        "session_seconds": int(IDLE.total_seconds()),
        "keep_signed_in_url": reverse("participant:stay"),
    }
