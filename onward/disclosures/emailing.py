"""What the gate does for an e-mail alone: reads its text before, hands it over, logs it after."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from onward.agreements.authority import Refusal
from onward.channels.mail_servers import SMTP, NoServer, server_of
from onward.channels.out.smtp import NotTaken, send
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


def post(row: Disclosure, files: Mapping[str, bytes]) -> str:
    """Hand the one message of a disclosure to its inbox's server; returns the protection used.

    Raises NotTaken, also where no server is named for the inbox it would go from.
    """
    sender, recipient = str(row.cover["from_address"]), str(row.cover["to_address"])
    try:
        server = server_of(sender, kind=SMTP, file=settings.MAIL_SERVERS_FILE)
    except NoServer as missing:
        raise NotTaken(str(missing)) from missing
    (content,) = files.values()
    return send(server, sender=sender, recipient=recipient, content=content)


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
