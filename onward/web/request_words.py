"""What pages of both sides say of a request for data: where it stands, what is due, its steps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from onward.tracking.data_requests.models import Channel, DataRequest, Reason, RefusalReason, Status
from onward.web.item_values import item_label

COLOURS = {
    Status.ASKED: "blue",
    Status.RELEASED: "light-blue",
    Status.RECEIVED: "yellow",
    Status.REFUSED: "red",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step as the timeline shows it."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """One request as a list shows it; `name` is what the own record is called, "" without one."""

    request: DataRequest
    name: str
    is_late: bool

    @property
    def standing(self) -> str:
        return str(self.request.get_status_display())

    @property
    def colour(self) -> str:
        return COLOURS.get(Status(self.request.status), "grey")

    @property
    def items(self) -> list[str]:
        return labels(self.request.items)

    @property
    def due(self) -> date | None:
        """The day that counts now; none where nobody's turn it is."""
        return due_on(self.request)


def due_on(request: DataRequest) -> date | None:
    if request.status == Status.ASKED:
        return request.answer_due_on
    return request.update_due_on if request.status == Status.RECEIVED else None


def rows_of(
    requests: Iterable[DataRequest], names: dict[UUID, str], *, today: date, side: str
) -> list[RequestRow]:
    """The rows of a list; `side` is the column of the own record."""
    return [
        RequestRow(
            request=each,
            name=names.get(getattr(each, f"{side}_id"), ""),
            is_late=(due := due_on(each)) is not None and due < today,
        )
        for each in requests
    ]


def labels(codes: Iterable[str]) -> list[str]:
    return [item_label(code) for code in codes]


def terms_of(request: DataRequest) -> list[tuple[str, str]]:
    """What was asked, as both sides read it."""
    rows = [
        (_("Why it is asked"), str(Reason(request.reason).label)),
        (_("Items asked for"), "; ".join(labels(request.items))),
        (_("Asked and answered by"), str(Channel(request.channel).label)),
        (_("Memorandum"), str(request.agreement)),
        (_("Kept for"), _("%(num)s months after it is received") % {"num": request.keep_months}),
        (_("Contact"), _contact(request)),
    ]
    if request.refusal_reason:
        rows.append((_("Refused because"), str(RefusalReason(request.refusal_reason).label)))
    if request.released_items:
        rows.append((_("Released"), "; ".join(labels(request.released_items))))
        rows.append((_("Not released"), "; ".join(labels(request.refused_items)) or _("Nothing")))
    return rows


def _contact(request: DataRequest) -> str:
    if request.no_contact:
        return _("The authority has said that nobody will be contacted with it")
    return _("The young person may be contacted with it")


def steps_of(request: DataRequest, staff: dict[UUID, str]) -> list[Step]:
    """Each step that was made, with its time; who did it is known of the own side alone."""
    return list(_steps(request, staff))


def _steps(request: DataRequest, staff: dict[UUID, str]) -> Iterator[Step]:
    asker, decider = request.asked_by, request.decided_by
    yield Step(
        title=_("Asked"),
        at=request.asked_at,
        by=staff.get(asker) or _("staff of %(name)s") % {"name": request.authority},
    )
    if request.decided_at and decider:
        title = _("Refused") if request.refusal_reason else _("Released")
        by = staff.get(decider) or _("staff of %(name)s") % {"name": request.district}
        yield Step(title=title, at=request.decided_at, by=by)
    stamps = (
        (_("Received in the authority's record"), request.received_at),
        (_("Record brought up to date"), request.updated_at),
        (_("Young person contacted"), request.contacted_at),
        (_("Taken back") if request.status == Status.WITHDRAWN else _("Closed"), request.closed_at),
        (_("What was received is deleted"), request.deleted_at),
    )
    for title, at in stamps:
        if at is not None:
            yield Step(title=title, at=at)
