"""How a young person is followed, as their page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.formats.nccis.code_lists import all_codes
from onward.people.models import Fact, Record
from onward.programmes.participation.tracking_period import TrackingPeriod
from onward.programmes.participation.years import year_group
from onward.tracking.following.one_person import Followed, followed_person
from onward.tracking.models import ActivityStatement
from onward.web.item_values import value_in_words
from onward.web.names import staff_named
from onward.web.tracking.activity_words import activity_label, doing_rows, has_lapsed, origin_words
from onward.web.tracking.duty_words import duty_words
from onward.web.words import date_words

NEEDS = ("level_of_need", "ehc_plan", "sen_support", "intended_destination")


@dataclass(frozen=True, kw_only=True)
class Past:
    """One activity of the history, as a row."""

    activity: str
    where: str
    started_on: date
    ended_on: date | None
    origin: str


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """What the page says of how somebody is followed."""

    followed: Followed
    standing: list[tuple[str, str]]
    doing: list[tuple[str, str]]
    history: list[Past]
    has_lapsed: bool
    left: str


def tracked_in(record: Record, *, held: Mapping[str, Fact], on: date) -> Tracked:
    followed = followed_person(record)
    present = followed.present
    return Tracked(
        followed=followed,
        standing=list(_standing(followed, held, on=on)),
        doing=doing_rows(present, on=on),
        history=[_past(each, told=followed.told[each.spell]) for each in followed.history],
        has_lapsed=present is not None and has_lapsed(present, on=on),
        left=_left(followed),
    )


def _standing(
    followed: Followed, held: Mapping[str, Fact], *, on: date
) -> Iterator[tuple[str, str]]:
    if following := followed.following:
        worker = (
            staff_named([following.worker]).get(following.worker, "") if following.worker else ""
        )
        yield _("On the caseload of"), worker or _("Nobody yet")
    if birth := held.get("date_of_birth"):
        born = date.fromisoformat(str(birth.values["date_of_birth"]))
        yield _("Year group"), str(year_group(born, on=on))
        yield _("Tracked until"), date_words(TrackingPeriod().ends_on(born))
        yield _("Duty to participate"), duty_words(born, followed.present, on=on)
    for code in NEEDS:
        if fact := held.get(code):
            item = catalogue()[code]
            yield _(item.label), value_in_words(item, fact.values[code])


def _past(did: ActivityStatement, *, told: ActivityStatement) -> Past:
    return Past(
        activity=activity_label(did.code, on=did.started_on),
        where=did.establishment_name or did.establishment_number or did.provider_number,
        started_on=did.started_on,
        ended_on=did.ended_on,
        origin=origin_words(told),
    )


def _left(followed: Followed) -> str:
    if followed.left is None:
        return ""
    named = {each.code: each.label for each in all_codes() if each.of in {"place", "authority"}}
    left = followed.left
    words = {
        "how": left.get_how_display(),
        "day": date_words(left.on),
        "place": named.get(left.to_place, left.to_place),
    }
    text = _("%(how)s, %(day)s: %(place)s") if left.to_place else _("%(how)s, %(day)s")
    return text % words
