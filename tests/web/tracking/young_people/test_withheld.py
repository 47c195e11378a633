"""Contact is withheld on a young person's page, and allowed again there, and in no other way."""

from typing import Any

from onward.people.facts import present_values
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

WORDS: dict[str, Any] = {"wording": "form-2025", "on": "3 11 2025", "sure": "on"}


def page(record, below=""):
    return f"/tracking/people/{record.pk}/{below}"


def held(here, record):
    with here.at_work():
        return present_values(record)


def test_it_is_withheld_and_allowed_again_on_the_same_page(adviser, here):
    """REQ-002-039."""
    record = here.a_young_person(telephone="0116 496 0123")

    withheld = press(adviser, adviser.get(page(record, "contact")), follow=True, **WORDS)
    assert "Contact is withheld since 3 November 2025" in said_in(withheld)
    assert held(here, record)["do_not_survey"] is True

    allowed = press(adviser, adviser.get(page(record, "contact")), follow=True, **WORDS)
    assert "Contact details may be kept again." in said_in(allowed)
    assert not {"do_not_survey", "telephone"} & held(here, record).keys()


def test_what_is_withheld_is_not_typed_in(adviser, here):
    record = here.a_young_person()
    press(adviser, adviser.get(page(record, "contact")), **WORDS)

    form = adviser.get(page(record, "changes/contact"))
    typed = press(adviser, form, telephone="0116 496 0123")

    assert "They want nothing kept to reach them by, and no surveys: Telephone" in said_in(typed)
    assert "telephone" not in held(here, record)


def test_it_is_not_allowed_on_a_day_before(adviser, here):
    record = here.a_young_person()
    press(adviser, adviser.get(page(record, "contact")), **WORDS)

    earlier: dict[str, Any] = {**WORDS, "on": "2 11 2025"}
    answer = press(adviser, adviser.get(page(record, "contact")), **earlier)

    assert "Give the day they allowed it." in said_in(answer)
    assert held(here, record)["do_not_survey"] is True
