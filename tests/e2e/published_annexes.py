"""The published tables as Word and Excel files, in the ways offices lay them out."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import xlsxwriter

_PLANS = Path(__file__).parents[2] / "examples" / "published-plans"
FIVE = {
    "number": "STT",
    "text": "Nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "supporting": "Cơ quan phối hợp",
    "time": "Thời gian thực hiện",
}
SEVEN = {**FIVE, "own_lead": "Đơn vị thuộc Bộ chủ trì", "own_supporting": "Đơn vị thuộc Bộ phối hợp"}


@dataclass(frozen=True, slots=True)
class Published:
    """`lines` stand above the table; `rows` are the tasks by column, in the order of their groups."""

    lines: tuple[str, ...]
    headings: Mapping[str, str]
    groups: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Style:
    """`merged`: a group is one merged cell; `repeated`: the heading comes again before the third group; `cut`: every
    seventh row is cut by a page; `counted`: a row (1) (2) (3) below the heading."""

    merged: bool = False
    repeated: bool = False
    cut: bool = False
    counted: bool = False


def read_plan(name: str) -> tuple[Mapping[str, str], ...]:
    with (_PLANS / f"{name}.published.tsv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def laid_out(published: Published, style: Style) -> list[list[str]]:
    """Rows of the table; a merged group is a row of one cell."""
    keys = list(published.headings)
    heading = list(published.headings.values())
    rows = [heading]
    if style.counted:
        rows.append([f"({at})" for at in range(1, len(keys) + 1)])
    for at, (number, title) in enumerate(published.groups.items()):
        if style.repeated and at == 2:
            rows.append(heading)
        rows.append([f"{number}. {title}"] if style.merged else [number, title, *[""] * (len(keys) - 2)])
        for place, row in enumerate(row for row in published.rows if row["number"].split(".")[0] == number):
            cells = [row[key] for key in keys]
            rows += _cut(cells) if style.cut and place % 7 == 3 else [cells]
    return rows


def _cut(cells: Sequence[str]) -> list[list[str]]:
    """A row over two pages: each long cell goes on before a small letter, as lines of a narrow column do."""
    first, second = [], []
    for cell in cells:
        words = cell.split(" ")
        at = next((at for at in range(len(words) // 2, len(words)) if at and words[at][:1].islower()), len(words))
        first.append(" ".join(words[:at]))
        second.append(" ".join(words[at:]))
    return [first, second] if second[1] else [list(cells)]


def write_docx(published: Published, style: Style, path: Path) -> Path:
    document = docx.Document()
    for line in published.lines:
        document.add_paragraph(line)
    signature = document.add_table(1, 2).rows[0].cells
    signature[0].text, signature[1].text = "Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. CHÍNH PHỦ"
    table = document.add_table(0, len(published.headings))
    for row in laid_out(published, style):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    document.save(str(path))
    return path


def write_xlsx(published: Published, style: Style, path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Bìa").write_string(0, 0, "Tài liệu kèm theo")
    sheet = book.add_worksheet("Phụ lục 1")
    last = len(published.headings) - 1
    for at, line in enumerate(published.lines):
        sheet.merge_range(at, 0, at, last, line)
    for at, row in enumerate(laid_out(published, style), len(published.lines) + 1):
        if len(row) == 1:
            sheet.merge_range(at, 0, at, last, row[0])
        for column, text in enumerate(row if len(row) > 1 else ()):
            if text.replace(".", "").isdigit() and column == 0:
                sheet.write_number(at, column, float(text))
            elif text:
                sheet.write_string(at, column, text)
    book.close()
    return path
