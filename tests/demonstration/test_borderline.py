from datetime import date

import pytest

from onward.demonstration.borderline import courses, suits
from onward.demonstration.chance import chance
from onward.demonstration.employment import jobs_of
from onward.demonstration.exits import assessed


@pytest.mark.parametrize("course", courses(), ids=lambda course: course.code)
def test_the_rules_make_of_it_what_the_course_says(course):
    jobs = jobs_of(course.stretches, reference="R1", dice=chance(1))

    achieved = [each.achieved_on for each in assessed(date(2017, 5, 2), jobs=jobs)]

    assert achieved == [course.job_start, course.short_13, course.sustained_26]


def test_each_course_is_given_to_somebody_who_started_in_time(small_plan):
    assert set(small_plan.borderline.values()) == set(courses())
    for reference in small_plan.borderline:
        assert suits(small_plan.by_reference[reference].started_on)
