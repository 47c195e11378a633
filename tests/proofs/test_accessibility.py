"""Every page, in each of its states, has nothing that axe calls a violation, and is never too wide.

Full, empty, refused, sent in wrong, and done: of pages that differ in their words alone one is
looked at, at the width of a desk and of a small telephone.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from onward.demonstration.local_requests import set_up_local_requests
from onward.demonstration.setting_up import call_it_a_demonstration
from onward.demonstration.story import load_small
from onward.demonstration.young_people.city import TODAY
from onward.demonstration.young_people.living import Autumn
from onward.demonstration.young_people.looking_back import look_back
from onward.demonstration.young_people.plan import invented_city
from onward.demonstration.young_people.setting_up import set_up_city
from onward.parties.clock import machine_now, set_clock
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.rights.invitations import invite
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for
from tests.databases import own_database
from tests.email_route.factories import MOMENT
from tests.email_route.test_receiving import ready
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.proofs.browser import faults_seen
from tests.proofs.shown import (
    Album,
    Shown,
    addresses_for,
    fullest_and_emptiest,
    show,
)
from tests.times import NOON
from tests.web.client import signed_in

pytestmark = pytest.mark.prove
SMALL = 100
STATEMENT = ("/participant/statement", "/participant/code", "/participant/left")
FEWEST = 200
Kind = Organisation.Kind
FOUR_SIDES = (Kind.LOCAL_AUTHORITY, Kind.DEPARTMENT, Kind.PRIME_PROVIDER, Kind.COMMISSIONER)


def a_small_city() -> None:
    call_it_a_demonstration()
    plan = invented_city(SMALL)
    city = set_up_city()
    Autumn(plan, city).live()
    look_back(plan, city, at=TODAY)
    _set_clock(TODAY)


def the_email_route() -> None:
    call_it_a_demonstration()
    ready()
    _set_clock(MOMENT)


def hardly_anything() -> None:
    """Somebody of whom a name is held, at each kind of organisation."""
    call_it_a_demonstration()
    for kind in FOUR_SIDES:
        a_record(an_organisation(kind), surname="Grant")
    _set_clock(NOON)


def _set_clock(at: datetime) -> None:
    with acting_for(REGISTER):
        set_clock(at)


SCENES = (load_small, set_up_local_requests, a_small_city, the_email_route, hardly_anything)


@pytest.fixture
def album(empty_database, django_db_blocker, settings):
    """What everybody is shown in each scene, each in a database of its own."""
    settings.EMAIL_ROUTE = True
    album = Album()
    for build in SCENES:
        with django_db_blocker.unblock(), own_database():
            build()
            _everything_into(album)
    return album


def test_nothing_is_wrong_with_any_page_in_any_state(album):
    pages = list(album.of_kind.values())

    assert faults_seen(pages) == []
    assert len(pages) > FEWEST


def _everything_into(album: Album) -> None:
    organisations = _one_of_each_kind()
    for organisation in organisations:
        everything = signed_in(Client(), a_member_of_staff(organisation, *Role))
        show(album, everything, addresses_for(organisation))
        for visitor in _participants_of(organisation):
            show(album, visitor, STATEMENT)
    nothing = signed_in(Client(), a_member_of_staff(organisations[0]))
    show(album, nothing, addresses_for(organisations[0]))
    show(album, Client(), ["/sign-in", "/participant/left", "/participant/open/none"])


def _one_of_each_kind() -> list[Organisation]:
    """Of each kind the one that holds most people."""
    with acting_for(REGISTER):
        register = list(Organisation.objects.all())
    held = {}
    for organisation in register:
        with acting_for(organisation.pk, user=AUTOMATIC):
            held[organisation] = Record.objects.count()
    fullest = sorted(register, key=held.__getitem__)
    return list({organisation.kind: organisation for organisation in fullest}.values())


def _participants_of(organisation: Organisation) -> Iterator[Client]:
    """Somebody of whom much is held, come in with a link and its code, in either language."""
    staff = a_member_of_staff(organisation, *Role)
    for language in ("en", "cy"):
        with acting_for(organisation.pk, user=staff.pk):
            fullest = Record.objects.filter(pk__in=fullest_and_emptiest()[-1:]).first()
            if fullest is None:
                return
            link = invite(fullest, checked=["in_person"], by=staff, at=machine_now())
        visitor = Client()
        visitor.get(f"/participant/open/{link.token}")
        visitor.post("/participant/code", {"code": link.code})
        visitor.get(f"/participant/language/{language}")
        yield visitor


def test_a_page_without_a_text_for_its_picture_and_one_too_wide_are_met():
    """What the test above looks for is seen where it is."""
    main = b'<main><h1>A</h1><p style="width: 900px">B</p><img src="/"></main>'
    content = b'<html lang="en"><title>A</title>' + main
    faulty = Shown("/", 200, {"Content-Type": "text/html"}, content)

    faults = faults_seen([faulty])

    assert {fault.partition("wide): ")[2].partition(":")[0] for fault in faults} == {
        "image-alt",
        "wider than 320",
    }
