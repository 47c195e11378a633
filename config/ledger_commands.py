"""`onward ledger verify|head|since|prove|witness`."""

import argparse
import shutil
import sys
from pathlib import Path
from uuid import UUID

from onward.ledger import check_ledger, witness
from onward.ledger.heads import (
    NotPlacedYet,
    prove,
    prove_since,
    public_key,
    sign_current_head,
)
from onward.ledger.models import Entry
from onward.ledger.proof_file import (
    SignedHead,
    read_head_file,
    write_head_file,
    write_head_since,
    write_proof,
)
from onward.ledger.sequencer import give_all_places
from onward.ledger.verify import verify
from onward.parties.clock import machine_now
from onward.parties.models import Organisation
from onward.tenancy.context import REGISTER, acting_for


def ledger(options: argparse.Namespace) -> int:
    if options.what == "witness":
        return _witness(options)
    give_all_places()
    ways = {"verify": _verify, "head": _head, "since": _since, "prove": _prove}
    return ways[options.what](options)


def _verify(options: argparse.Namespace) -> int:
    """Recompute everything, and compare with the heads that others kept."""
    report = verify(held=[_held(Path(name)) for name in options.held])
    print(f"{report.entries:,} entries, root {report.root.hex()}")
    for verdict in ("integrity", "consistency", "completeness"):
        findings: list[str] = getattr(report, verdict)
        print(f"{verdict}: {'holds' if not findings else 'FAILS'}")
        for finding in findings:
            print(f"  {finding}")
    return 0 if report.holds else 1


def _head(options: argparse.Namespace) -> int:
    """Sign the ledger as it stands; print what a witness keeps."""
    with acting_for(REGISTER):
        made = sign_current_head(at=machine_now())
    print(write_head_file(made), end="")
    print(f"public key {public_key().hex()}", file=sys.stderr)
    return 0


def _since(options: argparse.Namespace) -> int:
    """Sign the ledger; print the head with the proof that a witness's last head begins it."""
    if not (options.of or "").isdigit():
        print("Name the size of the head that was kept: onward ledger since 1234", file=sys.stderr)
        return 2
    try:
        with acting_for(REGISTER):
            print(write_head_since(prove_since(int(options.of), at=machine_now())), end="")
    except IndexError:
        print("THE LEDGER IS SHORTER THAN THAT HEAD: entries were removed.", file=sys.stderr)
        return 1
    return 0


def _witness(options: argparse.Namespace) -> int:
    """Write the two scripts that somebody else keeps and runs, with Python alone."""
    folder = Path(options.of or ".")
    folder.mkdir(parents=True, exist_ok=True)
    for script in (check_ledger, witness):
        shutil.copy(str(script.__file__), folder)
    print(f"Give {folder}/witness.py and check_ledger.py to whoever keeps heads, with this key:")
    print(public_key().hex())
    return 0


def _prove(options: argparse.Namespace) -> int:
    """Print the proof file of one entry of the organisation that asks."""
    if not options.of or not options.organisation:
        print("Name the entry's id, and --organisation with its code.", file=sys.stderr)
        return 2
    with acting_for(REGISTER):
        organisation = Organisation.objects.filter(code=options.organisation).first()
    try:
        if organisation is None:
            raise Entry.DoesNotExist
        with acting_for(organisation.pk):
            print(write_proof(prove(UUID(options.of), at=machine_now())), end="")
    except (Entry.DoesNotExist, ValueError):
        print("That organisation has no entry of that id.", file=sys.stderr)
        return 1
    except NotPlacedYet as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _held(path: Path) -> SignedHead:
    return read_head_file(path.read_text())
