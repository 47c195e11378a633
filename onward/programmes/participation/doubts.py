"""What the sources leave open about young people, said wherever it decides something."""

from enum import StrEnum

from onward.programmes.doubts import gettext_noop


class Doubt(StrEnum):
    """One open question, by the code that a result keeps."""

    CURRENCY_AFTER_2020 = "CURRENCY_AFTER_2020"
    SHORTER_MONTH = "SHORTER_MONTH"
    LAPSE_ON_THE_DAY = "LAPSE_ON_THE_DAY"


TEXT = {
    Doubt.CURRENCY_AFTER_2020: gettext_noop(
        "How long an activity stays current was read from records of 2019-20. No later text could "
        "be read that confirms or changes it."
    ),
    Doubt.SHORTER_MONTH: gettext_noop(
        "Months run to the same day, or to the last day of a shorter month: six months from "
        "31 August end on the last of February. The sources do not say."
    ),
    Doubt.LAPSE_ON_THE_DAY: gettext_noop(
        "An activity that lapses on the last day of the period is returned as current. The "
        "return's rules allow either."
    ),
}
