"""An old system as ways in: its return file, and a list for each kind of what it kept."""

from django.utils.translation import gettext_lazy as _

from onward.formats.old_system import activities, contacts, documents, notes, people
from onward.intake.feed import Feed
from onward.intake.old_systems.activities import hand_over as hand_over_activities
from onward.intake.old_systems.activities import in_time
from onward.intake.old_systems.people import hand_over as hand_over_people
from onward.intake.old_systems.returned import columns, read_old_return, table
from onward.intake.old_systems.returned_people import hand_over as hand_over_return
from onward.intake.old_systems.words import (
    hand_over_contacts,
    hand_over_documents,
    hand_over_notes,
)
from onward.intake.young_people.list_feed import AUTHORITIES, list_feed
from onward.parties.permissions import Permission

OLD_RETURN = Feed(
    code="old-return",
    label=_("Old system: its last monthly return"),
    hint=_("The XML file as the old system wrote it for the department; take it in first"),
    kinds=AUTHORITIES,
    permission=Permission.MAKE_RETURNS,
    read=read_old_return,
    hand_over=hand_over_return,
    columns=columns,
    table=table,
)
OLD_PEOPLE = list_feed(
    people,
    code="old-people",
    label=_("Old system: people"),
    hint=_("A CSV file with one row for each person, and what the old system calls them"),
    hand_over=hand_over_people,
)
OLD_ACTIVITIES = list_feed(
    activities,
    code="old-activities",
    label=_("Old system: activities"),
    hint=_("A CSV file with one row for each activity of somebody’s history"),
    hand_over=hand_over_activities,
    order=in_time,
)
OLD_CONTACTS = list_feed(
    contacts,
    code="old-contacts",
    label=_("Old system: contacts"),
    hint=_("A CSV file with one row for each contact with somebody"),
    hand_over=hand_over_contacts,
)
OLD_NOTES = list_feed(
    notes,
    code="old-notes",
    label=_("Old system: notes"),
    hint=_("A CSV file with one row for each note about somebody"),
    hand_over=hand_over_notes,
)
OLD_DOCUMENTS = list_feed(
    documents,
    code="old-documents",
    label=_("Old system: documents"),
    hint=_("A CSV file with one row for each document; none is taken in, each is listed"),
    hand_over=hand_over_documents,
)
OLD_SYSTEM = (OLD_RETURN, OLD_PEOPLE, OLD_ACTIVITIES, OLD_CONTACTS, OLD_NOTES, OLD_DOCUMENTS)
