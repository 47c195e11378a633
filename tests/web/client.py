"""A browser that has signed in, and what it shows."""

from datetime import datetime
from typing import Any

import lxml.html
from django.conf import settings
from django.test import Client

from onward.parties.actions import appoint
from onward.parties.clock import machine_now
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.parties.sessions import SessionStore
from onward.tenancy.context import acting_for
from onward.web.sign_in.session import begin
from tests.parties.factories import a_member_of_staff, an_organisation

PASSWORD = "a long enough password"


def signed_in(client: Client, staff: Staff, *, at: datetime | None = None) -> Client:
    """Sign in without the page; the password is not asked."""
    session = SessionStore()
    begin(session, staff, at=at or machine_now())
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def somebody(*roles: Role, kind: Organisation.Kind = Organisation.Kind.PRIME_PROVIDER) -> Staff:
    """A member of staff, in these roles, of an organisation of their own."""
    return a_member_of_staff(an_organisation(kind), *roles)


def somebody_with_a_password(email: str = "ann@example.org", *, password: str = PASSWORD) -> Staff:
    organisation = an_organisation()
    with acting_for(organisation.pk):
        return appoint("Ann Bell", email=email, roles=[Role.CASEWORKER], password=password)


def page_of(response: Any) -> Any:
    """The answer's HTML as a tree."""
    return lxml.html.fromstring(response.content.decode())
