"""One message to a young person, or to those of a list: chosen, looked at, sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from onward.channels.message_senders import MessageSender, NoSender
from onward.disclosures.messages.models import Message
from onward.disclosures.messages.stopping import STOPPED
from onward.disclosures.messages.templates import Template
from onward.disclosures.messages.writing import Laid, look_at, own_sender, templates_of, write
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.names import people_named, staff_named
from onward.web.tracking.chosen import MOST, chosen_records, nobody_chosen
from onward.web.tracking.contact_forms import MessageForm


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """A message that has not gone, as the person's page shows it."""

    message: Message
    by: str
    why_not: str


@require_POST
@requires(Permission.TRACK)
def message(request: StaffRequest) -> HttpResponse:
    """Those chosen: which message, what each would be sent and who would not, or the sending."""
    records = chosen_records(request)
    if not records or len(records) > MOST:
        return nobody_chosen(request)
    try:
        sender = own_sender()
    except NoSender:
        return render(request, "tracking/message.html", {"records": records, "is_off": True})
    known = templates_of(sender)
    is_begun = {"look", "send"} & request.POST.keys()
    form = MessageForm(request.POST if is_begun else None, templates=known.values())
    if not form.is_valid():
        return _page(request, records, form)
    template = known[form.cleaned_data["template"]]
    if request.POST.get("send") == template.code:  # the one that was looked at
        return _sent(request, records, template, sender=sender)
    looked = look_at(records, template, sender=sender, at=now())
    return _page(request, records, form, looked)


def unsent_rows(record: Record) -> list[MessageRow]:
    """What was written to this person and has not gone, the newest first."""
    unsent = Message.objects.filter(record=record).exclude(status=Message.Status.SENT)
    rows = list(unsent.order_by("-at"))
    staff = staff_named([each.by for each in rows])
    return [
        MessageRow(
            message=each,
            by=staff.get(each.by, ""),
            why_not=str(STOPPED.get(each.stopped_because, "")),
        )
        for each in rows
    ]


def _sent(
    request: StaffRequest, records: Sequence[Record], template: Template, *, sender: MessageSender
) -> HttpResponse:
    written = write(records, template, sender=sender, by=request.user, at=now())
    if written:
        messages.success(request, _on_their_way(len(written)))
    if left := len(records) - len(written):
        messages.info(request, _not_sent(left))
    if len(records) == 1:
        return redirect("tracking:person", records[0].pk)
    return redirect("tracking:cohort")


def _page(
    request: StaffRequest,
    records: Sequence[Record],
    form: MessageForm,
    looked: Sequence[Laid] = (),
) -> HttpResponse:
    going = [each for each in looked if not each.against]
    context = {
        "records": records,
        "form": form,
        "rows": _rows(looked),
        "example": going[0] if going else None,
        "going": len(going),
        "wide": True,
    }
    return render(request, "tracking/message.html", context)


def _rows(looked: Sequence[Laid]) -> list[tuple[str, str, str]]:
    """Name, where the message goes, and why not; who is not sent it stands on top."""
    names = people_named(each.record.pk for each in looked)
    shown = sorted(looked, key=lambda each: not each.against)
    return [
        (
            names[each.record.pk],
            "" if each.against else ", ".join(each.address.to),
            str(STOPPED[each.against]) if each.against else "",
        )
        for each in shown
    ]


def _on_their_way(count: int) -> str:
    words = ngettext("%(num)d message is on its way.", "%(num)d messages are on their way.", count)
    return words % {"num": count}


def _not_sent(count: int) -> str:
    return ngettext(
        "%(num)d young person is not sent it, for the reason shown.",
        "%(num)d young people are not sent it, for the reasons shown.",
        count,
    ) % {"num": count}
