"""Drawing up an agreement: choose the text, then parties and days; what is wrong is said first."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.actions import draw_up
from onward.agreements.catalogue import catalogue
from onward.agreements.findings import findings_of
from onward.agreements.standard import BadAgreement, standard_agreement, standard_codes
from onward.agreements.terms import StandardAgreement
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.governance.agreement_forms import NewAgreement

_PROBLEM = re.compile(r"(?P<code>[A-Z0-9_]+)(\((?P<about>[^)]*)\))?: (?P<says>.+)", re.DOTALL)


@require_safe
@requires(Permission.SIGN_AGREEMENTS)
def texts(request: StaffRequest) -> HttpResponse:
    """The standard texts, those first in which one's own organisation can take part."""
    found = [standard_agreement(code) for code in standard_codes()]
    kind = request.acting_for.kind
    ours = [text for text in found if any(kind in role.kinds for role in text.roles)]
    context = {"ours": ours, "others": [text for text in found if text not in ours], "wide": True}
    return render(request, "governance/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def drawing_up(request: StaffRequest, standard: str) -> HttpResponse:
    text = _text(standard)
    form = NewAgreement(posted(request), text=text, own=request.acting_for)
    if form.is_valid():
        try:
            agreement = draw_up(
                text,
                code=form.cleaned_data["code"],
                parties=form.by_role("party"),
                signatories=form.by_role("signatory"),
                commissioned_by=form.by_role("commissioned"),
                countries=form.by_role("country"),
                safeguards=form.by_role("safeguard"),
                effective_from=form.cleaned_data["effective_from"],
                effective_to=form.cleaned_data["effective_to"],
                register_id=form.cleaned_data.get("register_id", ""),
                by=request.user,
                at=now(),
            )
        except BadAgreement as bad:
            for problem in bad.problems:
                form.add_error(None, problem_in_words(problem))
        else:
            messages.success(request, _("Drawn up. Every party signs it before it is in force."))
            return redirect("governance:agreement", agreement.pk)
    context = {"form": form, "text": text, "findings": findings_of(text), "narrow": True}
    return render(request, "governance/drawing_up.html", context)


def problem_in_words(problem: str) -> str:
    """A problem of the lint as a sentence, with the item it is about in plain words."""
    match = _PROBLEM.fullmatch(problem)
    if match is None:
        return problem
    about, says = match["about"] or "", match["says"]
    known = catalogue()
    if about in known:
        return f"{known[about].label}: {says}"
    return (
        f"{about.replace('_', ' ').capitalize()}: {says}" if about else says[:1].upper() + says[1:]
    )


def _text(standard: str) -> StandardAgreement:
    try:
        return standard_agreement(standard)
    except LookupError as none:
        raise Http404 from none
