"""What the gate does for an e-mail alone: reads its text before, hands it over, logs it after."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from onward.agreements.authority import Refusal
from onward.channels.mail_servers import SMTP, server_of
from onward.channels.out.smtp import connected
from onward.disclosures.email_forms import email_form
from onward.disclosures.layout_refused import LayoutRefused
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Contents
from onward.email_route.send_log import note


def refusals_of_text(cover: Mapping[str, object], contents: Sequence[Contents]) -> list[Refusal]:
    """What laying it out tells: another person's number, or a form that is not filled in.

    Laid out before anything is kept, so that what is wrong with it is refused and not sealed.
    """
    try:
        email_form(cover, [content.values for content in contents])
    except LayoutRefused as refusal:
        return [Refusal(code=refusal.code)]
    return []


@contextmanager
def way_out(row: Disclosure) -> Iterator[Callable[[Mapping[str, bytes]], str]]:
    """The server of the inbox it goes from, reached before anything is said to be leaving.

    What it gives hands over the one message, and returns how the connection was protected; it
    raises NotTaken. Where the server cannot be reached, the message waits, and nothing is lost.
    """
    sender, recipient = str(row.cover["from_address"]), str(row.cover["to_address"])
    server = server_of(sender, kind=SMTP, file=settings.MAIL_SERVERS_FILE)
    with connected(server) as connection:

        def carry(files: Mapping[str, bytes]) -> str:
            (content,) = files.values()
            connection.hand_over(content, sender=sender, recipient=recipient)
            return connection.protection

        yield carry


def note_sent(row: Disclosure, *, protection: str, at: datetime) -> None:
    """Where and when the form was sent, for three months (source 003 paragraph 53, note)."""
    note(
        row.pk,
        process=str(row.cover["process"]),
        from_address=str(row.cover["from_address"]),
        to_address=str(row.cover["to_address"]),
        protection=protection,
        at=at,
    )
