"""`onward ledger verify|head|since|prove|witness`."""

import argparse
import csv
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from onward.disclosures.completeness import Sighting
from onward.disclosures.verifying import verify_everything
from onward.ledger import check_ledger, witness
from onward.ledger.heads import (
    NotPlacedYet,
    note_witnessed,
    prove,
    prove_since,
    public_key,
    sign_current_head,
)
from onward.ledger.models import Entry, Witnessed
from onward.ledger.proof_file import (
    SignedHead,
    UnreadableProof,
    read_head_file,
    write_head_file,
    write_head_since,
    write_proof,
)
from onward.ledger.sequencer import give_all_places
from onward.ledger.verifications import note_verification
from onward.ledger.verify import Report
from onward.parties.clock import machine_now
from onward.parties.models import Organisation
from onward.tenancy.context import REGISTER, acting_for


def ledger(options: argparse.Namespace) -> int:
    if options.what == "witness":
        return _witness(options)
    give_all_places()
    ways = {"verify": _verify, "head": _head, "since": _since, "prove": _prove}
    return ways[options.what](options)


MEANS = {
    "integrity": "each entry is what was entered, and the tree is made of them",
    "consistency": "each head ever signed or kept elsewhere is a beginning of this ledger",
    "completeness": "each parcel, receipt, payfile and sighting has its entry, and the reverse",
    "decryptability": "each sealed part that was not erased opens, and is what was committed to",
}


def _verify(options: argparse.Namespace) -> int:
    """Recompute everything, compare it with what others kept, and open what was sealed."""
    report = verify_everything(
        held=[_held(Path(name)) for name in options.held],
        sightings=[each for name in options.seen for each in _sightings(Path(name))],
        with_keys=not options.without_keys,
    )
    _note(report)
    print(f"{report.entries:,} entries under the root {report.root.hex()},")
    print(f"compared with {report.heads:,} signed heads; {report.opened:,} sealed parts looked at.")
    for verdict, findings in report.verdicts.items():
        stands = "not asked" if findings is None else "FAILS" if findings else "holds"
        print(f"\n{verdict}: {stands}\n  {MEANS[verdict]}")
        for finding in findings or ():
            print(f"  ! {finding}")
    return 0 if report.holds else 1


def _note(report: Report) -> None:
    with acting_for(REGISTER):
        note_verification(report, at=machine_now())


def _sightings(path: Path) -> Iterator[Sighting]:
    """Lines of a handle and the code of the organisation that was seen to have the person."""
    for number, (handle, code) in enumerate(csv.reader(path.read_text().splitlines()), start=1):
        with acting_for(REGISTER):
            organisation = Organisation.objects.filter(code=code.strip()).first()
        if organisation is None:
            raise UnreadableProof(f"{path.name}, line {number}: there is no organisation {code}.")
        yield str(UUID(handle.strip())), organisation.pk


def _head(options: argparse.Namespace) -> int:
    """Sign the ledger as it stands; print what a witness keeps."""
    with acting_for(REGISTER):
        made = sign_current_head(at=machine_now())
        note_witnessed(made, way=Witnessed.Way.COMMAND, at=machine_now())
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
            new = prove_since(int(options.of), at=machine_now())
            note_witnessed(new.signed, way=Witnessed.Way.COMMAND, at=machine_now())
    except IndexError:
        print("THE LEDGER IS SHORTER THAN THAT HEAD: entries were removed.", file=sys.stderr)
        return 1
    print(write_head_since(new), end="")
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
