"""The city's messages to young people: kept in the outbox folder, and sent to nobody."""

from django.conf import settings

from onward.demonstration.young_people.city import COUNCIL

STAND_IN = f"""\
# A demonstration: every message is kept as a file under the outbox, and none is sent.
[[sender]]
organisation = "{COUNCIL}"
reply = "ring 01632 960100"
stand_in = true
"""


def keep_messages_here() -> None:
    """Name the stand-in as the city's sender, where nobody has named a sender yet."""
    file = settings.MESSAGE_SENDERS_FILE
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(STAND_IN)
