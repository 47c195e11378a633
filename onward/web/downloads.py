"""Files that a page gives: saved by the browser, never shown in it."""

from uuid import UUID

from django.http import HttpResponse

from onward.ledger.heads import note_witnessed, prove
from onward.ledger.models import Witnessed
from onward.ledger.proof_file import write_proof
from onward.parties.clock import machine_now

JSON, CSV, PDF = "application/json", "text/csv; charset=utf-8", "application/pdf"
ZIP = "application/zip"
XML = "application/xml"


def download(content: str | bytes, *, name: str, content_type: str) -> HttpResponse:
    """An answer that is saved under this name; a name says nothing of whose it is."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition}
    )


def download_proof(entry_id: UUID) -> HttpResponse:
    """The proof file of an entry. Signs a head, so it is posted for; raises NotPlacedYet."""
    at = machine_now()
    proof = prove(entry_id, at=at)
    note_witnessed(proof.signed, way=Witnessed.Way.PROOF, at=at)
    text = write_proof(proof)
    return download(text, name=f"onward-proof-{entry_id}.json", content_type=JSON)
