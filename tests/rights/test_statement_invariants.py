"""Whatever is done to a person, statement, ledger and what recipients hold say the same.

Source: domain/privacy.md 4.6.
"""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.acts.referral_updates import Update, send_updates
from onward.casework.models import Referral
from onward.casework.referrals import acknowledge
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Look
from onward.people.records import look
from onward.rights.permitted import may_be_shared
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.examples import one_in
from tests.journeys.stage import a_stage
from tests.people.factories import say
from tests.times import NOON

pytestmark = pytest.mark.django_db
CHANGES: dict[str, list[object]] = {
    "telephone": ["0131 496 0777", "0131 496 0888", None],
    "aims": ["To work outdoors.", "To work in a bakery."],
    "driving_licence": [["full"]],
    "incident_marker": [{"recorded": False}],
}
CHANGE = st.sampled_from([(item, said) for item, values in CHANGES.items() for said in values])
ACTS = st.lists(st.one_of(st.sampled_from(["look", "acknowledge"]), CHANGE), max_size=6)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


class Story:
    """One person's referral and what is done after it, an hour apart."""

    def __init__(self, stage):
        self.stage = stage
        self.record = stage.a_person()
        (self.referral,) = stage.refer(self.record)
        self.received = stage.received(self.record)
        self.at = NOON

    def goes_on(self, act):
        self.at += timedelta(hours=1)
        if act == "look":
            with self.stage.at_work(Role.CASEWORKER) as caseworker:
                look(self.received, by=caseworker, what=Look.What.RECORD, at=self.at)
        elif act == "acknowledge":
            with self.stage.at_work(Role.CASEWORKER) as caseworker:
                if Referral.objects.get(pk=self.referral.pk).status == "REFERRED":
                    acknowledge(self.referral, by=caseworker, at=self.at)
        else:
            self.changes(*act)
        self.stage.deliver(at=self.at)

    def changes(self, item, said):
        with self.stage.at_work(Role.REFERRAL_TEAM) as team:
            say(self.record, at=self.at, by=team, **{item: said})
            referral = Referral.objects.get(pk=self.referral.pk)
            update = Update(
                referral=referral,
                version=referral.version + 1,
                agreement=self.stage.agreement,
                items=frozenset({item}),
                texts_read=True,
            )
            send_updates([update], by=team, at=self.at)

    def statement(self):
        return statement_of(self.record.handle)

    def leaves(self):
        """Each entry about the person's handles that gave something, as all parties read them."""
        found = {}
        handles = [self.record.handle, self.received.handle]
        for organisation in (self.stage.department, self.stage.provider, self.stage.commissioner):
            with acting_for(organisation.pk):
                for entry in Entry.objects.filter(subject__in=handles):
                    found[entry.pk] = (entry, json.loads(bytes(entry.leaf)))
        return {
            pk: (entry, leaf)
            for pk, (entry, leaf) in found.items()
            if leaf["about"].get("items") and entry.to_organisation_id
        }


PROPERTY = settings(
    max_examples=one_in(5), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def told(stage, acts):
    story = Story(stage)
    for act in acts:
        story.goes_on(act)
    return story


@PROPERTY
@given(acts=ACTS)
def test_what_was_shared_is_the_ledgers_rows_and_each_recipient_is_the_ledgers(stage, acts):
    """REQ-004-048"""
    story = told(stage, acts)

    statement, leaves = story.statement(), story.leaves()

    assert {row.entry_id for row in statement.shared} == set(leaves)
    with acting_for(stage.department.pk):
        names = dict(Organisation.objects.values_list("pk", "name"))
    given = {names[entry.to_organisation_id] for entry, _ in leaves.values()}
    assert set(statement.recipients) == given
    items = {row.entry_id: [item.code for item in row.items] for row in statement.shared}
    assert items == {pk: leaf["about"]["items"] for pk, (_, leaf) in leaves.items()}


@PROPERTY
@given(acts=ACTS)
def test_what_was_read_was_sent_and_what_was_sent_was_permitted(stage, acts):
    """REQ-004-049"""
    story = told(stage, acts)

    statement = story.statement()
    may = {
        (row.giver, row.recipient): set(row.items)
        for row in may_be_shared(statement.handles, at=story.at)
    }

    for reach in statement.reach:
        assert reach.read <= reach.sent <= reach.permitted
        assert reach.permitted == may[reach.sender, reach.recipient]
    opened = {"look"} & {act for act in acts if isinstance(act, str)}
    assert any(reach.read for reach in statement.reach) == bool(opened)


@PROPERTY
@given(acts=ACTS)
def test_the_statement_shows_what_the_recipient_holds_from_it(stage, acts):
    story = told(stage, acts)

    shown: dict[str, object] = {}
    for row in reversed(story.statement().shared):
        if row.sender == stage.department.name and row.kind in {"referral", "referral-update"}:
            shown |= {item.code: item.value for item in row.items if item.state == State.HELD}

    with acting_for(stage.provider.pk):
        held = present_values(story.received)
    assert shown == {code: held[code] for code in shown}
    assert set(held) == set(shown)


def test_one_referral_and_three_changes_are_the_ledgers_rows_in_plain_words(stage):
    """REQ-004-048, REQ-004-049"""
    story = told(stage, [("telephone", "0131 496 0777"), ("aims", "To work outdoors."), "look"])
    story.goes_on(("telephone_alternate", "0131 496 0999"))

    statement = story.statement()

    given = [
        (row.kind, [(item.label, item.value) for item in row.items])
        for row in statement.shared
        if row.kind != "referral"
    ]
    assert [row for row in given if row[0] == "referral-update"] == [
        ("referral-update", [("Other telephone number", telephone("0131 496 0999"))]),
        ("referral-update", [("Aims", "To work outdoors.")]),
        ("referral-update", [("Telephone number", telephone("0131 496 0777"))]),
    ]
    assert {row.entry_id for row in statement.shared} == set(story.leaves())
    (reach,) = statement.reach
    assert (len(reach.permitted), len(reach.sent), len(reach.read)) == (45, 25, 23)
    # What the last change gave has not been on a screen; the number is a look of its own.
    assert reach.sent - reach.read == {"telephone_alternate", "nino"}


def telephone(text):
    return {"as_given": text, "number": text.replace(" ", "")}
