#!/usr/bin/env python3
"""Keep the signed heads of a ledger somewhere else, and find out when it tells two stories.

    witness.py KEPT NEW KEY

KEPT is a folder of your own, NEW a head file with its proof (`onward ledger since SIZE`), KEY the
ledger's public key in hex. Needs Python, and check_ledger.py in the same folder. Run it each time a
head arrives, on a machine that those who run the ledger cannot reach. A head is kept where the last
one is a beginning of it. Ends with 0 then, with 2 where NEW cannot be used, and with 1 where the
two do not agree: NEW is then kept as an incident, to be shown beside the last head.
"""

import json
import subprocess
import sys
from pathlib import Path

CHECK = Path(__file__).with_name("check_ledger.py")
NOTHING_KEPT = 0


def main(*arguments: str) -> int:
    if len(arguments) != 3:
        print(__doc__)
        return 2
    kept, new, key = Path(arguments[0]), Path(arguments[1]), arguments[2]
    kept.mkdir(exist_ok=True)
    last = last_kept(kept)
    try:
        shown = json.loads(new.read_text(encoding="utf-8"))
        size = int(shown["size"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        print(f"This cannot be used. {type(error).__name__}: {error}")
        return 2
    outcome = compared(last, new, key)
    if outcome == 0:
        head = {name: shown[name] for name in shown if name not in ("since", "proof")}
        (kept / f"head-{size:012}.json").write_text(json.dumps(head), encoding="utf-8")
    if outcome == 1:
        number = len(list(kept.glob("incident-*"))) + 1
        (kept / f"incident-{number:03}.json").write_bytes(new.read_bytes())
        print(f"Kept as incident {number}. Tell the commissioner and every other witness.")
    return outcome


def last_kept(kept: Path) -> Path | None:
    return max(kept.glob("head-*.json"), default=None)


def compared(last: Path | None, new: Path, key: str) -> int:
    """The exit code of the check. The first head that a witness sees is taken as it is signed."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(CHECK), str(last or new), str(new), key], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
