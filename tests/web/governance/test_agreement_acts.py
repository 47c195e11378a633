"""What a party does about an agreement on its pages: decides, files, disputes, approves, stops."""

import pytest

from onward.agreements.models import Agreement, Approval, Contact, DecisionNote, Finding, Paper
from onward.agreements.standard import standard_agreement
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement, drawn_up, parties_to, put_all_on_file
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
LIST = "/governance/agreements/"
WHO = {"name": "Isla Kerr", "post": "Manager"}


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def parties():
    return parties_to("MOU-LOCAL")


@pytest.fixture
def officer(client, parties):
    return signed_in(client, a_member_of_staff(parties["authority"], Role.DATA_PROTECTION))


@pytest.fixture
def memorandum(parties) -> Agreement:
    return drawn_up(standard_agreement("MOU-LOCAL"), parties=parties)


def test_a_decision_is_noted_by_name_and_post_and_stands_on_the_page(officer, memorandum, parties):
    with acting_for(parties["authority"].pk):
        finding = Finding.objects.get(about="working day")
    page = f"{LIST}{memorandum.pk}/findings/{finding.pk}/decision"
    assert '"working day" has more than one meaning' in said_in(officer.get(page))

    officer.post(page, {"note": "No choice made.", **WHO})
    said = said_in(
        officer.post(page, {"choice": "clause 9.1", "note": "It is nearer.", **WHO}, follow=True)
    )

    assert "clause 9.1: It is nearer. (Isla Kerr, Manager, 2 May 2017)" in said
    with acting_for(parties["district"].pk):
        assert DecisionNote.objects.count() == 1


def test_a_decision_made_before_is_not_made_again(officer, memorandum, parties):
    with acting_for(parties["authority"].pk):
        finding = Finding.objects.get(about="retention")
    page = f"{LIST}{memorandum.pk}/findings/{finding.pk}/decision"
    officer.post(page, {"note": "Two years.", **WHO})

    assert "This was decided before." in said_in(officer.post(page, {"note": "One.", **WHO}))


def test_a_representative_and_a_paper_are_put_on_file(officer, memorandum, parties):
    contact = {"task": "REPRESENTATIVE", "reached_at": "0116 496 0001", "from_on": "2 5 2017"}
    paper = {"kind": "SECURITY_POLICY", "reference": "Policy 7, intranet", "dated_on": "1 5 2017"}
    owed = f"{parties['authority'].name} has not put on file: security policy."
    assert owed in said_in(officer.get(f"{LIST}{memorandum.pk}/"))

    officer.post(f"{LIST}{memorandum.pk}/contacts/new", contact | WHO)
    officer.post(f"{LIST}{memorandum.pk}/papers/new", paper | WHO)

    said = said_in(officer.get(f"{LIST}{memorandum.pk}/"))
    assert "Isla Kerr, Manager First point of contact in all matters" in said
    assert "Policy 7, intranet" in said
    assert owed not in said
    with acting_for(parties["district"].pk):
        assert Contact.objects.get().organisation == parties["authority"]
        assert Paper.objects.get().organisation == parties["authority"]


def test_a_paper_from_tomorrow_is_refused_in_words(officer, memorandum):
    paper = {"kind": "SECURITY_POLICY", "reference": "Policy 7", "dated_on": "3 5 2017", **WHO}

    said = said_in(officer.post(f"{LIST}{memorandum.pk}/papers/new", paper))

    assert "It cannot bear a day that has not come." in said


def test_a_dispute_shows_its_last_day_and_once_late_lets_it_be_ended(officer, memorandum, parties):
    page = f"{LIST}{memorandum.pk}/"
    officer.post(f"{page}disputes/new", {"on": "1 3 2017"})
    assert "1 March 2017 30 March 2017 Late" in said_in(officer.get(page))

    said = said_in(officer.post(f"{page}breach", follow=True))

    assert "Ended. Nothing more is given under it." in said
    assert "A dispute was not settled in good faith in time" in said


def test_a_dispute_that_is_settled_ends_nothing(officer, memorandum):
    page = f"{LIST}{memorandum.pk}/"
    officer.post(f"{page}disputes/new", {"on": "1 3 2017"})
    settle = page_of(officer.get(page)).xpath("//a[contains(., 'Note that it is settled')]/@href")[
        0
    ]

    officer.post(settle, {"on": "8 3 2017"})

    said = said_in(officer.post(f"{page}breach", follow=True))
    assert "No dispute is past the day by which it was to be settled." in said


def test_a_controller_approves_by_name_to_whom_things_go_on(officer, memorandum, parties):
    other = an_organisation(Organisation.Kind.SUBCONTRACTOR)

    officer.post(
        f"{LIST}{memorandum.pk}/approvals/new",
        {"approved": other.pk, "from_on": "2 5 2017", **WHO},
    )

    assert other.name in said_in(officer.get(f"{LIST}{memorandum.pk}/"))
    with acting_for(parties["district"].pk):
        assert Approval.objects.get().approved == other


def test_the_controller_alone_is_offered_to_withdraw_its_instruction(client):
    parties = parties_to("WFS-REFERRAL")
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties)
    pages = {}
    for role in ("commissioner", "provider"):
        signed_in(client, a_member_of_staff(parties[role], Role.DATA_PROTECTION))
        page = page_of(client.get(f"{LIST}{agreement.pk}/"))
        pages[role] = page.xpath("//a[contains(., 'Withdraw the instruction')]/@href")
    assert (len(pages["commissioner"]), len(pages["provider"])) == (2, 0)

    signed_in(client, a_member_of_staff(parties["commissioner"], Role.DATA_PROTECTION))
    client.post(pages["commissioner"][0])

    with acting_for(parties["commissioner"].pk):
        assert len(Agreement.objects.get().without_instruction) == 1


@pytest.mark.parametrize(
    "path", ["contacts/new", "papers/new", "disputes/new", "approvals/new", "breach"]
)
def test_a_stranger_does_nothing_about_anothers_agreement(client, memorandum, path):
    stranger = signed_in(client, somebody(Role.DATA_PROTECTION))

    assert stranger.post(f"{LIST}{memorandum.pk}/{path}", {}).status_code == 404


def test_the_register_of_memoranda_says_what_is_missing(officer, memorandum, parties):
    said = said_in(officer.get("/governance/memoranda/"))

    assert str(memorandum) in said
    assert f"waits for: {parties['district'].name}" in said
    assert "Missing: central handling protocol, central privacy assessment" in said


def test_who_takes_part_in_what_is_listed_with_whom_each_acts_for(client):
    parties = parties_to("WFS-REFERRAL")
    officer = signed_in(client, a_member_of_staff(parties["provider"], Role.DATA_PROTECTION))
    assert "No agreement is in force today." in said_in(officer.get("/governance/organisations/"))

    a_standard_agreement("WFS-REFERRAL", parties=parties)

    said = said_in(officer.get("/governance/organisations/"))
    assert f"{parties['department'].name} To help the person into work Processor" in said


def test_a_page_of_an_agreement_with_everything_on_file_says_only_what_is_left(officer, memorandum):
    put_all_on_file(memorandum)

    said = said_in(officer.get(f"{LIST}{memorandum.pk}/"))

    assert "has not put on file" not in said
    assert "Somebody decides what counts" in said
