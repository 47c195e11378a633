"""The monthly return is checked, sent through the gate by the portal alone, and settled."""

import io
from datetime import date, datetime, timedelta

import pytest

from onward.disclosures.delivery import deliver_prepared, lay_out
from onward.disclosures.models import Disclosure
from onward.formats.nccis.checking import Check
from onward.formats.nccis.reading import Reading
from onward.ledger.sequencer import give_all_places
from onward.parties.access import NotAllowed
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact
from onward.people.records import record_death
from onward.programmes.participation.leaving import CohortStatus
from onward.returns.nccis.giving import ADDRESS_KEPT_BACK
from onward.returns.nccis.making import check_return, send_return, settle_return
from onward.returns.nccis.months import NoReturn
from onward.tracking.following.actions import leave
from onward.tracking.models import MonthlyReturn, ReturnFinding
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import NOVEMBER, Reporting

pytestmark = pytest.mark.django_db

OCTOBER_END, NOVEMBER_END = date(2025, 10, 31), date(2025, 11, 30)
DECEMBER = datetime(2025, 12, 2, 9, tzinfo=NOVEMBER.tzinfo)


def checked(here: Reporting, *, month=OCTOBER_END, at=NOVEMBER) -> MonthlyReturn:
    with here.at_work() as by:
        return check_return(period_end=month, by=by, at=at)


def sent(here: Reporting, *, month=OCTOBER_END, at=NOVEMBER) -> MonthlyReturn:
    made = checked(here, month=month, at=at)
    with here.at_work() as by:
        disclosure = send_return(made, by=by, at=at)
        assert not disclosure.refusals, disclosure.refusals
        made.refresh_from_db()
    return made


def accepted(here: Reporting, *, month=OCTOBER_END, at=NOVEMBER) -> MonthlyReturn:
    made = sent(here, month=month, at=at)
    with here.at_work() as by:
        return settle_return(made, is_accepted=True, by=by, at=at + timedelta(hours=1))


def file_of(here: Reporting, made: MonthlyReturn) -> bytes:
    with here.at_work():
        assert made.disclosure_id is not None
        (content,) = lay_out(Disclosure.objects.get(pk=made.disclosure_id)).values()
    return content


def statuses_in(content: bytes) -> list[tuple[str, str]]:
    records = Reading(io.BytesIO(content)).records()
    return [(each.cohort_status, each.transferred_to_la) for each in records]


def rules_broken(here: Reporting, made: MonthlyReturn) -> list[str]:
    with here.at_work():
        rows = ReturnFinding.objects.filter(monthly_return=made)
        return sorted(rows.values_list("rule", flat=True))


def test_a_whole_record_passes_every_rule_and_its_file_passes_the_checker_of_files(here):
    here.a_young_person()

    made = sent(here)

    assert rules_broken(here, made) == []
    check = Check()
    assert list(check.findings(io.BytesIO(file_of(here, made)))) == []
    assert check.record_count == made.people_count == 1


def test_a_fault_is_found_before_anything_is_sent_and_leads_to_the_record(here):
    record = here.a_young_person(ethnic_origin=None)

    made = checked(here)

    with here.at_work():
        finding = ReturnFinding.objects.get(monthly_return=made)
        assert (finding.record_id, finding.rule) == (record.pk, "6")


def test_the_return_goes_by_the_portal_and_lands_where_a_person_takes_it(here, settings):
    """REQ-002-020."""
    here.a_young_person()
    made = sent(here)

    deliver_prepared(here.authority.pk, at=NOVEMBER)
    give_all_places()

    (folder,) = (settings.OUTBOX / "portal").iterdir()
    assert (folder / "nccis-856-2025-10-31.xml").read_bytes() == file_of(here, made)


def test_what_was_checked_is_what_is_sent_whatever_is_learnt_in_between(here):
    record = here.a_young_person()
    made = checked(here)
    with here.at_work() as by:
        here.told(record, "619", "2025-10-10", at=NOVEMBER + timedelta(hours=1))
        send_return(made, by=by, at=NOVEMBER + timedelta(hours=2))
        made.refresh_from_db()

    assert b"<ActivityCode>230</ActivityCode>" in file_of(here, made)


def test_a_leaver_is_told_once_and_again_only_while_no_return_that_told_it_was_accepted(here):
    mover, _stayer = here.a_young_person(), here.a_young_person()
    accepted(here, month=date(2025, 9, 30), at=datetime(2025, 10, 2, 9, tzinfo=NOVEMBER.tzinfo))
    with here.at_work() as by:
        at = datetime(2025, 10, 14, 9, tzinfo=NOVEMBER.tzinfo)
        how = CohortStatus.TRANSFERRED
        leave(mover, how=how, on=date(2025, 10, 14), to_place="886", by=by, at=at)
    first = sent(here)
    with here.at_work() as by:
        settle_return(first, is_accepted=False, by=by, at=NOVEMBER + timedelta(hours=1))
    again = accepted(here, month=OCTOBER_END, at=NOVEMBER + timedelta(days=1))

    later = sent(here, month=NOVEMBER_END, at=DECEMBER)

    told = [("P", ""), ("T", "886")]
    assert sorted(statuses_in(file_of(here, first))) == told
    assert sorted(statuses_in(file_of(here, again))) == told
    assert statuses_in(file_of(here, later)) == [("P", "")]


def test_who_died_is_told_of_once_as_having_died(here):
    died, _alive = here.a_young_person(), here.a_young_person()
    accepted(here, month=date(2025, 9, 30), at=datetime(2025, 10, 2, 9, tzinfo=NOVEMBER.tzinfo))
    with here.at_work() as by:
        record_death(died, on=date(2025, 10, 14), by=by, at=NOVEMBER)

    told = statuses_in(file_of(here, sent(here)))

    assert sorted(status for status, _ in told) == ["D", "P"]


def test_a_past_month_is_said_as_it_was_known_then(here):
    record = here.a_young_person()
    made = sent(here)
    before = file_of(here, made)
    with here.at_work():
        here.told(record, "619", "2025-10-10", at=DECEMBER)

    assert file_of(here, made) == before


def test_a_lapsed_activity_is_returned_with_its_code_and_marked(here):
    here.a_young_person(code="330", since="2025-03-01")

    content = file_of(here, sent(here))

    assert b"<ActivityCode>330</ActivityCode>" in content
    assert b"<CurrencyLapsed>Y</CurrencyLapsed>" in content


def test_one_month_is_accepted_once(here):
    here.a_young_person()
    accepted(here)
    second = checked(here, at=NOVEMBER + timedelta(days=1))

    with here.at_work() as by, pytest.raises(NoReturn, match="has accepted"):
        send_return(second, by=by, at=NOVEMBER + timedelta(days=1))


@pytest.mark.parametrize(
    ("month", "words"), [(date(2025, 10, 30), "last day"), (NOVEMBER_END, "not ended")]
)
def test_a_month_that_has_not_ended_has_no_return(here, month, words):
    with pytest.raises(NoReturn, match=words):
        checked(here, month=month)


def test_who_may_not_make_returns_is_told_who_may(here):
    adviser = a_member_of_staff(here.authority)

    with here.at_work(), pytest.raises(NotAllowed, match="monthly return"):
        check_return(period_end=OCTOBER_END, by=adviser, at=NOVEMBER)


def test_somebody_who_has_died_is_in_the_return_once_and_holds_nobody_elses_up(here: Reporting):
    died = here.a_young_person()
    here.a_young_person(forename="Ben")
    accepted(here)
    with here.at_work() as by:
        on = date(2025, 11, 12)
        leave(died, how=CohortStatus.DIED, on=on, by=by, at=DECEMBER)
        record_death(died, on=on, by=by, at=DECEMBER)

    november = sent(here, month=NOVEMBER_END, at=DECEMBER)

    assert sorted(statuses_in(file_of(here, november))) == [("D", ""), ("P", "")]


def moved_by_the_departments_list(here: Reporting, record, **values: object) -> None:
    """What the monthly list of new claims says of somebody, marked as section 15 has it."""
    said = NewFact(
        record=record,
        values=values,
        source=Fact.Source.FILE,
        valid_from=OCTOBER_END,
        at=NOVEMBER - timedelta(days=1),
        came_under="esa2008-s15",
    )
    with here.at_work():
        add_fact(said)


def test_an_address_under_section_15_stays_and_the_person_is_returned_without_it(here):
    """`ccis.md` 9b.16"""
    record = here.a_young_person()
    moved_by_the_departments_list(here, record, address=["9 New Street"], postcode="LE2 2BB")

    made = sent(here)

    assert ADDRESS_KEPT_BACK in rules_broken(here, made)
    (returned,) = Reading(io.BytesIO(file_of(here, made))).records()
    assert (returned.given_name, returned.postcode) == ("Amara", "")
    assert b"New Street" not in file_of(here, made)


def test_whose_very_name_came_under_section_15_stays_out_of_the_return(here):
    """`ccis.md` 9b.16"""
    here.a_young_person()
    moved_by_the_departments_list(here, here.a_young_person(), surname="Osei", postcode="LE2 2BB")

    made = sent(here)

    assert "ONWARD_OFFENCE" in rules_broken(here, made)
    assert made.people_count == 1
