"""Whom a record mentions: a joint claimant, a parent. They may be told too, or be another now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.mentions import ITEMS_OF, somebody_else
from onward.people.models import Mention
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.item_values import item_label
from onward.web.records.act_page import FORM_METHODS
from onward.web.records.identity import identity_in
from onward.web.records.reach import record_opened


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def listed(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    present = Mention.objects.filter(record=record, ended_at=None).select_related("mentioned")
    if request.method == "POST":
        mention = get_object_or_404(present, relation=request.POST.get("relation", ""))
        relation = Mention.Relation(mention.relation)
        somebody_else(record, relation=relation, at=at)
        messages.success(request, _("Noted. Now record who it is."))
        return redirect(page_here(request, "mentioned"), record.pk)
    held = present_values(record)
    context = {
        "record": record,
        "identity": identity_in(held),
        "mentions": [(each, _items(each, held)) for each in present.order_by("relation")],
        "may_invite": request.user.may(Permission.INVITE_PARTICIPANTS),
        "here": audience_of(request),
    }
    return render(request, "records/mentioned.html", context)


def _items(mention: Mention, held: dict[str, object]) -> str:
    """What is held of them, by its labels."""
    theirs = ITEMS_OF[Mention.Relation(mention.relation)]
    return ", ".join(item_label(item) for item in sorted(theirs & held.keys()))
