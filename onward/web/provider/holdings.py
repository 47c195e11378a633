"""What the record holds, in groups, each value with where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.acts.referring import KIND as REFERRAL
from onward.agreements.catalogue import KeyClass, catalogue
from onward.disclosures.models import Disclosure
from onward.people.models import Fact, UseRestriction
from onward.web.item_values import value_in_words
from onward.web.provider.case import Case
from onward.web.words import date_words

GROUPS: Mapping[KeyClass, Promise] = {
    KeyClass.IDENTITY: gettext_lazy("Who they are"),
    KeyClass.CONTACT: gettext_lazy("How to reach them"),
    KeyClass.EMPLOYMENT: gettext_lazy("Work and aims"),
    KeyClass.EDUCATION: gettext_lazy("Qualifications"),
    KeyClass.HEALTH: gettext_lazy("Health and support"),
    KeyClass.BENEFIT: gettext_lazy("Benefit"),
    KeyClass.HOUSEHOLD: gettext_lazy("Household"),
    KeyClass.OFFENCE: gettext_lazy("Incidents and offences"),
    KeyClass.CASEWORK: gettext_lazy("Participation"),
    KeyClass.CONSENT: gettext_lazy("Consents"),
    KeyClass.PAYMENT: gettext_lazy("Payment"),
    KeyClass.STATISTICS: gettext_lazy("For statistics"),
}


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One value held: what it is, the value in words, and who said it when."""

    label: str
    value: str
    origin: str
    use: str  # what whoever gave it does not allow; nothing where all that was agreed is allowed


def holdings_of(case: Case) -> list[tuple[str, list[Holding]]]:
    """The values held under the headings of their classes, in the catalogue's order."""
    acts = {about.disclosure.pk: about.disclosure for about in case.disclosures}
    groups: dict[KeyClass, list[Holding]] = {}
    for code, item in catalogue().items():
        if fact := case.held.get(code):
            holding = Holding(
                label=_(item.label),
                value=value_in_words(item, fact.values[code]),
                origin=origin(case, fact, acts.get(fact.source_id) if fact.source_id else None),
                use=str(UseRestriction(fact.use).label) if fact.use else "",
            )
            groups.setdefault(item.key_class, []).append(holding)
    return [(str(title), groups[group]) for group, title in GROUPS.items() if group in groups]


def origin(case: Case, fact: Fact, act: Disclosure | None) -> str:
    """Where a fact comes from: "From the referral by Jobcentre Plus, 3 April 2017"."""
    words = {"day": date_words(fact.known_at), "by": case.who(fact.by)}
    if act is not None:
        words["sender"] = act.sender.name
        if act.kind == REFERRAL:
            return _("From the referral by %(sender)s, %(day)s") % words
        return _("From %(sender)s, %(day)s") % words
    if fact.source == Fact.Source.STAFF and words["by"]:
        return _("Entered by %(by)s, %(day)s") % words
    return f"{Fact.Source(fact.source).label}, {words['day']}"
