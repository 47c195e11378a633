"""The organisations of the demonstration: invented, in the places of those of 2017.

Areas, and how many providers each had, are those of `domain/programmes.md` section 6: one
contract in area 1, two in each of the others. Prices and accounts were never published,
so they are demonstration values; no bank uses sort codes that begin with 00.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onward.values.pence import Pence

COMMISSIONER, DEPARTMENT = "ODE", "DFJ"
STRATHMORA, BRIGSIDE, LAMMERLEA = "STRATHMORA", "BRIGSIDE", "LAMMERLEA"
PROVIDERS = (STRATHMORA, BRIGSIDE, LAMMERLEA)
AREAS = {
    1: "Highlands, Islands, Clyde Coast and Grampian",
    2: "Forth Valley, Fife and Tayside",
    3: "Glasgow, Lanarkshire and East Dunbartonshire",
    4: "Edinburgh, Lothians, Borders, Ayrshire, Dumfries, Galloway and Inverclyde",
}
FIRST_DAY, LAST_DAY = date(2017, 4, 3), date(2019, 4, 30)
ACCREDITED_ON, ACCREDITED_UNTIL = date(2017, 3, 1), date(2018, 12, 31)
SET_UP_ON, APPROVED_ON, PUBLISHED_ON = date(2017, 3, 13), date(2017, 3, 20), date(2017, 3, 27)


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    """One account, and what its owner signs as. `roles` are codes of `parties`."""

    name: str
    email: str
    post: str
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """One organisation with its staff; `kind` is a code of `parties`."""

    code: str
    name: str
    kind: str
    staff: tuple[StaffMember, ...]

    def staff_with(self, role: str) -> tuple[StaffMember, ...]:
        return tuple(member for member in self.staff if role in member.roles)


@dataclass(frozen=True, kw_only=True)
class Contract:
    """One provider's contract for one area; `share` weighs how many are referred to it.

    `prices` are demonstration values, in pence by outcome, from the first day on.
    """

    reference: str
    opportunity: str
    provider: str
    area: int
    share: float
    prices: Mapping[str, Pence]

    @property
    def area_name(self) -> str:
        return AREAS[self.area]

    @property
    def title(self) -> str:
        return f"Work First Scotland, area {self.area}, {NAMES[self.provider]}"


@dataclass(frozen=True, kw_only=True)
class BankAccount:
    """Where an organisation is paid, or pays from; demonstration values."""

    organisation: str
    name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signed for an organisation, as what, and on which day."""

    organisation: str
    name: str
    post: str
    on: date


@dataclass(frozen=True, kw_only=True)
class SignedAgreement:
    """A standard agreement, its parties by role, and their signatures."""

    standard: str
    code: str
    parties: Mapping[str, str]
    signatures: tuple[Signature, ...]
    effective_from: date = FIRST_DAY


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything that stands before the first referral."""

    organisations: tuple[Organisation, ...]
    contracts: tuple[Contract, ...]
    accounts: tuple[BankAccount, ...]
    agreements: tuple[SignedAgreement, ...]

    def organisation(self, code: str) -> Organisation:
        return next(each for each in self.organisations if each.code == code)

    def contract(self, reference: str) -> Contract:
        return next(each for each in self.contracts if each.reference == reference)


NAMES = {
    COMMISSIONER: "Office for Devolved Employability",
    DEPARTMENT: "Department for Jobcentres",
    STRATHMORA: "Strathmora Employability",
    BRIGSIDE: "Brigside Works",
    LAMMERLEA: "Lammerlea Futures",
}
KINDS = {COMMISSIONER: "COMMISSIONER", DEPARTMENT: "DEPARTMENT"}
STAFF = {
    COMMISSIONER: (
        ("Iona Heriot", "Contract manager", "CONTRACT_MANAGER"),
        ("Fergus Culross", "Finance officer", "FINANCE_OFFICER"),
        ("Catriona Blackwood", "Finance officer", "FINANCE_OFFICER"),
        ("Marion Tannahill", "Head of finance", "SIGNER"),
        ("Alasdair Monteith", "Deputy director", "SIGNER"),
        ("Rhona Kinnaird", "Budget holder", "SIGNER"),
        ("Esther Galbraith", "Data protection officer", "DATA_PROTECTION"),
    ),
    DEPARTMENT: (
        ("Morven Laing", "Work coach, Kirkcaldy", "WORK_COACH"),
        ("Callum Petrie", "Work coach, Edinburgh", "WORK_COACH"),
        ("Una Wardlaw", "Third-party referral team", "REFERRAL_TEAM"),
        ("Niall Scobie", "Operations officer", "OPERATIONS"),
        ("Priya Lockhart", "Operations officer", "OPERATIONS"),
        ("Hector Orrock", "Data protection officer", "DATA_PROTECTION"),
    ),
    STRATHMORA: (
        ("Mairi Drever", "Case manager", "CASE_MANAGER"),
        ("Magnus Linklater", "Caseworker", "CASEWORKER"),
        ("Skye Hossack", "Caseworker", "CASEWORKER"),
        ("Leo Geddes", "Data protection officer", "DATA_PROTECTION"),
    ),
    BRIGSIDE: (
        ("Gavin Sturrock", "Case manager", "CASE_MANAGER"),
        ("Amina Ramage", "Caseworker", "CASEWORKER"),
        ("Keir Dalgleish", "Caseworker", "CASEWORKER"),
        ("Joan Whitelaw", "Data protection officer", "DATA_PROTECTION"),
    ),
    LAMMERLEA: (
        ("Elspeth Rankine", "Case manager", "CASE_MANAGER"),
        ("Tariq Melrose", "Caseworker", "CASEWORKER"),
        ("Bryony Purdie", "Caseworker", "CASEWORKER"),
        ("Struan Lyall", "Data protection officer", "DATA_PROTECTION"),
    ),
}
# Area, provider, share of all referrals, prices in pounds: job start, short, sustained.
CONTRACTS = (
    (1, STRATHMORA, 0.19, (620, 1_480, 2_250)),
    (2, BRIGSIDE, 0.13, (600, 1_400, 2_150)),
    (2, LAMMERLEA, 0.11, (590, 1_425, 2_175)),
    (3, BRIGSIDE, 0.16, (580, 1_380, 2_100)),
    (3, LAMMERLEA, 0.13, (575, 1_395, 2_120)),
    (4, BRIGSIDE, 0.15, (610, 1_410, 2_160)),
    (4, LAMMERLEA, 0.13, (605, 1_430, 2_190)),
)
OUTCOMES = ("job_start", "short_13", "sustained_26")
SIGNED_ON = {COMMISSIONER: date(2017, 3, 20), DEPARTMENT: date(2017, 3, 22)}
PROVIDER_SIGNED_ON = date(2017, 3, 24)
WITH_EACH_PROVIDER = ("WFS-REFERRAL", "WFS-CLAIMS")
WITHOUT_PROVIDER = ("WFS-PAYFILE", "WFS-PPVR", "WFS-MI")


def invented_world() -> World:
    """The world as it stands on the morning of 3 April 2017."""
    return World(
        organisations=tuple(_organisation(code) for code in NAMES),
        contracts=tuple(_contract(*row) for row in CONTRACTS),
        accounts=tuple(_account(code, number) for number, code in enumerate(NAMES, start=1)),
        agreements=(
            *(
                _agreement(standard, provider)
                for standard in WITH_EACH_PROVIDER
                for provider in PROVIDERS
            ),
            *(_agreement(standard, None) for standard in WITHOUT_PROVIDER),
        ),
    )


def _organisation(code: str) -> Organisation:
    return Organisation(
        code=code,
        name=NAMES[code],
        kind=KINDS.get(code, "PRIME_PROVIDER"),
        staff=tuple(_member(*row) for row in STAFF[code]),
    )


def _member(name: str, post: str, role: str) -> StaffMember:
    email = f"{'.'.join(name.lower().split())}@example.org"
    return StaffMember(name=name, email=email, post=post, roles=(role,))


def _contract(area: int, provider: str, share: float, pounds: tuple[int, ...]) -> Contract:
    return Contract(
        reference=f"WFS-CPA{area}-{provider}",
        opportunity=f"WFS-{area}-{provider}",
        provider=provider,
        area=area,
        share=share,
        prices={code: Pence(100 * each) for code, each in zip(OUTCOMES, pounds, strict=True)},
    )


def _account(code: str, number: int) -> BankAccount:
    return BankAccount(
        organisation=code,
        name=NAMES[code],
        sort_code=f"0000{number:02d}",
        account_number=f"{number:08d}",
    )


def _agreement(standard: str, provider: str | None) -> SignedAgreement:
    parties = {"commissioner": COMMISSIONER, "department": DEPARTMENT}
    if provider:
        parties["provider"] = provider
    return SignedAgreement(
        standard=standard,
        code="-".join(filter(None, (standard, provider))),
        parties=parties,
        signatures=tuple(_signature(code) for code in parties.values()),
    )


def _signature(code: str) -> Signature:
    signatory = STAFF[code][0] if code == COMMISSIONER else STAFF[code][-1]
    name, post, _ = signatory
    on = SIGNED_ON.get(code, PROVIDER_SIGNED_ON)
    return Signature(organisation=code, name=name, post=post, on=on)
