"""Whatever is agreed, held and asked for: what arrives is what was permitted when it was sent."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.agreements.actions import end
from onward.agreements.catalogue import catalogue
from onward.agreements.projections import project
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_all_places
from onward.ledger.verify import verify
from onward.people.consents import give_consent, withdraw_consent
from onward.people.facts import present_values_of
from onward.people.models import Record, Restriction
from onward.people.objections import object_to, restrict_use
from onward.people.records import record_death
from onward.rights.statement import linked_handles, statement_of
from onward.tenancy.context import participant
from tests.disclosures.factories import Exchange, an_exchange
from tests.examples import one_in
from tests.times import NOON

CONSENT = "consent_leavers_plan"
VALUES: dict[str, object] = {
    "surname": "Grant",
    "nino": "QQ123456C",
    "disability_status": "disabled",
    "address": ["14 Larch Terrace", "Falkirk"],
    "telephone": "0131 496 0123",
    "aims": "Ring her sister on 07700 900123.",
    "incident_marker": {"recorded": True, "detail": "An argument."},
    "coc_hospital": {
        "unavailable_from": "2017-06-03",
        "unavailable_to": "2017-06-10",
        "detail": "Surgery, ward 7.",
    },
    "coc_child_turns_5": {"state": "notified", "on": "2017-06-03"},
}
MARKED = frozenset({"aims"})
WITHHELD = frozenset({"address", "telephone"})
SOME_ITEMS = st.frozensets(st.sampled_from(sorted(VALUES)))
ONE_WITHHELD = st.sampled_from(sorted(WITHHELD)).map(lambda item: frozenset({item}))
STOPS = frozenset({"SCR", "ended", "died", "objected"})
BETWEEN = ("nothing", "MAPPA", "consent withdrawn", "restricted", *sorted(STOPS))


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is agreed, held, allowed and asked for, and what happens before it is delivered."""

    permitted: frozenset[str]
    held: frozenset[str]
    asked: frozenset[str]
    case_kind: str
    needs_consent: bool
    consent: str
    texts_read: bool
    between: str

    @property
    def is_allowed(self) -> bool:
        """Told from the story alone, without asking the gate."""
        going = self.asked & self.held - (WITHHELD if self.case_kind == "MAPPA" else frozenset())
        stands = self.consent == "given" and self.between != "consent withdrawn"
        return (
            self.asked <= self.permitted
            and self.case_kind != "SCR"
            and self.between not in STOPS
            and (stands or not self.needs_consent)
            and (self.between != "restricted" or self.needs_consent)  # UK GDPR Article 18(2)
            and (self.texts_read or not going & MARKED)
            and not (self.between == "MAPPA" and going & WITHHELD)
        )

    @property
    def arrives(self) -> dict[str, object]:
        withheld = WITHHELD if self.case_kind == "MAPPA" else frozenset()
        going = self.asked & self.held - withheld if self.is_allowed else frozenset()
        return {item: project(catalogue()[item], VALUES[item]) for item in going}


STORIES = st.builds(
    Story,
    permitted=SOME_ITEMS.filter(bool),
    held=SOME_ITEMS,
    asked=SOME_ITEMS.filter(bool),
    case_kind=st.sampled_from(["STANDARD", "STANDARD", "MAPPA", "SCR"]),
    needs_consent=st.booleans(),
    consent=st.sampled_from(["given", "given", "none"]),
    texts_read=st.booleans(),
    between=st.sampled_from(["nothing", "nothing", *BETWEEN]),
)
# These would go, and every change of circumstances bears on them.
WOULD_GO = st.builds(
    Story,
    permitted=st.just(frozenset(VALUES)),
    held=st.just(frozenset(VALUES)),
    asked=st.builds(frozenset.union, SOME_ITEMS, ONE_WITHHELD),
    case_kind=st.just("STANDARD"),
    needs_consent=st.just(True),
    consent=st.just("given"),
    texts_read=st.just(True),
    between=st.just("nothing"),
)
# Half of what is asked at random goes beyond the agreement; these never do.
WITHIN = STORIES.map(
    lambda story: Story(**{**vars(story), "permitted": story.permitted | story.asked})
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.one_of(STORIES, WITHIN))
def test_what_arrives_is_what_was_permitted_when_it_was_sent(committed, story):
    exchange = told(story)

    assert received(exchange) == story.arrives
    assert shown(exchange) == entered(exchange) == story.arrives


@pytest.mark.parametrize("between", BETWEEN)
@settings(max_examples=one_in(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=WOULD_GO)
def test_what_changed_since_it_was_prepared_counts_when_it_is_sent(committed, between, story):
    changed = replace(story, between=between)
    exchange = told(changed)

    assert story.arrives.keys() == story.asked
    assert received(exchange) == changed.arrives
    assert shown(exchange) == entered(exchange) == received(exchange)


@settings(max_examples=one_in(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=st.lists(WITHIN, min_size=1, max_size=3))
def test_after_any_stories_the_ledger_verifies(committed, stories):
    for story in stories:
        told(story)
    give_all_places()

    report = verify()

    assert report.holds, report
    assert report.entries >= len(stories)


def told(story: Story) -> Exchange:
    """The story, from the agreement to the delivery."""
    exchange = an_exchange(
        sorted(story.permitted),
        held={item: VALUES[item] for item in sorted(story.held)},
        case_kind=Record.CaseKind(story.case_kind),
        consent_scope=CONSENT if story.needs_consent else "",
    )
    if story.consent == "given":
        with exchange.sending():
            give_consent(
                exchange.record, scope=CONSENT, wording="wfs-1", on=NOON.date(),
                by=exchange.staff, at=NOON,
            )  # fmt: skip
    giving = Giving(record=exchange.record, items=story.asked, texts_read=story.texts_read)
    exchange.give(people=[giving])
    with exchange.sending():
        meanwhile(exchange, story)
    exchange.deliver()
    return exchange


def meanwhile(exchange: Exchange, story: Story) -> None:
    if story.between in ("SCR", "MAPPA"):
        Record.objects.filter(pk=exchange.record.pk).update(case_kind=story.between)
    elif story.between == "ended":
        end(exchange.agreement, by=exchange.staff, at=NOON)
    elif story.between == "died":
        record_death(exchange.record, on=NOON.date(), by=exchange.staff, at=NOON)
    elif story.between == "objected":
        object_to(exchange.record, purpose="", on=NOON.date(), by=exchange.staff, at=NOON)
    elif story.between == "restricted":
        ground = Restriction.Ground.ACCURACY
        restrict_use(exchange.record, ground, on=NOON.date(), by=exchange.staff, at=NOON)
    elif story.between == "consent withdrawn" and story.consent == "given":
        withdraw_consent(exchange.record, scope=CONSENT, on=NOON.date(), by=exchange.staff, at=NOON)


def received(exchange: Exchange) -> dict[str, object]:
    """What the recipient's own record holds."""
    with exchange.receiving():
        held = present_values_of(Record.objects.all())
    return {item: value for values in held.values() for item, value in values.items()}


def shown(exchange: Exchange) -> dict[str, object]:
    """What the statement says was sent."""
    handle: UUID = exchange.record.handle
    with participant(linked_handles(handle)):
        rows = [row for row in statement_of(handle).shared if row.was_sent]
    return {item.code: item.value for row in rows for item in row.items}


def entered(exchange: Exchange) -> dict[str, object]:
    """The items of the ledger's entry for what went, each as the sender's record projects it."""
    with exchange.sending():
        sent = Disclosure.objects.filter(status=Disclosure.Status.SENT).values("pk")
        entries = Entry.objects.filter(kind="disclosure.prepared", about_id__in=sent)
        leaves = [json.loads(bytes(entry.leaf)) for entry in entries]
    items = [item for leaf in leaves for item in leaf["about"]["items"]]
    return {item: project(catalogue()[item], VALUES[item]) for item in items}
