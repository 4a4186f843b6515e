"""Compare what is imported from an annex with what a person wrote down of it, cell by cell.

    python scripts/compare_import.py SOURCE PROGRAMME.yaml
    python scripts/compare_import.py SOURCE ROWS.tsv

SOURCE is whatever `tdn import` reads. A programme file is compared with its groups; a table of tab-separated values has
columns named as the fields of a row (number, text, lead, supporting, time, own_lead, own_supporting). Exit code 0 if
all cells agree, 1 if not.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tdn_templates.api.reading_annexes import read_annex_file
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.programme_file import read_programme_file
from tdn_templates.model.annex import Annex, AnnexRow

Cells = Mapping[str, str]


def wanted_rows(path: Path) -> tuple[list[Cells], list[Cells]]:
    """Tasks and groups as they should be; a table has no groups."""
    if path.suffix == ".tsv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)), []
    programme = read_programme_file(path.read_text(encoding="utf-8"), path.name)
    tasks = [
        {"number": task.number, "text": task.text, "lead": task.lead, "supporting": task.supporting, "time": task.time}
        for task in programme.tasks
    ]
    return tasks, [{"number": group.number, "title": group.title} for group in programme.groups]


def differences(annex: Annex, tasks: list[Cells], groups: list[Cells]) -> Iterator[str]:
    """A line for every cell that is not the same, and for every row that is there once only."""
    found = {row.number: row for row in annex.rows}
    for task in tasks:
        row = found.get(task["number"])
        if row is None:
            yield f"{task['number']}: not imported"
        else:
            yield from _row_differences(row, task)
    yield from (f"{number}: not wanted" for number in found if number not in {task["number"] for task in tasks})
    titles = {group.number: group.title for group in annex.groups}
    for group in groups:
        if titles.get(group["number"]) != group["title"]:
            yield f"group {group['number']}: {titles.get(group['number'])!r} is not {group['title']!r}"


def _row_differences(row: AnnexRow, task: Cells) -> Iterator[str]:
    for name, cell in task.items():
        if getattr(row, name) != cell:
            yield f"{row.number} {name}: {getattr(row, name)!r} is not {cell!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("wanted", type=Path)
    options = parser.parse_args()
    annex = read_annex_file(options.source, load_registry()).annex
    tasks, groups = wanted_rows(options.wanted)
    lines = list(differences(annex, tasks, groups))
    print(*lines, sep="\n", end="\n" if lines else "")
    cells = sum(map(len, (*tasks, *groups)))
    doubts = len(annex.doubts) + sum(len(row.doubts) for row in annex.rows)
    print(f"{len(annex.rows)} rows, {len(annex.groups)} groups; {cells} cells, {len(lines)} differences, {doubts} doubts")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
