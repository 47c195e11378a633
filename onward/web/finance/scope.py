"""What money someone may reach: that of their own organisation, as commissioner or operations."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from onward.casework.models import Referral
from onward.contracts.models import Contract
from onward.parties.models import Organisation
from onward.payments.models import Claim, Run
from onward.programmes.catalogue import VERSIONS
from onward.web.access import StaffRequest
from onward.web.first_rows import by_side
from onward.web.item_values import code_in_words


def of_ours(request: StaffRequest) -> Q:
    """A provider sees its claims too, but has no business on these pages."""
    return Q(commissioner=request.acting_for) | Q(operations=request.acting_for)


def own_runs(request: StaffRequest) -> QuerySet[Run]:
    return Run.objects.filter(of_ours(request)).select_related("commissioner", "operations")


def own_run(request: StaffRequest, run_id: UUID) -> Run:
    return get_object_or_404(own_runs(request), pk=run_id)


def own_claims(request: StaffRequest) -> QuerySet[Claim]:
    """Without their referrals: one that is restricted would take its claim out of the list."""
    return Claim.objects.filter(of_ours(request)).select_related("provider", "contract")


def lists_of_claims(request: StaffRequest) -> list[QuerySet[Claim]]:
    """The same in a list for each side that the organisation is on."""
    return by_side(Claim.objects.all(), "operations", "commissioner", own=request.acting_for.pk)


def own_claim(request: StaffRequest, claim_id: UUID) -> Claim:
    return get_object_or_404(own_claims(request), pk=claim_id)


def referral_of(claim: Claim) -> Referral | None:
    return Referral.objects.filter(pk=claim.referral_id).first()


def commissioners(request: StaffRequest) -> list[Organisation]:
    """Those whose money this organisation has to do with; its own if it is one."""
    contracts = Contract.objects.filter(of_ours(request)).values("commissioner")
    return list(Organisation.objects.filter(pk__in=contracts).order_by("name"))


def outcome_in_words(code: str) -> str:
    """What the programmes call an outcome."""
    names = {outcome.code: outcome.name for each in VERSIONS for outcome in each.outcomes}
    return _(names[code]) if code in names else code_in_words(code)


def outcomes() -> list[tuple[str, str]]:
    """Every outcome of every programme, as choices."""
    codes = dict.fromkeys(outcome.code for each in VERSIONS for outcome in each.outcomes)
    return [(code, outcome_in_words(code)) for code in codes]
