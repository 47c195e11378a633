"""Referrals on paper: entering that a form SL2 was sent, and the register of those that were."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from onward.casework.clerical import NotClerical, enter_form
from onward.casework.models import ClericalReferral
from onward.contracts.actions import opportunities_for
from onward.contracts.models import Opportunity
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import DateText, posted
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import DatedForm
from onward.web.records.reach import record_opened

A_PAGE = 25


class PaperForm(DatedForm):
    """To which offer the form went, and when."""

    opportunity = forms.TypedChoiceField(
        label=gettext_lazy("To which offer was the form sent?"), widget=forms.RadioSelect
    )
    on = DateText(label=gettext_lazy("Day the form was sent"))
    field_order = ["opportunity", "on"]

    def __init__(self, *args: Any, offers: Iterable[Opportunity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(offer.pk): offer for offer in offers}
        self.offer(
            "opportunity", [(pk, f"{offer.title}, {offer.provider}") for pk, offer in found.items()]
        )
        self.fields["opportunity"].coerce = found.__getitem__  # type: ignore[attr-defined]


@require_http_methods(FORM_METHODS)
@requires(Permission.REFER)
def paper(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    offers = opportunities_for(request.acting_for).select_related("provider")
    form = PaperForm(posted(request), today=localdate(at), offers=offers)
    if form.is_valid():
        try:
            entered = enter_form(
                record,
                opportunity=form.cleaned_data["opportunity"],
                sent_on=form.cleaned_data["on"],
                by=request.user,
                at=at,
            )
        except NotClerical as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Form SL2 is number %(number)d of the register.")
            messages.success(request, words % {"number": entered.number})
            return redirect("coach:clerical")
    return act_page(
        request,
        record,
        form,
        title=_("Enter form SL2"),
        button=_("Enter in the register"),
        notes=[
            _(
                "Fill in the form by hand, and give it to the provider on paper. The"
                " register keeps the provider and the day, and nothing that says who it is."
            )
        ],
    )


@require_safe
@requires(Permission.REFER)
def register(request: StaffRequest) -> HttpResponse:
    own = ClericalReferral.objects.filter(organisation=request.acting_for)
    rows = own.select_related("provider", "commissioner").order_by("-number")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "coach/clerical.html", {"page": page, "wide": True})
