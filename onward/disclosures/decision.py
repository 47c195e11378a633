"""May these items of this person go to this recipient, now? A pure decision with every reason.

Source: domain/privacy.md 4.2. Denials are collected, never cut short, so that whoever asked sees
all of what would have to change.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.timezone import localdate

from onward.agreements.authority import Authority, Refusal
from onward.agreements.bases import may_be_objected_to
from onward.agreements.catalogue import CaseKind, KeyClass, catalogue
from onward.agreements.channels import Channel
from onward.agreements.demands import Demand
from onward.agreements.populations import Verdict
from onward.disclosures.circumstances import Act, EmailReason, Standing, Subject
from onward.disclosures.grounds import grounds_missing
from onward.disclosures.justifying import says_something
from onward.people.objections import EVERY_PURPOSE, NOTHING_STOPPED
from onward.programmes.mappa import MappaPolicy

OF_AGE_TO_INSTRUCT = 16
SYSTEMS = frozenset({Channel.INSIDE, Channel.GATEWAY, Channel.BRAVO})
TELLS_OF_DEATH = frozenset({"coc_death", "death_notified"})
# Owed once of somebody who has died: that they have left (the return's cohort status D).
RETURNS_OF_PEOPLE = frozenset({"young_people_return"})


def decide(
    act: Act,
    items: Iterable[str],
    *,
    authority: Authority | None,
    standing: Standing,
    subject: Subject,
) -> list[Refusal]:
    """Every reason why not; an empty list allows it."""
    return [
        *refusals_of_act(act, authority=authority, standing=standing),
        *refusals_of_items(act, frozenset(items), authority=authority, standing=standing),
        *refusals_of_person(act, frozenset(items), authority=authority, subject=subject),
    ]


def refusals_of_act(act: Act, *, authority: Authority | None, standing: Standing) -> list[Refusal]:
    """The reasons that depend neither on the person nor on the items."""
    codes: list[str] = []
    if authority is None:
        codes.append("NO_AGREEMENT")
    else:
        codes += _of_the_way(act, authority)
        if not authority.jurisdiction(act.receiver).is_covered(on=localdate(act.at)):
            codes.append("TRANSFER_NOT_COVERED")
        codes += _of_the_number(act, authority, standing)
        codes += _of_the_demands(act, authority, standing)
    found = [Refusal(code=code) for code in codes]
    if authority is not None and not act.people_count:  # else it stands with the items
        found += authority.refusals((), giver=act.sender, receiver=act.receiver, at=act.at)
    return [*found, *refusals_of_standing(standing)]


def refusals_of_items(
    act: Act, items: frozenset[str], *, authority: Authority | None, standing: Standing
) -> list[Refusal]:
    """The reasons that the items have, whoever the person is."""
    if authority is None:
        return []
    way = {"giver": act.sender, "receiver": act.receiver}
    return [
        *authority.refusals(items, at=act.at, **way),
        *grounds_missing(
            items,
            authority=authority,
            kinds=standing.kinds,
            purpose=act.purpose,
            stage=act.stage,
            on=localdate(act.at),
            **way,
        ),
    ]


def refusals_of_standing(standing: Standing) -> list[Refusal]:
    """The reasons that hold under every authority."""
    return [Refusal(code=code) for code in _of_the_parties(standing)]


def _of_the_parties(standing: Standing) -> Iterator[str]:
    if standing.accredited is False:
        yield "ACCREDITATION_MISSING"
    if standing.plan is not None and not standing.plan.stands:
        yield "SECURITY_PLAN"
    if standing.plan is not None and standing.plan.is_offshore:
        yield "OFFSHORE"
    if standing.ledger_delay > standing.ledger_patience:
        yield "LEDGER_BEHIND"


def _of_the_way(act: Act, authority: Authority) -> Iterator[str]:
    if act.channel not in authority.channels:
        yield "CHANNEL"
    elif _is_instead_of_a_system(act, authority) and act.channel_reason not in set(EmailReason):
        yield "CHANNEL_REASON"


def _is_instead_of_a_system(act: Act, authority: Authority) -> bool:
    """By e-mail although the agreement names a system (source 003, paragraph 5)."""
    return act.channel == Channel.SECURE_EMAIL and not SYSTEMS.isdisjoint(authority.channels)


def _of_the_number(act: Act, authority: Authority, standing: Standing) -> Iterator[str]:
    at_once, a_day = authority.maximum_records, authority.maximum_a_day
    is_too_much_today = a_day is not None and standing.given_today + act.people_count > a_day
    if (at_once is not None and act.people_count > at_once) or is_too_much_today:
        yield "TOO_MANY_RECORDS"


def _of_the_demands(act: Act, authority: Authority, standing: Standing) -> Iterator[str]:
    is_written = says_something(act.justification) and not standing.is_justification_copied
    if Demand.JUSTIFICATION in authority.demands and not is_written:
        yield "JUSTIFICATION"
    is_by_email = act.channel == Channel.SECURE_EMAIL
    if Demand.MOVEMENT_TEMPLATE in authority.demands and is_by_email and not act.movement_template:
        yield "DATA_MOVEMENT_TEMPLATE"


def refusals_of_person(
    act: Act, items: frozenset[str], *, authority: Authority | None, subject: Subject
) -> list[Refusal]:
    """The reasons that come from the person, and what they said of these items."""
    found = []
    if subject.case_kind == "SCR":
        found.append(Refusal(code="SCR_CLERICAL_ONLY"))
    about_money = _is_payment(items)
    if subject.is_deceased and not (about_money or _tells_of_death(items, authority)):
        found.append(Refusal(code="DECEASED"))
    if subject.is_erased and not about_money:
        found.append(Refusal(code="RECORD_BLOCKED"))
    if authority is not None:
        found += _against_their_word(act, items, authority=authority, subject=subject)
        found += _of_the_population(authority, subject)
        if Demand.NOTICE in authority.demands and not subject.is_told:
            found.append(Refusal(code="NOTICE"))
        if not about_money and subject.stopped is not NOTHING_STOPPED:
            codes = _stopped_by_her(act, items, authority=authority, subject=subject)
            found += [Refusal(code=code) for code in codes]
    return found


def _tells_of_death(items: frozenset[str], authority: Authority | None) -> bool:
    is_return = authority is not None and authority.purpose in RETURNS_OF_PEOPLE
    return items <= TELLS_OF_DEATH or is_return


def _stopped_by_her(
    act: Act, items: frozenset[str], *, authority: Authority, subject: Subject
) -> Iterator[str]:
    """What she has stopped, and has not herself allowed (UK GDPR Articles 18(2) and 21(1)).

    What an outcome is paid by goes on: it is owed, and needed to establish that it is.
    """
    way = {"giver": act.sender, "receiver": act.receiver}
    terms = [found for item in items if (found := authority.terms(item, **way))]
    if subject.stopped.is_restricted and not (
        terms and all(each.consent_scope in subject.consents for each in terms)
    ):
        yield "RESTRICTED"
    if any(may_be_objected_to(each.basis) for each in terms):
        about = {act.purpose, EVERY_PURPOSE}
        if about & subject.stopped.objected:
            yield "OBJECTION_OPEN"
        if about & subject.stopped.upheld:
            yield "OBJECTION_UPHELD"


def _of_the_population(authority: Authority, subject: Subject) -> list[Refusal]:
    verdict = authority.population.verdict(subject.asked, chosen=authority.reading)
    if verdict is Verdict.IN:
        return []
    return [Refusal(code="POPULATION" if verdict is Verdict.OUT else "POPULATION_UNDETERMINED")]


def _is_payment(items: frozenset[str]) -> bool:
    """Only what an outcome is paid by: it is owed whatever became of the person since."""
    known = catalogue()
    return bool(items) and all(
        item in known and known[item].key_class == KeyClass.PAYMENT for item in items
    )


def withheld(
    items: Iterable[str], *, subject: Subject, policy: MappaPolicy | None = None
) -> frozenset[str]:
    """Items that do not travel for this kind of case (source 003 via domain/programmes.md 1.6).

    `policy` is the programme's of the day; without one the catalogue says what stays back.
    """
    known, kind = catalogue(), subject.case_kind.lower()
    if policy is not None and kind == CaseKind.MAPPA:
        return policy.withholds.intersection(items)
    return frozenset(item for item in items if item in known and kind in known[item].withheld_for)


def _against_their_word(
    act: Act, items: frozenset[str], *, authority: Authority, subject: Subject
) -> list[Refusal]:
    """Items that need a consent which does not stand, or that somebody has said may not go."""
    found = []
    for item in sorted(items & authority.items_with_a_word):
        terms = authority.terms(item, giver=act.sender, receiver=act.receiver)
        if terms is None:
            continue
        if terms.consent_scope and terms.consent_scope not in subject.consents:
            taken_back = terms.consent_scope in subject.withdrawn
            code = "CONSENT_WITHDRAWN" if taken_back else "CONSENT_ABSENT"
            found.append(Refusal(code=code, item=item))
        if terms.unless_refused and _is_forbidden(terms.unless_refused, subject):
            found.append(Refusal(code="INSTRUCTED_OTHERWISE", item=item))
    return found


def _is_forbidden(scope: str, subject: Subject) -> bool:
    """Education and Skills Act 2008 s.14(4): by the person, or a parent while under 16.

    Where the age is not known a parent's word counts.
    """
    is_child = subject.asked.age is None or subject.asked.age < OF_AGE_TO_INSTRUCT
    return scope in subject.refused or (is_child and scope in subject.refused_by_parent)


def as_rows(refusals: Mapping[str, list[Refusal]]) -> list[dict[str, str]]:
    """Refusals by the handle of the record they concern ("" for the act), to be kept."""
    return [
        {"code": refusal.code, "item": refusal.item, "handle": handle}
        for handle, reasons in refusals.items()
        for refusal in reasons
    ]
