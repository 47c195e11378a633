"""A form leaves by a real mail server: announced, handed over once, and logged for three months."""

import ssl
from datetime import date
from email import message_from_bytes, policy
from smtplib import SMTPServerDisconnected

import pytest

from onward.agreements.actions import end
from onward.channels.mail_servers import NoServer
from onward.disclosures.delivery import lay_out
from onward.disclosures.models import Disclosure
from onward.disclosures.settling import mark_unknown, settle
from onward.email_route.clocks import kept_until
from onward.email_route.models import SentForm
from onward.email_route.send_log import forget_old, sent_forms
from onward.ledger.models import Entry
from tests.email_route.factories import MOMENT, OURS, THEIRS
from tests.mail.certificates import a_certificate
from tests.mail.smtp_server import an_smtp_server

pytestmark = pytest.mark.django_db
Status = Disclosure.Status


@pytest.fixture
def server(settings, tmp_path):
    settings.MAIL_SERVERS_FILE = tmp_path / "mail-servers.toml"
    with an_smtp_server() as taken:
        name_server(settings, taken.port)
        yield taken


def name_server(settings, port, **smtp):
    said = "".join(f'\n{name} = "{value}"' for name, value in smtp.items())
    settings.MAIL_SERVERS_FILE.write_text(
        f'[[inbox]]\naddress = "{OURS}"\n[inbox.smtp]\nhost = "127.0.0.1"\nport = {port}{said}\n'
    )


def sent(opened, **changes):
    made = opened.send(**changes)
    opened.deliver()
    return now(opened, made)


def now(opened, made):
    with opened.at_work(opened.prime):
        return Disclosure.objects.get(pk=made.pk)


def entries(opened):
    with opened.at_work(opened.prime):
        kinds = Entry.objects.filter(kind__startswith="disclosure.").order_by("entered_at")
        return [entry.kind for entry in kinds]


def test_a_form_reaches_the_inbox_it_was_sent_to(opened, server):
    """REQ-003-052, sending"""
    made = sent(opened)

    (content,) = server.by_recipient[THEIRS]
    message = message_from_bytes(content, policy=policy.default)
    form = next(message.iter_attachments()).get_content()
    assert made.status == Status.SENT
    assert (message["From"], message["To"], message["Subject"]) == (OURS, THEIRS, "Exit report")
    assert form.replace("\r\n", "\n") == (
        "Last name: Grant\nNational Insurance number: QQ123456C\n"
        "Summary: She gained a forklift licence.\n"
    )
    assert entries(opened) == ["disclosure.prepared", "disclosure.sending", "disclosure.sent"]


def test_nothing_of_the_person_stands_outside_the_form(opened, server):
    sent(opened)

    (content,) = server.by_recipient[THEIRS]
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body()
    assert body is not None
    outside = str(list(message.items())) + body.get_content()
    assert "Grant" not in outside
    assert "QQ123456C" not in outside


def test_what_was_sent_comes_back_byte_for_byte(opened, server):
    made = sent(opened)

    with opened.at_work(opened.prime):
        assert list(lay_out(made).values()) == server.by_recipient[THEIRS]


def protection(opened):
    with opened.at_work(opened.prime):
        leaf = bytes(Entry.objects.get(kind="disclosure.sent").leaf)
        return SentForm.objects.get().protection, leaf


def test_the_ledger_says_that_a_server_offered_no_protection(opened, server):
    sent(opened)

    logged, leaf = protection(opened)
    assert logged == "none"
    assert b'"protection":"none"' in leaf


def test_tls_is_used_where_the_server_offers_it_and_the_ledger_says_which(
    opened, settings, tmp_path
):
    settings.MAIL_SERVERS_FILE = tmp_path / "mail-servers.toml"
    certificate = a_certificate(tmp_path)
    with an_smtp_server(certificate) as taken:
        name_server(settings, taken.port, authority=certificate[0])
        sent(opened)

    logged, leaf = protection(opened)
    assert taken.connections == ["TLS"]
    assert logged.startswith("TLSv1.")
    assert f'"protection":"{logged}"'.encode() in leaf


def test_a_server_that_cannot_prove_its_name_is_told_nothing(opened, settings, tmp_path):
    settings.MAIL_SERVERS_FILE = tmp_path / "mail-servers.toml"
    with an_smtp_server(a_certificate(tmp_path)) as taken:
        name_server(settings, taken.port)
        made = opened.send()
        with pytest.raises(ssl.SSLError):
            opened.deliver()

    assert now(opened, made).status == Status.PREPARED
    assert entries(opened) == ["disclosure.prepared"]


def test_an_inbox_without_a_server_keeps_its_messages_waiting(opened, settings, tmp_path):
    settings.MAIL_SERVERS_FILE = tmp_path / "nothing.toml"
    made = opened.send()

    with pytest.raises(NoServer, match=OURS):
        opened.deliver()

    assert now(opened, made).status == Status.PREPARED


def test_a_message_the_server_refuses_was_not_sent(opened, server):
    server.answer = "554 no"

    made = sent(opened)

    assert (made.status, made.refusals[0]["code"]) == (Status.FAILED, "NOT_TAKEN")
    with opened.at_work(opened.prime):
        assert not sent_forms().exists()


def test_a_message_refused_for_now_goes_when_the_server_takes_it(opened, server):
    server.answer = "451 later"
    made = opened.send()
    with pytest.raises(RuntimeError, match="451"):
        opened.deliver()
    assert now(opened, made).status == Status.PREPARED

    server.answer = "250 OK"
    opened.deliver()

    assert now(opened, made).status == Status.SENT
    assert len(server.by_recipient[THEIRS]) == 1


def a_lost_answer(opened, server, settings):
    """The server takes the message, and is gone before it says so."""
    settings.SEND_PATIENCE_SECONDS = 0
    server.hangs_up = True
    made = opened.send()
    with pytest.raises(SMTPServerDisconnected):
        opened.deliver()
    with opened.at_work(opened.prime):
        mark_unknown(at=MOMENT)
    return made


def test_a_message_whose_answer_was_lost_is_unknown_and_does_not_go_twice(opened, server, settings):
    made = a_lost_answer(opened, server, settings)
    server.hangs_up = False

    opened.deliver()

    assert now(opened, made).status == Status.UNKNOWN
    assert len(server.by_recipient[THEIRS]) == 1


def test_a_message_that_a_person_found_to_have_arrived_is_logged(opened, server, settings):
    """REQ-003-067, where nobody heard the answer"""
    made = a_lost_answer(opened, server, settings)

    with opened.at_work(opened.prime) as staff:
        settle(made.pk, arrived=True, by=staff, at=MOMENT)
        assert sent_forms().get().protection == "unknown"


def test_what_is_refused_at_sending_reaches_no_server(opened, server):
    """REQ-003-058"""
    opened.send()
    with opened.at_work(opened.prime) as staff:
        end(opened.agreement, by=staff, at=MOMENT)

    opened.deliver()

    assert not server.by_recipient


def test_the_log_says_where_when_and_which_form(opened, server):
    """REQ-003-067"""
    made = sent(opened)

    with opened.at_work(opened.prime):
        logged = sent_forms().get()
    assert (logged.to_address, logged.process, logged.sent_at) == (THEIRS, "EXIT_REPORT", MOMENT)
    assert logged.disclosure_id == made.pk


def test_the_log_is_kept_three_months_and_removed_the_day_after(opened, server):
    """REQ-003-067"""
    sent(opened)  # on 1 March

    with opened.at_work(opened.prime):
        assert forget_old(on=date(2022, 6, 1)) == 0
        assert forget_old(on=date(2022, 6, 2)) == 1


@pytest.mark.parametrize(
    ("sent_on", "last_day"),
    [
        (date(2021, 11, 30), date(2022, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2022, 1, 31), date(2022, 4, 30)),
    ],
)
def test_three_months_end_with_a_shorter_month(sent_on, last_day):
    """REQ-003-067"""
    assert kept_until(sent_on) == last_day
