"""No message holds what the law protects more, what is of others, or what it does not declare."""

import pytest

from onward.disclosures.messages.templates import USUAL, BadTemplate, templates


def a_folder(tmp_path, *, items, words):
    (tmp_path / "one.toml").write_text(
        f'title = "One"\npurpose = "SURVEY"\nitems = {items}\n[text]\nwords = "{words}"\n'
    )
    return tmp_path


@pytest.mark.parametrize(
    ("items", "words", "said"),
    [
        (["ethnic_origin"], "((ethnic_origin))", "ethnic_origin may stand in no message"),
        (["partner_title"], "((partner_title))", "partner_title may stand in no message"),
        (["shoe_size"], "((shoe_size))", "there is no item shoe_size"),
        ([], "Hello ((forename))", r"\(\(forename\)\) is not among its items"),
    ],
)
def test_a_template_that_would_tell_too_much_is_refused(tmp_path, items, words, said):
    with pytest.raises(BadTemplate, match=said):
        templates(a_folder(tmp_path, items=items, words=words))


def test_an_organisation_may_have_words_of_its_own(tmp_path):
    own = templates(a_folder(tmp_path, items=["forename"], words="Hi ((forename))"))

    assert own["one-text"].filled({"forename": "Jo"}) == ("", "Hi Jo")


def test_the_usual_templates_can_be_read():
    assert {"what-they-do-now-text", "what-they-do-now-letter"} <= templates(USUAL).keys()
