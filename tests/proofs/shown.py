"""Every page as it is answered to somebody: as it stands, refused, sent in wrong, and done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import lxml.html
from django.apps import apps
from django.db import transaction
from django.db.models import Count, QuerySet
from django.test import Client

from onward.parties.models import Organisation
from onward.people.models import Record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.addresses import addresses
from tests.journeys.parts import ROWS, WORDS

# The parts whose rows the scene of the markers lacks, and what they are rows of.
OTHER_ROWS = {
    "act": "tracking.ActivityStatement",
    "assessment_id": "email_route.BreachAssessment",
    "astray_id": "email_route.Misdirection",
    "claim_id": "payments.Claim",
    "contact_id": "tracking.Contact",
    "document_id": "tracking.Document",
    "dispute_id": "agreements.Dispute",
    "finding_id": "agreements.Finding",
    "inspection_id": "tracking.Inspection",
    "introduction_id": "people.Introduction",
    "job_id": "outcomes.Job",
    "line_id": "email_route.ListedUse",
    "declaration_id": "people.MatchingDeclaration",
    "match_id": "people.Match",
    "merge_id": "people.Merge",
    "model_id": "people.MatchingModel",
    "mail_id": "intake.ReceivedEmail",
    "notice_id": "contracts.Notice",
    "outage_id": "email_route.Outage",
    "pair_id": "email_route.InboxPair",
    "payment_id": "payments.ClericalPayment",
    "permission_id": "email_route.ProcessPermission",
    "request_id": "tracking.DataRequest",
    "return_id": "tracking.MonthlyReturn",
    "run_id": "payments.Run",
    "session_id": "tracking.YouthSession",
    "sent_id": "email_route.SentForm",
    "task_id": "disclosures.OfficerTask",
}


@dataclass(frozen=True)
class Shown:
    """One answer that is a page."""

    path: str
    status: int
    headers: dict[str, str]
    content: bytes

    def tree(self) -> Any:
        return lxml.html.fromstring(self.content.decode())


@dataclass
class Album:
    """One page of each kind: two of one kind differ in their words alone."""

    of_kind: dict[object, Shown] = field(default_factory=dict)

    def take(self, page: Shown) -> bool:
        """Whether it is the first of its kind; what stands about its main part is always there."""
        (main,) = page.tree().xpath("//main")
        kind = page.status, frozenset(_ways(main))
        return self.of_kind.setdefault(kind, page) is page


def _ways(element: Any, above: str = "") -> Iterator[str]:
    """Each element by its tag and class, and what it stands in."""
    way = f"{above}/{element.tag}.{element.get('class')}"
    yield way
    for child in element.iterchildren(tag=lxml.etree.Element):
        yield from _ways(child, way)


def addresses_for(organisation: Organisation) -> list[str]:
    """Every address, with rows that this organisation has: one in each status."""
    with acting_for(organisation.pk, user=AUTOMATIC):
        values: dict[str, Sequence[object]] = {
            **{name: _of_each_status(rows.all()) for name, rows in ROWS.items()},
            **{name: _of_each_status(_rows_of(model)) for name, model in OTHER_ROWS.items()},
            **{name: words[:1] for name, words in WORDS.items()},
            "section": WORDS["section"],
            "record_id": fullest_and_emptiest(),
        }
    return addresses(values)


def _rows_of(label: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    return rows


def _of_each_status(rows: QuerySet[Any]) -> list[object]:
    if any(field.name == "status" for field in rows.model._meta.get_fields()):
        rows = rows.order_by("status").distinct("status")
        return list(rows.values_list("pk", flat=True))
    return list(rows.values_list("pk", flat=True)[:1])


def fullest_and_emptiest() -> list[UUID]:
    people = Record.objects.filter(kind=Record.Kind.PERSON).annotate(held=Count("facts"))
    ranked = list(people.order_by("held").values_list("pk", flat=True))
    return list(dict.fromkeys(ranked[:1] + ranked[-1:]))


def show(album: Album, client: Client, paths: Iterable[str]) -> None:
    """Each address's page, then that of each of its forms sent in empty and as it stands.

    What a form did is taken back, so that each is sent from the same state.
    """
    client.raise_request_exception = False
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    for path in paths:
        page = _as_page(path, client.get(path))
        if page is not None and album.take(page):
            for address, values in _forms_of(page):
                _send(album, client, address, values)
        client.cookies.load(cookies)


def _send(album: Album, client: Client, address: str, values: dict[str, Any]) -> None:
    with transaction.atomic():
        answer = client.post(address, values)
        if "Location" in answer.headers:
            answer = client.get(urljoin(address, answer.headers["Location"]))
        page = _as_page(f"{address} sent", answer)
        transaction.set_rollback(True)
    if page is not None:
        album.take(page)


def _as_page(path: str, answer: Any) -> Shown | None:
    if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
        return None
    return Shown(path, answer.status_code, dict(answer.headers), answer.content)


def _forms_of(page: Shown) -> Iterator[tuple[str, dict[str, Any]]]:
    here = page.path.removesuffix(" sent")
    for form in page.tree().xpath("//main//form[@method='post']"):
        address = urljoin(here, form.get("action") or here)
        filled = {name: form.fields[name] for name in form.fields if form.fields[name] is not None}
        hidden = form.xpath(".//input[@type='hidden']/@name")
        yield address, {name: value for name, value in filled.items() if name in hidden}
        yield address, filled
