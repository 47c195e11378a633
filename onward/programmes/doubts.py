"""What the sources leave open, said wherever it decides something."""

from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark words for the translators; pages translate them when they show them."""
    return text


class Doubt(StrEnum):
    """One open question of a rule, by the code that a case keeps."""

    REPLY_LIMIT_BORROWED = "REPLY_LIMIT_BORROWED"
    DAY_COUNT = "DAY_COUNT"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    CODES_ARE_OURS = "CODES_ARE_OURS"
    JOB_START_HOURS = "JOB_START_HOURS"
    JOB_START_ON_THE_END = "JOB_START_ON_THE_END"
    WEEKLY_TEST = "WEEKLY_TEST"
    ACROSS_JOBS = "ACROSS_JOBS"
    HOURS_ADDED = "HOURS_ADDED"
    WINDOW_SLIDES = "WINDOW_SLIDES"
    WEEKS_AFTER_SUPPORT = "WEEKS_AFTER_SUPPORT"


# Two of these are numbers 16 and 17 of domain/open_questions.md.
TEXT = {
    Doubt.REPLY_LIMIT_BORROWED: gettext_noop(
        "No text about this programme gives a time limit for the reply. Two working days is the "
        "limit of the Work and Health Programme and of Intensive Personalised Employment Support."
    ),
    Doubt.DAY_COUNT: gettext_noop(
        "The sources do not say whether the first day counts. Six months from 3 April end on "
        "3 October here, and a job has to start before that day."
    ),
    Doubt.CALENDAR_DAYS: gettext_noop(
        "The source says 10 days. They are counted as calendar days, from the day after the exit."
    ),
    Doubt.CODES_ARE_OURS: gettext_noop(
        "The department's list of reasons is not published. These reasons are our own."
    ),
    Doubt.JOB_START_HOURS: gettext_noop(
        "No source gives hours for a job start. Any job without support counts as one."
    ),
    Doubt.JOB_START_ON_THE_END: gettext_noop(
        "The job starts on the day on which pre-employment support ends. It is not counted, "
        "because the sources do not say whether that day is still inside."
    ),
    Doubt.WEEKLY_TEST: gettext_noop(
        "A week with too few hours is passed over. The sources do not say that an average over "
        "several weeks is not enough."
    ),
    Doubt.ACROSS_JOBS: gettext_noop(
        "More than one job makes up these weeks. The sources allow that for the sustained outcome "
        "and do not say it for this one."
    ),
    Doubt.HOURS_ADDED: gettext_noop(
        "In some weeks it takes the hours of two or more jobs together. The sources do not say "
        "that hours may be added up."
    ),
    Doubt.WINDOW_SLIDES: gettext_noop(
        "These weeks are not the first after the job start. The sources do not say whether the "
        "weeks may be counted from a later one."
    ),
    Doubt.WEEKS_AFTER_SUPPORT: gettext_noop(
        "Some of these weeks come after in-work support has ended. The sources do not say until "
        "when weeks count."
    ),
}
