"""The lists that a local authority takes in about young people."""

from django.utils.translation import gettext_lazy as _

from onward.formats.starters_leavers import education_spells, training_spells
from onward.intake.feed import Feed
from onward.intake.starters_leavers.handing_over import hand_over as hand_over_spells
from onward.intake.starters_leavers.reading import (
    education_for_file,
    read_education,
    read_training,
    training_for_file,
)
from onward.parties.models import Organisation
from onward.parties.permissions import Permission

AUTHORITIES = frozenset({Organisation.Kind.LOCAL_AUTHORITY})

EDUCATION = Feed(
    code="education",
    label=_("Starters and leavers of schools and colleges"),
    hint=_("A CSV file with one row for each young person who started or left"),
    kinds=AUTHORITIES,
    permission=Permission.TRACK,
    read=read_education,
    hand_over=hand_over_spells,
    columns=lambda: education_spells().columns,
    for_file=education_for_file,
)
TRAINING = Feed(
    code="training",
    label=_("Starters and leavers of training providers"),
    hint=_("A CSV file with one row for each young person who started or left"),
    kinds=AUTHORITIES,
    permission=Permission.TRACK,
    read=read_training,
    hand_over=hand_over_spells,
    columns=lambda: training_spells().columns,
    for_file=training_for_file,
)
YOUNG_PEOPLE = (EDUCATION, TRAINING)
