"""How much the rows of a merged annex cost beside bare XML, docxtpl's loop and python-docx, and how that grows.

`python benchmarks/merge_annex.py [ROUNDS] [--office]`: CPU time in one process, the ways taking turns; prints the
table and puts it into results.md. `--office` also has LibreOffice convert annexes of several lengths. Exit code 1 if
the goal is missed.
"""

import gc
import io
import math
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docxtpl import DocxTemplate
from sections import put_section

from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind, render_annex

TEMPLATE = Path(__file__).parent.parent / "templates" / "phu-luc-nhieu-don-vi.docx"
GOAL, GOAL_EXPONENT = 2.0, 1.05
SIZES = (100, 300, 1_000, 3_400, 10_000)
OFFICE_SIZES = (500, 1_000, 2_000, 3_400)
SLOW_AFTER = 1_000
"""Rows above which the slow ways run once only."""

RAW, OURS, LOOP, CELLS = "bare XML", "ours", "docxtpl's loop", "add_row().cells"
KEYS = ("number", "unit", "text", "lead", "supporting", "time")
WIDTHS = (737, 2268, 4479, 2494, 2721, 1587)
Way = Callable[[Annex], object]


def annex_of(count: int) -> Annex:
    """Tasks, each with the rows of eight units, texts of the length that plans have."""
    rows: list[AnnexRow] = []
    for number in range(count):
        text = f"Xây dựng và thực hiện kế hoạch tuyên truyền, phổ biến nghị quyết số {number} & văn bản kèm theo"
        lead, time_text = f"Sở Văn hóa, Thể thao và Du lịch ({number % 34})", f"{2024 + number % 5} - 2030"
        cells = (lead, "Ủy ban nhân dân các xã, phường, đặc khu", time_text)
        if number % 9:
            rows.append(AnnexRow(RowKind.UNIT, text, "", cells, unit=f"Ủy ban nhân dân xã số {number}"))
        else:
            rows.append(AnnexRow(RowKind.TASK, text, f"{number // 900 + 1}.{number // 9}", cells))
    columns = tuple(AnnexColumn(key, key) for key in KEYS)
    return Annex("Danh mục nhiệm vụ", "(Tổng hợp)", columns, tuple(rows))


def bare_rows(annex: Annex) -> str:
    """The XML of the same rows, written by a program that knows nothing else."""

    def cell(width: int, text: str, style: str, span: str = "", bold: str = "") -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f'</w:pPr><w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        )

    strong = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    made: list[str] = []
    for row in annex.rows:
        lead, supporting, when = row.cells
        if row.kind is RowKind.TASK:
            first = cell(WIDTHS[0], row.number, "OBangGiuaTheo", bold=strong)
            first += cell(WIDTHS[1] + WIDTHS[2], row.text, "OBangTheo", '<w:gridSpan w:val="2"/>', strong)
        else:
            first = cell(WIDTHS[0], row.number, "OBangGiua") + cell(WIDTHS[1], row.unit, "OBang")
            first += cell(WIDTHS[2], row.text, "OBang")
        made.append(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{first}{cell(WIDTHS[3], lead, 'OBang')}"
            f"{cell(WIDTHS[4], supporting, 'OBang')}{cell(WIDTHS[5], when, 'OBangGiua')}</w:tr>"
        )
    return "".join(made)


def bare(annex: Annex) -> bytes:
    """The rows between the first and the last of the template's table, and the package deflated once."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(TEMPLATE) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                xml = content.decode()
                head, tail = xml.index("</w:tr>") + len("</w:tr>"), xml.index("</w:tbl>")
                content = f"{xml[:head]}{bare_rows(annex)}{xml[tail:]}".encode()
            target.writestr(name, content)
    return out.getvalue()


def ours(annex: Annex) -> bytes:
    return render_annex(annex, TEMPLATE.read_bytes())


def loop(annex: Annex) -> bytes:
    """docxtpl as its manual shows it, without what we add for safety."""
    document = DocxTemplate(TEMPLATE)
    rows = [
        {"kind": row.kind.value, "number": row.number, "text": row.text, "unit": row.unit, "marked": row.marked}
        | dict(zip(KEYS[3:], row.cells, strict=True))
        for row in annex.rows
    ]
    columns = {column.key: column.title for column in annex.columns}
    document.render(
        {"label": "", "title": annex.title, "subtitle": "", "columns": columns, "rows": rows}, autoescape=True
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cells(annex: Annex) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(KEYS))
    for row in annex.rows:
        for cell, text in zip(table.add_row().cells, (row.number, row.unit, row.text, *row.cells), strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WAYS: Mapping[str, Way] = {RAW: bare, OURS: ours, LOOP: loop, CELLS: cells}


def measured(count: int, rounds: int) -> dict[str, float]:
    """CPU seconds of each way, the median of the rounds; who begins changes each time."""
    annex = annex_of(count)
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for number in range(rounds):
        shift = number % len(WAYS)
        for name in [*WAYS][shift:] + [*WAYS][:shift]:
            if number and count > SLOW_AFTER and name in (LOOP, CELLS):
                continue
            gc.collect()
            start = time.process_time()
            WAYS[name](annex)
            found[name].append(time.process_time() - start)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def exponent(seconds: Mapping[int, float]) -> float:
    """Of rows, fitted to the logarithms: 1 is linear."""
    points = [(math.log(count), math.log(value)) for count, value in seconds.items()]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def per_row(found: Mapping[int, Mapping[str, float]], name: str) -> float:
    """CPU seconds of one more row, between the smallest and the largest annex: without what a file costs by itself."""
    least, most = min(found), max(found)
    return (found[most][name] - found[least][name]) / (most - least)


def table(found: Mapping[int, Mapping[str, float]]) -> list[str]:
    lines = [f"| rows | {' | '.join(f'{name}, ms' for name in WAYS)} |", f"|---{'|---' * len(WAYS)}|"]
    for count, seconds in found.items():
        lines.append(f"| {count:,} | {' | '.join(f'{seconds[name] * 1000:.1f}' for name in WAYS)} |")
    rows = {name: per_row(found, name) for name in WAYS}
    lines.append(f"| one more row, µs | {' | '.join(f'{rows[name] * 1_000_000:.1f}' for name in WAYS)} |")
    lines.append(f"| ratio of that | {' | '.join(f'{rows[name] / rows[RAW]:.2f}' for name in WAYS)} |")
    upper = {name: exponent({n: found[n][name] for n in found if n >= SLOW_AFTER}) for name in WAYS}
    lines.append(f"| exponent, from {SLOW_AFTER:,} rows on | {' | '.join(f'{upper[name]:.2f}' for name in WAYS)} |")
    return lines


def converted(folder: Path, count: int) -> float:
    """CPU seconds of LibreOffice for one annex as PDF."""
    path = folder / f"{count}.docx"
    path.write_bytes(ours(annex_of(count)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    convert = [*command, "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def office_lines() -> Sequence[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        converted(folder, 10)  # the first run makes the profile
        seconds = {count: converted(folder, count) for count in OFFICE_SIZES}
    shown = ", ".join(f"{count:,} rows {value:.1f} s" for count, value in seconds.items())
    return "", f"LibreOffice to PDF, CPU: {shown}; exponent {exponent(seconds):.2f}."


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    rounds = numbers[0] if numbers else 5
    found = {count: measured(count, rounds) for count in SIZES}
    office = office_lines() if "--office" in sys.argv and shutil.which("soffice") else ()
    intro = (
        f"`python benchmarks/merge_annex.py {rounds}`: an annex by task, six columns, as a finished .docx; CPU, median "
        "of the rounds. “Bare XML” writes the same cells as text between the head and the end of the template's table."
    )
    goal = f"Goal: one more row at most {GOAL:.0f} times bare XML, exponent at most {GOAL_EXPONENT}."
    print(put_section("Rows of a merged annex", [intro, "", *table(found), *office, "", goal]))
    ratio = per_row(found, OURS) / per_row(found, RAW)
    growth = exponent({count: found[count][OURS] for count in found if count >= SLOW_AFTER})
    return 0 if ratio <= GOAL and growth <= GOAL_EXPONENT else 1


if __name__ == "__main__":
    sys.exit(main())
