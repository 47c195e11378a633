"""What the operator enters in the register: organisations, and each one's first account."""

import argparse
import sys

from onward.parties.accounts import AddressTaken, give_account, new_link
from onward.parties.actions import register
from onward.parties.clock import machine_now
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.tenancy.context import REGISTER, acting_for
from onward.web.accounts.accounts import address_of_link


def organisation(options: argparse.Namespace) -> int:
    """Enter an organisation, or bring its entry up to date; with `--administrator`, an account.

    The account's own organisation gives the others: the operator appoints nobody else.
    """
    if problem := _problem(options):
        print(f"onward: {problem}", file=sys.stderr)
        return 2
    with acting_for(REGISTER):
        entered = register(
            options.code,
            name=options.name,
            kind=Organisation.Kind(options.kind),
            nation=Organisation.Nation(options.nation),
        )
    print(f"{entered.name} is in the register as {entered.code}.")
    return _appoint_first(entered, options) if options.administrator else 0


def _problem(options: argparse.Namespace) -> str:
    if options.kind not in Organisation.Kind.values:
        return f"--kind is one of {', '.join(Organisation.Kind.values)}."
    if options.nation not in Organisation.Nation.values:
        return f"--nation is one of {', '.join(Organisation.Nation.values)}."
    if bool(options.administrator) != bool(options.email):
        return "An administrator needs --administrator with a name and --email with an address."
    return ""


def _appoint_first(entered: Organisation, options: argparse.Namespace) -> int:
    at = machine_now()
    with acting_for(entered.pk):
        try:
            staff = give_account(
                options.administrator,
                email=options.email,
                roles=[Role.ADMINISTRATOR],
                by=None,
                at=at,
            )
        except AddressTaken:
            print(f"onward: {entered.name} has an account with this address.", file=sys.stderr)
            return 1
        address = address_of_link(staff, new_link(staff, by=None, at=at))
    print(f"{staff.name} sets a password at this page of Onward's, within a day: {address}")
    return 0
