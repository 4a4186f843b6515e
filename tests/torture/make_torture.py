"""Accidents that happen to a form between sending and return, each with what a reader has to say about it.

    python tests/torture/make_torture.py FOLDER

writes one bent return for each accident, made from the published plan of the Ministry of Finance.
"""

import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates import api
from tdn_templates.core.form_marks import CHECKS_SHEET, KEY_MARK, LISTS_SHEET, NIL_MARK, STAMP_SHEET
from tdn_templates.testing import fill_form, opened_anew, read_answers_tsv

PLANS = Path(__file__).parents[2] / "examples" / "published-plans"
UNIT, ANSWERS = "Bộ Tài chính", "bo-tai-chinh.answers.tsv"
MORE_ANSWERS = (
    {"row": "4.2", "treatment": "Không áp dụng", "note": "Không thuộc phạm vi quản lý của Bộ"},
    {"row": "3.15", "treatment": "Gộp vào nhiệm vụ khác", "carries": "3.14"},
    {"row": "own:2", "own_text": "Xây dựng quy chế phát ngôn", "own_lead": "Văn phòng Bộ", "own_time": "2025"},
    {
        "row": "own:5",
        "own_text": "Bồi dưỡng cán bộ thông tin đối ngoại ngành Tài chính",
        "own_lead": "Vụ Tổ chức cán bộ",
        "own_supporting": "Văn phòng Bộ; Vụ Hợp tác quốc tế",
        "own_time": "Hằng năm",
        "carries": "5.10; 5.15",
        "own_number": "5.12",
        "note": "Bổ sung",
    },
)
"""Beside the published plan, so that every kind of answer is there: not applicable, merged, own tasks."""

ANY = "*"
OWN = "own"
"""Own rows among the tasks an accident affects."""

ROWS, COLUMNS, CELLS, LOOKS, HEADINGS, SHEETS, PLACES, PACKAGE = range(8)
"""When an accident happens, if several do: what moves cells comes before what marks them."""

HEADINGS_WITHIN = 12
"""The headings stand above this row, whatever happened."""

PAIR_STEP = 8
"""One of so many compatible pairs is tried."""


class Table:
    """The table of a return, by its visible headings and numbers: hidden marks may be gone."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet

    @property
    def heading(self) -> int:
        return next(row for row in range(1, HEADINGS_WITHIN) if "STT" in [cell.value for cell in self.sheet[row]])

    def column(self, title: str) -> int:
        return next(int(cell.column) for cell in self.sheet[self.heading] if cell.value == TITLES[title])

    def row(self, number: str) -> int:
        at = self.column("number")
        rows = range(self.heading + 1, self.sheet.max_row + 1)
        return next(row for row in rows if self.sheet.cell(row, at).value == number)

    def get(self, number: str, column: str) -> str:
        return str(self.sheet.cell(self.row(number), self.column(column)).value)

    def put(self, number: str, column: str, value: object) -> None:
        self.sheet.cell(self.row(number), self.column(column)).value = value  # type: ignore[assignment]

    def lines(self) -> list[list[object]]:
        return [list(line) for line in self.sheet.iter_rows(min_row=self.heading + 1, values_only=True)]

    def rewrite(self, lines: Iterable[list[object]]) -> None:
        """Put these lines in place of all that stand below the headings."""
        first = self.heading + 1
        self.sheet.delete_rows(first, self.sheet.max_row - first + 1)
        for row, line in enumerate(lines, start=first):
            for column, value in enumerate(line, start=1):
                if value is not None:
                    self.sheet.cell(row, column).value = value  # type: ignore[assignment]

    def rewrite_columns(self, columns: Iterable[int]) -> None:
        """Put these columns, by their numbers now, side by side in this order."""
        lines = [list(line) for line in self.sheet.iter_rows(values_only=True)]
        wanted = list(columns)
        self.sheet.delete_cols(1, self.sheet.max_column)
        for row, line in enumerate(lines, start=1):
            for column, was in enumerate(wanted, start=1):
                if line[was - 1] is not None:
                    self.sheet.cell(row, column).value = line[was - 1]


TITLES = {
    "number": "STT",
    "check": "Kiểm tra",
    "text": "Tên đề án/nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "time": "Thời gian thực hiện",
    "treatment": "Cách thực hiện",
    "own_text": "Nội dung của đơn vị",
    "own_lead": "Đơn vị chủ trì của đơn vị",
    "own_supporting": "Đơn vị phối hợp của đơn vị",
    "own_time": "Thời gian thực hiện của đơn vị",
    "note": "Lý do, ghi chú",
}

Bend = Callable[[Workbook, Table], None]
Repack = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Accident:
    """`says` are the findings it adds as (code, task), a task of ANY standing for whichever; no other may be added.

    `affects` are the answers it makes unlike those of the clean return, as (task, column); no other may be unlike.
    Accidents with a word of `apart` in common do not happen together: one would undo or hide the other.
    `traits` matter where two accidents do more harm together than each alone: see `affected_by`.
    """

    name: str
    stage: int
    bend: Bend | None = None
    repack: Repack | None = None
    says: frozenset[tuple[str, str]] = frozenset()
    affects: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()


def clean_return() -> bytes:
    """The published plan, filled into a generated form by another program."""
    with tempfile.TemporaryDirectory() as folder:
        form = next(path for path in api.generate([UNIT], Path(folder)).files if path.suffix == ".xlsx").read_bytes()
    answers = read_answers_tsv((PLANS / ANSWERS).read_text(encoding="utf-8"))
    return fill_form(form, [*answers, *MORE_ANSWERS])


def bent(clean: bytes, accidents: Iterable[Accident]) -> bytes:
    """The return after these accidents."""
    ordered = sorted(accidents, key=lambda accident: accident.stage)
    content = clean
    if any(accident.bend for accident in ordered):
        workbook = opened_anew(clean)
        table = Table(next(sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == KEY_MARK))
        for accident in ordered:
            if accident.bend is not None:
                accident.bend(workbook, table)
        saved = BytesIO()
        workbook.save(saved)
        content = saved.getvalue()
    for accident in ordered:
        content = accident.repack(content) if accident.repack else content
    return content


def affected_by(accidents: Iterable[Accident]) -> set[tuple[str, str]]:
    """The answers that may be unlike after all of these accidents.

    An own row without its key that was moved away from its band has lost its group: nobody could say it.
    """
    several = list(accidents)
    affected = {unlike for accident in several for unlike in accident.affects}
    traits = {trait for accident in several for trait in accident.traits}
    return affected | {(OWN, ANY)} if traits >= {"keys-lost", "scattered"} else affected


def pairs() -> Iterator[tuple[Accident, Accident]]:
    """A fixed sample of the pairs that can happen together, and all that leave rows nothing but their text."""
    compatible = [(one, other) for one, other in combinations(ACCIDENTS, 2) if not one.apart & other.apart]
    harmed = {"keys-lost", "scattered", "numbers-spoilt"}
    for number, (one, other) in enumerate(compatible):
        if number % PAIR_STEP == 0 or (one.traits & harmed and other.traits & harmed):
            yield one, other


# sheets


def rename_sheet(workbook: Workbook, table: Table) -> None:
    table.sheet.title = "Sheet1 (2)"


def table_last(workbook: Workbook, table: Table) -> None:
    workbook.move_sheet(table.sheet, len(workbook.sheetnames))


def sheet_before(workbook: Workbook, table: Table) -> None:
    extra = workbook.create_sheet("Công văn", 0)
    extra["A1"], extra["B3"] = "Kính gửi: Văn phòng Bộ", "STT"


def sheets_after(workbook: Workbook, table: Table) -> None:
    for name in ("Tổng hợp", "Sheet3"):
        extra = workbook.create_sheet(name)
        extra.append(["TT", "Nhiệm vụ", "Ghi chú"])
        extra.append([1, "Họp giao ban", "xong"])


def second_copy(workbook: Workbook, table: Table) -> None:
    copied = workbook.copy_worksheet(table.sheet)
    copied.title = "Bản cũ"
    for row in range(table.heading + 1, copied.max_row + 1):
        copied.cell(row, table.column("own_lead")).value = None


def without_instructions(workbook: Workbook, table: Table) -> None:
    del workbook["Hướng dẫn"]


def without_lists(workbook: Workbook, table: Table) -> None:
    del workbook[LISTS_SHEET]


def without_check_lists(workbook: Workbook, table: Table) -> None:
    del workbook[CHECKS_SHEET]


def without_stamp_sheet(workbook: Workbook, table: Table) -> None:
    del workbook[STAMP_SHEET]


def without_properties(workbook: Workbook, table: Table) -> None:
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]  # the stubs are older than the property
    for name in list(properties.names):
        del properties[name]


def only_visible_stamp(workbook: Workbook, table: Table) -> None:
    without_stamp_sheet(workbook, table)
    without_properties(workbook, table)


def copied_by_value(workbook: Workbook, table: Table) -> None:
    """Everything shown goes into a new workbook by value: no keys, no hidden row, no hidden sheet."""
    lines = [list(line) for line in table.sheet.iter_rows(min_row=2, min_col=2, values_only=True)]
    for name in list(workbook.sheetnames):
        del workbook[name]
    without_properties(workbook, table)
    table.sheet = workbook.create_sheet("Sheet1")
    for line in lines:
        table.sheet.append(["✓" if str(value).startswith("=") else value for value in line])


# columns


def columns_moved(workbook: Workbook, table: Table) -> None:
    numbers = list(range(1, table.sheet.max_column + 1))
    table.rewrite_columns([*numbers[:3], *reversed(numbers[3:])])


def column_renamed(workbook: Workbook, table: Table) -> None:
    table.sheet.cell(table.heading, table.column("own_lead")).value = "Đầu mối"


def blank_column(workbook: Workbook, table: Table) -> None:
    table.sheet.insert_cols(table.column("own_lead"))


def extra_column(workbook: Workbook, table: Table) -> None:
    at = table.column("own_lead")
    table.sheet.insert_cols(at)
    table.sheet.cell(table.heading, at).value = "Kinh phí (triệu đồng)"
    table.sheet.cell(table.row("3.11"), at).value = 250


def given_column_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_cols(table.column("lead"))


def asked_column_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_cols(table.column("own_supporting"))


def check_column_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_cols(table.column("check"))


def key_row_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_rows(1)


def key_column_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_cols(1)


def key_column_emptied(workbook: Workbook, table: Table) -> None:
    for row in range(1, table.sheet.max_row + 1):
        table.sheet.cell(row, 1).value = None


# rows


def blank_rows(workbook: Workbook, table: Table) -> None:
    for number in ("2.3", "3.1", "5.8"):
        table.sheet.insert_rows(table.row(number), 2)


def row_with_remark(workbook: Workbook, table: Table) -> None:
    at = table.row("3.12")
    table.sheet.insert_rows(at)
    table.sheet.cell(at, table.column("text")).value = "Các nhiệm vụ dưới đây chờ ý kiến lãnh đạo Bộ"


def blank_after_each(workbook: Workbook, table: Table) -> None:
    table.rewrite([line for filled in table.lines() for line in (filled, [])])


def reversed_rows(workbook: Workbook, table: Table) -> None:
    table.rewrite(reversed(table.lines()))


def shuffled_rows(workbook: Workbook, table: Table) -> None:
    lines = table.lines()
    random.Random(47).shuffle(lines)  # noqa: S311  # an accident, not a secret
    table.rewrite(lines)


def sorted_by_lead(workbook: Workbook, table: Table) -> None:
    at = table.column("own_lead") - 1
    table.rewrite(sorted(table.lines(), key=lambda line: (line[at] is None, str(line[at]))))


def block_moved(workbook: Workbook, table: Table) -> None:
    lines, start = table.lines(), table.row("4.3") - table.heading - 1
    table.rewrite([*lines[start : start + 2], *lines[:start], *lines[start + 2 :]])


def row_deleted(workbook: Workbook, table: Table) -> None:
    table.sheet.delete_rows(table.row("2.9"))


def row_duplicated(workbook: Workbook, table: Table) -> None:
    lines, at = table.lines(), table.row("3.8") - table.heading - 1
    table.rewrite([*lines[: at + 1], lines[at], *lines[at + 1 :]])


def bands_deleted(workbook: Workbook, table: Table) -> None:
    number, text = table.column("number") - 1, table.column("text") - 1
    table.rewrite(
        line for line in table.lines() if line[number] is None or str(line[number])[0] not in "12345N" or line[text]
    )


def nil_line_deleted(workbook: Workbook, table: Table) -> None:
    row = next(row for row in range(1, table.heading) if table.sheet.cell(row, 1).value == NIL_MARK)
    table.sheet.unmerge_cells(next(str(cells) for cells in table.sheet.merged_cells.ranges if cells.min_row == row))
    table.sheet.delete_rows(row)


def row_added(workbook: Workbook, table: Table) -> None:
    row = table.sheet.max_row + 1
    for column, text in (("own_text", "Làm phim tài liệu"), ("own_lead", "Văn phòng Bộ"), ("own_time", "2026")):
        table.sheet.cell(row, table.column(column)).value = text


# cells


def numbers_as_numbers(workbook: Workbook, table: Table) -> None:
    at = table.column("number")
    for row in range(table.heading + 1, table.sheet.max_row + 1):
        text = str(table.sheet.cell(row, at).value)
        if re.fullmatch(r"[0-9]+\.[0-9]+", text):
            table.sheet.cell(row, at).value = float(text)


def years_as_numbers(workbook: Workbook, table: Table) -> None:
    for number in ("2.1", "2.4"):
        table.put(number, "own_time", int(table.get(number, "own_time")))


def month_as_date(workbook: Workbook, table: Table) -> None:
    table.put("2.10", "own_time", datetime(2025, 6, 1))  # noqa: DTZ001  # what "6/2025" becomes when typed


def issued_year_as_number(workbook: Workbook, table: Table) -> None:
    table.put("2.1", "time", int(table.get("2.1", "time")))


def formula_with_result(workbook: Workbook, table: Table) -> None:
    table.put("5.5", "own_lead", '=TRIM("Tổng cục Hải quan")')


def formula_without_result(workbook: Workbook, table: Table) -> None:
    table.put("5.2", "own_lead", '=VLOOKUP("x",A1:B2,2)')


def error_value(workbook: Workbook, table: Table) -> None:
    table.put("5.6", "own_lead", "#REF!")


def double_blanks(workbook: Workbook, table: Table) -> None:
    table.put("4.1", "own_lead", "Văn  phòng Bộ")


def no_break_blanks(workbook: Workbook, table: Table) -> None:
    table.put("4.4", "own_lead", "Văn\u00a0phòng\u00a0Bộ")


def blanks_around(workbook: Workbook, table: Table) -> None:
    table.put("5.8", "own_lead", f"  {table.get('5.8', 'own_lead')} \n")


def decomposed(workbook: Workbook, table: Table) -> None:
    table.put("3.5", "own_lead", unicodedata.normalize("NFD", table.get("3.5", "own_lead")))


def issued_texts_decomposed(workbook: Workbook, table: Table) -> None:
    for number in ("3.1", "3.2", "3.3"):
        table.put(number, "text", unicodedata.normalize("NFD", table.get(number, "text")))


def tcvn3(workbook: Workbook, table: Table) -> None:
    table.put("5.10", "own_time", "H»ng n¨m")


def vni(workbook: Workbook, table: Table) -> None:
    table.put("3.19", "own_time", "Haèng naêm")


def look_alike(workbook: Workbook, table: Table) -> None:
    table.put("4.5", "own_lead", "Vụ Ðầu tư")


def checks_typed_over(workbook: Workbook, table: Table) -> None:
    for number in ("2.1", "2.3", "3.1"):
        table.put(number, "check", "đã xong, chờ ký")


def checks_failed(workbook: Workbook, table: Table) -> None:
    """What a program shows that does not know a function or has lost a name."""
    for row in range(table.heading + 1, table.sheet.max_row + 1):
        if table.sheet.cell(row, table.column("check")).value is not None:
            table.sheet.cell(row, table.column("check")).value = "#NAME?"


def ditto(workbook: Workbook, table: Table) -> None:
    table.put("5.15", "own_lead", "như trên")


def tick(workbook: Workbook, table: Table) -> None:
    table.put("5.3", "treatment", "x")


def issued_cell_changed(workbook: Workbook, table: Table) -> None:
    table.put("3.11", "time", "2024 - 2029")


# looks


def merged_same(workbook: Workbook, table: Table) -> None:
    _merge(table, "3.3", "3.4", "own_lead")


def merged_four(workbook: Workbook, table: Table) -> None:
    _merge(table, "2.1", "2.4", "own_lead")


def _merge(table: Table, first: str, last: str, column: str) -> None:
    at = table.column(column)
    table.sheet.merge_cells(start_row=table.row(first), end_row=table.row(last), start_column=at, end_column=at)


def rows_hidden(workbook: Workbook, table: Table) -> None:
    for number in ("4.3", "4.4"):
        table.sheet.row_dimensions[table.row(number)].hidden = True


def filtered(workbook: Workbook, table: Table) -> None:
    row = table.row("5.9")
    table.sheet.row_dimensions[row].hidden = True
    last = table.sheet.cell(table.sheet.max_row, table.sheet.max_column)
    table.sheet.auto_filter.ref = f"A{table.heading}:{last.coordinate}"


def columns_hidden(workbook: Workbook, table: Table) -> None:
    for column in ("lead", "time"):
        table.sheet.column_dimensions[get_column_letter(table.column(column))].hidden = True


def title_merged(workbook: Workbook, table: Table) -> None:
    table.sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=9)


def notes_added(workbook: Workbook, table: Table) -> None:
    table.sheet.cell(table.row("2.6"), table.column("own_lead")).comment = Comment("Xin ý kiến", "Chuyên viên")


def unprotected(workbook: Workbook, table: Table) -> None:
    table.sheet.protection.disable()
    table.sheet.data_validations.dataValidation.clear()
    table.sheet.auto_filter.ref = None
    table.sheet.freeze_panes = None


# far away, and the package


def far_below(workbook: Workbook, table: Table) -> None:
    table.sheet.cell(60_001, table.column("own_lead")).value = "."


def last_cell_of_sheet(workbook: Workbook, table: Table) -> None:
    table.sheet.cell(1_048_576, 16_384).value = "x"


def empty_rows(content: bytes) -> bytes:
    """60,000 rows below the table that hold formats and nothing else."""

    def padded(xml: str) -> str:
        last = max(int(row) for row in re.findall(r'<row r="(\d+)"', xml))
        start = last + 1 if last < 1_000 else 200
        rows = "".join(f'<row r="{row}"><c r="B{row}" s="1"/></row>' for row in range(start, start + 60_000))
        return xml.replace("</sheetData>", f"{rows}</sheetData>")

    return _in_table_part(content, padded)


def with_results(content: bytes) -> bytes:
    """Formulas get the result that a spreadsheet program stores beside them."""

    def calculated(xml: str) -> str:
        cell = r'<c r="(\w+)"([^>]*?)(?: t="\w+")?><f>TRIM\("([^"]*)"\)</f><v ?/?>(?:</v>)?</c>'
        return re.sub(cell, r'<c r="\1"\2 t="str"><f>TRIM("\3")</f><v>\3</v></c>', xml)

    return _in_table_part(content, calculated)


def wrong_dimension(content: bytes) -> bytes:
    return _in_table_part(content, lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"', xml))


def with_macros(content: bytes) -> bytes:
    parts = _parts(content)
    types = parts["[Content_Types].xml"].decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    macro = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    relation = (
        '<Relationship Id="rIdMacro" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>'
    )
    parts["[Content_Types].xml"] = types.replace("</Types>", macro).encode()
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].decode().replace("</Relationships>", relation).encode()
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(508)
    return _packed(parts)


def _in_table_part(content: bytes, change: Callable[[str], str]) -> bytes:
    parts, name = _parts(content), _table_part(content)
    parts[name] = change(parts[name].decode()).encode()
    return _packed(parts)


def _table_part(content: bytes) -> str:
    """The first sheet with our headings; openpyxl, which saved the workbook, numbers parts in the order of sheets."""
    workbook = openpyxl.load_workbook(BytesIO(content), read_only=True)
    tops = (sheet.iter_rows(max_row=HEADINGS_WITHIN, values_only=True) for sheet in workbook.worksheets)
    numbers = (number for number, rows in enumerate(tops, start=1) if any(TITLES["treatment"] in row for row in rows))
    return f"xl/worksheets/sheet{next(numbers)}.xml"


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def _accident(
    bend: Bend | None,
    stage: int,
    says: str = "",
    affects: str = "",
    apart: str = "",
    *,
    traits: str = "",
    repack: Repack | None = None,
) -> Accident:
    """`says` reads "VALUE03:2.1 VALUE03:2.4", `affects` "2.1/own_time"."""
    made = bend or repack
    name = made.__name__.replace("_", " ") if made else ""
    said = (part.partition(":") for part in says.split())
    unlike = (part.partition("/") for part in affects.split())
    return Accident(
        name,
        stage,
        bend,
        repack,
        frozenset((code, task) for code, _, task in said),
        frozenset((task, column) for task, _, column in unlike),
        frozenset(apart.split()),
        frozenset(traits.split()),
    )


ACCIDENTS = (
    _accident(rename_sheet, SHEETS, apart="copied"),
    _accident(table_last, SHEETS),
    _accident(sheet_before, SHEETS),
    _accident(sheets_after, SHEETS),
    _accident(second_copy, SHEETS, "SHEET04:", apart="far heading"),
    _accident(without_instructions, SHEETS, apart="copied"),
    _accident(without_lists, SHEETS, apart="copied"),
    _accident(without_check_lists, SHEETS, apart="copied"),
    _accident(without_stamp_sheet, SHEETS, apart="copied stamp"),
    _accident(without_properties, SHEETS),
    _accident(only_visible_stamp, SHEETS, apart="copied stamp"),
    _accident(copied_by_value, ROWS, "TABLE06:*", apart="copied keys", traits="keys-lost"),
    _accident(columns_moved, COLUMNS),
    _accident(column_renamed, HEADINGS, apart="keys heading"),
    _accident(blank_column, COLUMNS),
    _accident(extra_column, COLUMNS, "SHEET03:"),
    _accident(given_column_deleted, COLUMNS),
    _accident(asked_column_deleted, COLUMNS, "SHEET02:", "*/own_supporting own/*"),
    _accident(check_column_deleted, COLUMNS, apart="checks"),
    _accident(key_row_deleted, COLUMNS, apart="keys"),
    _accident(key_column_deleted, COLUMNS, "TABLE06:*", apart="keys", traits="keys-lost"),
    _accident(key_column_emptied, COLUMNS, "TABLE06:*", apart="keys", traits="keys-lost"),
    _accident(blank_rows, ROWS),
    _accident(row_with_remark, ROWS, "SHEET03:"),
    _accident(blank_after_each, ROWS, apart="adjacent"),
    _accident(reversed_rows, ROWS, "TABLE07:*", apart="order adjacent", traits="scattered"),
    _accident(shuffled_rows, ROWS, "TABLE07:*", apart="order adjacent", traits="scattered"),
    _accident(sorted_by_lead, ROWS, "TABLE07:*", apart="order adjacent", traits="scattered"),
    _accident(block_moved, ROWS, "TABLE07:*", apart="order"),
    _accident(row_deleted, ROWS, "TABLE01:2.9", "2.9/*"),
    _accident(row_duplicated, ROWS, "TABLE02:3.8", "3.8/*"),
    _accident(bands_deleted, ROWS),
    _accident(nil_line_deleted, ROWS, apart="copied"),
    _accident(row_added, ROWS, "TABLE06:*", "own/*"),
    _accident(numbers_as_numbers, PLACES, traits="numbers-spoilt"),
    _accident(years_as_numbers, CELLS, "VALUE03:2.1 VALUE03:2.4"),
    _accident(month_as_date, CELLS, "VALUE03:2.10 TIME05:2.10", "2.10/own_time"),
    _accident(issued_year_as_number, CELLS),
    _accident(formula_with_result, CELLS, "VALUE06:5.5", repack=with_results),
    _accident(formula_without_result, CELLS, "VALUE05:5.2", "5.2/own_lead"),
    _accident(error_value, CELLS, "VALUE05:5.6", "5.6/own_lead"),
    _accident(double_blanks, CELLS, "VALUE10:4.1"),
    _accident(no_break_blanks, CELLS, "VALUE10:4.4"),
    _accident(blanks_around, CELLS, "VALUE10:5.8"),
    _accident(decomposed, CELLS, "VALUE02:3.5"),
    _accident(issued_texts_decomposed, CELLS),
    _accident(tcvn3, CELLS, "VALUE08:5.10", "5.10/own_time"),
    _accident(vni, CELLS, "VALUE08:3.19", "3.19/own_time"),
    _accident(look_alike, CELLS, "VALUE09:4.5", "4.5/own_lead"),
    _accident(checks_typed_over, CELLS, apart="checks"),
    _accident(checks_failed, CELLS, apart="checks"),
    _accident(ditto, CELLS, "VALUE12:5.15", "5.15/own_lead"),
    _accident(tick, CELLS, "VALUE13:5.3", "5.3/treatment"),
    _accident(issued_cell_changed, CELLS, "ROW05:3.11"),
    _accident(merged_same, LOOKS, "VALUE11:3.3", apart="adjacent"),
    _accident(merged_four, LOOKS, "VALUE11:2.1", apart="adjacent"),
    _accident(rows_hidden, LOOKS, "ROW10:"),
    _accident(filtered, LOOKS, "ROW10:"),
    _accident(columns_hidden, LOOKS),
    _accident(title_merged, LOOKS),
    _accident(notes_added, LOOKS),
    _accident(unprotected, LOOKS),
    _accident(far_below, PLACES, "SHEET03:", apart="far"),
    _accident(last_cell_of_sheet, PLACES, "SHEET03:", apart="far"),
    _accident(None, PACKAGE, repack=empty_rows, apart="far"),
    _accident(None, PACKAGE, repack=wrong_dimension),
    _accident(None, PACKAGE, "FILE06:", repack=with_macros),
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    clean = clean_return()
    for accident in ACCIDENTS:
        (folder / f"{accident.name.replace(' ', '-')}.xlsx").write_bytes(bent(clean, [accident]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
