"""A printed list is read by what stands in it; what it does not settle is asked."""

import argparse

from config.annex_command import annex
from onward.agreements.printed_tables import read_printed
from onward.agreements.standard import standard_agreement

# Annex B of source 002 as it is printed, its first row the wrong way round.
ANNEX_B = [
    ("Mr/Mrs/Miss/Ms/Other (please specify)", "Title"),
    ("First Name", "Customer name"),
    ("Last Name ", "Customer name"),
    ("Date of birth ", "Customer date of birth (day/month/year )"),
    ("Main Address", ""),
    ("Correspondence Address", "Address"),
    ("", ""),
    ("Postcode/s", "Postcode"),
    ("Contact Telephone Number (Home)", "Customer Home Telephone Number"),
    ("Contact Telephone Number (Mobile)", "Customer Mobile Telephone Number"),
    ("E-mail (where available)", "Customer E-mail address"),
    ("In receipt of benefit", "Yes/No"),
    ("Work Programme Participant", "Yes/No"),
    ("Lone Parent", "Yes/No"),
]


def test_annex_b_has_its_thirteen_items_each_once():
    """REQ-002-149."""
    items = [each.item for each in read_printed(ANNEX_B)]

    memorandum = standard_agreement("MOU-LOCAL")
    assert len(items) == 13
    assert set(items) == memorandum.items(from_role="district", to_role="authority")


def test_only_the_row_that_is_the_wrong_way_round_is_asked_about():
    """REQ-002-149."""
    asked = [each for each in read_printed(ANNEX_B) if each.question]

    assert [(each.number, each.item) for each in asked] == [(1, "title")]
    assert "Title, stands in another column" in asked[0].question


def test_what_no_item_is_called_and_what_comes_twice_is_asked_about():
    """REQ-002-149."""
    first, second, third = read_printed([("Title", ""), ("Shoe size", "Number"), ("", "Title")])

    assert (first.item, second.item, third.item) == ("title", "", "")
    assert second.question == "Which item is meant by: Shoe size / Number?"
    assert third.question == "Is title meant a second time?"


def test_the_command_prints_the_items_and_says_that_something_is_asked(tmp_path, capsys):
    """REQ-002-149."""
    table = tmp_path / "annex.csv"
    table.write_text("Data Field,Definition\nLast Name,Customer name\nOther,Title\n")

    assert annex(argparse.Namespace(file=str(table))) == 1

    assert capsys.readouterr().out.splitlines() == [
        "1\tsurname",
        "2\ttitle\tThe name, Title, stands in another column than the rest: right?",
    ]
