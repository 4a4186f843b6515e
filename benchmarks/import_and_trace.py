"""What importing and tracing an annex of 150 rows costs beyond opening its file, in CPU time.

    python benchmarks/import_and_trace.py [ROUNDS]

The annex is the province's published plan and the national list in turns, renumbered, until there are 150 rows; it
comes as Word, as Excel, as a table in text, and as text whose cells run together. The goal is 2 seconds beyond opening;
beyond it the exit code is 1.
"""

import csv
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import docx
import xlsxwriter
from sections import put_section

from tdn_templates import api
from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.annex.read import read_annex
from tdn_templates.files.guard import ANNEX_KINDS
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_programme, load_registry
from tdn_templates.model.annex import Annex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.draft import ImportChoices
from tdn_templates.reading.read import read_noting_faults

ROWS, ROUNDS, GOAL_SECONDS = 150, 9, 2.0
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
PLANS = Path(__file__).parent.parent / "examples" / "published-plans"

Row = tuple[str, ...]


def annex_rows() -> list[Row]:
    """150 rows of five columns, numbered from 1 to 150."""
    national = load_programme(DEFAULT_PROGRAMME, load_registry())
    listed = ((task.text, task.lead.wording, task.supporting.wording, task.time.wording) for task in national.tasks)
    with (PLANS / "tinh-binh-dinh.published.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    plan = ((line["text"], line["lead"], line["supporting"], line["time"]) for line in lines)
    cells = islice(cycle([*plan, *listed]), ROWS)
    return [(str(number), *row) for number, row in enumerate(cells, start=1)]


def as_word(rows: Sequence[Row]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_excel(rows: Sequence[Row]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate((HEADINGS, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text)
    return out.getvalue()


def as_bars(rows: Sequence[Row]) -> bytes:
    marked = (HEADINGS, ("---",) * len(HEADINGS), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in marked).encode()


def as_run_together(rows: Sequence[Row]) -> bytes:
    return "\n\n".join(" ".join(row) for row in (HEADINGS, *rows)).encode()


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rows, registry = annex_rows(), load_registry()
    national = load_programme(DEFAULT_PROGRAMME, registry)
    unit = api.find_unit(registry, "Tỉnh Bình Định")
    forms = {
        "Word": as_word(rows),
        "Excel": as_excel(rows),
        "text with bars": as_bars(rows),
        "text run together": as_run_together(rows),
    }
    lines = ["| annex | opening, CPU ms | import beyond it | trace beyond the import |", "|---|---|---|---|"]
    slowest = 0.0
    for name, content in forms.items():
        workbook = opened(content)

        def imported(workbook: RawWorkbook = workbook, name: str = name) -> Annex:
            annex = read_annex(workbook, registry, name, unit.slug)
            assert isinstance(annex, Annex)
            assert len(annex.rows) == ROWS
            annex_programme(annex, registry, ImportChoices(code="do-thu", issued_on=date(2024, 7, 1)), unit.slug)
            return annex

        annex = imported()
        open_ms = median_ms(partial(opened, content), rounds)
        import_ms = median_ms(imported, rounds)
        trace_ms = median_ms(partial(api.trace_annex, annex, unit, national, registry), rounds)
        slowest = max(slowest, (import_ms + trace_ms) / 1000)
        lines.append(f"| {name} | {open_ms:.0f} | {import_ms:.0f} | {trace_ms:.0f} |")
    print(put_section("Importing and tracing an annex of 150 rows", [*about(rounds), *lines, *goal()]))
    return 0 if slowest <= GOAL_SECONDS else 1


def opened(content: bytes) -> RawWorkbook:
    result = read_noting_faults(content, DEFAULT_LIMITS, ANNEX_KINDS).result
    assert isinstance(result, RawWorkbook), result
    return result


def median_ms(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_seconds(work, rounds)) * 1000


def _seconds(work: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        start = time.process_time()
        work()
        yield time.process_time() - start


def about(rounds: int) -> tuple[str, ...]:
    return (
        f"`python benchmarks/import_and_trace.py {rounds}`: {ROWS} rows of 5 columns, traced to the 56 tasks of "
        f"{DEFAULT_PROGRAMME}. Python {platform.python_version()}; medians of {rounds} rounds.",
        "",
    )


def goal() -> tuple[str, ...]:
    return "", f"Goal: import and trace together under {GOAL_SECONDS:.0f} seconds beyond opening the file."


if __name__ == "__main__":
    sys.exit(main())
