"""What a person volunteers is marked as theirs, and goes to nobody unless somebody chooses it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.disclosures.models import Parcel
from onward.disclosures.parcels import Giving
from onward.people.facts import NewFact, add_fact, folds_of, present_values
from onward.people.models import Fact, Record
from tests.disclosures.factories import Exchange, an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
ITEMS = ("surname", "aims", "employment_history")
SOURCES = st.sampled_from([Fact.Source.PERSON, Fact.Source.STAFF, Fact.Source.FILE])


def said(exchange: Exchange, source: Fact.Source, **values: object) -> None:
    with exchange.sending():
        add_fact(
            NewFact(
                record=exchange.record,
                values=values,
                source=source,
                valid_from=NOON.date(),
                at=NOON,
                by=exchange.staff,
            )
        )


def arrived(exchange: Exchange) -> dict[str, object]:
    with exchange.receiving():
        return present_values(Record.objects.get())


def test_what_the_person_volunteered_is_not_in_what_goes_back_by_default():
    """REQ-003-024."""
    exchange = an_exchange(ITEMS, held={"surname": "Grant"})
    said(exchange, Fact.Source.PERSON, aims="To get back to baking after all.")

    exchange.give("surname", "aims")
    exchange.deliver()

    assert arrived(exchange) == {"surname": "Grant"}
    with exchange.receiving():
        assert Parcel.objects.get().not_held == ["aims"]


def test_somebody_may_choose_it_by_name():
    """REQ-003-024."""
    exchange = an_exchange(ITEMS, held={"surname": "Grant"})
    said(exchange, Fact.Source.PERSON, aims="To get back to baking after all.")
    chosen = Giving(
        record=exchange.record,
        items=frozenset({"surname", "aims"}),
        volunteered=frozenset({"aims"}),
    )

    exchange.give(people=[chosen])
    exchange.deliver()

    assert arrived(exchange) == {"surname": "Grant", "aims": "To get back to baking after all."}


@pytest.mark.parametrize("source", [Fact.Source.STAFF, Fact.Source.FILE])
def test_what_another_source_said_since_goes_again(source):
    exchange = an_exchange(ITEMS, held={"surname": "Grant"})
    said(exchange, Fact.Source.PERSON, aims="To bake.")
    said(exchange, source, aims="To cook.")

    exchange.give("surname", "aims")
    exchange.deliver()

    assert arrived(exchange)["aims"] == "To cook."


def test_a_consent_is_said_by_the_person_and_is_there_to_be_told():
    scope = "consent_leavers_plan"
    exchange = an_exchange(["surname", scope], held={"surname": "Grant"})
    answer = {"decision": "given", "on": "2017-05-01", "wording": "wfs-2017-04"}
    said(exchange, Fact.Source.PERSON, **{scope: answer})

    exchange.give("surname", scope)
    exchange.deliver()

    assert arrived(exchange)[scope] == answer


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=st.lists(st.tuples(SOURCES, st.sampled_from(ITEMS)), max_size=6))
def test_whoever_said_an_item_last_decides_whether_it_is_volunteered(committed, story):
    exchange = an_exchange(ITEMS, held={"surname": "Grant"})
    last = {"surname": Fact.Source.STAFF}
    for source, item in story:
        said(exchange, source, **{item: "Grant"})
        last[item] = source

    with exchange.sending():
        held = folds_of([exchange.record])[exchange.record.pk]
        assert held.values == present_values(exchange.record)

    theirs = {item for item, source in last.items() if source == Fact.Source.PERSON}
    assert held.volunteered == theirs
