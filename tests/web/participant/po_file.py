"""A catalogue of translations as translators edit it, read as the compiled one is."""

import ast
from pathlib import Path


def read_po(path: Path) -> dict[str | tuple[str, int], str]:
    """Messages by English; by English and number where there are several forms."""
    found: dict[str | tuple[str, int], str] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        words = _words(block)
        context = f"{words['msgctxt']}\x04" if "msgctxt" in words else ""
        for name, text in words.items():
            if name == "msgstr":
                found[context + words["msgid"]] = text
            elif name.startswith("msgstr["):
                found[context + words["msgid"], int(name[7:-1])] = text
    return found


def _words(block: str) -> dict[str, str]:
    words: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("msg"):
            name, _, line = line.partition(" ")
            words[name] = ""
        if line.startswith('"'):
            words[name] += ast.literal_eval(line)
    return words
