"""What became of the referrals made: the list with its filters, and taking one back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.casework.models import Referral, ReferralQuerySet, Status
from onward.casework.moves import BEFORE_START, InvalidMove
from onward.casework.objections import rules_of
from onward.casework.referrals import withdraw
from onward.contracts.actions import opportunities_for
from onward.disclosures.models import Disclosure
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.coach.forms import RepliesFilter, WithdrawalForm
from onward.web.coach.scope import own_referral, own_referrals
from onward.web.first_rows import page_of
from onward.web.forms import posted
from onward.web.item_values import code_in_words
from onward.web.names import people_named

A_PAGE = 50
# Nobody turns so many pages; whoever looks for others narrows the list.
MOST_LISTED = 2000
WHY = ("rejection_reason", "cancellation_reason", "withdrawal_reason", "end_reason")
Sent = Disclosure.Status


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One referral as the list shows it."""

    referral: Referral
    name: str
    disclosure: Disclosure | None

    @property
    def standing(self) -> str:
        """How far it has come: until it arrives, how far what is sent has come."""
        if self.referral.status != Status.REFERRED or self.referral.arrived_at:
            return str(self.referral.get_status_display())
        if self.disclosure is None or self.disclosure.status in (Sent.PREPARED, Sent.SENDING):
            return _("On its way")
        return str(self.disclosure.get_status_display())

    @property
    def has_failed(self) -> bool:
        return self.disclosure is not None and self.disclosure.status in (Sent.FAILED, Sent.UNKNOWN)

    @property
    def may_be_withdrawn(self) -> bool:
        return self.referral.status in BEFORE_START

    @property
    def why(self) -> str:
        """The reason that the other side, or we, gave."""
        given = [code for column in WHY if (code := getattr(self.referral, column))]
        rules = rules_of(self.referral)
        listed = (*rules.rejection_reasons, *rules.exit_reasons)
        labels = {reason.code: _(reason.label) for reason in listed}
        return next((labels.get(code) or code_in_words(code) for code in given), "")


@require_safe
@requires(Permission.REFER)
def replies(request: StaffRequest) -> HttpResponse:
    form = RepliesFilter(request.GET or None, providers=_providers(request))
    found = own_referrals(request)
    if form.is_valid():
        found = _filtered(request, found, form)
    page, shown = page_of(
        found.order_by("-referred_on", "-reference"),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("provider", "commissioner", "opportunity"),
    )
    context = {
        "form": form,
        "page": page,
        "rows": replies_of(shown),
        "today": localdate(now()),
        "withdraws": request.user.may(Permission.WITHDRAW_REFERRAL),
        "wide": True,
    }
    return render(request, "coach/replies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WITHDRAW_REFERRAL)
def withdrawal(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = own_referral(request, referral_id)
    form = WithdrawalForm(posted(request), rules=rules_of(referral))
    if form.is_valid():
        try:
            withdraw(referral, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except InvalidMove as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The referral is withdrawn."))
        return redirect("coach:replies")
    context = {"form": form, "referral": referral, "narrow": True}
    return render(request, "coach/withdrawal.html", context)


def replies_of(referrals: Iterable[Referral]) -> list[Reply]:
    """The rows of a list, with the people's names and what was sent, in a query each."""
    referrals = list(referrals)
    names = people_named(referral.sent_from_id for referral in referrals)
    sent = _sent([referral.pk for referral in referrals if not referral.arrived_at])
    return [
        Reply(referral=each, name=names[each.sent_from_id], disclosure=sent.get(each.pk))
        for each in referrals
    ]


def under_way(referrals: ReferralQuerySet) -> ReferralQuerySet:
    """Those that the provider does not have yet: on the way, or not sent."""
    return referrals.filter(status=Status.REFERRED, arrived_at=None)


def _sent(referrals: Sequence[UUID]) -> dict[UUID | None, Disclosure]:
    rows: QuerySet[Disclosure] = Disclosure.objects.filter(referral__in=referrals).order_by("at")
    return {row.referral_id: row for row in rows}


def _filtered(
    request: StaffRequest, found: ReferralQuerySet, form: RepliesFilter
) -> ReferralQuerySet:
    chosen = form.cleaned_data
    if chosen["status"]:
        found = found.filter(status__in=chosen["status"])
    if chosen["provider"]:
        found = found.filter(provider__code=chosen["provider"])
    if chosen["waiting"] == "overdue":
        found = found.overdue(on=localdate(now()))
    elif chosen["waiting"] == "under_way":
        found = under_way(found)
    elif chosen["waiting"] == "mine":
        found = found.filter(referred_by=request.user.handle)
    return found


def _providers(request: StaffRequest) -> list[Organisation]:
    offered = opportunities_for(request.acting_for).values("provider")
    return list(Organisation.objects.filter(pk__in=offered).order_by("name"))
