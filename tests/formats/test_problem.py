from onward.formats.problem import Problem, shortened

WRONG_SUFFIX = ("It ends with A to D.", "Check the last letter.")


def a_problem():
    return Problem("jobs.csv", 7, "nino", "QQ123456X", *WRONG_SUFFIX)


def test_a_problem_says_where_what_and_how_to_mend_it():
    said = str(a_problem())

    assert said == (
        "jobs.csv, row 7, column nino, “QQ123456X”: It ends with A to D. Check the last letter."
    )


def test_a_problem_with_a_whole_file_names_the_file_alone():
    whole = Problem("jobs.csv", None, None, None, *WRONG_SUFFIX)

    assert str(whole) == "jobs.csv: It ends with A to D. Check the last letter."


def test_the_value_stays_out_of_what_a_log_would_show():
    assert "QQ123456X" not in repr(a_problem())


def test_a_long_value_is_cut():
    assert shortened("x" * 500) == "x" * 80 + "…"
