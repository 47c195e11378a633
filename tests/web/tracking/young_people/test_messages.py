"""A message is chosen, looked at with everybody it would go to, and sent; or the page says why."""

import pytest

from onward.disclosures.messages.models import Message
from onward.disclosures.messages.sending import send_messages
from tests.disclosures.messages.senders import set_sender
from tests.returns.nccis.factories import NOVEMBER
from tests.web.on_stage import said_in

MESSAGE = "/tracking/young-people/message"
SURVEY = "what-they-do-now-text"
MOBILE = {"telephone": "07700 900123"}


@pytest.fixture
def sender(here, settings, tmp_path):
    set_sender(settings, tmp_path, here.authority)


def asked(*people, **more):
    return {"chosen": [str(each.pk) for each in people], **more}


def sent(client, *people, template=SURVEY):
    return client.post(MESSAGE, asked(*people, template=template, send=template), follow=True)


def written(here):
    with here.at_work():
        return list(Message.objects.order_by("at"))


def test_without_a_key_the_page_says_who_sets_it(adviser, here, settings, tmp_path):
    settings.MESSAGE_SENDERS_FILE = tmp_path / "none.toml"

    said = said_in(adviser.post(MESSAGE, asked(here.a_young_person())))

    assert "Messages are off: your organisation has no key for GOV.UK Notify here." in said


@pytest.mark.usefixtures("sender")
def test_it_is_looked_at_before_it_is_sent_with_whoever_is_not_sent_it_on_top(adviser, here):
    """REQ-002-023."""
    may, may_not = here.a_young_person(**MOBILE), here.a_young_person(do_not_survey=True, **MOBILE)

    said = said_in(adviser.post(MESSAGE, asked(may, may_not, template=SURVEY, look="yes")))

    assert "Send a message to 2 young people" in said
    assert "Hello Amara, this is" in said
    assert "They want no surveys. Only contact to keep them safe is allowed." in said
    assert said.index("They want no surveys") < said.index("07700900123")
    assert written(here) == []


@pytest.mark.usefixtures("sender")
def test_what_was_sent_and_what_was_not_are_on_the_persons_page(adviser, here):
    record = here.a_young_person(**MOBILE)

    shown = sent(adviser, record)
    send_messages(here.authority.pk, at=NOVEMBER)
    then = said_in(adviser.get(f"/tracking/people/{record.pk}/"))

    assert shown.redirect_chain == [(f"/tracking/people/{record.pk}/", 302)]
    assert "1 message is on its way." in said_in(shown)
    assert "Messages that have not gone" in said_in(shown)
    assert "Text message To find out what they do Sent" in then
    assert "Messages that have not gone" not in then
    assert "Take back Text message" not in then


@pytest.mark.usefixtures("sender")
def test_a_second_press_writes_nothing_more(adviser, here):
    record = here.a_young_person(**MOBILE)
    sent(adviser, record)

    said = said_in(sent(adviser, record))

    assert "1 young person is not sent it" in said
    assert len(written(here)) == 1


@pytest.mark.usefixtures("sender")
def test_another_message_than_the_one_looked_at_is_looked_at_first(adviser, here):
    record = here.a_young_person(**MOBILE)
    other = "offer-of-support-text"

    said = said_in(adviser.post(MESSAGE, asked(record, template=other, send=SURVEY)))

    assert "An adviser can talk with you" in said
    assert written(here) == []


def test_nobody_chosen_is_led_back_to_the_list(adviser):
    assert "Choose the young people first" in said_in(adviser.post(MESSAGE, {}, follow=True))
