"""The register of memoranda: who has signed, which copy is kept centrally, what is missing.

Source: 002, section 4 and recitals C, I; UK GDPR accountability: a central log of agreements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onward.agreements.models import Agreement, Paper, Party, Signature

REGISTERED_WITHIN = timedelta(days=28)  # the guide names no period; this one is Onward's own
CENTRAL = (Paper.Kind.CENTRAL_PROTOCOL, Paper.Kind.CENTRAL_ASSESSMENT)


@dataclass(frozen=True, kw_only=True)
class Registered:
    """One memorandum in the register. `missing` are central papers that nobody has linked."""

    agreement: Agreement
    parties: tuple[str, ...]
    unsigned: tuple[str, ...]
    signed_on: date | None  # by the last of them
    due_on: date | None
    registered: Paper | None
    links: tuple[Paper, ...]
    missing: tuple[str, ...]

    def is_overdue(self, *, on: date) -> bool:
        """Signed by all, and no signed copy in the register in time."""
        return self.registered is None and self.due_on is not None and on > self.due_on


def register_of_memoranda() -> list[Registered]:
    """Every memorandum that the organisation acted for is a party to, in four queries."""
    memoranda = list(Agreement.objects.filter(is_memorandum=True).order_by("code", "number"))
    parts = list(
        Party.objects.filter(agreement__in=memoranda)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    signatures = list(Signature.objects.filter(agreement__in=memoranda))
    papers = list(Paper.objects.filter(agreement__in=memoranda).order_by("at"))
    return [
        _registered(
            memorandum,
            [part for part in parts if part.agreement_id == memorandum.pk],
            [each for each in signatures if each.agreement_id == memorandum.pk],
            [paper for paper in papers if paper.agreement_id == memorandum.pk],
        )
        for memorandum in memoranda
    ]


def _registered(
    memorandum: Agreement, parts: list[Party], signatures: list[Signature], papers: list[Paper]
) -> Registered:
    signed = {each.organisation_id: each.signed_on for each in signatures}
    unsigned = [part for part in parts if part.organisation_id not in signed]
    signed_on = None if unsigned or not signed else max(signed.values())
    copies = [paper for paper in papers if paper.kind == Paper.Kind.REGISTERED_COPY]
    links = tuple(paper for paper in papers if paper.kind in CENTRAL)
    return Registered(
        agreement=memorandum,
        parties=tuple(part.organisation.name for part in parts),
        unsigned=tuple(part.organisation.name for part in unsigned),
        signed_on=signed_on,
        due_on=signed_on + REGISTERED_WITHIN if signed_on else None,
        registered=copies[-1] if copies else None,
        links=links,
        missing=tuple(_unlinked(links)),
    )


def _unlinked(links: tuple[Paper, ...]) -> Iterator[str]:
    linked = {paper.kind for paper in links}
    for kind in CENTRAL:
        if kind not in linked:
            yield str(kind.label)
