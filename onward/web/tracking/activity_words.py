"""Activities as pages show them."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from onward.people.models import Fact
from onward.programmes.participation.activities import meanings
from onward.tracking.models import ActivityStatement
from onward.web.words import date_words


def activity_label(code: str, *, on: date) -> str:
    """The activity in words with its code, which those who make the return know."""
    known = meanings(on).get(code)
    return f"{_(known.label)} ({code})" if known else code


def has_lapsed(doing: ActivityStatement, *, on: date) -> bool:
    return doing.lapses_on is not None and doing.lapses_on < on


def doing_rows(doing: ActivityStatement | None, *, on: date) -> list[tuple[str, str]]:
    """What somebody does, since when, and until when it is believed."""
    if doing is None:
        return [(_("Activity"), _("Not recorded"))]
    return list(_rows(doing, on=on))


def origin_words(told: ActivityStatement) -> str:
    """Who said it and when: the source of every part of it (REQ-002-017)."""
    return f"{Fact.Source(told.source).label}, {date_words(told.known_at)}"


def _rows(doing: ActivityStatement, *, on: date) -> Iterator[tuple[str, str]]:
    yield _("Activity"), activity_label(doing.code, on=doing.started_on)
    if where := doing.establishment_name or doing.establishment_number or doing.provider_number:
        yield _("Where"), where
    yield _("Since"), date_words(doing.started_on)
    if doing.neet_started_on:
        yield _("Without learning or work since"), date_words(doing.neet_started_on)
    if doing.predicted_end_on:
        yield _("Expected to end"), date_words(doing.predicted_end_on)
    if doing.verified_on:
        yield _("Last confirmed"), date_words(doing.verified_on)
    if doing.review_on:
        yield _("Looked at again"), date_words(doing.review_on)
    believed = _("Lapsed on") if has_lapsed(doing, on=on) else _("Believed until")
    yield believed, date_words(doing.lapses_on) or _("It does not lapse")
    yield _("From"), origin_words(doing)
