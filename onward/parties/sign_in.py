"""Signing in with an e-mail address and a password."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from onward.parties.clock import machine_now
from onward.parties.models import Staff
from onward.tenancy.context import naming

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
# So many passwords are hashed at the least, so that the time does not tell whether an address has
# an account, or one of another organisation's beside it.
HASHED = 2


class SeveralAccounts(Exception):
    """Address and password open accounts in several organisations, whose ids it holds."""

    def __init__(self, organisations: Iterable[int]) -> None:
        super().__init__()
        self.organisations = list(organisations)


def open_account(email: str, *, password: str, organisation: str = "") -> Staff | None:
    """The account that this address and password open; `organisation` decides between several.

    An address may have an account in each organisation, for none is told of another's. Raises
    SeveralAccounts.
    """
    at = machine_now()
    with naming("signing_in", email.strip().lower()):
        accounts = Staff.objects.filter(email=email.strip().lower()).order_by("pk")
        usable = [each for each in accounts if each.is_active and not each.is_locked(at=at)]
        opened = [each for each in usable if check_password(password, each.password)]
        for _account in range(HASHED - len(usable)):
            make_password(password)
        if not opened:
            _count_failures(usable, at=at)
        chosen = [each for each in opened if organisation in ("", str(each.organisation_id))]
        if len(chosen) > 1:
            raise SeveralAccounts(each.organisation_id for each in chosen)
        for each in chosen:
            own = Staff.objects.filter(pk=each.pk)
            own.update(failed_sign_ins=0, locked_until=None, last_login=at)
            return each
        return None


def account(staff_id: int) -> Staff | None:
    """The account that a session was begun with, while it is open."""
    with naming("user", str(staff_id)):
        return Staff.objects.filter(pk=staff_id, is_active=True).first()


def _count_failures(accounts: Iterable[Staff], *, at: datetime) -> None:
    """Counted by the database, so that guesses made at one moment are all counted."""
    tried = Staff.objects.filter(pk__in=[each.pk for each in accounts])
    tried.update(failed_sign_ins=F("failed_sign_ins") + 1)
    tried.filter(failed_sign_ins__gte=TRIES).update(failed_sign_ins=0, locked_until=at + LOCKED_FOR)
