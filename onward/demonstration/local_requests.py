"""A council and its jobcentre district in February 2014, in invented people, ready to be tried.

The memorandum's text stands on the Act of 1998 and ends with it, so nobody could sign it today: the
demonstration runs in the days when it was in force.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from onward.acts.answering import Letting, refuse, release
from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.filing import name_contact, put_on_file
from onward.agreements.models import Agreement, Contact, Finding, Paper
from onward.demonstration.setting_up import PASSWORD, call_it_a_demonstration
from onward.disclosures.delivery import deliver_prepared
from onward.ledger.sequencer import give_all_places
from onward.parties.actions import appoint, register
from onward.parties.clock import set_clock
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.facts import NewFact, add_fact, clean_values
from onward.people.models import Fact, Look, Record
from onward.people.records import look, open_record
from onward.tenancy.context import REGISTER, acting_for
from onward.tracking.data_requests.asking import Question, ask
from onward.tracking.models import DataRequest

DISTRICT, AUTHORITY = "MARSHDALE-JCP", "WELLBOROUGH"
DRAWN_UP, SIGNED = datetime(2013, 12, 18, 11, tzinfo=UTC), datetime(2014, 1, 30, 15, tzinfo=UTC)
ASKED, TODAY = datetime(2014, 2, 3, 10, tzinfo=UTC), datetime(2014, 2, 12, 9, tzinfo=UTC)
POSTS = {"district": "District Manager", "authority": "Senior Responsible Officer"}
WHO = (
    (AUTHORITY, "Priya Shah", "tracking@wellborough.example", Role.TRACKING_ADVISER),
    (AUTHORITY, "Owen Marsh", "protection@wellborough.example", Role.DATA_PROTECTION),
    (DISTRICT, "Grace Adeyemi", "requests@marshdale.example", Role.DISTRICT_OFFICER),
    (DISTRICT, "Peter Lunn", "protection@marshdale.example", Role.DATA_PROTECTION),
)
# Forename, surname, born: of nobody. Their numbers begin with a prefix that is never issued.
PEOPLE = (
    ("Jamie", "Okoro", "1994-06-01"),
    ("Bethan", "Frost", "1995-03-12"),
    ("Callum", "Adeyinka", "1994-11-30"),
    ("Nadia", "Quill", "1989-02-20"),
    ("Tom", "Harrow", "1995-08-08"),
)
WORDS: Mapping[str, Any] = {
    "justification": "Bethan left her course at Easter; her adviser holds a place on the catering"
    " traineeship that starts in March and cannot reach her.",
    "call_note": "Ms Shah rang from the listed number; called back through the switchboard.",
}


def set_up_local_requests() -> None:
    """The two organisations, the memorandum signed and decided, five people, and three requests."""
    call_it_a_demonstration()
    with acting_for(REGISTER):
        if Organisation.objects.filter(code=AUTHORITY).exists():
            return
    staff = _staff()
    memorandum = _memorandum(staff)
    claimants = [_record(staff[DISTRICT], each, as_claimant=True) for each in PEOPLE]
    young = [_record(staff[AUTHORITY], each, as_claimant=False) for each in PEOPLE]
    _requests(memorandum, staff, young, claimants)
    with acting_for(REGISTER):
        set_clock(TODAY)


def sign_in_lines() -> Iterator[str]:
    yield "It is 12 February 2014. Sign in as one side, then in another browser as the other:"
    for _code, name, email, role in WHO:
        yield f"  {role.label}: {email} ({name})"
    yield f"  password of each: {PASSWORD}"


def _staff() -> dict[str, Staff]:
    """Everybody has an account; by organisation, the one who asks or answers."""
    kinds = {
        DISTRICT: ("Jobcentre Plus Marshdale", Organisation.Kind.JOBCENTRE_DISTRICT),
        AUTHORITY: ("Wellborough City Council", Organisation.Kind.LOCAL_AUTHORITY),
    }
    with acting_for(REGISTER):
        set_clock(DRAWN_UP)
        made = {
            code: register(code, name=name, kind=kind, nation=Organisation.Nation.ENGLAND)
            for code, (name, kind) in kinds.items()
        }
    first: dict[str, Staff] = {}
    for code, name, email, role in WHO:
        with acting_for(made[code].pk):
            member = appoint(name, email=email, roles=[str(role)], password=PASSWORD)
        first.setdefault(code, member)
    return first


def _memorandum(staff: Mapping[str, Staff]) -> Agreement:
    with acting_for(staff[DISTRICT].organisation_id, user=staff[DISTRICT].pk):
        agreement = draw_up(
            "MOU-LOCAL",
            code="wellborough",
            parties={
                "district": staff[DISTRICT].organisation,
                "authority": staff[AUTHORITY].organisation,
            },
            effective_from=DRAWN_UP.date(),
            by=staff[DISTRICT],
            at=DRAWN_UP,
        )
    days = {"authority": date(2013, 12, 31), "district": SIGNED.date()}
    for role, code in (("authority", AUTHORITY), ("district", DISTRICT)):
        member = staff[code]
        with acting_for(member.organisation_id, user=member.pk):
            _put_on_file(agreement, member)
            sign(
                agreement,
                name=member.name,
                post=POSTS[role],
                on=days[role],
                by=member,
                at=SIGNED,
            )
    _decide(agreement, staff[DISTRICT])
    return agreement


def _put_on_file(agreement: Agreement, member: Staff) -> None:
    who: dict[str, Any] = {"name": member.name, "post": "Manager", "by": member, "at": DRAWN_UP}
    name_contact(
        agreement,
        task=Contact.For.REPRESENTATIVE,
        reached_at=member.email,
        from_on=DRAWN_UP.date(),
        **who,
    )
    for need in agreement.needs:
        if need in Paper.Kind.values:
            on = DRAWN_UP.date()
            put_on_file(
                agreement, kind=Paper.Kind(need), reference="Policies, 7", dated_on=on, **who
            )


def _decide(agreement: Agreement, member: Staff) -> None:
    with acting_for(member.organisation_id, user=member.pk):
        for finding in Finding.objects.filter(agreement=agreement, note=None):
            choice = "recital D" if "recital D" in finding.choices else ""
            decide(
                finding,
                choice=choice or "".join(finding.choices[:1]),
                note="Agreed by both representatives; clauses go before annexes.",
                name=member.name,
                post="Manager",
                by=member,
                at=SIGNED,
            )


def _record(member: Staff, person: Sequence[str], *, as_claimant: bool) -> Record:
    forename, surname, born = person
    values: dict[str, object] = {"forename": forename, "surname": surname, "date_of_birth": born}
    if as_claimant:
        values |= {
            "postcode": "LE1 1AA",
            "telephone_alternate": "07700 900123",
            "email": f"{forename.lower()}@example.org",
            "in_receipt_of_benefit": True,
            "work_programme_participant": False,
            "learning_difficulty": born < "1990",
        }
    with acting_for(member.organisation_id, user=member.pk):
        record = open_record(at=SIGNED, by=member)
        cleaned = clean_values(values, on=SIGNED.date(), fictitious=True)
        add_fact(
            NewFact(
                record=record,
                values=cleaned,
                source=Fact.Source.STAFF,
                valid_from=SIGNED.date(),
                at=SIGNED,
                by=member,
            )
        )
        if not as_claimant:  # the adviser has looked at each, and may ask about them together
            look(record, by=member, what=Look.What.RECORD, at=SIGNED)
    return record


def _requests(
    memorandum: Agreement,
    staff: Mapping[str, Staff],
    young: Sequence[Record],
    claimants: Sequence[Record],
) -> None:
    """One waits and is overdue, one has been answered, one was refused."""
    adviser, officer = staff[AUTHORITY], staff[DISTRICT]
    wanted = frozenset({"surname", "telephone_alternate", "nino"})
    questions = [
        Question(record=record, reason="activity_not_known", items=wanted, channel="telephone")
        for record in young[:3]
    ]
    with acting_for(adviser.organisation_id, user=adviser.pk):
        made = ask(questions, of=officer.organisation, by=adviser, at=ASKED).done
    with acting_for(officer.organisation_id, user=officer.pk):
        asked = DataRequest.objects.select_related("authority", "agreement").in_bulk(
            [row.pk for row in made]
        )
        answered, refused = asked[made[1].pk], asked[made[2].pk]
        release(
            Letting(request=answered, record=claimants[1], items=wanted - {"nino"}, **WORDS),
            by=officer,
            at=TODAY,
        )
        refuse(refused, reason="cannot_be_given", by=officer, at=TODAY)
    deliver_prepared(officer.organisation_id, at=TODAY)
    give_all_places()
