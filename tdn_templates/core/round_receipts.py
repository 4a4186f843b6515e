"""In which order the files of a round arrived: a register says so, not the clock of the file system."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.model.round import Receipt
from tdn_templates.model.verdict import Verdict

_NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox that was checked. `file` is its path below the inbox, with "/"."""

    file: str
    verdict: Verdict

    @property
    def sha256(self) -> str:
        return self.verdict.submission.source.sha256


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file with its receipt; `place` counts arrivals from 0."""

    inbox: InboxFile
    receipt: Receipt
    place: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`receipts` is the register with what is new at its end, `files` all files of the inbox in the order of arrival,
    `gone` what the register has and the inbox no longer holds."""

    receipts: tuple[Receipt, ...]
    files: tuple[Arrived, ...]
    gone: tuple[Receipt, ...]


def arrivals(receipts: Sequence[Receipt], files: Sequence[InboxFile], on: date) -> Arrivals:
    """A file is known by path and content: new content under an old name is a new arrival. A file that was only moved
    or renamed keeps its place. Files that come together on `on` follow each other by name, numbers by their value.
    """
    there = {item.file for item in files}
    known = {(receipt.file, receipt.sha256): place for place, receipt in enumerate(receipts)}
    moved = {receipt.sha256: place for place, receipt in enumerate(receipts) if receipt.file not in there}
    register = list(receipts)
    found: list[Arrived] = []
    for item in sorted(files, key=lambda file: natural(file.file)):
        place = known.get((item.file, item.sha256))
        if place is None:
            place = moved.pop(item.sha256, None)
        if place is None:
            place = len(register)
            unit = item.verdict.unit
            register.append(Receipt(item.file, item.sha256, on, unit.slug if unit else "", item.verdict.state))
        found.append(Arrived(item, register[place], place))
    found.sort(key=lambda arrived: arrived.place)
    taken = {arrived.place for arrived in found}
    gone = tuple(receipt for place, receipt in enumerate(receipts) if place not in taken)
    return Arrivals(tuple(register), tuple(found), gone)


def natural(file: str) -> tuple[tuple[int, int | str], ...]:
    """To sort paths by: "lan-2" before "lan-10"."""
    parts = (part for part in _NUMBER.split(file.casefold()) if part)
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)
