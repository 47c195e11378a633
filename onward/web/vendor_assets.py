"""Copies the GOV.UK style sheet and script out of an unpacked npm package, run by hand.

A service outside GOV.UK may use the design system but not its typeface, crown or crest, so
those are left out and the style sheet no longer names them.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static" / "govuk-frontend"
MANIFEST = "manifest.json"
STYLE = "govuk-frontend.min.css"
SCRIPT = "govuk-frontend.min.js"

_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_FONT_NOTICE = re.compile(r"/\*!.*?Margaret Calvert.*?\*/\s*", re.DOTALL)
_SOURCE_MAP = re.compile(r"\s*(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+)\s*$")
_CREST = re.compile(r"[a-z-]*image:url\(/assets/[^)]*crest[^)]*\);?")


def vendor(package: Path, folder: Path = FOLDER) -> None:
    """Write the changed files, their origin and their digests into the folder."""
    built = package / "dist" / "govuk"
    folder.mkdir(parents=True, exist_ok=True)
    style = (built / STYLE).read_text("utf-8")
    (folder / STYLE).write_text(without_gov_uk_marks(style), "utf-8")
    script = (built / SCRIPT).read_text("utf-8")
    (folder / SCRIPT).write_text(_SOURCE_MAP.sub("\n", script), "utf-8")
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    listed = {"package": "govuk-frontend", "version": version, "sha256": digests(folder)}
    (folder / MANIFEST).write_text(json.dumps(listed, indent=2) + "\n", "utf-8")


def without_gov_uk_marks(style: str) -> str:
    """Return the style sheet in Arial, without crest, web fonts or any address of a file.

    Raises ValueError when an address is left, for then a newer release draws something that
    nobody has looked at.
    """
    for pattern in (_FONT_NOTICE, _FONT_FACE, _CREST):
        style = pattern.sub("", style)
    style = _SOURCE_MAP.sub("\n", style).replace("GDS Transport,", "")
    left = re.findall(r"url\((?!data:)[^)]*\)|GDS Transport", style)
    if left:
        raise ValueError(f"The style sheet still holds {sorted(set(left))}.")
    return style


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every vendored file, by name."""
    files = sorted(file for file in folder.iterdir() if file.name != MANIFEST)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
