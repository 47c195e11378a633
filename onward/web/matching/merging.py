"""Two records of one person are made one, and two again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.matching.merging import CannotMerge, merge, undo_merge
from onward.people.models import Match, Merge, Record
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import PageForm, posted
from onward.web.names import people_named, staff_named
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened

A_PAGE = 50


class MergeForm(PageForm):
    kept = forms.ChoiceField(
        label=gettext_lazy("Which record stays?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It is told what only the other one holds. Both can be two again."),
    )
    because = forms.CharField(
        label=gettext_lazy("Why are the two records one person?"), max_length=300
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MERGE_RECORDS)
def merging(request: StaffRequest, match_id: int) -> HttpResponse:
    at = now()
    two = _two(request, match_id)
    records = [record_opened(request, record.pk, at=at) for record in two]
    names = people_named(record.pk for record in records)
    form = MergeForm(posted(request))
    form.offer("kept", [(str(record.pk), names[record.pk]) for record in records])
    if form.is_valid():
        kept = UUID(form.cleaned_data["kept"])
        one, other = sorted(records, key=lambda record: record.pk != kept)
        try:
            merge(one, other, because=form.cleaned_data["because"], by=request.user, at=at)
        except CannotMerge as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The two records are one to work with."))
            return redirect("tracking:person", one.pk)
    people = [(record, identity_of(record)) for record in records]
    return render(request, "matching/merging.html", {"form": form, "people": people})


@require_safe
@requires(Permission.MERGE_RECORDS)
def merges(request: StaffRequest) -> HttpResponse:
    """What was merged, the latest first, and the pairs that somebody called one person."""
    page, shown = page_of(
        Merge.objects.order_by("-at"), number=request.GET.get("page"), per_page=A_PAGE
    )
    names = people_named(pk for each in shown for pk in (each.kept_id, each.other_id))
    staff = staff_named([each.by for each in shown])
    rows = [(each, names[each.kept_id], staff.get(each.by, "")) for each in shown]
    same = Match.objects.filter(kind=Match.Kind.RECORDS, answer=Match.Answer.SAME)
    either = Merge.objects.filter(undone_at=None)
    open_ = same.exclude(chosen__in=either.values("other")).exclude(
        record__in=either.values("other")
    )
    waiting = list(open_.order_by("answered_at")[:A_PAGE])
    called = people_named(each.record_id for each in waiting if each.record_id)
    context = {
        "page": page,
        "rows": rows,
        "waiting": [(each, called[each.record_id]) for each in waiting if each.record_id],
        "wide": True,
    }
    return render(request, "matching/merges.html", context)


@require_POST
@requires(Permission.MERGE_RECORDS)
def undoing(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    merged = get_object_or_404(Merge, pk=merge_id)
    try:
        undo_merge(merged, because=request.POST.get("because", "")[:300], by=request.user, at=now())
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The records are two again, as they were."))
    return redirect("tracking:merges")


def _two(request: StaffRequest, match_id: int) -> list[Record]:
    """The records of a pair that somebody has called one person."""
    match = get_object_or_404(Match, pk=match_id, kind=Match.Kind.RECORDS, answer=Match.Answer.SAME)
    if match.record is None or match.chosen is None:
        raise Http404
    return [match.record, match.chosen]
