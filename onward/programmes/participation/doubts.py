"""What the sources leave open about young people, said wherever it decides something."""

from enum import StrEnum

from onward.programmes.doubts import gettext_noop


class Doubt(StrEnum):
    """One open question, by the code that a result keeps."""

    CURRENCY_AFTER_2020 = "CURRENCY_AFTER_2020"
    SHORTER_MONTH = "SHORTER_MONTH"
    LAPSE_ON_THE_DAY = "LAPSE_ON_THE_DAY"
    COHORT_MONTH = "COHORT_MONTH"
    GUARANTEE_GROUPS = "GUARANTEE_GROUPS"
    GRACE_DATE = "GRACE_DATE"
    YEAR_ELEVEN_ENDS = "YEAR_ELEVEN_ENDS"
    ASKED_AT_SIXTEEN = "ASKED_AT_SIXTEEN"
    DUTY_CATEGORIES = "DUTY_CATEGORIES"
    EXCLUSIONS = "EXCLUSIONS"
    MEAN_OVER_MEAN = "MEAN_OVER_MEAN"
    JOINERS = "JOINERS"
    PRIMARY_AMONG_CONFIRMED = "PRIMARY_AMONG_CONFIRMED"


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
    Doubt.COHORT_MONTH: gettext_noop(
        "The years in which the ages of the cohort changed are known. The month is taken to be "
        "April, when each yearly requirement comes into force."
    ),
    Doubt.GUARANTEE_GROUPS: gettext_noop(
        "The published figures do not say which status is in which of their four groups. They are "
        "grouped by their labels; going on in learning counts as an offer made."
    ),
    Doubt.GRACE_DATE: gettext_noop(
        "Offers are reported to the end of October. A status dated later no longer changes this "
        "guarantee, unless the authority sets another date."
    ),
    Doubt.YEAR_ELEVEN_ENDS: gettext_noop(
        "Year 11 is taken to end on 31 August, when the year group changes. The source does not "
        "say whether the end of June is meant."
    ),
    Doubt.ASKED_AT_SIXTEEN: gettext_noop(
        "From the sixteenth birthday the young person decides. Until they have been asked, "
        "nothing more than the law always allows is taken from the school."
    ),
    Doubt.DUTY_CATEGORIES: gettext_noop(
        "Which activity counts as working towards the duty, or as a temporary break from it, is "
        "not in any text that could be read."
    ),
    Doubt.EXCLUSIONS: gettext_noop(
        "One council counts exclusions as 1 or 2 points. One exclusion is read as 1 and more than "
        "one as 2."
    ),
    Doubt.MEAN_OVER_MEAN: gettext_noop(
        "The figure of three months is the mean count over the mean cohort. The sources do not "
        "say whether it is the mean of three rates."
    ),
    Doubt.JOINERS: gettext_noop(
        "Somebody joins who is NEET this month and was not in the last one, and leaves the other "
        "way round. The published formula could not be read."
    ),
    Doubt.PRIMARY_AMONG_CONFIRMED: gettext_noop(
        "The survey asks for the primary confirmed activity. Where the primary one is not "
        "confirmed, the confirmed one beside it answers."
    ),
}
