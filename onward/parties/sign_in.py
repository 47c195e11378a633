"""Signing in with an e-mail address and a password."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.http import HttpRequest

from onward.parties.clock import machine_now
from onward.parties.models import Staff
from onward.tenancy.context import naming

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


class EmailBackend:
    """Finds the one account a sign-in names. An unknown address takes as long as a known one."""

    def authenticate(
        self, request: HttpRequest | None, *, email: str, password: str
    ) -> Staff | None:
        at = machine_now()
        with naming("signing_in", email.strip().lower()):
            staff = Staff.objects.filter(email=email.strip().lower()).first()
            if staff is None or not staff.is_active or staff.is_locked(at=at):
                make_password(password)
                return None
            if not check_password(password, staff.password):
                _count_failure(staff, at=at)
                return None
            Staff.objects.filter(pk=staff.pk).update(
                failed_sign_ins=0, locked_until=None, last_login=at
            )
            return staff

    def get_user(self, user_id: int) -> Staff | None:
        with naming("user", str(user_id)):
            return Staff.objects.filter(pk=user_id, is_active=True).first()


def _count_failure(staff: Staff, *, at: datetime) -> None:
    """Counted by the database, so that guesses made at one moment are all counted."""
    account = Staff.objects.filter(pk=staff.pk)
    account.update(failed_sign_ins=F("failed_sign_ins") + 1)
    account.filter(failed_sign_ins__gte=TRIES).update(
        failed_sign_ins=0, locked_until=at + LOCKED_FOR
    )
