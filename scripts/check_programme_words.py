"""Check that a programme file holds the words of the published text: none lost, none invented, none out of order.

    python scripts/check_programme_words.py SOURCE.txt PROGRAMME.yaml [--table WORDS.tsv]

The published text interleaves the columns of its table line by line. For every row this takes the stretch from its
number to the next number and asks two things: are its words, counted, the words of the row's cells; and can the
stretch be read line by line so that each line holds a piece of some of the columns, from left to right, each piece
going on where the column stopped, and no column beginning before the one on its left has begun. Exit code 0 if all
rows agree, 1 if not.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.load.programme_file import ProgrammeText, read_programme_file

Lines = list[list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: its number, and its cells from left to right (one cell for a group)."""

    number: str
    cells: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return [word for cell in self.cells for word in cell.split()]


def printed_rows(programme: ProgrammeText) -> Iterator[Row]:
    for group in programme.groups:
        yield Row(group.number, (group.title,))
        for task in programme.tasks:
            if task.group == group.number:
                yield Row(task.number, (task.text, task.lead, task.supporting, task.time))


def annex_lines(text: str, annex_title: str) -> Lines:
    """The words of every line after the title of the annex."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.strip() == annex_title)
    return [line.split() for line in lines[start + 1 :]]


def stretches(lines: Lines, numbers: list[str]) -> list[Lines]:
    """For each number, in order, the words of its lines without the number. Raises ValueError if one is missing."""
    starts: list[int] = []
    at = 0
    for number in numbers:
        while at < len(lines) and lines[at][:1] != [number]:
            at += 1
        if at == len(lines):
            raise ValueError(f"no line begins with {number} after the row before it")
        starts.append(at)
        at += 1
    ends = [*starts[1:], len(lines)]
    return [[lines[start][1:], *lines[start + 1 : end]] for start, end in zip(starts, ends, strict=True)]


def is_readable(lines: Lines, cells: tuple[str, ...]) -> bool:
    """Whether the lines, each cut into pieces of columns from left to right, give the cells and nothing else."""
    columns = [cell.split() for cell in cells]
    states = {(0,) * len(columns)}
    for line in lines:
        states = {after for state in states for after in _after_line(line, columns, state)}
    return tuple(len(column) for column in columns) in states


def _after_line(words: list[str], columns: list[list[str]], state: tuple[int, ...]) -> set[tuple[int, ...]]:
    """How far each column may have got after the line."""
    reached = {(0, 0, state)}  # words taken, leftmost column that may go on, positions in the columns
    ended: set[tuple[int, ...]] = set()
    while reached:
        taken, column, at = reached.pop()
        if taken == len(words):
            ended.add(at)
            continue
        for later in range(column, len(columns)):
            unbegun = any(cell and not begun for cell, begun in zip(columns[:later], at, strict=False))
            if not unbegun and columns[later][at[later] : at[later] + 1] == [words[taken]]:
                reached.add((taken + 1, later, (*at[:later], at[later] + 1, *at[later + 1 :])))
    return ended


def complaints(row: Row, lines: Lines) -> Iterator[str]:
    printed, held = Counter(word for line in lines for word in line), Counter(row.words)
    if printed != held:
        lost, invented = sorted((printed - held).elements()), sorted((held - printed).elements())
        yield f"{row.number}: lost {lost}, invented {invented}"
    elif not is_readable(lines, row.cells):
        yield f"{row.number}: the words agree, but no reading of the lines from left to right gives these cells"


def table_line(row: Row, lines: Lines) -> str:
    """Number, count of words, hash of the published words (sorted), hash of the cells as transcribed."""
    published = sorted(word for line in lines for word in line)
    return "\t".join((row.number, str(len(published)), short_hash(published, "\n"), short_hash(row.cells, "\x1f")))


def short_hash(parts: list[str] | tuple[str, ...], joint: str) -> str:
    return hashlib.sha256(joint.join(parts).encode()).hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("programme", type=Path)
    parser.add_argument("--table", type=Path, help="write the hashes of the rows, if all agree")
    options = parser.parse_args()
    programme = read_programme_file(options.programme.read_text(encoding="utf-8"), options.programme.name)
    rows = list(printed_rows(programme))
    lines = annex_lines(options.source.read_text(encoding="utf-8"), programme.annex_title)
    found = stretches(lines, [row.number for row in rows])
    wrong = [text for row, part in zip(rows, found, strict=True) for text in complaints(row, part)]
    words = sum(len(row.words) for row in rows)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(programme.groups)} groups, {len(programme.tasks)} tasks, {words} words: {len(wrong)} rows disagree")
    if wrong:
        return 1
    if options.table:
        table = "".join(f"{table_line(row, part)}\n" for row, part in zip(rows, found, strict=True))
        options.table.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
