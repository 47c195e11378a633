"""The books: each account's balance in pounds, whose sum is always nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.payments.models import PostingEntry
from onward.payments.postings import owed, trial_balance
from onward.values.pence import Pence
from onward.web.access import StaffRequest, requires
from onward.web.finance.scope import commissioners

Rows = list[tuple[str, Pence]]


@require_safe
@requires(Permission.SEE_MONEY)
def balance(request: StaffRequest) -> HttpResponse:
    books = [
        {
            "commissioner": each,
            "payfiles": _rows(each, clerical=False),
            "clerical": _rows(each, clerical=True) if each == request.acting_for else [],
            "owed": _owed(each),
        }
        for each in commissioners(request)
    ]
    return render(request, "finance/balance.html", {"books": books})


def _rows(commissioner: Organisation, *, clerical: bool) -> Rows:
    balances = trial_balance(commissioner.pk, clerical=clerical)
    accounts = PostingEntry.Account
    return [(str(accounts(code).label), pence) for code, pence in balances.items()]


def _owed(commissioner: Organisation) -> Rows:
    sums = owed(commissioner.pk)
    names = {pk: each.name for pk, each in Organisation.objects.in_bulk(sums).items()}
    return sorted((names[provider], pence) for provider, pence in sums.items())
