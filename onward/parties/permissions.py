"""Who may do what: every permission and every role, in one table."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """One thing a member of staff may do. A permission function in web/ names one of these."""

    FIND_PEOPLE = "FIND_PEOPLE", _("Find people and open their records")
    SEARCH_SIBLINGS = (
        "SEARCH_SIBLINGS",
        _("Open a brother's or sister's record for the sake of a case"),
    )
    RECORD_PEOPLE = "RECORD_PEOPLE", _("Add people and facts about them")
    REVEAL_NINO = "REVEAL_NINO", _("See a whole National Insurance number, with a reason")
    REFER = "REFER", _("Refer people to a provider")
    WITHDRAW_REFERRAL = "WITHDRAW_REFERRAL", _("Withdraw an incorrect referral")
    REPLY_TO_REFERRAL = "REPLY_TO_REFERRAL", _("Acknowledge or reject referrals")
    KEEP_CASE = "KEEP_CASE", _("Record starts, jobs, hours and exits")
    READ_LEAVERS_PLAN = "READ_LEAVERS_PLAN", _("Read leavers plans and mark them done")
    UPLOAD = "UPLOAD", _("Upload files")
    CLAIM = "CLAIM", _("Claim outcomes")
    SET_UP_CONTRACTS = "SET_UP_CONTRACTS", _("Set up contracts, prices and opportunities")
    APPROVE_CONTRACTS = "APPROVE_CONTRACTS", _("Approve contracts")
    AGREE_CANCELLATION = "AGREE_CANCELLATION", _("Agree that a referral is cancelled")
    ACCREDIT = "ACCREDIT", _("Record security accreditation")
    SIGN_AGREEMENTS = "SIGN_AGREEMENTS", _("Sign and end sharing agreements")
    PREPARE_RUNS = "PREPARE_RUNS", _("Prepare payment runs")
    SIGN_RUNS = "SIGN_RUNS", _("Sign payment runs")
    CALL_OFF_RUNS = "CALL_OFF_RUNS", _("Call off payment runs")
    RECONCILE = "RECONCILE", _("Load finance results and reconcile")
    PAY_CLERICALLY = "PAY_CLERICALLY", _("Keep the clerical register of payments")
    SEE_MONEY = "SEE_MONEY", _("See runs, claims and differences")
    SEE_DISCLOSURES = "SEE_DISCLOSURES", _("See what was shared, with whom and why")
    DEAL_IN_PERSON = (
        "DEAL_IN_PERSON",
        _("Deal in person with a provider about somebody under public protection arrangements"),
    )
    REVIEW_ONE_OFFS = (
        "REVIEW_ONE_OFFS",
        _("Review what was given once, and name who is trained to give"),
    )
    MAKE_LISTS = "MAKE_LISTS", _("Make lists of people for another organisation")
    KEEP_NOTICES = "KEEP_NOTICES", _("Write and publish privacy notices")
    SETTLE_SENDS = "SETTLE_SENDS", _("Settle sends whose outcome is unknown")
    VERIFY_LEDGER = "VERIFY_LEDGER", _("Verify the ledger")
    INVITE_PARTICIPANTS = "INVITE_PARTICIPANTS", _("Invite people to see their own statement")
    RESTRICT_RECORDS = "RESTRICT_RECORDS", _("Restrict records to named people")
    MANAGE_STAFF = "MANAGE_STAFF", _("Manage the organisation's accounts")
    SEE_DECEASED = "SEE_DECEASED", _("See the records of people who have died")
    EMAIL_ROUTE = "EMAIL_ROUTE", _("Keep the email route: ask, permit, list and suspend")
    SEE_FIGURES = "SEE_FIGURES", _("See management information")
    ASK_FOR_DATA = "ASK_FOR_DATA", _("Ask a jobcentre district about young people")
    TRACK = "TRACK", _("Follow young people: what they do, and every contact with them")
    ALLOCATE = "ALLOCATE", _("Say on whose caseload a young person is")
    MERGE_RECORDS = "MERGE_RECORDS", _("Make two records of one person into one, and undo it")
    DECLARE_MATCHING = "DECLARE_MATCHING", _("Say whether lists are matched with records")
    APPROVE_MATCHING = "APPROVE_MATCHING", _("Approve matching, and the model that matches")
    MAKE_RETURNS = "MAKE_RETURNS", _("Check, send and settle the monthly return")
    ANSWER_DATA_REQUESTS = "ANSWER_DATA_REQUESTS", _("Release or refuse what an authority asks for")
    INSPECT_MEMORANDUM = "INSPECT_MEMORANDUM", _("Inspect what is kept about a memorandum")
    PERMIT_INSPECTION = "PERMIT_INSPECTION", _("Permit an inspection by the other party")


class Role(TextChoices):
    """What an organisation calls a job; it carries permissions."""

    WORK_COACH = "WORK_COACH", _("Work coach")
    REFERRAL_TEAM = "REFERRAL_TEAM", _("Referral administration team")
    OPERATIONS = "OPERATIONS", _("Operations team")
    CASEWORKER = "CASEWORKER", _("Caseworker")
    CASE_MANAGER = "CASE_MANAGER", _("Case manager")
    CONTRACT_MANAGER = "CONTRACT_MANAGER", _("Contract manager")
    FINANCE_OFFICER = "FINANCE_OFFICER", _("Finance officer")
    SIGNER = "SIGNER", _("Payment signer")
    DATA_PROTECTION = "DATA_PROTECTION", _("Data protection officer")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")
    TRACKING_ADVISER = "TRACKING_ADVISER", _("Tracking adviser")
    TRACKING_MANAGER = "TRACKING_MANAGER", _("Tracking manager")
    DISTRICT_OFFICER = "DISTRICT_OFFICER", _("Jobcentre district officer")
    NOMINATED_OFFICER = "NOMINATED_OFFICER", _("Nominated officer for public protection")


P = Permission
_CASEWORK = {P.FIND_PEOPLE, P.RECORD_PEOPLE, P.REVEAL_NINO, P.INVITE_PARTICIPANTS}
GRANTS: dict[str, frozenset[Permission]] = {
    Role.WORK_COACH: frozenset({*_CASEWORK, P.REFER, P.READ_LEAVERS_PLAN}),
    Role.REFERRAL_TEAM: frozenset({P.FIND_PEOPLE, P.WITHDRAW_REFERRAL, P.UPLOAD, P.REFER}),
    Role.OPERATIONS: frozenset(
        {
            *(P.SET_UP_CONTRACTS, P.PREPARE_RUNS, P.CALL_OFF_RUNS, P.SEE_MONEY),
            *(P.SEE_FIGURES, P.RECONCILE, P.UPLOAD, P.MAKE_LISTS),
        }
    ),
    Role.CASEWORKER: frozenset({*_CASEWORK, P.REPLY_TO_REFERRAL, P.KEEP_CASE}),
    Role.CASE_MANAGER: frozenset(
        {*_CASEWORK, P.REPLY_TO_REFERRAL, P.KEEP_CASE, P.UPLOAD, P.CLAIM, P.SEE_FIGURES}
        | {P.EMAIL_ROUTE, P.MAKE_LISTS}
    ),
    Role.CONTRACT_MANAGER: frozenset(
        {P.APPROVE_CONTRACTS, P.AGREE_CANCELLATION, P.ACCREDIT, P.SIGN_AGREEMENTS, P.SEE_FIGURES}
        | {P.EMAIL_ROUTE}
    ),
    Role.FINANCE_OFFICER: frozenset(
        {P.SEE_MONEY, P.CALL_OFF_RUNS, P.RECONCILE, P.PAY_CLERICALLY, P.UPLOAD}
    ),
    Role.SIGNER: frozenset({P.SEE_MONEY, P.SIGN_RUNS, P.CALL_OFF_RUNS}),
    Role.DATA_PROTECTION: frozenset(
        {
            *(P.SEE_DISCLOSURES, P.KEEP_NOTICES, P.SETTLE_SENDS, P.VERIFY_LEDGER, P.FIND_PEOPLE),
            *(P.INVITE_PARTICIPANTS, P.RESTRICT_RECORDS, P.SIGN_AGREEMENTS),
            *(P.REVIEW_ONE_OFFS, P.PERMIT_INSPECTION, P.INSPECT_MEMORANDUM),
            P.APPROVE_MATCHING,
        }
    ),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_STAFF, P.SEE_DECEASED}),
    Role.TRACKING_ADVISER: frozenset({*_CASEWORK, P.ASK_FOR_DATA, P.SEARCH_SIBLINGS, P.TRACK}),
    Role.TRACKING_MANAGER: frozenset(
        {*_CASEWORK, P.ASK_FOR_DATA, P.SEARCH_SIBLINGS, P.TRACK, P.ALLOCATE, P.MAKE_RETURNS}
        | {P.UPLOAD, P.SEE_FIGURES, P.MERGE_RECORDS, P.DECLARE_MATCHING}
    ),
    Role.DISTRICT_OFFICER: frozenset({*_CASEWORK, P.ANSWER_DATA_REQUESTS}),
    Role.NOMINATED_OFFICER: frozenset({P.DEAL_IN_PERSON, P.FIND_PEOPLE}),
}
del P


def granted_to(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything that these roles together may do."""
    return frozenset().union(*(GRANTS.get(role, frozenset()) for role in roles))
