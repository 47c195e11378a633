"""How large the ledger is, its signed heads, who witnessed them, and whether it verifies."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.disclosures.told_heads import heads_told
from onward.disclosures.verifying import verify_everything
from onward.ledger import check_ledger, witness
from onward.ledger.heads import (
    is_beginning,
    note_witnessed,
    public_key,
    sign_current_head,
    signed,
)
from onward.ledger.models import Head, Verification, Witnessed
from onward.ledger.proof_file import (
    UnreadableProof,
    head_is_signed,
    read_head_file,
    write_head_file,
)
from onward.ledger.sequencer import delay
from onward.ledger.stored import size
from onward.ledger.verifications import note_verification
from onward.parties.clock import machine_now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.downloads import JSON, download
from onward.web.forms import posted
from onward.web.governance.forms import HeadForm

COMMAND = "onward ledger verify --held onward-head-1234.json"
SCRIPTS = {"check_ledger.py": check_ledger, "witness.py": witness}
VERIFICATIONS_SHOWN = 5
WARNED_AT = 3  # a third of the patience
MOST_VERIFIED_HERE = 50_000  # some seconds; a longer ledger is verified by command


@require_safe
@requires(Permission.VERIFY_LEDGER)
def ledger(request: StaffRequest) -> HttpResponse:
    waiting = delay(at=machine_now())
    entries = size()
    context = {
        "entries": entries,
        "head": Head.objects.order_by("-size").first(),
        "witnessed": Witnessed.objects.order_by("-size").first(),
        "told": heads_told(request.acting_for.pk),
        "verifications": Verification.objects.order_by("-at")[:VERIFICATIONS_SHOWN],
        "scripts": SCRIPTS,
        "waiting_seconds": int(waiting.total_seconds()),
        "is_behind": is_behind(waiting),
        "is_late": is_late(waiting) and not is_behind(waiting),
        "patience_seconds": settings.LEDGER_PATIENCE_SECONDS,
        "command": COMMAND,
        "can_verify": entries < MOST_VERIFIED_HERE,
    }
    return render(request, "governance/ledger.html", context)


@require_POST
@requires(Permission.VERIFY_LEDGER)
def heads(request: StaffRequest) -> HttpResponse:
    """Sign the ledger as it stands."""
    sign_current_head(at=machine_now())
    messages.success(request, _("The ledger as it stands is signed."))
    return redirect("governance:ledger")


@require_safe
@requires(Permission.VERIFY_LEDGER)
def newest_head(request: StaffRequest) -> HttpResponse:
    """What a witness keeps."""
    head = Head.objects.order_by("-size").first()
    if head is None:
        raise Http404
    text = write_head_file(signed(head))
    note_witnessed(signed(head), way=Witnessed.Way.DOWNLOAD, at=machine_now())
    return download(text, name=f"onward-head-{head.size}.json", content_type=JSON)


@require_safe
@requires(Permission.VERIFY_LEDGER)
def script(request: StaffRequest, name: str) -> HttpResponse:
    """What others check the ledger with, by Python alone."""
    if name not in SCRIPTS:
        raise Http404
    text = Path(str(SCRIPTS[name].__file__)).read_text()
    return download(text, name=name, content_type="text/x-python; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VERIFY_LEDGER)
def comparison(request: StaffRequest) -> HttpResponse:
    """Whether a head that somebody was given is still a beginning of this ledger."""
    form = HeadForm(posted(request))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            held = read_head_file(form.cleaned_data["head"])
        except UnreadableProof as error:
            form.add_error("head", _("This is not a head file. %(why)s") % {"why": error})
        else:
            context |= {
                "head": held.head,
                "is_signed": head_is_signed(held, public_key=public_key()),
                "is_beginning": is_beginning(held.head.size, root=held.head.root),
            }
    return render(request, "governance/comparison.html", context)


@require_POST
@requires(Permission.VERIFY_LEDGER)
def verifications(request: StaffRequest) -> HttpResponse:
    """Verify a ledger that is short enough while someone waits, as the read-only auditor."""
    if size() >= MOST_VERIFIED_HERE:
        messages.error(request, _("The ledger is too long to verify here. Use the command."))
        return redirect("governance:ledger")
    try:
        report = verify_everything(with_keys=False)
    except DatabaseError:
        messages.error(request, _("The auditor cannot reach the ledger here. Use the command."))
        return redirect("governance:ledger")
    note_verification(report, at=machine_now())
    context = {"report": report, "root": report.root.hex(), "public_key": public_key().hex()}
    return render(request, "governance/verification.html", context)


def is_behind(waiting: timedelta) -> bool:
    """Whether the oldest entry without a place has waited so long that nothing more may be sent."""
    return waiting > timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS)


def is_late(waiting: timedelta) -> bool:
    """Whether it is time to look after the sequencer, before sending stops."""
    return waiting > timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS) / WARNED_AT
