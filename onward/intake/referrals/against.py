"""What stands against a referral of a file, told as problems of its row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onward.agreements.catalogue import catalogue
from onward.agreements.standard import standard_agreement
from onward.disclosures.screening import Mark, marks_of, words_written
from onward.disclosures.why_not import in_words
from onward.formats.problem import Problem
from onward.formats.referral_zip import REFERRALS, column_of, referral_layout
from onward.intake.findings import MarkedText, problem_told
from onward.intake.referrals.cleaning import CleanReferral
from onward.intake.referrals.routing import STANDARD

WHOLE_ROW = "referral_reference"


def refusals_in_words(
    referral: CleanReferral, refusals: Iterable[Mapping[str, str]]
) -> list[Problem]:
    """The reasons of the gate, each at the column of the item that it is about."""
    by_code: dict[str, list[Mapping[str, str]]] = {}
    for refusal in refusals:
        by_code.setdefault(refusal["code"], []).append(refusal)
    return [_refusal(referral, group) for group in by_code.values()]


def objection_in_words(referral: CleanReferral, words: str) -> Problem:
    """What casework says against it, which has words already."""
    row = referral.row
    return problem_told(REFERRALS, row.row_number, WHOLE_ROW, referral.reference, words=words)


def missing(referral: CleanReferral, held: Mapping[str, object]) -> Iterator[Problem]:
    """What the agreement cannot do without, and neither the row nor the record has."""
    for group in standard_agreement(STANDARD).needs_one_of:
        if not any(item in held for item in group):
            yield from refusals_in_words(
                referral, [{"code": "NOT_HELD", "item": item} for item in group]
            )


def marked_texts(
    rows: Sequence[tuple[CleanReferral, Mapping[str, object], Mapping[str, object]]],
) -> list[list[MarkedText]]:
    """For each row, the texts a person must read before they go (REQ-004-016, 021).

    A row comes with what of it goes and with what the record then holds.
    """
    found = marks_of([going for _, going, _ in rows], held=[held for *_, held in rows])
    return [
        _marked_texts(referral, going, marks)
        for (referral, going, _), marks in zip(rows, found, strict=True)
    ]


def _marked_texts(
    referral: CleanReferral, going: Mapping[str, object], found: Iterable[Mark]
) -> list[MarkedText]:
    kinds: dict[str, list[str]] = {}
    for mark in found:
        of_item = kinds.setdefault(mark.item, [])
        if mark.kind not in of_item:
            of_item.append(mark.kind)
    number, known = referral.row.row_number, catalogue()
    return [
        MarkedText(
            row=number,
            item=item,
            kinds=of_item,
            text="\n".join(words_written(known[item], going[item])),
        )
        for item, of_item in kinds.items()
    ]


def unread(referral: CleanReferral, texts: Iterable[MarkedText]) -> Iterator[Problem]:
    """Marked texts that nobody said they have read hold their row back."""
    for text in texts:
        for reason in in_words([{"code": "NEEDS_REDACTION"}]):
            column = column_of(text.item)
            yield referral.problem(column, text.text, rule=reason.what, remedy=reason.remedy)


def _refusal(referral: CleanReferral, group: list[Mapping[str, str]]) -> Problem:
    (reason,) = in_words(group)
    column = column_of(group[0].get("item", ""))
    if column not in {each.name for each in referral_layout().columns}:
        column = WHOLE_ROW
    cells = {**referral.row.values, WHOLE_ROW: referral.reference}
    value = cells.get(column, "")
    return referral.problem(column, value, rule=reason.what, remedy=reason.remedy)
