"""What nobody asks for is done all the same: sessions that are over go, and each night's work."""

from datetime import timedelta

import pytest

from config.setbacks import Setbacks
from config.upkeep import keep_up
from onward.intake.models import Landing, ReceivedEmail
from onward.ledger.models import Entry
from onward.parties.clock import machine_now
from onward.parties.models import StaffSession
from onward.parties.sessions import SessionStore
from onward.people.models import PersonName
from onward.tenancy.context import AUTOMATIC, REGISTER, acting_for, naming
from tests.mail.imap_server import PASSWORD, USER, an_imap_server
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db


def a_session(*, lasts: timedelta) -> str:
    session = SessionStore()
    session.set_expiry(machine_now() + lasts)
    session.save()
    return str(session.session_key)


def is_there(key: str) -> bool:
    with naming("session", key):
        return StaffSession.objects.filter(pk=key).exists()


def roots_of(organisation):
    with acting_for(organisation.pk):
        return Entry.objects.filter(kind="looks.root").count()


def an_upload_nobody_accepted(organisation) -> None:
    with acting_for(organisation.pk):
        Landing.objects.create(
            organisation=organisation,
            feed="referrals",
            file_name="people.zip",
            digest="0" * 64,
            size=1,
            received_at=machine_now() - timedelta(days=20),
            received_by=a_member_of_staff(organisation).handle,
        )


def test_sessions_that_are_over_are_removed_and_no_other():
    over, lasting = a_session(lasts=-timedelta(seconds=1)), a_session(lasts=timedelta(hours=1))

    keep_up(Setbacks())

    assert (is_there(over), is_there(lasting)) == (False, True)


def test_a_session_that_lasts_is_seen_by_nobody_but_who_names_it():
    a_session(lasts=timedelta(hours=1))

    with acting_for(REGISTER):
        assert not StaffSession.objects.exists()


def test_a_nights_work_is_done_once():
    organisation = an_organisation()
    an_upload_nobody_accepted(organisation)

    nights = [keep_up(Setbacks()) for _ in range(2)]

    assert nights == [1, 0]
    assert roots_of(organisation) == 1
    with acting_for(organisation.pk):
        assert not Landing.objects.exists()


def test_rows_that_disagree_with_the_facts_are_named_without_their_values(caplog):
    organisation = an_organisation()
    record = a_record(organisation, surname="Grant")
    with acting_for(organisation.pk, user=AUTOMATIC):
        PersonName.objects.update(surname="Great")

    keep_up(Setbacks())

    assert [each.getMessage() for each in caplog.records] == [
        f"Record {record.pk}: PersonName differs from the facts."
    ]


def test_mail_is_read_beside_it_where_the_route_is_switched_on(settings, tmp_path):
    settings.EMAIL_ROUTE, settings.MAIL_SERVERS_FILE = True, tmp_path / "mail-servers.toml"
    organisation = an_organisation()
    (tmp_path / "password").write_text(PASSWORD)
    with an_imap_server() as kept:
        kept.put(b"Subject: not for us\r\n\r\n")
        settings.MAIL_SERVERS_FILE.write_text(
            f'[[inbox]]\naddress = "all@prime.example"\norganisation = "{organisation.code}"\n'
            f'[inbox.imap]\nhost = "127.0.0.1"\nport = {kept.port}\nuser = "{USER}"\n'
            f'password_file = "{tmp_path / "password"}"\n'
        )
        keep_up(Setbacks())

    with acting_for(organisation.pk):
        assert ReceivedEmail.objects.get().put_aside_because == "WRONG_INBOX"
