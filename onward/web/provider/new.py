"""New referrals: how long there is to reply, and acknowledging any number in three clicks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.casework.models import Referral, ReferralQuerySet
from onward.casework.referrals import acknowledge_all
from onward.casework.tasks import to_acknowledge
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import chosen_ids
from onward.web.names import people_named
from onward.web.provider.scope import days_left, has_record, record_of

A_PAGE = 50
MOST_AT_ONCE = 5000
RELATED = ("received_as", "contract")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One new referral as the list shows it."""

    id: UUID
    record_id: UUID
    name: str
    reference: str
    area: str
    referred_on: date
    reply_due_on: date
    days_left: int
    has_died: bool


@require_safe
@requires(Permission.REPLY_TO_REFERRAL)
def new(request: StaffRequest) -> HttpResponse:
    number = request.GET.get("page")
    page, waiting = page_of(
        _waiting(), number=number, per_page=A_PAGE, most=MOST_AT_ONCE, related=RELATED
    )
    rows = rows_of(waiting, today=localdate(now()))
    context = {
        "page": page,
        "rows": [row for row in rows if not row.has_died],
        "died": [row for row in rows if row.has_died],
        "wide": True,
    }
    return render(request, "provider/new.html", context)


@require_POST
@requires(Permission.REPLY_TO_REFERRAL)
def check(request: StaffRequest) -> HttpResponse:
    """The second of the three clicks: what is about to be acknowledged."""
    chosen = _chosen(request).filter(received_as__deceased_on=None)[:MOST_AT_ONCE]
    if not chosen:
        messages.error(request, _("Select the referrals to acknowledge."))
        return redirect("provider:new")
    context = {
        "ids": " ".join(str(referral.pk) for referral in chosen),
        "count": len(chosen),
        "rows": rows_of(chosen[:A_PAGE], today=localdate(now())),
    }
    return render(request, "provider/acknowledge.html", context)


@require_POST
@requires(Permission.REPLY_TO_REFERRAL)
def acknowledge(request: StaffRequest) -> HttpResponse:
    ids = chosen_ids(request.POST.get("referrals", "").split(), most=MOST_AT_ONCE)
    referrals = Referral.objects.sent_to(request.acting_for).in_bulk(ids).values()
    moved = acknowledge_all(referrals, by=request.user, at=now())
    if moved.done:
        messages.success(request, _acknowledged(len(moved.done)))
    if not moved.refused:
        return redirect("provider:new")
    return render(request, "provider/not_acknowledged.html", {"refused": moved.refused})


def rows_of(referrals: Iterable[Referral], *, today: date) -> list[Row]:
    """The rows of a list, with the people's names in one query."""
    referrals = list(filter(has_record, referrals))
    names = people_named(record_of(referral).pk for referral in referrals)
    return [
        Row(
            id=referral.pk,
            record_id=record_of(referral).pk,
            name=names[record_of(referral).pk],
            reference=referral.reference,
            area=referral.contract.area,
            referred_on=referral.referred_on,
            reply_due_on=referral.reply_due_on,
            days_left=days_left(referral, today=today),
            has_died=record_of(referral).deceased_on is not None,
        )
        for referral in referrals
    ]


def _waiting() -> ReferralQuerySet:
    return to_acknowledge().select_related(*RELATED)


def _chosen(request: StaffRequest) -> ReferralQuerySet:
    if "every" in request.POST:
        return _waiting()
    ids = chosen_ids(request.POST.getlist("chosen"), most=MOST_AT_ONCE)
    return _waiting().filter(pk__in=ids)


def _acknowledged(count: int) -> str:
    words = ngettext("%(num)s referral acknowledged.", "%(num)s referrals acknowledged.", count)
    return words % {"num": count}
