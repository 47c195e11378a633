"""Whom the services for young people are for, as the law and each text have it.

Ages are of the day, not academic ones: a birthday puts somebody in or out.
"""

from onward.agreements.populations import Group, Population, Reading

UNDER_TWENTY = Group(from_age=13, to_age=19)
YOUNG_ADULTS = Group(from_age=20, to_age=24, with_learning_difficulty=True)
# "13-24 for those with learning difficulties": the same people as the statute's two groups.
TO_24 = Group(from_age=13, to_age=24, with_learning_difficulty=True)

IN_THE_ACT = Population(
    readings=(
        Reading(
            place="Education and Skills Act 2008 s.68",
            groups=(UNDER_TWENTY, YOUNG_ADULTS),
        ),
    )
)
IN_THE_ASSESSMENT = Population(
    readings=(Reading(place="source 002 step one", groups=(UNDER_TWENTY, TO_24)),)
)
# The memorandum's annex says "up to 25", which its other places do not.
IN_THE_MEMORANDUM = Population(
    readings=(
        Reading(
            place="source 002 recital D",
            groups=(Group(from_age=18, to_age=19), YOUNG_ADULTS),
        ),
        Reading(
            place="source 002 annex B",
            groups=(
                Group(from_age=18, to_age=19),
                Group(from_age=20, to_age=25, with_learning_difficulty=True, unclear_ages=(25,)),
            ),
        ),
    )
)
