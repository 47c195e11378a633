"""The commissioner's finance system, which is outside Onward: it reads a payfile and answers it."""

from datetime import date
from pathlib import Path

from onward.formats import pain001
from onward.formats.finance_result import PaymentResult, Status, write_finance_result


def answer(payfile: Path, *, paid_on: date, folder: Path) -> Path:
    """Pay every line of the payfile on this day; the path of the answer it writes."""
    file = pain001.read(payfile.read_bytes())
    results = [
        PaymentResult(
            claim_reference=payment.end_to_end_id,
            status=Status.PAID,
            amount=payment.amount,
            paid_on=paid_on,
            reason="",
        )
        for payment in file.payments
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{payfile.stem}-result.csv"
    path.write_bytes(write_finance_result(results))
    return path
