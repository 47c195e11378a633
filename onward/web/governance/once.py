"""What was given once, outside every agreement: to be reviewed by somebody else, and reviewed."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.one_off_grounds import one_off_grounds
from onward.disclosures.giving_once import words_of
from onward.disclosures.models import Disclosure, OneOff, OneOffReview
from onward.disclosures.one_off_models import Checked
from onward.disclosures.reviewing import CannotReview, review, waiting_for_review
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.rights.once import titles_of
from onward.web.access import StaffRequest, requires
from onward.web.act_words import channel_in_words, sentences
from onward.web.forms import posted
from onward.web.governance.forms import ReviewForm
from onward.web.governance.performers import performers
from onward.web.item_values import items_named

A_PAGE = 25


@require_safe
@requires(Permission.REVIEW_ONE_OFFS)
def listed(request: StaffRequest) -> HttpResponse:
    reviewed = OneOffReview.objects.select_related("one_off").order_by("-at", "-pk")
    page = Paginator(reviewed, A_PAGE).get_page(request.GET.get("page"))
    waiting = list(waiting_for_review().select_related("recipient"))
    context = {
        "waiting": waiting,
        "page": page,
        "doers": performers(
            [each.by for each in waiting]
            + [handle for each in page.object_list for handle in (each.by, each.given_by)]
        ),
        "grounds": one_off_grounds(),
        "today": localdate(now()),
        "wide": True,
    }
    return render(request, "governance/one_offs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVIEW_ONE_OFFS)
def one(request: StaffRequest, one_off_id: UUID) -> HttpResponse:
    one_off = get_object_or_404(OneOff.objects.select_related("recipient"), pk=one_off_id)
    form = ReviewForm(posted(request))
    if form.is_valid():
        try:
            review(one_off, **form.cleaned_data, by=request.user, at=now())
        except CannotReview as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("governance:one-offs")
    known = OneOffReview.objects.filter(one_off=one_off).first()
    act = Disclosure.objects.filter(one_off=one_off).order_by("-at").first()
    checked = [str(Checked(each).label) for each in one_off.checked]
    context = {
        "one_off": one_off,
        "review": known,
        "form": form,
        "act": act,
        "reasons": sentences(in_words(act.refusals)) if act else [],
        "words": words_of(one_off),
        "ground": one_off_grounds()[one_off.ground].title,
        "laws": "; ".join(titles_of([one_off.basis, *one_off.conditions])),
        "items": items_named(one_off.items),
        "checked": ", ".join(checked),
        "channel": channel_in_words(one_off.channel),
        "doers": performers([one_off.by, known.by if known else None]),
        "is_own": one_off.by == request.user.handle,
    }
    return render(request, "governance/one_off.html", context)
