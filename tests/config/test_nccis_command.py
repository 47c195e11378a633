"""`onward returns nccis check`, which works alone on anybody's file."""

import csv
import subprocess
import sys
from pathlib import Path

from config.command import main
from tests.formats.nccis.returns import a_record, neet, written


def a_file(folder: Path, *records, content: bytes | None = None) -> str:
    file = folder / "return.xml"
    file.write_bytes(written(*records) if content is None else content)
    return str(file)


def said(capfd, *arguments: str) -> tuple[int, str]:
    status = main(["returns", "nccis", "check", *arguments])
    return status, str(capfd.readouterr().out)


def rows_of(findings: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(findings.read_text(encoding="utf-8-sig").splitlines()))


def test_a_return_with_nothing_wrong_passes(capfd, tmp_path):
    status, report = said(capfd, a_file(tmp_path, a_record()))

    assert status == 0
    assert "1 records checked.\nNothing is wrong that these rules find." in report


def test_what_only_informs_passes_too(capfd, tmp_path):
    twin = a_record(young_persons_id="1230000000002")

    status, report = said(capfd, a_file(tmp_path, a_record(), twin))

    assert status == 0
    assert "908: Somebody else has these names" in report


def test_the_most_serious_comes_first_and_says_what_to_do(capfd, tmp_path):
    status, report = said(capfd, a_file(tmp_path, a_record(gender=""), neet(neet_start_date="")))

    assert status == 1
    assert report.index("224: The activity is NEET") < report.index("4: There is no gender.")
    assert "record 2, 1230000000001, NEETStartDate" in report
    assert "Priority 2, normal: 1" in report


def test_a_file_that_would_be_rejected_ends_with_three(capfd, tmp_path):
    status, report = said(capfd, a_file(tmp_path, content=b"<NCCIS><FileHeader>"))

    assert status == 3
    assert "The department would take none of this file" in report


def test_what_is_not_known_of_the_rules_is_said_with_every_result(capfd, tmp_path):
    content = written(a_record()).replace(b"<PeriodEnd>2019-04-30", b"<PeriodEnd>2023-04-30")

    _, report = said(capfd, a_file(tmp_path, content=content))

    assert "Note: The requirement of 2023-24 is not known; that of 2020-21 is used." in report


def test_a_doubtful_rule_says_so(capfd, tmp_path):
    transferred = a_record(cohort_status="E", transferred_to_la="001")

    _, report = said(capfd, a_file(tmp_path, transferred))

    assert "In doubt: Rule 35 foresees 000 to 003 with status E" in report


def test_values_stay_off_what_is_not_a_terminal(capfd, tmp_path):
    findings = str(tmp_path / "findings.csv")

    _, report = said(capfd, a_file(tmp_path, a_record(postcode="SECRET")), "--csv", findings)

    assert "43: The postcode does not have the form of one." in report
    assert "SECRET" not in report + Path(findings).read_text()


def test_values_stand_on_a_terminal_without_what_it_would_obey(capfd, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    _, report = said(capfd, a_file(tmp_path, a_record(postcode="LE1\x9b31m")))

    assert "Postcode “LE1�31m”" in report


def test_every_finding_stands_in_the_csv_and_the_first_of_each_rule_on_the_page(capfd, tmp_path):
    findings, several = tmp_path / "findings.csv", [a_record(gender="") for _ in range(5)]

    _, report = said(capfd, a_file(tmp_path, *several), "--csv", str(findings), "--show", "2")

    rows = rows_of(findings)
    assert sum(row["rule"] == "4" for row in rows) == 5
    assert {row["priority"] for row in rows if row["rule"] == "4"} == {"NORMAL"}
    assert "4: There is no gender. Enter it; U is unknown, W withheld. (5)" in report
    assert "and 3 more" in report


def test_the_return_itself_is_not_written_over(capfd, tmp_path):
    file = a_file(tmp_path, a_record())

    status, _ = said(capfd, file, "--csv", file)

    assert status == 2
    assert Path(file).read_bytes() == written(a_record())


def test_an_identifier_that_a_spreadsheet_would_run_is_not_run(capfd, tmp_path):
    findings = tmp_path / "findings.csv"

    said(capfd, a_file(tmp_path, a_record(young_persons_id="=1+1")), "--csv", str(findings))

    rows = rows_of(findings)
    assert {row["young_persons_id"] for row in rows} == {"'=1+1"}


def test_a_file_that_is_not_there_is_named(capfd):
    assert main(["returns", "nccis", "check", "no-such.xml"]) == 1
    assert "no-such.xml" in capfd.readouterr().err


def test_it_needs_no_database_and_no_settings(tmp_path):
    alone = (
        "import sys; from config.command import main; status = main(sys.argv[1:]);"
        " sys.exit(9 if 'django' in sys.modules else status)"
    )
    arguments = ["returns", "nccis", "check", a_file(tmp_path, a_record())]

    ran = subprocess.run([sys.executable, "-c", alone, *arguments], check=False)

    assert ran.returncode == 0


def compared(capfd, folder: Path, before, after, *more: str) -> tuple[int, str]:
    for name, records in (("before.xml", before), ("after.xml", after)):
        (folder / name).write_bytes(written(*records))
    files = [str(folder / "before.xml"), str(folder / "after.xml")]
    status = main(["returns", "nccis", "compare", *files, *more])
    return status, str(capfd.readouterr().out)


def test_two_months_are_compared_person_by_person(capfd, tmp_path):
    stays, leaves = a_record(), a_record(young_persons_id="1230000000002")
    before = [stays, leaves]
    after = [
        a_record(activity_code="310"),
        a_record(young_persons_id="1230000000002", cohort_status="A"),
        a_record(young_persons_id="1230000000003"),
    ]

    status, report = compared(capfd, tmp_path, before, after)

    assert status == 0
    assert "1 changed.\n1 are new.\n1 are reported as having left." in report
    assert "210 to 310: 1" in report


def test_who_is_missing_from_the_later_month_is_named(capfd, tmp_path):
    rows = tmp_path / "rows.csv"

    status, report = compared(capfd, tmp_path, [a_record()], [], "--csv", str(rows))

    assert status == 1
    assert "1 are missing, and nothing reported that they left.\n    1230000000001" in report
    assert rows_of(rows) == [
        {"young_persons_id": "1230000000001", "became": "MISSING", "elements": ""}
    ]


def test_a_return_that_cannot_be_read_cannot_be_compared(capfd, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_bytes(b"<NCCIS>")

    assert main(["returns", "nccis", "compare", str(broken), str(broken)]) == 3
    assert "Check each return by itself first." in capfd.readouterr().err
