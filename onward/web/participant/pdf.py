"""A tagged PDF of a page: one that a screen reader can read (PDF/UA-1)."""

from typing import Any


class PdfUnavailable(RuntimeError):
    """The system lacks Pango, which lays the pages out."""


def as_pdf_file(html: str) -> bytes:
    """The PDF of a whole document; nothing is fetched for it. Raises PdfUnavailable."""
    try:
        # Only here: the import itself needs Pango, and costs a second.
        from weasyprint import HTML
    except OSError as missing:
        raise PdfUnavailable("Install Pango to make PDF files.") from missing
    document: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1")
    return document


def _refuse(url: str, *_arguments: Any, **_options: Any) -> Any:
    raise ValueError("A statement is made of nothing but its own text.")
