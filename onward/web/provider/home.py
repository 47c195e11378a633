"""What waits for the provider: the first page after signing in."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.acts.plans_due import plans_due
from onward.casework.models import Referral
from onward.casework.plans import plan_due_on, plan_is_late
from onward.casework.tasks import deletions_to_confirm, provider_counts, to_acknowledge
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.models import Claim
from onward.payments.unclaimed import unclaimed_outcomes
from onward.people.identity import open_questions
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import counted
from onward.web.names import people_named
from onward.web.provider.new import rows_of
from onward.web.provider.scope import has_record, record_of
from onward.web.words import MOST_COUNTED

SHOWN, MOST_PLANS = 10, 100


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One kind of thing that waits: how many, where they are, and how many are late."""

    title: str
    count: int
    url: str
    late: int = 0
    most: int = MOST_COUNTED


@require_safe
@requires(Permission.REPLY_TO_REFERRAL)
def home(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    plans = plans_due(on=today, most=MOST_PLANS)
    soon = to_acknowledge().select_related("received_as", "contract")[:SHOWN]
    context = {
        "waiting": [
            each for each in _waiting(request, plans=len(plans), today=today) if each.count
        ],
        "soon": rows_of(soon, today=today),
        "plans": _named(plans[:SHOWN]),
        "deletions": _named(
            list(deletions_to_confirm().select_related("received_as", "contract")[:SHOWN])
        ),
        "due_on": plan_due_on,
        "is_late": lambda referral: plan_is_late(referral, on=today),
    }
    return render(request, "provider/home.html", context)


def _waiting(request: StaffRequest, *, plans: int, today: date) -> list[Waiting]:
    counts = provider_counts(on=today, most=MOST_COUNTED)
    caseload = reverse("provider:caseload")
    failed = Claim.objects.filter(provider=request.acting_for, status=Claim.Status.FAILED)
    of_claims = [
        Waiting(
            title=_("Outcomes reached and not claimed"),
            count=counted(unclaimed_outcomes()),
            url=reverse("provider:claims"),
        ),
        Waiting(
            title=_("Claims that failed a check"),
            count=counted(failed),
            url=f"{reverse('provider:claims')}?status={Claim.Status.FAILED}",
        ),
    ]
    return [
        Waiting(
            title=_("New referrals to reply to"),
            count=counts["to_acknowledge"],
            url=reverse("provider:new"),
            late=counts["overdue"],
        ),
        Waiting(title=_("Leavers plans to send"), count=plans, url="#plans", most=MOST_PLANS),
        Waiting(
            title=_("Cancellations the commissioner has not answered"),
            count=counts["cancellations_asked"],
            url=f"{caseload}?cancelling=on",
        ),
        Waiting(
            title=_("Withdrawn referrals whose data is to be deleted"),
            count=counts["deletions_to_confirm"],
            url="#deletions",
        ),
        *(of_claims if request.user.may(Permission.CLAIM) else []),
        *(_questions() if request.user.may(Permission.RECORD_PEOPLE) else []),
    ]


def _questions() -> list[Waiting]:
    title = _("Two records with one number: say who is who")
    return [Waiting(title=title, count=open_questions().count(), url=reverse("provider:questions"))]


def _named(referrals: list[Referral]) -> list[tuple[Referral, str]]:
    """Each referral with the person's name."""
    referrals = list(filter(has_record, referrals))
    names = people_named(record_of(referral).pk for referral in referrals)
    return [(each, names[record_of(each).pk]) for each in referrals]
