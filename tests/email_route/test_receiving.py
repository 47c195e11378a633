"""Mail that comes in: ours is acted on and removed, the rest is told of and never loaded."""

from email.message import EmailMessage

import pytest

from onward.channels.inbound.imap import MailboxRefused
from onward.channels.inbound.imap import opened as opened_mailbox
from onward.channels.mail_servers import IMAP, server_of
from onward.email_route.inboxes import ForwardsByItself, agree, designate
from onward.email_route.models import InboxPair
from onward.intake.mailboxes import read_mail
from onward.intake.models import ReceivedEmail
from onward.intake.received import NotNow, act_on, discard, put_aside, tell_manager, waiting
from onward.ledger.models import Entry
from onward.people.models import Fact, Record
from onward.rights.erasure import erase
from tests.email_route.factories import MOMENT, OURS, THEIRS, open_ways
from tests.mail.certificates import a_certificate
from tests.mail.imap_server import PASSWORD, USER, an_imap_server
from tests.mail.smtp_server import an_smtp_server
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db
DEDICATED = "whp@prime.example"
NUMBER = "QQ123456C"


def ready():
    """The route, and an inbox that the prime and the department agreed on for what comes in."""
    found = open_ways()
    with found.at_work(found.department) as staff:
        pair = designate(
            sender=found.department, recipient=found.prime, from_address=THEIRS,
            to_address=DEDICATED, by=staff, at=MOMENT,
        )  # fmt: skip
    with found.at_work(found.prime) as staff:
        agree(pair, by=staff, at=MOMENT)
    return found


@pytest.fixture
def django_db_setup(prepared):
    return prepared(ready)


@pytest.fixture
def kept(opened, settings, tmp_path):
    settings.MAIL_SERVERS_FILE = tmp_path / "mail-servers.toml"
    with an_imap_server() as kept:
        name_mailbox(settings, opened.prime, DEDICATED, kept)
        yield kept


def name_mailbox(settings, organisation, address, kept, authority=""):
    folder = settings.MAIL_SERVERS_FILE.parent
    (folder / "password").write_text(PASSWORD)
    settings.MAIL_SERVERS_FILE.write_text(
        f'[[inbox]]\naddress = "{address}"\norganisation = "{organisation.code}"\n'
        f'[inbox.imap]\nhost = "127.0.0.1"\nport = {kept.port}\nuser = "{USER}"\n'
        f'password_file = "{folder / "password"}"\nauthority = "{authority}"\n'
    )


def a_mail(text=f"{NUMBER} has moved abroad.", *, to=DEDICATED, sender=THEIRS, **headers):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Change of circumstances"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def read(opened):
    return read_mail(opened.prime.pk, at=MOMENT)


def received(opened):
    with opened.at_work(opened.prime):
        return ReceivedEmail.objects.get()


def test_mail_from_the_department_about_a_person_of_ours_waits_to_be_acted_on(opened, kept):
    """REQ-003-052, receiving; REQ-003-057"""
    kept.put(a_mail())

    assert read(opened) == 1

    with opened.at_work(opened.prime):
        mail = waiting().get()
    assert mail.record_id == opened.record.pk
    assert b"moved abroad" in bytes(mail.content)


def test_reading_twice_takes_a_message_in_once(opened, kept):
    kept.put(a_mail())

    assert (read(opened), read(opened)) == (1, 0)


OTHERS = {
    "WRONG_INBOX": {"to": "ailsa@prime.example"},
    "UNKNOWN_SENDER": {"sender": "somebody@dwp.example"},
    "NOT_OURS": {"text": "QQ765432A has moved abroad."},
    "SEVERAL_PEOPLE": {"text": f"{NUMBER} and QQ765432A have moved abroad."},
    "NO_NUMBER": {"text": "Somebody has moved abroad."},
}


@pytest.mark.parametrize(("why", "change"), OTHERS.items(), ids=OTHERS)
def test_what_is_not_ours_to_act_on_is_put_aside_and_not_loaded(opened, kept, why, change):
    """REQ-003-057 (WRONG_INBOX), REQ-003-070 (NOT_OURS)"""
    kept.put(a_mail(**change))

    read(opened)

    mail = received(opened)
    assert (mail.status, mail.put_aside_because) == (ReceivedEmail.Status.PUT_ASIDE, why)
    assert (bytes(mail.content), mail.record_id) == (b"", None)


def test_a_mailbox_that_was_not_designated_takes_nothing_in(opened, kept, settings):
    """REQ-003-057"""
    name_mailbox(settings, opened.prime, "other@prime.example", kept)
    kept.put(a_mail(to="other@prime.example"))

    read(opened)

    assert received(opened).put_aside_because == "WRONG_INBOX"


def test_no_record_and_no_fact_is_made_of_what_is_not_ours(opened, kept):
    """REQ-003-070"""
    with opened.at_work(opened.prime):
        before = (Record.objects.count(), Fact.objects.count())
    kept.put(a_mail("QQ765432A has moved abroad."))

    read(opened)

    with opened.at_work(opened.prime):
        assert (Record.objects.count(), Fact.objects.count()) == before
        assert put_aside().count() == 1


def test_another_providers_person_is_not_ours(opened, kept):
    """REQ-003-070"""
    a_record(opened.subcontractor, at=MOMENT, nino="QQ765432A")
    kept.put(a_mail("QQ765432A has moved abroad."))

    read(opened)

    assert received(opened).put_aside_because == "NOT_OURS"


def test_it_stays_until_the_performance_manager_has_been_told(opened, kept):
    """REQ-003-070"""
    kept.put(a_mail("QQ765432A has moved abroad."))
    read(opened)
    mail = received(opened)
    with opened.at_work(opened.prime) as staff:
        with pytest.raises(NotNow, match="performance manager"):
            discard(mail, by=staff, at=MOMENT)
        tell_manager(mail, by=staff, at=MOMENT)
        discard(mail, by=staff, at=MOMENT)

    read(opened)

    assert not kept.messages
    assert received(opened).manager_told_at == MOMENT


def test_mail_that_was_acted_on_leaves_the_mailbox_and_only_its_digest_stays(opened, kept):
    """REQ-003-071"""
    other = kept.put(a_mail())
    kept.put(a_mail())
    read(opened)
    with opened.at_work(opened.prime) as staff:
        mail = waiting().get(place__endswith=":2")
        act_on(mail, by=staff, at=MOMENT)

    read(opened)

    with opened.at_work(opened.prime):
        mail.refresh_from_db()
    assert list(kept.messages) == [other]
    assert (bytes(mail.content), mail.removed_at) == (b"", MOMENT)
    assert len(mail.digest) == 64


@pytest.mark.parametrize(("removes_one", "left"), [(True, 1), (False, 0)])
def test_what_somebody_else_has_marked_is_left_where_the_server_can(
    opened, kept, removes_one, left
):
    kept.removes_one = removes_one
    kept.deleted.add(kept.put(a_mail("marked by somebody else")))
    kept.put(a_mail())
    read(opened)
    with opened.at_work(opened.prime) as staff:
        act_on(waiting().get(), by=staff, at=MOMENT)

    read(opened)

    assert len(kept.messages) == left


def test_nothing_is_removed_from_a_mailbox_that_was_made_anew(opened, kept):
    kept.put(a_mail())
    read(opened)
    with opened.at_work(opened.prime) as staff:
        act_on(waiting().get(), by=staff, at=MOMENT)
    kept.validity += 1

    read(opened)

    assert kept.messages


def test_the_ledger_tells_of_a_message_by_its_digest_alone(opened, kept):
    kept.put(a_mail())
    read(opened)
    with opened.at_work(opened.prime) as staff:
        act_on(waiting().get(), by=staff, at=MOMENT)
    read(opened)

    with opened.at_work(opened.prime):
        entries = Entry.objects.filter(kind__startswith="email.", subject=opened.record.handle)
        told = [(entry.kind, bytes(entry.leaf)) for entry in entries.order_by("entered_at")]
    assert [kind for kind, _ in told] == ["email.received", "email.acted_on", "email.removed"]
    assert all(NUMBER.encode() not in leaf for _, leaf in told)


def test_erasing_the_record_empties_its_mail_and_clears_the_mailbox(opened, kept):
    """A45, the e-mail inbox"""
    kept.put(a_mail())
    read(opened)
    with opened.at_work(opened.prime) as staff:
        erase(opened.record, by=staff, at=MOMENT)

    read(opened)

    assert bytes(received(opened).content) == b""
    assert not kept.messages


RULES = {
    "X-Forwarded-To": {"X_Forwarded_To": DEDICATED},
    "Resent-From": {"Resent_From": "ailsa@prime.example"},
    "Auto-Submitted": {"Auto_Submitted": "auto-forwarded"},
}


@pytest.mark.parametrize("headers", RULES.values(), ids=RULES)
def test_mail_that_a_rule_passed_on_is_put_aside(opened, kept, headers):
    """A19; REQ-003-066"""
    kept.put(a_mail(**headers))

    read(opened)

    assert received(opened).put_aside_because == "FORWARDED"


def test_an_inbox_that_forwards_by_itself_is_never_designated(opened):
    """A19; REQ-003-066"""
    with opened.at_work(opened.prime) as staff, pytest.raises(ForwardsByItself, match="by hand"):
        designate(
            sender=opened.department, recipient=opened.prime, from_address=THEIRS,
            to_address="all@prime.example", forwards_to="forms@sub.example", by=staff, at=MOMENT,
        )  # fmt: skip
    with opened.at_work(opened.prime):
        assert not InboxPair.objects.filter(to_address="all@prime.example").exists()


def test_nothing_that_came_in_goes_on_by_itself(opened, kept):
    """A19"""
    kept.put(a_mail())
    read(opened)

    assert opened.deliver() == 0
    with opened.at_work(opened.prime):
        assert not Entry.objects.filter(kind__startswith="disclosure.").exists()


def test_where_the_route_is_switched_off_no_mail_is_read(opened, kept, settings):
    settings.EMAIL_ROUTE = False
    kept.put(a_mail())

    assert read(opened) == 0
    assert not kept.protected


def test_a_mailbox_is_read_under_tls_where_the_server_offers_it(opened, settings, tmp_path):
    settings.MAIL_SERVERS_FILE = tmp_path / "mail-servers.toml"
    certificate = a_certificate(tmp_path)
    with an_imap_server(certificate) as kept:
        name_mailbox(settings, opened.prime, DEDICATED, kept, authority=certificate[0])
        kept.put(a_mail())
        assert read(opened) == 1

    assert kept.protected == [True]


def test_a_wrong_password_says_so_and_names_no_mail(kept, settings, tmp_path):
    (tmp_path / "password").write_text("wrong")
    server = server_of(DEDICATED, kind=IMAP, file=settings.MAIL_SERVERS_FILE)

    with pytest.raises(MailboxRefused, match="refused"), opened_mailbox(server):
        pass


def test_a_form_goes_out_and_comes_in_through_real_servers(opened, kept, settings):
    """REQ-003-052, the round trip"""
    a_record(opened.department, at=MOMENT, nino=NUMBER)
    with an_smtp_server() as taken:
        settings.MAIL_SERVERS_FILE.write_text(
            f'[[inbox]]\naddress = "{OURS}"\n'
            f'[inbox.smtp]\nhost = "127.0.0.1"\nport = {taken.port}\n'
        )
        opened.send()
        opened.deliver()
    name_mailbox(settings, opened.department, THEIRS, kept)
    kept.put(taken.by_recipient[THEIRS][0])

    read_mail(opened.department.pk, at=MOMENT)

    with opened.at_work(opened.department):
        mail = waiting().get()
    assert b"forklift" in bytes(mail.content)
