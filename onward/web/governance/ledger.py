"""How large the ledger is, its last signed head, and whether it verifies."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.ledger.heads import public_key, sign_current_head, signed
from onward.ledger.models import Head
from onward.ledger.proof_file import write_head_file
from onward.ledger.sequencer import delay
from onward.ledger.stored import size
from onward.ledger.verify import verify
from onward.parties.clock import machine_now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.downloads import JSON, download

COMMAND = "onward ledger verify --held onward-head-1234.json"
MOST_VERIFIED_HERE = 50_000  # some seconds; a longer ledger is verified by command


@require_safe
@requires(Permission.VERIFY_LEDGER)
def ledger(request: StaffRequest) -> HttpResponse:
    waiting = delay(at=machine_now())
    entries = size()
    context = {
        "entries": entries,
        "head": Head.objects.order_by("-size").first(),
        "waiting_seconds": int(waiting.total_seconds()),
        "is_behind": is_behind(waiting),
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
    return download(text, name=f"onward-head-{head.size}.json", content_type=JSON)


@require_POST
@requires(Permission.VERIFY_LEDGER)
def verifications(request: StaffRequest) -> HttpResponse:
    """Verify a ledger that is short enough while someone waits, as the read-only auditor."""
    if size() >= MOST_VERIFIED_HERE:
        messages.error(request, _("The ledger is too long to verify here. Use the command."))
        return redirect("governance:ledger")
    try:
        report = verify()
    except DatabaseError:
        messages.error(request, _("The auditor cannot reach the ledger here. Use the command."))
        return redirect("governance:ledger")
    context = {"report": report, "root": report.root.hex(), "public_key": public_key().hex()}
    return render(request, "governance/verification.html", context)


def is_behind(waiting: timedelta) -> bool:
    """Whether the oldest entry without a place has waited so long that nothing more may be sent."""
    return waiting > timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS)
