"""Payment runs: by state, one of them with what it holds, a new one, one called off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.disclosures.models import Disclosure
from onward.disclosures.settling import STANDING
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.payments.differences import ANSWERS, Source, name_of
from onward.payments.models import Check, ReportedLine, Run, RunLine, RunSignature
from onward.payments.release import RELEASED
from onward.payments.rules import CHECKS
from onward.payments.run_lines import totals_by_provider
from onward.payments.runs import UNRELEASED, RunRefused, prepare_run
from onward.payments.sharing import NotPermitted
from onward.payments.signing import UNSIGNED
from onward.returns.payfiles import KIND, REPORT, call_off_run
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.finance.forms import CallOff, NewRun, RunFilter
from onward.web.finance.scope import commissioners, outcome_in_words, own_run, own_runs
from onward.web.first_rows import page_of
from onward.web.forms import posted

A_PAGE, LINES_A_PAGE = 25, 50
Status = Run.Status


@require_safe
@requires(Permission.SEE_MONEY)
def listed(request: StaffRequest) -> HttpResponse:
    form = RunFilter(request.GET)
    runs = own_runs(request)
    counts = dict(runs.order_by().values_list("status").annotate(Count("pk")))
    if form.is_valid() and form.cleaned_data["status"]:
        runs = runs.filter(status=form.cleaned_data["status"])
    page = Paginator(runs.order_by("-prepared_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "by_state": [(status, counts.get(status, 0)) for status in Status],
        "may_prepare": request.user.may(Permission.PREPARE_RUNS),
        "wide": True,
    }
    return render(request, "finance/runs.html", context)


@require_safe
@requires(Permission.SEE_MONEY)
def one(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = own_run(request, run_id)
    context = {
        "run": run,
        "totals": _totals(run),
        "checks": _checks(run),
        "signatures": RunSignature.objects.filter(run=run).order_by("at"),
        "is_released": run.status in RELEASED,
        "reported": [name_of(source) for source in ANSWERS if _has_come(run, source)],
        "may_sign": request.user.may(Permission.SIGN_RUNS) and run.status in UNSIGNED,
        "may_prepare": request.user.may(Permission.PREPARE_RUNS),
        "may_call_off": request.user.may(Permission.CALL_OFF_RUNS) and run.status in UNRELEASED,
    }
    return render(request, "finance/run.html", context | _files_of(request, run))


@require_safe
@requires(Permission.SEE_MONEY)
def lines(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = own_run(request, run_id)
    page, rows = page_of(
        RunLine.objects.filter(run=run).order_by("reference"),
        number=request.GET.get("page"),
        per_page=LINES_A_PAGE,
        known=run.lines_count,
        related=("provider", "claim", "bank_details"),
    )
    context = {
        "run": run,
        "page": page,
        "rows": rows,
        "outcome_in_words": outcome_in_words,
        "wide": True,
    }
    return render(request, "finance/lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_RUNS)
def new(request: StaffRequest) -> HttpResponse:
    form = NewRun(posted(request), commissioners=commissioners(request))
    if form.is_valid():
        try:
            run = prepare_run(**form.cleaned_data, by=request.user, at=now())
        except (RunRefused, NotPermitted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Run %(number)d is prepared.") % {"number": run.number})
            return redirect("finance:run", run.pk)
    return render(request, "finance/new_run.html", {"form": form, "narrow": True})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CALL_OFF_RUNS)
def call_off(request: StaffRequest, run_id: UUID) -> HttpResponse:
    run = own_run(request, run_id)
    form = CallOff(posted(request))
    if form.is_valid():
        because = Run.CallOffReason(form.cleaned_data["reason"])
        try:
            call_off_run(run, because=because, by=request.user, at=now())
        except RunRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Called off. Its claims can be paid in another run."))
            return redirect("finance:run", run.pk)
    return render(request, "finance/call_off.html", {"run": run, "form": form, "narrow": True})


def _files_of(request: StaffRequest, run: Run) -> dict[str, Any]:
    """What became of the payfile and its report; why not, only for whoever sent it."""
    files = Disclosure.objects.filter(
        kind__in=(KIND, REPORT), sender=run.operations, cover__message_id=run.message_id
    )
    newest = {row.kind: row for row in files.order_by("at")}
    standing = set(files.filter(STANDING).values_list("kind", flat=True))
    lost = files.filter(sender=request.acting_for).exclude(kind__in=standing)
    return {
        "payfile": newest.get(KIND),
        "report": newest.get(REPORT),
        "standing": standing,
        "not_sent": [words for row in lost for words in sentences(in_words(row.refusals))],
    }


def _totals(run: Run) -> list[tuple[str, int, int]]:
    """Each provider's name, how many lines it has, and how many pence."""
    sums = totals_by_provider(run.pk, lines_hash=run.lines_hash)
    names = {pk: each.name for pk, each in Organisation.objects.in_bulk(sums).items()}
    return sorted((names[provider], *total) for provider, total in sums.items())


def _checks(run: Run) -> list[tuple[str, int, int]]:
    """Each check's label, how many lines passed it, and how often a claim of them had failed it.

    A run is prepared of claims that pass every check on its day, so each line has passed them all.
    """
    line = RunLine.objects.filter(run=run, claim=OuterRef("claim"))
    failed = Check.objects.filter(Exists(line), commissioner=run.commissioner, passed=False)
    counts = dict(failed.values_list("code").annotate(Count("pk")))
    return [(_(each.label), run.lines_count, counts.get(each.code, 0)) for each in CHECKS]


def _has_come(run: Run, source: Source) -> bool:
    return ReportedLine.objects.filter(run=run, source=source).exists()
