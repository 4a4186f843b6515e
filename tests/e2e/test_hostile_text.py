"""Text that looks like markup, a template, a formula, or fits no cell: nothing is run, lost or cut without a word."""

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from string import ascii_uppercase, digits
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates import api
from tdn_templates.core.clean_text import clean_text
from tdn_templates.excel.form import HEADING_ROW
from tdn_templates.model.words import Severity
from tdn_templates.testing import cell_addresses, column_numbers

Rows = Callable[[Path], list[list[str]]]
Form = Callable[..., bytes]

LONG = "Rất dài " * 5000 + "HẾT"
LINES = "\n".join(f"dòng {number}" for number in range(301))
TEXTS: Mapping[str, str] = {
    "markup": "A & B <b>đậm</b> </w:t></w:r> \"'&amp;&#65;",
    "template value": "{{ x }} {{ 7*7 }} {{ ''.__class__ }}",
    "template block": "{% if %} {%tr for a in b %} {% raw %} {# chú thích #}",
    "docxtpl braces": "{_{ x }_} {_% if %_} {{r x }} {{p y }}",
    "equals": "=1+1",
    "command": '=cmd|"/c calc"!A1',
    "plus": "+84 24 3804 4444",
    "minus": "-1+2",
    "at": "@SUM(A1:A9)",
    "link": "https://example.vn/?a=1&b=2 mailto:a@example.vn",
    "numbers": "007",
    "exponent": "1e5",
    "word": "TRUE",
    "emoji code": "họp :smile: [bold]quan trọng[/bold]",
    "long": LONG,
    "lines": LINES,
    "controls": "chuông\x07 đứng\x0b trang\x0c đơn vị\x1f hết",
    "decomposed": unicodedata.normalize("NFD", "Tiếng Việt: hoà bình, Đắk Lắk"),
    "excel escape": "mã _x000B_ hết",
    "escape of a letter": "mã _x0041_ và x0041",
    "astral": "biểu tượng 😀 chữ Nôm 𡨸𡦂",
    "right to left": "trước \u202eđảo ngược\u202c sau",
    "zero width": "a\u200bb\ufeffc\u00a0d",
    "inner blanks": "hai  khoảng   trắng\tvà tab",
}
UNFIT = ("long", "lines")
"""What no spreadsheet cell can hold."""
UNTYPED = ("long", "controls", "escape of a letter")
"""What openpyxl, our clerk, refuses, cuts or spells wrong: these cells are written straight into the file."""
DONE = {"treatment": "Thực hiện", "own_lead": "Văn phòng Bộ"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def kept(name: str) -> str:
    """The text as it must come out: composed, without what XML cannot hold, else as it was."""
    return clean_text(TEXTS[name]).text


def test_cleaning_touches_only_what_is_said_to_be_touched() -> None:
    untouched = [name for name in TEXTS if kept(name) == TEXTS[name]]
    assert set(TEXTS) - set(untouched) == {"controls", "decomposed", "excel escape"}
    assert kept("controls") == "chuông đứng trang đơn vị hết"
    assert kept("excel escape") == "mã  hết"


# --- the issued list --------------------------------------------------------------------------------------------------


def hostile_programme(texts: Iterable[str]) -> str:
    """A programme of two groups whose tasks hold the texts, in YAML as a careful program would write it."""
    tasks = [
        f'      - {{number: "1.{number}", text: {json.dumps(text, ensure_ascii=False)}, lead: "Bộ Tài chính",'
        f" supporting: {json.dumps(TEXTS['markup'] + TEXTS['template value'], ensure_ascii=False)},"
        f' time: "2024 - 2026"}}'
        for number, text in enumerate(texts, start=1)
    ]
    head = {
        "code": "thu-2026",
        "code_prefix": "thu",
        "title": "=1+1 {{ x }} & <b>",
        "annex_title": "{% if %} & </w:p>",
        "reference": "@1/NQ & {{ y }}",
        "issuer": "Chính phủ & {{ z }}",
        "issued_on": "2026-01-02",
        "source": "bài thử",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    lines += ["period: {first: 2024-01-01, last: 2030-12-31}", "groups:"]
    lines += ['  - number: "1"', f"    title: {json.dumps('=2+2 {{ g }} & <i>')}", "    tasks:", *tasks]
    lines += ['  - number: "2"', '    title: "Nhóm hai"', "    tasks:"]
    lines += ['      - {number: "2.1", text: "Việc thường", lead: "Bộ Tài chính", time: "2024"}']
    return "\n".join(lines)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("programme") / "thu.yaml"
    path.write_text(hostile_programme(TEXTS.values()), encoding="utf-8")
    return path


NUMBER_OF = {name: f"1.{number}" for number, name in enumerate(TEXTS, start=1)}


@pytest.fixture(scope="module")
def issued(programme: Path, tmp_path_factory: pytest.TempPathFactory) -> api.Generated:
    return api.generate(["Bộ Tài chính"], tmp_path_factory.mktemp("issued"), programme=str(programme))


def test_issuing_hostile_texts_says_what_was_cleaned_and_cut(issued: api.Generated) -> None:
    said = {(finding.code, finding.task) for finding in issued.findings if finding.task}
    assert said == {
        ("VALUE01", NUMBER_OF["controls"]),
        ("VALUE01", NUMBER_OF["excel escape"]),
        ("VALUE02", NUMBER_OF["decomposed"]),
    }
    cut = [finding for finding in issued.findings if finding.code == "VALUE07"]
    assert [finding.value for finding in cut] == [LONG, LINES]


def test_the_issued_workbook_holds_every_text_and_no_formula(issued: api.Generated) -> None:
    book = openpyxl.load_workbook(issued.files[0])
    sheet = book["Kế hoạch"]
    ours = live_formulas(sheet)
    assert_only_text(sheet, formulas=ours)
    spoken = {text for address in ours for text in re.findall('"((?:[^"]|"")*)"', str(sheet[address].value))}
    assert {text for text in spoken if any(len(part) > 1 and part in text for part in TEXTS.values())} == set()
    cells = cell_addresses(issued.files[0].read_bytes())
    for name, number in NUMBER_OF.items():
        assert_holds(book, sheet[cells[number, "text"]], kept(name))


def test_the_issued_annex_holds_every_text_whole(issued: api.Generated, annex_rows: Rows) -> None:
    texts = {row[0]: row[1] for row in annex_rows(issued.files[1]) if len(row) > 1}
    assert {name: texts[number] for name, number in NUMBER_OF.items()} == {name: kept(name) for name in TEXTS}


def test_a_form_of_hostile_texts_comes_back_unchanged_and_merges_whole(
    programme: Path, issued: api.Generated, annex_rows: Rows, tmp_path: Path
) -> None:
    """The unit answers and touches nothing else: the issued wording goes out, comes back and is the same."""
    form = issued.files[0].read_bytes()
    cells = cell_addresses(form)
    answers = {cells[number, column]: text for number in [*NUMBER_OF.values(), "2.1"] for column, text in DONE.items()}
    path = tmp_path / "btc.xlsx"
    path.write_bytes(with_cells(form, "Kế hoạch", answers))
    merged = api.merge([path], tmp_path / "out", programme=str(programme))
    (verdict,) = merged.validation.verdicts
    assert [finding for finding in verdict.findings if finding.severity is Severity.ERROR] == []
    assert "ROW05" not in {finding.code for finding in verdict.findings}
    texts = {row[0]: row[1] for row in annex_rows(merged.files[0]) if len(row) > 1}
    assert {name: texts[number] for name, number in NUMBER_OF.items()} == {name: kept(name) for name in TEXTS}
    book = openpyxl.load_workbook(merged.files[1])
    assert_only_text(book["Tổng hợp"])
    rows = {str(row[1].value): row for row in book["Tổng hợp"].iter_rows(min_row=2)}
    for name, number in NUMBER_OF.items():
        assert_holds(book, rows[number][2], kept(name))
        assert_holds(book, rows[number][6], kept(name))


# --- what a unit types ------------------------------------------------------------------------------------------------


@pytest.fixture
def hostile_return(form_of: Form, tmp_path: Path) -> Path:
    """Every text as own wording and as note of an inherited task; the first ones also in rows the unit added."""
    tasks = [item.task.number for item in api.list_tasks(unit="Bộ Tài chính").assignments]
    answers = {number: {"row": number, **DONE} for number in tasks}
    typed = dict(zip(TEXTS, tasks, strict=False))
    for name, number in typed.items():
        if name not in UNTYPED:
            answers[number] |= {"own_text": TEXTS[name], "note": TEXTS[name]}
    own = [
        {"row": f"own:{1 + index // 6}", "own_text": TEXTS[name], "own_lead": "Văn phòng Bộ", "own_time": "2024"}
        for index, name in enumerate(name for name in TEXTS if name not in UNTYPED)
    ]
    content = form_of("Bộ Tài chính", *answers.values(), *own)
    cells = cell_addresses(content)
    crafted = {cells[typed[name], column]: TEXTS[name] for name in UNTYPED for column in ("own_text", "note")}
    path = tmp_path / "btc.xlsx"
    path.write_bytes(with_cells(content, "Kế hoạch", crafted))
    return path


@pytest.fixture
def row_of() -> Mapping[str, str]:
    tasks = [item.task.number for item in api.list_tasks(unit="Bộ Tài chính").assignments]
    return dict(zip(TEXTS, tasks, strict=False))


def test_every_change_and_every_cut_of_a_units_text_is_a_finding(
    hostile_return: Path, row_of: Mapping[str, str]
) -> None:
    (verdict,) = api.validate([hostile_return]).verdicts
    assert not verdict.has_errors
    by_task = {name: {f.code for f in verdict.findings if f.task == number} for name, number in row_of.items()}
    values = {name: {code for code in codes if code.startswith("VALUE")} for name, codes in by_task.items()}
    assert {name: codes for name, codes in values.items() if codes} == {
        "long": {"VALUE07"},
        "lines": {"VALUE07"},
        "controls": {"VALUE01"},
        "excel escape": {"VALUE01", "VALUE10"},
        "decomposed": {"VALUE02"},
        "inner blanks": {"VALUE10"},
        "right to left": {"VALUE10"},
        "zero width": {"VALUE10"},
    }
    cells = cell_addresses(hostile_return.read_bytes())
    cut = [f.place.cell for f in verdict.findings if f.task == row_of["long"] and f.code == "VALUE07"]
    assert cut == [cells[row_of["long"], "own_text"], cells[row_of["long"], "note"]]


def test_a_units_texts_are_merged_whole_into_the_annex(
    hostile_return: Path, row_of: Mapping[str, str], annex_rows: Rows, tmp_path: Path
) -> None:
    annex, _, _ = api.merge([hostile_return], tmp_path / "out").files
    texts = [row[1] for row in annex_rows(annex) if len(row) > 1]
    for name in row_of:
        wanted = 1 if name in UNTYPED else 2
        assert texts.count(kept(name)) == wanted, name


def test_a_units_texts_are_merged_into_text_cells_cut_only_with_the_whole_beside(
    hostile_return: Path, row_of: Mapping[str, str], tmp_path: Path
) -> None:
    merged = api.merge([hostile_return], tmp_path / "out")
    book = openpyxl.load_workbook(merged.files[1])
    for sheet in book.worksheets:
        assert_only_text(sheet)
    rows = {str(row[1].value): row for row in book["Tổng hợp"].iter_rows(min_row=2) if row[3].value and row[10].value}
    for name, number in row_of.items():
        assert_holds(book, rows[number][6], kept(name))
        assert_holds(book, rows[number][10], kept(name))
    cut = {finding.place.cell for finding in merged.findings if finding.place.sheet == "Tổng hợp"}
    assert cut == {rows[row_of[name]][column].coordinate for name in UNFIT for column in (6, 10)} | own_cuts(book)


def own_cuts(book: openpyxl.Workbook) -> set[str]:
    """The cut cell of the row a unit added (no note there)."""
    rows = book["Tổng hợp"].iter_rows(min_row=2)
    return {row[6].coordinate for row in rows if not row[10].value and "Toàn văn" in str(row[6].value)}


def test_several_units_share_an_annex_with_hostile_texts(
    hostile_return: Path, row_of: Mapping[str, str], form_of: Form, annex_rows: Rows, tmp_path: Path
) -> None:
    tasks = api.list_tasks(unit="Bộ Công an").assignments
    other = tmp_path / "bca.xlsx"
    refused = {"treatment": "Không áp dụng", "note": TEXTS["template block"]}
    other.write_bytes(form_of("Bộ Công an", *({"row": item.task.number, **refused} for item in tasks)))
    annex = api.merge([hostile_return, other], tmp_path / "out").files[0]
    shown = annex_rows(annex)
    texts = [row[2] for row in shown if len(row) > 2 and row[1] == "Bộ Tài chính"]
    assert [name for name in row_of if kept(name) not in texts] == []
    assert ["", "Bộ Công an", f"Không áp dụng: {TEXTS['template block']}", "", "", ""] in shown


def test_the_command_line_prints_what_was_cut_and_shows_no_raw_control(hostile_return: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    checked = run("validate", hostile_return)
    merged = run("merge", hostile_return, "-o", out)
    assert (checked.returncode, merged.returncode) == (0, 0)
    assert "[VALUE07]" in checked.stdout
    assert "[VALUE01]" in checked.stdout
    assert "[VALUE07] Cảnh báo Tổng hợp" in merged.stdout
    for ran in (checked, merged):
        assert ran.stderr == ""
        assert re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", ran.stdout) is None
        assert max(map(len, ran.stdout.splitlines())) <= 200


def test_the_terminal_table_shows_texts_as_they_are_written(programme: Path) -> None:
    ran = run("tasks", "--programme", programme)
    assert ran.returncode == 0
    assert ":smile:" in ran.stdout
    assert "[bold]" in ran.stdout


# --- help -------------------------------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tdn_templates", *map(str, arguments)],
        env={**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def live_formulas(sheet: Worksheet) -> set[str]:
    """Where the form has formulas of its own: the check cells and the line above the table."""
    check = column_numbers(sheet)["check"]
    addresses = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    above = {address for address in addresses if int(address.lstrip(ascii_uppercase)) < HEADING_ROW}
    assert {column_index_from_string(address.rstrip(digits)) for address in addresses - above} == {check}
    assert len(above) == 2
    return addresses


COUNTING = ("Đơn vị", "Ma trận", "Tiến độ", "Biểu đồ", "Tổng số")
"""Sheets with numbers, which are ours."""


def assert_only_text(sheet: Worksheet, formulas: Collection[str] = ()) -> None:
    """No link, no formula but these; a text that starts like a formula carries the mark that keeps it text when it is
    edited."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.coordinate in formulas:
                continue
            assert cell.data_type in ("s", "n", "inlineStr"), cell.coordinate
            assert cell.hyperlink is None
            if cell.data_type == "n":
                assert cell.value is None or sheet.title in COUNTING, cell.coordinate
            if str(cell.value or "").startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix, cell.coordinate


def assert_holds(book: openpyxl.Workbook, cell: Cell | MergedCell, text: str) -> None:
    """The cell holds the text, or its beginning with the mark, and the sheet of full texts the rest."""
    shown = str(cell.value)
    if shown == text:
        return
    start, mark, _ = shown.partition(" […] (xem trang “Toàn văn”")
    assert mark
    assert text.startswith(start)
    assert len(start) > 1000
    parts = [
        str(row[3])
        for row in book["Toàn văn"].iter_rows(min_row=2, values_only=True)
        if (row[0], row[1]) == (cell.parent.title, cell.coordinate)
    ]
    assert "".join(parts) == text


def with_cells(content: bytes, sheet_name: str, texts: Mapping[str, str]) -> bytes:
    """The workbook with these texts written straight into the XML of a sheet, spelt as the file format wants it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    part = f"xl/worksheets/sheet{book.sheetnames.index(sheet_name) + 1}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _with_cells(data, texts) if name == part else data)
    return out.getvalue()


def _with_cells(xml: bytes, texts: Mapping[str, str]) -> bytes:
    root = ElementTree.fromstring(xml)  # noqa: S314  # made by ourselves a moment ago
    cells = {cell.get("r"): cell for cell in root.iter(f"{{{MAIN}}}c")}
    for address, text in texts.items():
        cell = cells[address]
        cell.set("t", "inlineStr")
        for child in list(cell):
            cell.remove(child)
        inline = ElementTree.SubElement(ElementTree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        escaped = re.sub("_(x[0-9A-F]{4}_)", r"_x005F_\1", text)
        inline.text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda char: f"_x{ord(char[0]):04X}_", escaped)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
