"""The statement: as a page, as a PDF, and as a file for other programs."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.rights.sharing import Shared
from onward.rights.statement import Statement, statement_of
from onward.web.downloads import JSON, PDF, download
from onward.web.participant import in_words
from onward.web.participant.pdf import PdfUnavailable, as_pdf_file
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
    statement = statement_of(handle)
    text = json.dumps(_as_data(statement, at=now()), cls=DjangoJSONEncoder, indent=2)
    return download(text, name="statement.json", content_type=JSON)


def _context(handle: UUID) -> dict[str, Any]:
    statement = statement_of(handle)
    return {
        "statement": statement,
        "in_short": list(in_words.in_short(statement)),
        "words": in_words,
        "made_at": now(),
        "session_seconds": int(IDLE.total_seconds()),
        "keep_signed_in_url": reverse("participant:stay"),
    }


def _as_data(statement: Statement, *, at: datetime) -> dict[str, Any]:
    return {
        "made_at": at.isoformat(),
        "shared": [_row_as_data(row) for row in statement.shared],
        "looked": [
            {"organisation": each.organisation, "times": each.times, "last_on": each.last_on}
            for each in statement.looked
        ],
        "also_recorded": [
            {"entry": each.entry_id, "kind": each.kind, "at": each.at, "by": each.organisation}
            for each in statement.noted
        ],
        "erased": [
            {
                "organisation": each.organisation,
                "on": each.on,
                "classes": each.key_classes,
                "whole_record": each.whole_record,
            }
            for each in statement.erased
        ],
    }


def _row_as_data(row: Shared) -> dict[str, Any]:
    return {
        "entry": row.entry_id,
        "kind": row.kind,
        "at": row.at,
        "status": row.status,
        "from": row.sender,
        "to": row.recipient,
        "on_behalf_of": row.on_behalf_of,
        "purpose": row.purpose,
        "law": row.laws,
        "channel": row.channel,
        "agreement": str(row.agreement or ""),
        "items": [
            {"item": item.code, "label": item.label, "value": item.value, "state": item.state}
            for item in row.items
        ],
        "not_held": row.not_held,
        "withheld": row.withheld,
    }
