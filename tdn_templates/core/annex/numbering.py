"""Numbers that are unique in a list, made of the printed ones, which often repeat from group to group."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from tdn_templates.core.annex.numbers import Style, read_number
from tdn_templates.model.annex import AnnexGroup, AnnexRow, Doubt, Field

_UNFIT = re.compile(r"[\s:]+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """`groups` and `rows` are the numbers in the order of the annex; `row_doubts` by row, `doubts` about groups.
    `no_group` is a number for the group of rows without one."""

    groups: tuple[str, ...]
    rows: tuple[str, ...]
    row_doubts: tuple[tuple[Doubt, ...], ...]
    doubts: tuple[Doubt, ...] = ()
    no_group: str = ""


def number_list(groups: Sequence[AnnexGroup], rows: Sequence[AnnexRow]) -> Numbered:
    """A number for every group and row, without blanks and colons. The printed one stays wherever it is unique."""
    group_numbers, doubts = _group_numbers(groups, rows)
    no_group = _next_count(0 if groups else 1, set(group_numbers))
    maker = _Maker(group_numbers, rows, no_group)
    made = [maker.next(row) for row in rows]
    numbers, row_doubts = tuple(number for number, _ in made), tuple(doubts for _, doubts in made)
    return Numbered(group_numbers, numbers, row_doubts, doubts, no_group)


def plain_number(printed: str) -> str:
    """The printed number without marks around it and without blanks; "" for a blank or a dash."""
    number = read_number(printed)
    if number is not None:
        return "" if number.style is Style.DASH else number.text
    return _UNFIT.sub("-", printed.strip()).strip("-.")


def _group_numbers(groups: Sequence[AnnexGroup], rows: Sequence[AnnexRow]) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    numbers: list[str] = []
    doubts: list[Doubt] = []
    taken = {plain_number(group.number) for group in groups}
    for at, group in enumerate(groups):
        printed = plain_number(group.number)
        number = printed or _common_head(at, rows, taken) or _next_count(at + 1, taken)
        if number in numbers:
            number = _free(f"{number}-2", {*taken, *numbers})
        if number != printed:
            taken.add(number)
            reason = "group_number_repeated" if printed else "group_number_missing"
            doubts.append(Doubt(reason, None, {"title": group.title, "number": number}, group.place))
        numbers.append(number)
    return tuple(numbers), tuple(doubts)


def _common_head(group: int, rows: Sequence[AnnexRow], taken: set[str]) -> str:
    """ "3" for an unnumbered group of the tasks 3.1, 3.2, ...; "" where they have no such number in common."""
    heads = {plain_number(row.number).partition(".")[0] for row in rows if row.group == group and "." in row.number}
    head = heads.pop() if len(heads) == 1 else ""
    return head if head not in taken else ""


def _next_count(first: int, taken: set[str]) -> str:
    return next(str(number) for number in count(first) if str(number) not in taken)


def _free(wanted: str, taken: set[str]) -> str:
    """The number itself, or with the next free count behind it."""
    base, _, last = wanted.rpartition("-") if "-" in wanted else (wanted, "", "1")
    at = int(last) if last.isdigit() else 2
    while wanted in taken:
        at += 1
        wanted = f"{base}-{at}"
    return wanted


@dataclass(slots=True)
class _Maker:
    """Numbers row after row. `repeats`: the annex counts anew in every group."""

    groups: tuple[str, ...]
    rows: Sequence[AnnexRow]
    no_group: str
    repeats: bool = False
    printed: frozenset[str] = frozenset()
    taken: set[str] = field(default_factory=set)
    group: int | None = None
    base: str = ""
    last: str = ""
    dashes: int = 0

    def __post_init__(self) -> None:
        shown = [(row.group, plain_number(row.number)) for row in self.rows if _is_main(row.number)]
        by_number = Counter(number for _, number in {*shown})
        self.repeats = any(times > 1 for times in by_number.values())
        self.printed = frozenset(by_number)

    def next(self, row: AnnexRow) -> tuple[str, tuple[Doubt, ...]]:
        if row.group != self.group:
            self.group, self.base, self.last, self.dashes = row.group, "", "", 0
        wanted, reason = self._wanted(row)
        fitting = self._fitting(wanted, row)
        if fitting != wanted:
            wanted, reason = fitting, reason or "number_of_other_group"
        number = _free(self._fitting(_free(wanted, self.taken), row), self.taken)
        if number != wanted and not reason:
            reason = "number_repeated"
        self.taken.add(number)
        if _is_main(row.number):
            self.base, self.dashes = number, 0
        self.last = number
        doubt = Doubt(reason, Field.NUMBER, {"printed": row.number, "number": number}, row.place)
        return number, (doubt,) if reason else ()

    def _wanted(self, row: AnnexRow) -> tuple[str, str]:
        """The number and, where it is not simply the printed one, a reason to look at it."""
        own = self.groups[row.group] if row.group is not None else ""
        plain = plain_number(row.number)
        if not plain:
            return self._made(row, own), "" if row.number else "number_made"
        if not _is_main(row.number):
            above = self.base or own
            return (f"{above}.{plain}" if above else plain), ""
        if own and self.repeats and not plain.startswith(f"{own}."):
            return f"{own}.{plain}", ""
        return plain, ""

    def _fitting(self, wanted: str, row: AnnexRow) -> str:
        """A number that does not begin with that of another group: "2.1" in group 3 would be read as a slip."""
        own = self.groups[row.group] if row.group is not None else self.no_group
        head = wanted.partition(".")[0]
        strange = "." in wanted and head in (*self.groups, self.no_group) and not wanted.startswith(f"{own}.")
        return f"{own}.{wanted}" if strange else wanted

    def _made(self, row: AnnexRow, own: str) -> str:
        """For a row without a number: the next one after the last if that is printed nowhere, else one beside it."""
        if row.number or not self.printed:
            above = (self.base if row.number else "") or own
            self.dashes += 1
            return f"{above}.{self.dashes}" if above else str(self.dashes)
        head, _, tail = (self.last or (f"{own}.0" if own else "0")).rpartition(".")
        following = (
            f"{head}.{int(tail) + 1}" if head and tail.isdigit() else str(int(tail) + 1) if tail.isdigit() else ""
        )
        if following and following not in self.printed:
            return following
        return f"{self.last or own or '0'}-2"


def _is_main(printed: str) -> bool:
    """Whether a number stands for itself: "a)" and "-" are parts of what stands above them."""
    number = read_number(printed)
    return bool(printed) and (number is None or number.style not in (Style.LOWER, Style.DASH) or len(number.parts) > 1)
