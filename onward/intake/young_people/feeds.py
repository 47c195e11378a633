"""The lists that a local authority takes in about young people."""

from django.utils.translation import gettext_lazy as _

from onward.formats.starters_leavers import education_spells, training_spells
from onward.intake.starters_leavers.handing_over import hand_over as hand_over_spells
from onward.intake.starters_leavers.meaning import in_time
from onward.intake.young_people.list_feed import list_feed

EDUCATION = list_feed(
    education_spells,
    code="education",
    label=_("Starters and leavers of schools and colleges"),
    hint=_("A CSV file with one row for each young person who started or left"),
    hand_over=hand_over_spells,
    order=in_time,
)
TRAINING = list_feed(
    training_spells,
    code="training",
    label=_("Starters and leavers of training providers"),
    hint=_("A CSV file with one row for each young person who started or left"),
    hand_over=hand_over_spells,
    order=in_time,
)
YOUNG_PEOPLE = (EDUCATION, TRAINING)
