"""The lists that a local authority takes in about young people."""

from django.utils.translation import gettext_lazy as _

from onward.formats.dwp_list import new_claimants
from onward.formats.nccis.error_report import error_report, read_error_report
from onward.formats.places import gazetteer, postcode_places
from onward.formats.starters_leavers import education_spells, training_spells
from onward.intake.early_leavers.handing_over import hand_over as hand_over_notices
from onward.intake.early_leavers.handing_over import notices
from onward.intake.feed import Feed
from onward.intake.findings import rows_read
from onward.intake.new_claimants.handing_over import hand_over as hand_over_new_claimants
from onward.intake.old_systems.feeds import OLD_SYSTEM
from onward.intake.places.handing_over import hand_over_gazetteer, hand_over_places
from onward.intake.return_errors.handing_over import hand_over as hand_over_errors
from onward.intake.school_forms.handing_over import (
    destinations,
    hand_over_destinations,
    hand_over_offers,
    offers,
)
from onward.intake.starters_leavers.handing_over import hand_over as hand_over_spells
from onward.intake.starters_leavers.meaning import in_time
from onward.intake.transfer_files.handing_over import hand_over as hand_over_pupils
from onward.intake.transfer_files.reading import columns as pupil_columns
from onward.intake.transfer_files.reading import for_file as pupils_for_file
from onward.intake.transfer_files.reading import read_pupils
from onward.intake.young_people.list_feed import AUTHORITIES, list_feed
from onward.parties.permissions import Permission

WHOLE_FILE = 3_000_000  # more postcodes than there are
SPELLS_SET = ("tolerance_days", "activities")

EDUCATION = list_feed(
    education_spells,
    code="education",
    label=_("Starters and leavers of schools and colleges"),
    hint=_("A CSV file with one row for each young person who started or left"),
    hand_over=hand_over_spells,
    order=in_time,
    is_set=SPELLS_SET,
)
TRAINING = list_feed(
    training_spells,
    code="training",
    label=_("Starters and leavers of training providers"),
    hint=_("A CSV file with one row for each young person who started or left"),
    hand_over=hand_over_spells,
    order=in_time,
    is_set=SPELLS_SET,
)
RETURN_ERRORS = Feed(
    code="return-errors",
    label=_("The department's report of errors in the monthly return"),
    hint=_("A CSV file with one row for each error; it is about the return that was sent last"),
    kinds=AUTHORITIES,
    permission=Permission.MAKE_RETURNS,
    read=lambda content, name, on, fictitious: rows_read(
        read_error_report(content, name=name), name=name
    ),
    hand_over=hand_over_errors,
    columns=lambda: error_report().columns,
    batch=100_000,
)


NEW_CLAIMANTS = list_feed(
    new_claimants,
    code="new-claimants",
    label=_("The department’s monthly list of new claimants"),
    hint=_("A CSV file with name, address and date of birth, and nothing more"),
    hand_over=hand_over_new_claimants,
    may_be_headed_otherwise=False,
)
EARLY_LEAVERS = list_feed(
    notices,
    code="early-leavers",
    label=_("Notices that somebody left early"),
    hint=_("A CSV file like the list of starters and leavers, each row with an end"),
    hand_over=hand_over_notices,
    order=in_time,
    is_set=(*SPELLS_SET, "senders"),
)
OFFERS = list_feed(
    offers,
    code="september-offers",
    label=_("September offers"),
    hint=_("A CSV file with one row for each pupil of year 11 or 12"),
    hand_over=hand_over_offers,
)
DESTINATIONS = list_feed(
    destinations,
    code="destinations",
    label=_("Intended destinations"),
    hint=_("A CSV file with one row for each pupil of year 11"),
    hand_over=hand_over_destinations,
)


PUPILS = Feed(
    code="pupils",
    label=_("Pupils: Common Transfer File"),
    hint=_("The XML file as the school’s system wrote it, under the name it was given there"),
    kinds=AUTHORITIES,
    permission=Permission.TRACK,
    read=read_pupils,
    hand_over=hand_over_pupils,
    columns=pupil_columns,
    for_file=pupils_for_file,
    is_set=("most_rows",),
)


PLACES = list_feed(
    postcode_places,
    code="places",
    label=_("Wards and authorities of postcodes"),
    hint=_("A CSV file with one row for each postcode, complete: it becomes the next version"),
    hand_over=hand_over_places,
    batch=WHOLE_FILE,
)
GAZETTEER = list_feed(
    gazetteer,
    code="gazetteer",
    label=_("Gazetteer of addresses"),
    hint=_("A CSV file with one row for each address, complete: it becomes the next version"),
    hand_over=hand_over_gazetteer,
    batch=WHOLE_FILE,
)
LISTS = (EDUCATION, TRAINING, EARLY_LEAVERS, OFFERS, DESTINATIONS, NEW_CLAIMANTS)
YOUNG_PEOPLE = (PUPILS, *LISTS, PLACES, GAZETTEER, RETURN_ERRORS, *OLD_SYSTEM)
