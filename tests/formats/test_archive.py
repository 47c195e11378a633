import io
import random
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.archive import Limits, open_zip, write_zip

MEGABYTE = 1024 * 1024


def a_zip(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def patched(content, **flags):
    """The same archive with other bytes in its local and central headers."""
    patched = bytearray(content)
    for magic, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = patched.find(magic)
        for offset, value in flags.values():
            patched[at + shift + offset : at + shift + offset + len(value)] = value
    return bytes(patched)


def a_lying_bomb():
    """A megabyte of nothing whose headers claim ten bytes."""
    honest = a_zip([("a.csv", bytes(20 * MEGABYTE))])
    return patched(honest, size=(22, (10).to_bytes(4, "little")))


GOOD = a_zip([("a.csv", b"a,b\n1,2\n")])


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), st.binary(max_size=99)))
def test_opening_what_was_packed_gives_the_same_files(members):
    opened = open_zip(write_zip(members), name="x.zip")

    assert opened.members == {} or opened.members == members
    assert bool(opened.problems) == (opened.members == {})


def test_the_same_files_give_the_same_bytes():
    assert write_zip({"a.csv": b"1"}) == write_zip({"a.csv": b"1"})


@pytest.mark.parametrize(
    ("content", "value", "rule"),
    [
        (b"", None, "is empty"),
        (b"referral_reference,nino\n", None, "not a zip"),
        (b"MZ" + GOOD, None, "not a zip"),
        (a_zip([]), None, "holds no file"),
        (GOOD[:-30], None, "damaged"),
        (GOOD[:40] + b"\xff\xff\xff" + GOOD[43:], None, "damaged"),
        (GOOD.replace(b"a.csv", b"\0.csv"), None, "damaged"),  # zipfile reads no name at all
        (a_zip([("notes.txt", b"x")]), "notes.txt", "other than CSV"),
        (a_zip([(".csv", b"x")]), ".csv", "other than CSV"),
        (a_zip([("in/a.csv", b"x")]), "in/a.csv", "folder or a path"),
        (a_zip([("../a.csv", b"x")]), "../a.csv", "folder or a path"),
        (a_zip([("C:a.csv", b"x")]), "C:a.csv", "folder or a path"),
        (a_zip([("in/", b"")]), "in/", "folder or a path"),
        (a_zip([("a.csv", GOOD)]), "a.csv", "another archive"),
        (a_zip([("a.zip", GOOD)]), "a.zip", "other than CSV"),
        (a_zip([("a.csv", b"x"), ("A.CSV", b"y")]), "A.CSV", "have this name"),
        (a_zip([(f"{n}.csv", b"x") for n in range(11)]), None, "more than 10 files"),
        (a_zip([("a.csv", b"x")], zipfile.ZIP_LZMA), "a.csv", "unusual way"),
        (patched(GOOD, flag=(6, b"\x01")), "a.csv", "password"),
        (a_zip([("a.csv", bytes(20 * MEGABYTE))]), "a.csv", "far more than it holds"),
        (a_lying_bomb(), None, "damaged"),
    ],
    ids=lambda part: f"{len(part)} bytes" if isinstance(part, bytes) else None,
)
def test_a_bad_archive_is_refused_whole_with_a_remedy(content, value, rule):
    opened = open_zip(content, name="x.zip")

    (problem,) = opened.problems
    assert (opened.members, problem.file, problem.value) == ({}, "x.zip", value)
    assert rule in problem.rule
    assert problem.remedy


def test_many_small_bombs_are_stopped_by_what_they_make_together():
    half = random.Random(1).randbytes(MEGABYTE // 2)
    content = a_zip([(f"{n}.csv", half) for n in range(5)])

    opened = open_zip(content, name="x.zip", limits=Limits(bytes_in_all=2 * MEGABYTE))

    assert "more than 2 MB" in opened.problems[0].rule


def free_text(rows):
    """So many rows of six paragraphs each, drawn from a few hundred."""
    chance = random.Random(1)
    words = [f"{chance.randrange(10**6):x}" for _ in range(2_000)]
    paragraphs = [" ".join(chance.choices(words, k=100)) for _ in range(500)]
    return "\n".join("\t".join(chance.choices(paragraphs, k=6)) for _ in range(rows)).encode()


def test_referrals_with_free_text_fit():
    text = free_text(2_000)

    opened = open_zip(write_zip({"referrals.csv": text}), name="x.zip")

    assert len(text) > Limits().ratio_from
    assert opened.members == {"referrals.csv": text}


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_no_changed_byte_makes_the_reader_stumble(at, byte):
    opened = open_zip(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :], name="x.zip")

    assert bool(opened.members) != bool(opened.problems)
