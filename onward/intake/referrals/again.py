"""Referrals that a file sends again: nothing new, a new version, or a contradiction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from onward.acts.referral_updates import (
    Update,
    reasons_against_updates,
    send_updates,
)
from onward.casework.models import Referral
from onward.casework.versions import NewVersion, standing_against_version
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver
from onward.intake.referrals.against import (
    marked_texts,
    objection_in_words,
    refusals_in_words,
    unread,
)
from onward.intake.referrals.cleaning import REFERENCE, CleanReferral
from onward.intake.referrals.routing import Route, own_organisation, route_to
from onward.people.facts import NewFact, add_facts, present_values_of
from onward.people.models import Fact

Values = Mapping[str, object]
Pair = tuple[Referral, CleanReferral]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A higher version: what it says, what of that is given to the provider, and how."""

    referral: Referral
    row: CleanReferral
    values: dict[str, object]
    update: Update

    def fact(self, turn: HandOver) -> NewFact:
        return NewFact(
            record=self.referral.sent_from,
            values=self.values,
            source=Fact.Source.FILE,
            source_id=turn.landing_id,
            valid_from=turn.on,
            at=turn.at,
            by=turn.by,
        )


def send_again(pairs: Sequence[Pair], turn: HandOver) -> Handed:
    """Take in what has changed of referrals made before, and give it to their providers."""
    handed = Handed()
    if not pairs:
        return handed
    said = _said_before([referral for referral, _row in pairs])
    newer = [pair for pair in pairs if _is_newer(pair, said[pair[1].reference], handed)]
    changes = _passing(_changes(newer, said, turn, handed), turn, handed)
    if turn.is_rehearsal:
        _count(changes, handed)
        return handed
    add_facts([change.fact(turn) for change in changes])
    answers = send_updates([change.update for change in changes], by=turn.by, at=turn.at)
    for change, answer in zip(changes, answers, strict=True):
        if answer.objection:
            handed.problems.append(objection_in_words(change.row, answer.objection))
        else:
            _count([change], handed)
    return handed


def _count(made: Sequence[Change], handed: Handed) -> None:
    handed.done += len(made)
    for change in made:
        code = "changed" if change.update.items else "same_version"
        handed.effect[code, change.referral.provider.name] += 1


def _said_before(referrals: Sequence[Referral]) -> dict[str, list[Values]]:
    """What files said of each referral before, the first first."""
    records = {referral.sent_from_id for referral in referrals}
    facts = Fact.objects.filter(record__in=records, source=Fact.Source.FILE)
    said: dict[str, list[Values]] = defaultdict(list)
    for values in facts.order_by("record_id", "number").values_list("values", flat=True):
        held = {item: value for item, value in values.items() if value is not None}
        said[str(held.get(REFERENCE))].append(held)
    return said


def _is_newer(pair: Pair, said: Sequence[Values], handed: Handed) -> bool:
    """Whether there is something to take in; what contradicts an earlier version is a problem."""
    referral, row = pair
    if (found := _moved(referral, row)) is not None:
        handed.problems.append(found)
        return False
    if row.row.version > referral.version:
        return True
    if row.values in said:
        handed.unchanged += 1
        handed.effect["unchanged", ""] += 1
    else:
        rule = _("Version %(version)s of this referral was taken in with other content.")
        remedy = _("If this is newer, give it a higher version; if not, take the row out.")
        version = {"version": referral.version}
        handed.problems.append(
            row.problem("version", row.row.version, rule=rule % version, remedy=remedy)
        )
    return False


def _moved(referral: Referral, row: CleanReferral) -> Problem | None:
    """Where and when a person was referred is what the referral is; a version changes neither."""
    remedy = _("Withdraw the referral and make a new one, or correct the row.")
    if referral.opportunity.code != row.row.opportunity_code:
        rule = _("This referral was made to another opportunity.")
        return row.problem("opportunity_code", row.row.opportunity_code, rule=rule, remedy=remedy)
    if referral.provider.code != row.row.provider_code:
        rule = _("This referral was made to another provider.")
        return row.problem("provider_code", row.row.provider_code, rule=rule, remedy=remedy)
    if referral.referred_on != row.row.referral_date:
        rule = _("This referral was made with another date.")
        return row.problem("referral_date", row.row.referral_date, rule=rule, remedy=remedy)
    if referral.sent_from.case_kind != row.row.case_kind:
        rule = _("Your record of this person is kept as %(kind)s.")
        kind = {"kind": referral.sent_from.case_kind}
        return row.problem("case_kind", row.row.case_kind, rule=rule % kind, remedy=remedy)
    return None


def _changes(
    pairs: Sequence[Pair], said: Mapping[str, Sequence[Values]], turn: HandOver, handed: Handed
) -> list[Change]:
    """Those that casework would take, with every marked text read."""
    held = present_values_of([referral.sent_from for referral, _row in pairs])
    routes = _routes([referral for referral, _row in pairs], turn)
    changes = []
    for referral, row in pairs:
        route = routes[referral.opportunity_id]
        version = NewVersion(referral=referral, version=row.row.version)
        words = standing_against_version(version)
        if words or isinstance(route, str):
            handed.problems.append(objection_in_words(row, words or str(route)))
            continue
        changes.append(_change(referral, row, route, held.get(referral.sent_from_id, {}), said))
    return _read(changes, turn, handed)


def _read(changes: Sequence[Change], turn: HandOver, handed: Handed) -> list[Change]:
    """Those without a marked text, or whose texts somebody said that they have read."""
    going = [{item: each.values[item] for item in each.update.items} for each in changes]
    rows = [(each.row, given, each.values) for each, given in zip(changes, going, strict=True)]
    read = []
    for change, texts in zip(changes, marked_texts(rows), strict=True):
        if texts and not turn.texts_read:
            handed.problems += unread(change.row, texts)
            continue
        handed.texts += texts
        read.append(change)
    return read


def _routes(referrals: Sequence[Referral], turn: HandOver) -> dict[UUID, Route | str]:
    """The agreement of the day for each; the opportunity may have been withdrawn since."""
    referrer = own_organisation()
    opportunities = {referral.opportunity_id: referral for referral in referrals}
    return {
        pk: route_to(referral.opportunity, referrer=referrer, on=turn.on)
        for pk, referral in opportunities.items()
    }


def _change(
    referral: Referral,
    row: CleanReferral,
    route: Route,
    held: Values,
    said: Mapping[str, Sequence[Values]],
) -> Change:
    """What differs from what is held; what the file said before and says no more is gone."""
    before = {item for values in said[row.reference] for item in values}
    gone = {item for item in before - row.values.keys() if held.get(item) is not None}
    changed = {item for item, value in row.values.items() if held.get(item) != value}
    return Change(
        referral=referral,
        row=row,
        values={**row.values, **dict.fromkeys(gone)},
        update=Update(
            referral=referral,
            version=row.row.version,
            agreement=route.agreement,
            items=frozenset(changed & route.items),
            texts_read=True,  # a row whose texts nobody read does not come so far
        ),
    )


def _passing(changes: Sequence[Change], turn: HandOver, handed: Handed) -> list[Change]:
    """Those the gate would let pass; what it refuses it keeps, and nothing is added."""
    against = reasons_against_updates([change.update for change in changes], at=turn.at)
    stopped = [change for change, reasons in zip(changes, against, strict=True) if reasons]
    for change, reasons in zip(changes, against, strict=True):
        handed.problems += refusals_in_words(change.row, reasons)
    if stopped and not turn.is_rehearsal:
        send_updates([change.update for change in stopped], by=turn.by, at=turn.at)
    return [change for change, reasons in zip(changes, against, strict=True) if not reasons]
