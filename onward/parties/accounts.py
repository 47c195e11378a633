"""Accounts as their organisation keeps them: given, changed and closed, each act in the ledger."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.actions import appoint
from onward.parties.models import Staff
from onward.parties.sign_in import account
from onward.tenancy.context import acting, naming


class AddressTaken(ValueError):
    """The organisation has an account with this address."""


class NotForOneself(ValueError):
    """Somebody would decide over their own account."""


class LinkSpent(ValueError):
    """The link was used, is too old, or belongs to an account that is closed."""


@transaction.atomic
def give_account(
    name: str, *, email: str, roles: Collection[str], by: Staff | None, at: datetime
) -> Staff:
    """A new account in the organisation acted for; it opens once its owner has set a password.

    `by` is None where the operator gives an organisation its first. Raises AddressTaken.
    """
    try:
        with transaction.atomic():
            staff = appoint(name.strip(), email=email, roles=list(roles), password=None)
    except IntegrityError as taken:
        raise AddressTaken(_("Your organisation has an account with this address.")) from taken
    _enter("account.given", staff, by=by, at=at)
    return staff


@transaction.atomic
def change_roles(staff: Staff, *, roles: Collection[str], by: Staff, at: datetime) -> None:
    """Give an account these roles and no others, from its next page on. Raises NotForOneself."""
    _refuse_own(staff, by)
    staff.roles = sorted(roles)
    staff.save(update_fields=["roles"])
    _enter("account.changed", staff, by=by, at=at)


@transaction.atomic
def set_open(staff: Staff, *, is_open: bool, by: Staff, at: datetime) -> None:
    """Close an account, which signs its owner out, or open it again. Raises NotForOneself."""
    _refuse_own(staff, by)
    staff.is_active = is_open
    staff.save(update_fields=["is_active"])
    _enter("account.opened" if is_open else "account.closed", staff, by=by, at=at)


def new_link(staff: Staff, *, by: Staff | None, at: datetime) -> str:
    """The secret of a link that sets a password once; whoever holds it can sign in as `staff`.

    It is worth nothing after PASSWORD_RESET_TIMEOUT seconds, or once a password was set with it or
    the account signed in.
    """
    _enter("account.link_made", staff, by=by, at=at)
    return default_token_generator.make_token(staff)


def owner_of_link(staff_id: int, token: str) -> Staff:
    """The account whose password this link sets. Raises LinkSpent."""
    staff = account(staff_id)
    if staff is None or not default_token_generator.check_token(staff, token):
        raise LinkSpent(_("This link was used before, or is too old."))
    return staff


def set_password(staff_id: int, *, token: str, password: str) -> Staff:
    """Set the password that a link is for. Raises LinkSpent, and ValidationError with why not."""
    staff = owner_of_link(staff_id, token)
    validate_password(password, staff)
    staff.set_password(password)
    staff.failed_sign_ins, staff.locked_until = 0, None
    with naming("user", str(staff.pk)):
        staff.save(update_fields=["password", "failed_sign_ins", "locked_until"])
    return staff


def _refuse_own(staff: Staff, by: Staff) -> None:
    if staff.pk == by.pk:
        raise NotForOneself(_("Somebody else has to change your own account."))


def _enter(kind: str, staff: Staff, *, by: Staff | None, at: datetime) -> None:
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle if by else None,
            about_id=staff.handle,
            at=at,
            about={"roles": list(staff.roles)},
        )
    )
