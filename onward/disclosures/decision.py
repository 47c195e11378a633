"""May these items of this person go to this recipient, now? A pure decision with every reason.

Source: domain/privacy.md 4.2. Denials are collected, never cut short, so that whoever asked sees
all of what would have to change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from onward.agreements.authority import Authority, Refusal
from onward.agreements.catalogue import KeyClass, catalogue
from onward.agreements.populations import NOT_KNOWN, Asked, Verdict

TELLS_OF_DEATH = frozenset({"coc_death", "death_notified"})


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of giving as it is asked for: who to whom, for what, how, about how many people."""

    sender: int
    recipient: int | None  # None is somebody who is not on Onward
    purpose: str
    channel: str
    people_count: int
    at: datetime

    @property
    def receiver(self) -> int:
        """The recipient as agreements know parties: somebody elsewhere is party to none."""
        return self.recipient or 0


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What must hold outside the agreement: the recipient's accreditation, the ledger's health.

    `accredited` is None where no accreditation is asked of the recipient.
    """

    accredited: bool | None
    ledger_delay: timedelta
    ledger_patience: timedelta


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What deciding needs to know of one person, as the sender holds it."""

    case_kind: str = "STANDARD"
    is_deceased: bool = False
    is_erased: bool = False
    consents: frozenset[str] = frozenset()  # scopes that stand
    withdrawn: frozenset[str] = frozenset()  # scopes given once and taken back
    asked: Asked = NOT_KNOWN  # what an agreement's population may turn on


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
        *refusals_of_person(act, frozenset(items), authority=authority, subject=subject),
    ]


def refusals_of_act(act: Act, *, authority: Authority | None, standing: Standing) -> list[Refusal]:
    """The reasons that do not depend on the person, under an agreement."""
    found: list[str] = []
    if authority is None:
        found.append("NO_AGREEMENT")
    else:
        if act.channel not in authority.channels:
            found.append("CHANNEL")
        most = authority.maximum_records
        if most is not None and act.people_count > most:
            found.append("TOO_MANY_RECORDS")
        if not act.people_count:  # else each person's reasons say whether the agreement stands
            standing_now = authority.refusals(
                (), giver=act.sender, receiver=act.receiver, at=act.at
            )
            found += [refusal.code for refusal in standing_now]
    return [*(Refusal(code=code) for code in found), *refusals_of_standing(standing)]


def refusals_of_standing(standing: Standing) -> list[Refusal]:
    """The reasons that hold under every authority."""
    found = []
    if standing.accredited is False:
        found.append("ACCREDITATION_MISSING")
    if standing.ledger_delay > standing.ledger_patience:
        found.append("LEDGER_BEHIND")
    return [Refusal(code=code) for code in found]


def refusals_of_person(
    act: Act, items: frozenset[str], *, authority: Authority | None, subject: Subject
) -> list[Refusal]:
    """The reasons that come from the items and the person."""
    found = []
    if subject.case_kind == "SCR":
        found.append(Refusal(code="SCR_CLERICAL_ONLY"))
    about_money = _is_payment(items)
    if subject.is_deceased and not (items <= TELLS_OF_DEATH or about_money):
        found.append(Refusal(code="DECEASED"))
    if subject.is_erased and not about_money:
        found.append(Refusal(code="RECORD_BLOCKED"))
    if authority is not None:
        found += authority.refusals(items, giver=act.sender, receiver=act.receiver, at=act.at)
        found += _against_terms(act, items, authority=authority, subject=subject)
        found += _of_the_population(authority, subject)
    return found


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


def withheld(items: Iterable[str], *, subject: Subject) -> frozenset[str]:
    """Items that do not travel for this kind of case (source 003 via domain/programmes.md 1.6)."""
    known, kind = catalogue(), subject.case_kind.lower()
    return frozenset(item for item in items if item in known and kind in known[item].withheld_for)


def _against_terms(
    act: Act, items: frozenset[str], *, authority: Authority, subject: Subject
) -> list[Refusal]:
    """Items permitted for another purpose alone, or only with a consent that does not stand."""
    found = []
    for item in sorted(items):
        terms = authority.terms(item, giver=act.sender, receiver=act.receiver)
        if terms is None:
            continue
        if terms.purpose and terms.purpose != act.purpose:
            found.append(Refusal(code="PURPOSE", item=item))
        if terms.consent_scope and terms.consent_scope not in subject.consents:
            taken_back = terms.consent_scope in subject.withdrawn
            code = "CONSENT_WITHDRAWN" if taken_back else "CONSENT_ABSENT"
            found.append(Refusal(code=code, item=item))
    return found


def as_rows(refusals: Mapping[str, list[Refusal]]) -> list[dict[str, str]]:
    """Refusals by the handle of the record they concern ("" for the act), to be kept."""
    return [
        {"code": refusal.code, "item": refusal.item, "handle": handle}
        for handle, reasons in refusals.items()
        for refusal in reasons
    ]
