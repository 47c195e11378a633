"""Staff invite a person to their own statement, once they know who it is."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.introductions import warning_before_contact
from onward.people.models import Record
from onward.rights.invitations import GOOD_FOR, CannotInvite, Check
from onward.rights.invitations import invite as make_invitation
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.names import people_named


class Checked(PageForm):
    """What proved who the person is."""

    checked = forms.MultipleChoiceField(
        label=_("What did you check?"),
        help_text=_("Tick everything that showed you who this is."),
        choices=Check.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what you checked about who this is")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE_PARTICIPANTS)
def invite(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """The link and the code are shown on the answer to the post, and never again."""
    own = Record.objects.filter(organisation=request.acting_for, erased_at=None)
    record = get_object_or_404(own, pk=record_id)
    form = Checked(posted(request))
    context = {
        "form": form,
        "name": people_named([record.pk])[record.pk],
        "before_contact": warning_before_contact(record, on=localdate(now())),
    }
    if form.is_valid():
        try:
            link = make_invitation(
                record, checked=form.cleaned_data["checked"], by=request.user, at=now()
            )
        except CannotInvite as refusal:
            form.add_error(None, str(refusal))
        else:
            address = reverse("participant:enter", args=[link.token])
            context |= {
                "address": request.build_absolute_uri(address),
                "code": f"{link.code[:4]} {link.code[4:]}",
                "until": now() + GOOD_FOR,
            }
            return render(request, "participant/invited.html", context)
    return render(request, "participant/invite.html", context)
