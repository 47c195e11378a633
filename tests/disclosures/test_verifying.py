"""Four verdicts that say different things, each with the entry at fault."""

from uuid import uuid4

import pytest

from onward.disclosures.models import Parcel
from onward.disclosures.parcels import Giving
from onward.disclosures.verifying import verify_everything
from onward.ledger.sequencer import give_all_places
from onward.people.keys import destroy_keys
from onward.people.models import Fact
from onward.rights.erasure import erase
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.disclosures.factories import HELD, an_exchange
from tests.ledger.stored import tamper
from tests.people.factories import a_record, say
from tests.times import NOON

MENTIONING: dict[str, object] = {"surname": "Grant", "partner_name": "Callum Reid"}
WHY = "She has left college and her adviser cannot find where she went."
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def _own_register(settings, tmp_path):
    settings.DATA = tmp_path


def an_act_of_giving(people=1, **changes):
    """One disclosure, delivered and placed; gives the exchange and its parcels."""
    exchange = an_exchange(("surname", "telephone"), held={**HELD, "telephone": "0131 496 0123"})
    others = [a_record(exchange.sender, surname="Reid") for _ in range(people - 1)]
    items = frozenset({"surname", "telephone"})
    givings = [Giving(record=each, items=items) for each in (exchange.record, *others)]
    made = exchange.give(people=givings, **changes)
    assert made.status == "PREPARED", made.refusals
    exchange.deliver()
    give_all_places()
    with exchange.sending():
        return exchange, list(Parcel.objects.filter(disclosure=made))


def failing(report):
    return [verdict for verdict, findings in report.verdicts.items() if findings]


def test_what_nobody_touched_has_four_verdicts_that_hold():
    an_act_of_giving(people=3)

    report = verify_everything()

    assert report.verdicts == {
        "integrity": [], "consistency": [], "completeness": [], "decryptability": [],
    }  # fmt: skip
    assert report.opened == 4  # one person had a telephone


def test_without_the_keys_the_fourth_is_not_said():
    an_act_of_giving()

    report = verify_everything(with_keys=False)

    assert report.verdicts["decryptability"] is None
    assert report.holds


def test_a_parcel_that_no_entry_accounts_for_is_named():
    _, (parcel,) = an_act_of_giving()
    tamper("update disclosures_parcel set entry = %s", uuid4())

    report = verify_everything()

    assert "completeness" in failing(report)
    assert any(str(parcel.entry) in each for each in report.completeness)
    assert any(str(parcel.pk) in each for each in report.completeness)


def test_an_entry_whose_parcel_was_taken_away_is_named():
    _, (parcel, *_) = an_act_of_giving(people=2)
    tamper("delete from disclosures_parcel where id = %s", parcel.pk)

    report = verify_everything()

    assert failing(report) == ["completeness"]
    assert any(f"Entry {parcel.entry} says that something was prepared" in each
               for each in report.completeness)  # fmt: skip
    assert any(
        "2 people, parcels of 1, 1 in all, 2 entries" in each for each in report.completeness
    )


def test_sealed_parts_that_changed_places_are_found():
    """A31"""
    _, (one, other) = an_act_of_giving(people=2)
    for mine, theirs in ((one, other), (other, one)):
        tamper(
            "update disclosures_parcel set sealed = jsonb_set(sealed, '{identity,1}',"
            " to_jsonb(%s::text)) where id = %s",
            theirs.sealed["identity"][1],
            mine.pk,
        )

    report = verify_everything()

    assert failing(report) == ["decryptability"]
    said = " ".join(report.decryptability or [])
    assert all(f"Entry {each.entry}" in said for each in (one, other))


def test_whole_parcels_that_changed_places_are_found():
    """A31"""
    _, (one, other) = an_act_of_giving(people=2)
    tamper("update disclosures_parcel set entry = %s where id = %s", uuid4(), one.pk)
    tamper("update disclosures_parcel set entry = %s where id = %s", one.entry, other.pk)
    tamper("update disclosures_parcel set entry = %s where id = %s", other.entry, one.pk)

    report = verify_everything()

    assert failing(report) == ["completeness", "decryptability"]


def test_a_send_that_was_made_to_look_as_though_it_failed_is_found():
    _, (parcel,) = an_act_of_giving()
    tamper("update disclosures_disclosure set status = 'FAILED'")

    (finding,) = verify_everything().completeness

    assert f"Disclosure {parcel.disclosure_id} stands as FAILED after disclosure.sent" in finding


def test_a_send_without_its_disclosure_is_found():
    an_act_of_giving()
    tamper("delete from disclosures_disclosure")

    assert any(
        "(disclosure.sent) is about a disclosure that is not there" in finding
        for finding in verify_everything().completeness
    )


def test_a_value_that_came_past_the_gate_is_found():
    """PRODUCT section 3, rule 1: no value enters without a PREPARED entry."""
    exchange, (parcel,) = an_act_of_giving()
    with exchange.receiving():
        fact = Fact.objects.get(record=parcel.received_as)
    tamper("update people_fact set source_id = %s where id = %s", uuid4(), fact.pk)

    findings = verify_everything().completeness

    assert (
        f"Fact {fact.pk} came from another organisation, and no entry accounts for it." in findings
    )
    assert f"Entry {parcel.entry} gave something to a record that does not hold it as given." in (
        findings
    )


def test_a_canary_seen_where_no_entry_says_it_was_given_is_found():
    exchange, (parcel,) = an_act_of_giving()
    elsewhere = exchange.recipient.pk + 1

    told = verify_everything(sightings=[(str(parcel.from_handle), exchange.recipient.pk)])
    leaked = verify_everything(sightings=[(str(parcel.from_handle), elsewhere)])

    assert told.holds, told
    assert leaked.completeness == [
        f"A canary (handle {parcel.from_handle}) was seen at organisation {elsewhere}, and no entry"
        " says that it was given."
    ]


def test_whoever_is_mentioned_is_mentioned_in_the_part_that_was_said():
    """Moved to another person of the same disclosure, or to nobody of it."""
    exchange = an_exchange(("surname", "partner_name"), held=MENTIONING)
    other = a_record(exchange.sender, surname="Grant", partner_name="Callum Reid")
    items = frozenset(MENTIONING)
    exchange.give(people=[Giving(record=each, items=items) for each in (exchange.record, other)])
    with exchange.sending():
        said = Parcel.objects.get(within=exchange.record.handle)

    tamper("update disclosures_parcel set within = %s where id = %s", other.handle, said.pk)
    swapped = verify_everything()
    tamper("update disclosures_parcel set within = %s where id = %s", uuid4(), said.pk)
    strange = verify_everything(with_keys=False)

    assert failing(swapped) == ["decryptability"]
    assert [str(said.entry) in finding for finding in swapped.decryptability or []] == [True]
    assert [str(said.entry) in finding for finding in strange.completeness] == [True]


@pytest.mark.parametrize(
    "change", ["text = 'She agreed.'", "nonce = '\\x00'", "text = '', nonce = '', likeness = ''"]
)
def test_a_reason_written_anew_or_taken_away_is_found_and_its_entry_named(change):
    _, (parcel,) = an_act_of_giving(justification=WHY)
    assert verify_everything().holds

    tamper(f"update disclosures_justification set {change}")

    assert verify_everything().decryptability == [
        f"Entry {parcel.entry}: the justification is not what was committed to."
    ]


def test_a_reason_that_was_thrown_away_is_found_without_the_keys_and_its_entry_named():
    _, (parcel,) = an_act_of_giving(justification=WHY)
    tamper("delete from disclosures_justification")

    assert verify_everything(with_keys=False).completeness == [
        f"Entry {parcel.entry} does not say what its parcel {parcel.pk} says."
    ]


def test_a_reason_that_an_erasure_has_emptied_is_not_missed():
    exchange, _ = an_act_of_giving(justification=WHY)
    with exchange.sending():
        erase(exchange.record, classes=["casework"], by=exchange.staff, at=NOON)

    assert verify_everything().holds


def test_an_erased_class_is_not_missed():
    exchange, _ = an_act_of_giving()
    with exchange.sending():
        erase(exchange.record, classes=["contact"], by=exchange.staff, at=NOON)

    assert verify_everything().holds


def test_a_key_that_nobody_erased_is_missed_and_its_entry_named():
    exchange, (parcel,) = an_act_of_giving()
    with exchange.sending():
        destroy_keys(parcel.from_handle, ["contact"])

    report = verify_everything()

    assert failing(report) == ["decryptability"]
    assert report.decryptability == [
        f"Entry {parcel.entry}: the contact part has no key or is gone, and nothing was erased."
    ]


def test_one_broken_key_hides_no_other():
    exchange, parcels = an_act_of_giving(people=2)
    with exchange.sending():
        first = min(parcels, key=lambda parcel: parcel.pk)
    tamper("update keys.record_key set wrapped = set_byte(wrapped, 20, 0) where handle = %s",
           first.from_handle)  # fmt: skip
    tamper("update keys.record_key set wrapped = set_byte(wrapped, 21, 0) where handle = %s",
           first.from_handle)  # fmt: skip

    report = verify_everything()

    assert all(str(first.entry) in finding for finding in report.decryptability or [])


def test_a_class_given_anew_after_an_erasure_leaves_the_old_part_erased():
    """A key made since opens nothing old: what was erased is not shown as altered."""
    exchange, (_parcel,) = an_act_of_giving()
    with exchange.sending():
        erase(exchange.record, classes=["contact"], by=exchange.staff, at=NOON)
        say(exchange.record, at=NOON, telephone="0131 496 0999")
    exchange.give("telephone")
    exchange.deliver()
    give_all_places()

    assert verify_everything().holds
    rows = statement_of(exchange.record.handle).shared
    states = {item.state for row in rows for item in row.items if item.code == "telephone"}
    assert states == {State.HELD, State.ERASED}


def test_what_is_sealed_is_opened_for_its_own_organisation_alone():
    """The command acts for each in turn; nobody else's key is in reach."""
    exchange, (parcel,) = an_act_of_giving()

    with acting_for(exchange.recipient.pk):
        assert destroy_keys(parcel.from_handle, ["identity"]) == []
    assert verify_everything().holds
