"""What a person has stopped, who may see her record, and how either comes to an end."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.purposes import purposes
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.models import Look, Objection, Record, Restriction, Signpost
from onward.people.objections import (
    NotOpen,
    decide_objection,
    lift_restriction_of_use,
    object_to,
    restrict_use,
    warn_of_lifting,
)
from onward.people.records import NotNamed, lift_restriction, look, restrict
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.governance.stopping_forms import (
    ObjectionDecisionForm,
    ObjectionForm,
    RestrictionForm,
    WarningForm,
    WhoMaySeeForm,
)
from onward.web.names import people_named

FORM = require_http_methods(["GET", "HEAD", "POST"])
MAY = requires(Permission.RESTRICT_RECORDS)


@require_safe
@MAY
def stopped(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record = _own(request, record_id, at=now())
    named = Staff.objects.filter(organisation=request.acting_for, pk__in=record.restricted_to or ())
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "objections": Objection.objects.filter(record=record).order_by("-raised_on", "-pk"),
        "restrictions": Restriction.objects.filter(record=record).order_by("-from_on", "-pk"),
        "purposes": {row.code: row.title for row in purposes().values()},
        "named": list(named.order_by("name")),
        "wide": True,
    }
    return render(request, "governance/stopped.html", context)


@FORM
@MAY
def objection(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record, form = (
        _own(request, record_id, at=at),
        ObjectionForm(posted(request), today=localdate(at)),
    )
    if form.is_valid():
        said = form.cleaned_data
        object_to(record, purpose=said["purpose"], on=said["on"], by=request.user, at=at)
        return _done(request, record, _("The objection is recorded. What it is about waits."))
    return _asked(
        request, record, form, title=_("Record an objection"), button=_("Record the objection")
    )


@FORM
@MAY
def objection_decision(request: StaffRequest, record_id: UUID, objection_id: int) -> HttpResponse:
    at = now()
    record = _own(request, record_id, at=at)
    decided = get_object_or_404(Objection, pk=objection_id, record=record, outcome="")
    form = ObjectionDecisionForm(
        posted(request), today=localdate(at), initial={"on": localdate(at)}
    )
    if form.is_valid():
        try:
            decide_objection(decided, **form.cleaned_data, by=request.user, at=at)
        except NotOpen as refusal:
            form.add_error("grounds", str(refusal))
        else:
            return _done(request, record, _("The decision is recorded. Tell the person."))
    return _asked(
        request, record, form, title=_("Decide an objection"), button=_("Record the decision")
    )


@FORM
@MAY
def restriction(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record, form = (
        _own(request, record_id, at=at),
        RestrictionForm(posted(request), today=localdate(at)),
    )
    if form.is_valid():
        try:
            restrict_use(record, **form.cleaned_data, by=request.user, at=at)
        except NotOpen as refusal:
            form.add_error("ground", str(refusal))
        else:
            return _done(request, record, _("The record is kept and not used from that day on."))
    return _asked(
        request,
        record,
        form,
        title=_("Restrict the use of a record"),
        button=_("Restrict the use"),
        warning=_("Nothing is shared about this person until the restriction is lifted."),
    )


@FORM
@MAY
def restriction_warning(
    request: StaffRequest, record_id: UUID, restriction_id: int
) -> HttpResponse:
    at = now()
    record = _own(request, record_id, at=at)
    standing = get_object_or_404(Restriction, pk=restriction_id, record=record, lifted_on=None)
    form = WarningForm(posted(request), today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid():
        warn_of_lifting(standing, on=form.cleaned_data["on"], by=request.user, at=at)
        return _done(request, record, _("It is recorded that the person was told."))
    return _asked(
        request,
        record,
        form,
        title=_("The person was told that it will be lifted"),
        button=_("Record the day"),
    )


@FORM
@MAY
def restriction_end(request: StaffRequest, record_id: UUID, restriction_id: int) -> HttpResponse:
    at = now()
    record = _own(request, record_id, at=at)
    standing = get_object_or_404(Restriction, pk=restriction_id, record=record, lifted_on=None)
    form = PageForm(posted(request))
    if form.is_valid():
        try:
            lift_restriction_of_use(standing, on=localdate(at), by=request.user, at=at)
        except NotOpen as refusal:
            messages.error(request, str(refusal))
            return redirect("governance:stopped", record.pk)
        return _done(request, record, _("The record is used again."))
    return _asked(
        request, record, form, title=_("Lift the restriction"), button=_("Lift the restriction")
    )


@FORM
@MAY
def who_may_see(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = _own(request, record_id, at=at)
    staff = Staff.objects.filter(organisation=request.acting_for, is_active=True)
    form = WhoMaySeeForm(
        posted(request),
        initial={
            "named": list(map(str, record.restricted_to or ())),
            "is_shown": Signpost.objects.filter(record=record).exists(),
        },
    )
    form.offer("named", [(str(each.pk), each.name) for each in staff.order_by("name")])
    if form.is_valid():
        named = list(staff.filter(pk__in=form.cleaned_data["named"]))
        try:
            restrict(
                record,
                to=named,
                by=request.user,
                at=at,
                is_shown=form.cleaned_data["is_shown"],
            )
        except NotNamed as refusal:
            form.add_error("named", str(refusal))
        else:
            return _done(request, record, _("Only the people you named can see this record."))
    return _asked(
        request,
        record,
        form,
        title=_("Restrict a record to named people"),
        button=_("Restrict the record"),
        warning=_("To everyone else there is no such record: not in a search, a list or a count."),
    )


@FORM
@MAY
def seen_by_all(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record, form = _own(request, record_id, at=at), PageForm(posted(request))
    if form.is_valid():
        lift_restriction(record, by=request.user, at=at)
        return _done(request, record, _("Your organisation can see this record again."))
    return _asked(
        request,
        record,
        form,
        title=_("Show a record to your organisation again"),
        button=_("Show the record"),
    )


def _own(request: StaffRequest, record_id: UUID, *, at: datetime) -> Record:
    """One record; that it was opened is noted. What is restricted to others is not there."""
    own = Record.objects.filter(
        organisation=request.acting_for, kind=Record.Kind.PERSON, erased_at=None
    )
    record = get_object_or_404(own, pk=record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=at)
    return record


def _asked(
    request: StaffRequest,
    record: Record,
    form: PageForm,
    *,
    title: str,
    button: str,
    warning: str = "",
) -> HttpResponse:
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "form": form,
        "title": title,
        "button_text": button,
        "warning_text": warning,
        "narrow": True,
    }
    return render(request, "governance/stopping.html", context)


def _done(request: StaffRequest, record: Record, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("governance:stopped", record.pk)
