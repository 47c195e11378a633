"""A message goes only to whom it may, once, with its words; and what became of it is noted."""

import json
from datetime import timedelta

import pytest

from onward.disclosures.messages import sending
from onward.disclosures.messages.models import Message
from onward.disclosures.messages.receipts import read_receipts
from onward.disclosures.messages.sending import send_messages
from onward.disclosures.messages.templates import USUAL, templates
from onward.disclosures.messages.writing import look_at, write
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_all_places
from onward.people.records import record_death, restrict
from onward.people.withheld import withhold_contact
from onward.rights.erasure import erase
from onward.rights.statement import statement_of
from onward.tenancy.context import NOBODY, acting_for
from onward.tracking.activities.telling import TooLateToUndo
from onward.tracking.contact.may_contact import Against, way_to
from onward.tracking.contact.noting import undo_contact
from onward.tracking.models import Contact
from tests.disclosures.messages.notify_server import notify_here
from tests.disclosures.messages.senders import send_by, sender_here, set_sender
from tests.people.factories import say
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()
MOBILE = {"telephone": "07700 900123"}
SURVEY = templates(USUAL)["what-they-do-now-text"]
WORDS = "Hello Amara, this is"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup, settings, tmp_path):
    set_sender(settings, tmp_path, django_db_setup.authority)
    return django_db_setup


@pytest.fixture
def notify(here, settings, tmp_path):
    with notify_here() as service:
        send_by(settings, tmp_path, here.authority, service)
        yield service


@pytest.fixture
def written(here, settings):
    def written(*records, template=SURVEY):
        sender = sender_here(settings, here.authority)
        with here.at_work() as adviser:
            made = write(records, template, sender=sender, by=adviser, at=NOVEMBER)
        give_all_places()
        return made

    return written


def send(here):
    return send_messages(here.authority.pk, at=NOVEMBER)


def ask_after(here, monkeypatch):
    """As if the time had come to ask the service."""
    with here.at_work():
        Message.objects.update(receipt_due_at=NOVEMBER)
    read_receipts(here.authority.pk)


def as_it_is(here, message):
    with here.at_work():
        return Message.objects.get(pk=message.pk)


def contacts(here):
    with here.at_work():
        return list(Contact.objects.order_by("at", "pk"))


def test_a_message_that_went_is_a_contact_with_entries_and_no_word_of_it_lies_open(
    here, written, settings
):
    """REQ-002-023."""
    record = here.a_young_person(**MOBILE)

    (message,) = written(record)
    settled = send(here)

    (contact,) = contacts(here)
    (file,) = (settings.OUTBOX / "messages").glob("*/message.json")
    assert settled == 1
    assert (contact.message, contact.reached_by, contact.outcome) == (
        message.pk,
        "telephone",
        "SENT",
    )
    assert json.loads(file.read_text())["to"] == ["07700900123"]
    assert WORDS in json.loads(file.read_text())["words"]
    with here.at_work():
        about = Entry.objects.filter(about_id=message.pk).order_by("entered_at")
        assert [each.kind for each in about] == ["message.prepared", "message.sent"]
        assert not any(b"Amara" in bytes(each.leaf) for each in about)
    assert "Amara" not in json.dumps(as_it_is(here, message).sealed)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lambda record, by: record_death(record, on=TODAY, by=by, at=NOVEMBER), "DIED"),
        (lambda record, by: say(record, at=NOVEMBER, do_not_survey=True), "DO_NOT_SURVEY"),
        (
            lambda record, by: withhold_contact(record, wording="v1", on=TODAY, by=by, at=NOVEMBER),
            "DO_NOT_SURVEY",
        ),
        (
            lambda record, by: say(record, at=NOVEMBER, contact_preference="LETTER"),
            "PREFERS_OTHERWISE",
        ),
        (lambda record, by: say(record, at=NOVEMBER, telephone="07700 900999"), "ADDRESS_CHANGED"),
        (lambda record, by: erase(record, classes=["contact"], by=by, at=NOVEMBER), "NOTHING_HELD"),
    ],
)
def test_what_arises_after_writing_stops_it_at_the_moment_of_sending(
    here, written, settings, happens, why
):
    """REQ-002-023."""
    record = here.a_young_person(**MOBILE)
    (message,) = written(record)
    with here.at_work() as adviser:
        happens(record, adviser)

    send(here)

    stopped = as_it_is(here, message)
    assert (stopped.status, stopped.stopped_because) == ("STOPPED", why)
    assert stopped.sealed[1] == ""
    assert contacts(here) == []
    assert not (settings.OUTBOX / "messages").exists()


def test_of_a_list_each_is_checked(here, written, settings):
    may = here.a_young_person(**MOBILE)
    wants_none = here.a_young_person(do_not_survey=True, **MOBILE)
    has_none = here.a_young_person()
    tracked_no_more = here.a_young_person(date_of_birth="2004-02-03", **MOBILE)
    no_name = here.a_young_person(forename=None, **MOBILE)
    sender = sender_here(settings, here.authority)

    with here.at_work():
        everybody = [may, wants_none, has_none, tracked_no_more, no_name]
        looked = look_at(everybody, SURVEY, sender=sender, at=NOVEMBER)

    assert [each.against for each in looked] == [
        "",
        "DO_NOT_SURVEY",
        "NOTHING_HELD",
        "TRACKING_HAS_ENDED",
        "INCOMPLETE",
    ]
    assert [message.record for message in written(*everybody)] == [may]


def test_a_number_that_does_not_exist_is_written_on_the_contact_and_not_used_again(
    here, written, monkeypatch
):
    record = here.a_young_person(telephone="07700 900003")
    written(record)
    send(here)

    ask_after(here, monkeypatch)

    (contact,) = contacts(here)
    assert contact.delivery == "NO_SUCH_ADDRESS"
    (told,) = statement_of(record.handle).contacted
    assert told.delivery == "NO_SUCH_ADDRESS"
    with here.at_work():
        way = way_to(record, kind="TEXT", purpose="SURVEY", on=TODAY)
        assert way.against == Against.WRONG
        assert not Message.objects.filter(receipt_due_at__isnull=False).exists()


def test_what_has_gone_is_not_taken_back(here, written):
    written(here.a_young_person(**MOBILE))
    send(here)
    (contact,) = contacts(here)

    with here.at_work() as adviser, pytest.raises(TooLateToUndo, match="It has gone"):
        undo_contact(contact, by=adviser, at=NOVEMBER)


def test_notify_is_handed_the_words_and_the_address_alone(here, written, notify):
    record = here.a_young_person(email="amara@example.org", **MOBILE)
    for kind in ("text", "email", "letter"):
        written(record, template=templates(USUAL)[f"what-they-do-now-{kind}"])

    send(here)

    text, email, letter = sorted(notify.taken.values(), key=lambda said: -len(said["path"]))[::-1]
    assert (text["phone_number"], text["template_id"]) == ("07700900123", "layout-of-texts")
    assert text["personalisation"].keys() == {"words"}
    assert email["email_address"] == "amara@example.org"
    assert email["personalisation"]["subject"] == "What do you do now?"
    assert [letter["personalisation"][f"address_line_{n}"] for n in range(1, 5)] == [
        "Amara Osei",
        "4 Mill Lane",
        "Leicester",
        "LE1 1AA",
    ]


def test_one_that_was_handed_over_with_no_word_back_is_found_and_not_sent_twice(
    here, written, notify, monkeypatch
):
    (message,) = written(here.a_young_person(**MOBILE))
    notify.takes_without_a_word = True
    with pytest.raises(ConnectionError):
        send(here)
    assert as_it_is(here, message).status == "SENDING"
    monkeypatch.setattr(sending, "UNHEARD_AFTER", timedelta())

    send(here)

    (number,) = notify.taken
    assert as_it_is(here, message).sent_as == number
    assert len(contacts(here)) == 1


@pytest.mark.parametrize(
    ("answer", "status"), [(400, "STOPPED"), (429, "WAITING"), (403, "WAITING")]
)
def test_what_notify_does_not_take_is_stopped_or_waits(here, written, notify, answer, status):
    (message,) = written(here.a_young_person(**MOBILE))
    notify.answers = [answer]

    if status == "WAITING":
        with pytest.raises(RuntimeError, match=f"answered {answer}"):
            send(here)
    else:
        send(here)

    assert as_it_is(here, message).status == status
    assert contacts(here) == []


def test_the_receipts_of_notify_are_read_until_it_knows(here, written, notify, monkeypatch):
    written(here.a_young_person(**MOBILE))
    send(here)

    ask_after(here, monkeypatch)
    before = contacts(here)[0].delivery
    notify.status = "delivered"
    ask_after(here, monkeypatch)

    assert (before, contacts(here)[0].delivery) == ("", "DELIVERED")


def test_without_a_sender_nothing_goes_and_nothing_is_lost(here, written, settings, tmp_path):
    (message,) = written(here.a_young_person(**MOBILE))
    settings.MESSAGE_SENDERS_FILE = tmp_path / "none.toml"

    assert send(here) == 0
    assert as_it_is(here, message).status == "WAITING"


def test_messages_of_a_restricted_record_are_seen_by_those_named(here, written):
    record = here.a_young_person(**MOBILE)
    written(record)
    with here.at_work() as adviser:
        restrict(record, to=[adviser], by=adviser, at=NOVEMBER)
        assert Message.objects.exists()

    with acting_for(here.authority.pk, user=NOBODY):
        assert not Message.objects.exists()
