"""The months and their returns, one return, and its list of fixes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.agreements.actions import NoAgreement
from onward.agreements.catalogue import catalogue
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.formats.nccis.rule import Priority
from onward.formats.nccis.rule_sets import rule_set_for
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.returns.nccis.giving import agreement_with, department
from onward.returns.nccis.months import months_to
from onward.tracking.models import Following, MonthlyReturn, ReturnFinding
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.first_rows import page_of
from onward.web.item_values import code_of_item
from onward.web.names import people_named, staff_named
from onward.web.tracking.return_forms import AnswerForm, MonthForm, month_in_words
from onward.web.tracking.return_words import COLOUR, DIFFERENCES, WEIGHT, fault_of, mending_page

A_PAGE = 50
NOBODY = "nobody"
Status = MonthlyReturn.Status
COLOURS = {
    Status.ASKED: "light-blue",
    Status.CHECKED: "blue",
    Status.TO_SEND: "light-blue",
    Status.SENT: "yellow",
    Status.ACCEPTED: "green",
    Status.REJECTED: "red",
}


@require_safe
@requires(Permission.TRACK, Permission.MAKE_RETURNS)
def months(request: StaffRequest) -> HttpResponse:
    return months_page(request, MonthForm(months=months_to(localdate(now()))))


def months_page(request: StaffRequest, form: MonthForm) -> HttpResponse:
    """A year of months, the newest return of each, and what is open about them."""
    ends = months_to(localdate(now()))
    context = {
        "form": form,
        "rows": [(month_in_words(end), end, found) for end, found in _newest(ends) if found],
        "not_begun": [
            (month_in_words(end), end) for end, found in _newest(ends[:1]) if found is None
        ],
        "may_make": request.user.may(Permission.MAKE_RETURNS),
        "colours": COLOURS,
        "wide": True,
    }
    return render(request, "tracking/returns.html", context)


@require_safe
@requires(Permission.TRACK, Permission.MAKE_RETURNS)
def one(request: StaffRequest, return_id: UUID) -> HttpResponse:
    return return_page(request, own_return(request, return_id), AnswerForm())


def return_page(request: StaffRequest, made: MonthlyReturn, answer: AnswerForm) -> HttpResponse:
    """Where it stands, what sending it would do, and what is to be mended."""
    findings = ReturnFinding.objects.filter(monthly_return=made)
    by_rule = _by_rule(findings)
    left_out = findings.filter(found_by=ReturnFinding.By.GATE)
    context = {
        "made": made,
        "month": month_in_words(made.period_end),
        "Status": Status,
        "colour": COLOURS[Status(made.status)],
        "gaps": rule_set_for(made.period_end).gaps_at(made.period_end),
        "rules": by_rule,
        "workers": _by_worker(findings),
        "rejects": any(rule["weight_code"] == Priority.REJECTS for rule in by_rule),
        "left_out": left_out.values("record_id").distinct().count(),
        "against": sentences(in_words(made.refusals)),
        "effect": _effect(made),
        "disclosure": Disclosure.objects.filter(pk__in=[made.disclosure_id]).first(),
        "compared": _compared(made),
        "earlier": _others(made),
        "form": answer,
        "may_make": request.user.may(Permission.MAKE_RETURNS),
        "who": staff_named([made.checked_by, made.sent_by, made.settled_by]),
        "wide": True,
    }
    return render(request, "tracking/return.html", context)


@require_safe
@requires(Permission.TRACK, Permission.MAKE_RETURNS)
def fixes(request: StaffRequest, return_id: UUID) -> HttpResponse:
    """The lines of the list: of one rule, of one worker, or all of them."""
    made = own_return(request, return_id)
    findings = ReturnFinding.objects.filter(monthly_return=made)
    rule, worker = request.GET.get("rule", ""), request.GET.get("worker", "")
    if rule:
        findings = findings.filter(rule=rule)
    if worker:
        findings = _of_worker(findings, worker)
    page, shown = page_of(
        findings.order_by("priority", "rule", "pk"),
        number=request.GET.get("page"),
        per_page=A_PAGE,
    )
    names = people_named(each.record_id for each in shown)
    context = {
        "made": made,
        "month": month_in_words(made.period_end),
        "page": page,
        "rows": [_line(each, names[each.record_id]) for each in shown],
        "is_narrowed": bool(rule or worker),
        "wide": True,
    }
    return render(request, "tracking/return_fixes.html", context)


def own_return(request: StaffRequest, return_id: UUID) -> MonthlyReturn:
    return get_object_or_404(MonthlyReturn, organisation=request.acting_for, pk=return_id)


def _newest(ends: Sequence[date]) -> list[tuple[date, MonthlyReturn | None]]:
    """For each month the return that counts: accepted or sent, else the last that was asked for."""
    found: dict[date, MonthlyReturn] = {}
    rank = {Status.ACCEPTED: 2, Status.SENT: 1, Status.TO_SEND: 1}
    made = MonthlyReturn.objects.filter(period_end__in=ends).order_by("asked_at")
    for each in sorted(made, key=lambda each: rank.get(Status(each.status), 0)):
        found[each.period_end] = each
    return [(end, found.get(end)) for end in ends]


def _compared(made: MonthlyReturn) -> dict[str, object] | None:
    """What changed since the month before, in words: kinds, elements, moves between activities."""
    if made.comparison is None:
        return None
    activities = catalogue()["activity"]
    return {
        "month": month_in_words(date.fromisoformat(made.comparison["period_end"])),
        "kinds": [
            (label, f"{made.comparison['kinds'].get(kind, 0):,}")
            for kind, label in DIFFERENCES.items()
        ],
        "items": [(element, f"{count:,}") for element, count in made.comparison["items"]],
        "moves": [
            (code_of_item(activities, before), code_of_item(activities, after), f"{count:,}")
            for before, after, count in made.comparison["moves"]
        ],
    }


def _others(made: MonthlyReturn) -> list[MonthlyReturn]:
    """Other returns of the same month, the newest first."""
    others = MonthlyReturn.objects.filter(period_end=made.period_end).exclude(pk=made.pk)
    return list(others.order_by("-asked_at")[:A_PAGE])


def _by_rule(findings: QuerySet[ReturnFinding]) -> list[dict[str, object]]:
    counted = findings.order_by().values("rule", "found_by", "priority")
    rows = counted.annotate(lines=Count("pk")).order_by("priority", "-lines", "rule")
    return [
        {
            "fault": fault_of(row["rule"], row["found_by"]),
            "found_by": ReturnFinding.By(row["found_by"]).label,
            "weight": WEIGHT[row["priority"]],
            "weight_code": row["priority"],
            "colour": COLOUR.get(Priority(row["priority"]), "yellow"),
            "lines": row["lines"],
        }
        for row in rows
    ]


def _by_worker(findings: QuerySet[ReturnFinding]) -> list[tuple[str, str, int, int]]:
    """Name, code, people and lines of each caseload, nobody's last."""
    followed = Following.objects.filter(record_id=OuterRef("record_id"))
    rows = list(
        findings.order_by()
        .annotate(worker=Subquery(followed.values("worker")[:1]))
        .values("worker")
        .annotate(people=Count("record", distinct=True), lines=Count("pk"))
    )
    names = staff_named(row["worker"] for row in rows)
    found = [
        (
            names.get(row["worker"], _("On nobody's caseload")),
            str(row["worker"] or NOBODY),
            row["people"],
            row["lines"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (row[1] == NOBODY, row[0]))


def _of_worker(findings: QuerySet[ReturnFinding], worker: str) -> QuerySet[ReturnFinding]:
    try:
        handle = None if worker == NOBODY else UUID(worker)
    except ValueError:
        return findings.none()
    theirs = Following.objects.filter(worker=handle)
    return findings.filter(record_id__in=theirs.values("record_id"))


def _line(finding: ReturnFinding, name: str) -> dict[str, object]:
    fault = fault_of(finding.rule, finding.found_by)
    return {
        "name": name,
        "record_id": finding.record_id,
        "fault": fault,
        "weight": WEIGHT[Priority(finding.priority)],
        "colour": COLOUR.get(Priority(finding.priority), "yellow"),
        "url": mending_page(finding.record_id, fault.item),
    }


def _effect(made: MonthlyReturn) -> tuple[str, str] | None:
    """To whom it would go and under which agreement; None where there is none."""
    to = department()
    if to is None:
        return None
    try:
        under = agreement_with(to, at=now())
    except NoAgreement:
        return None
    return to.name, str(under)
