"""Zip archives of CSV files, opened with suspicion.

Nothing is written to disk and no header is believed: bytes are counted as they come out,
and reading stops at the limit.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from onward.formats.problem import Problem, shortened

EARLIEST, UNIX = (1980, 1, 1, 0, 0, 0), 3
CHUNK = 64 * 1024
ENCRYPTED = 0x1
ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
# Others unpack a whole block at once, before it could be counted.
COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
REMEDY = "Zip the CSV files themselves, without a folder or a password, and send that."


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much an archive may hold.

    10,000 referrals with 10,000 characters of free text each are 100 MB. Text that people
    write shrinks to a fifth or so, one sentence repeated to a two-hundredth, a bomb to a
    thousandth. Below `ratio_from` bytes the ratio is not looked at.
    """

    members: int = 10
    bytes_in_all: int = 200 * 1024 * 1024
    ratio: int = 500
    ratio_from: int = 5 * 1024 * 1024


@dataclass(frozen=True)
class ArchiveRead:
    """The members by name, or none and the problems."""

    members: dict[str, bytes]
    problems: list[Problem] = field(default_factory=list)


class _Refused(Exception):
    def __init__(self, member: str | None, rule: str, remedy: str = REMEDY) -> None:
        super().__init__(rule)
        self.member, self.rule, self.remedy = member, rule, remedy


def open_zip(content: bytes, *, name: str, limits: Limits | None = None) -> ArchiveRead:
    """Take CSV files from the top level of an archive: all of them, or none and why."""
    try:
        return ArchiveRead(_members(content, limits=limits or Limits()))
    except _Refused as refusal:
        shown = None if refusal.member is None else shortened(refusal.member)
        problem = Problem(name, None, None, shown, refusal.rule, refusal.remedy)
        return ArchiveRead({}, [problem])


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """Pack files in the order given; the same files give the same bytes on any day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=EARLIEST)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, UNIX
            archive.writestr(info, content)
    return out.getvalue()


def _members(content: bytes, *, limits: Limits) -> dict[str, bytes]:
    if not content:
        raise _Refused(None, "The file is empty.")
    if not content.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC)):
        raise _Refused(None, "The file is not a zip archive.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_shape(archive.infolist(), limits=limits)
            return _unpacked(archive, limits=limits)
    # What zipfile and zlib raise on damaged archives; a forged header may raise any of them.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        raise _Refused(None, "The archive is damaged.", "Zip the files again.") from fault


def _refuse_shape(infos: list[zipfile.ZipInfo], *, limits: Limits) -> None:
    if not infos:
        raise _Refused(None, "The archive holds no file.")
    if len(infos) > limits.members:
        raise _Refused(None, f"The archive holds more than {limits.members} files.")
    seen: set[str] = set()
    for info in infos:
        _refuse_member(info)
        if info.filename.lower() in seen:
            raise _Refused(info.filename, "Two files in the archive have this name.")
        seen.add(info.filename.lower())


def _refuse_member(info: zipfile.ZipInfo) -> None:
    if not info.filename:
        raise _Refused(None, "The archive is damaged.", "Zip the files again.")
    if info.is_dir() or any(sign in info.filename for sign in "/\\:\0"):
        raise _Refused(info.filename, "The archive holds a folder or a path.")
    if info.filename.startswith(".") or not info.filename.lower().endswith(".csv"):
        raise _Refused(info.filename, "The archive holds something other than CSV files.")
    if info.flag_bits & ENCRYPTED:
        raise _Refused(info.filename, "The archive is protected by a password.")
    if info.compress_type not in COMPRESSIONS:
        raise _Refused(info.filename, "The archive is packed in an unusual way.")


def _unpacked(archive: zipfile.ZipFile, *, limits: Limits) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    left = limits.bytes_in_all
    for info in archive.infolist():
        members[info.filename] = _read_counting(archive, info, left=left, limits=limits)
        left -= len(members[info.filename])
    return members


def _read_counting(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, left: int, limits: Limits
) -> bytes:
    unpacked = bytearray()
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            unpacked += chunk
            if len(unpacked) > left:
                megabytes = limits.bytes_in_all // (1024 * 1024)
                rule = f"The archive unpacks to more than {megabytes} MB."
                raise _Refused(info.filename, rule, "Send it in several smaller archives.")
            allowed = max(limits.ratio_from, info.compress_size * limits.ratio)
            if len(unpacked) > allowed:
                raise _Refused(info.filename, "The archive unpacks to far more than it holds.")
    if unpacked.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC)):
        raise _Refused(info.filename, "The archive holds another archive.")
    return bytes(unpacked)
