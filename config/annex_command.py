"""Reading a printed list of items, for whoever writes an agreement down as data."""

import argparse
import csv
from pathlib import Path

from onward.agreements.printed_tables import read_printed


def annex(options: argparse.Namespace) -> int:
    """Print the items that a table (CSV, with its headings) means; 1 where something is asked."""
    with Path(options.file).open(encoding="utf-8", newline="") as file:
        _headings, *rows = csv.reader(file)
    read = read_printed(rows)
    for each in read:
        print(f"{each.number}\t{each.item or '?'}\t{each.question}".rstrip())
    return 1 if any(each.question for each in read) else 0
