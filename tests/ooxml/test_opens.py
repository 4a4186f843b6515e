"""LibreOffice opens every .xlsx and .docx we write, loses nothing of it, and prints it."""

import re
import zipfile
from collections.abc import Mapping, Sequence, Set
from itertools import zip_longest
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.office.calc import Calc
from tests.ooxml.made_documents import OVERLONG
from tests.ooxml.office import saved_by_office

pytestmark = pytest.mark.office
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Documents = Mapping[str, Path]
Cells = Mapping[str, Set[tuple[int, int]]]
"""Row and column of cells, by sheet."""


def of_kind(documents: Documents, ending: str) -> list[Path]:
    return [path for name, path in documents.items() if name.endswith(ending) and not name.startswith(OVERLONG)]


def test_every_document_becomes_a_pdf_with_pages_and_a_broken_one_none(
    libreoffice: Calc, documents: Documents, tmp_path: Path
) -> None:
    whole = documents["issued-ministry.docx"].read_bytes()
    half = tmp_path / "half.docx"
    half.write_bytes(whole[: len(whole) // 2])
    printed = saved_by_office(libreoffice, [*of_kind(documents, ""), half], "pdf", tmp_path)
    pages = {name: count_pages(path.read_bytes()) if path.exists() else 0 for name, path in printed.items()}
    assert [name for name, count in pages.items() if count == 0] == ["half.docx"]
    assert len(pages) > 30


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf)) if pdf.startswith(b"%PDF-") else 0


def test_every_workbook_keeps_all_its_texts(libreoffice: Calc, documents: Documents, tmp_path: Path) -> None:
    saved = saved_by_office(libreoffice, of_kind(documents, ".xlsx"), "xlsx", tmp_path)
    lost = {name: differences(documents[name], path) for name, path in saved.items()}
    assert differences(documents["issued-ministry.xlsx"], documents["issued-agency.xlsx"])
    assert {name: cells for name, cells in lost.items() if cells} == {}


def differences(before: Path, after: Path) -> list[str]:
    """Rows that do not hold the same, as their sheet and what each has.

    A repaired copy has forgotten what its formulas came to, and LibreOffice works it out: that is no loss.
    """
    one, other = texts(before), texts(after)
    if one != other:
        worked_out = formula_cells(before)
        one, other = texts(before, worked_out), texts(after, worked_out)
    sheets = sorted(one.keys() ^ other.keys())
    both = [(name, one[name], other[name]) for name in one if name in other]
    rows = ((name, old, new) for name, olds, news in both for old, new in zip_longest(olds, news))
    return sheets + [f"{name}: {old} -> {new}" for name, old, new in rows if old != new]


def formula_cells(path: Path) -> Cells:
    workbook = load_workbook(path)
    return {
        sheet.title: {(at, column) for (at, column), cell in sheet._cells.items() if cell.data_type == "f"}
        for sheet in workbook.worksheets
    }


def texts(path: Path, left_out: Cells | None = None) -> dict[str, list[list[str]]]:
    """The cells of each sheet, hidden ones too, without blank ends; `left_out` counts as blank."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: rows_of(
            book.get_sheet_by_name(name).to_python(skip_empty_area=False), (left_out or {}).get(name, frozenset())
        )
        for name in book.sheet_names
    }


def rows_of(table: Sequence[Sequence[object]], left_out: Set[tuple[int, int]]) -> list[list[str]]:
    rows = [
        ["" if (at, column) in left_out else without_escapes(str(value)) for column, value in enumerate(row, start=1)]
        for at, row in enumerate(table, start=1)
    ]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def test_every_word_file_keeps_all_its_text(libreoffice: Calc, documents: Documents, tmp_path: Path) -> None:
    saved = saved_by_office(libreoffice, of_kind(documents, ".docx"), "docx", tmp_path)
    assert [name for name, path in saved.items() if word_text(path) != word_text(documents[name])] == []


def word_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        root = fromstring(package.read("word/document.xml"))
    return without_escapes("".join(node.text or "" for node in root.iter(f"{W}t")))


def without_escapes(text: str) -> str:
    """What looks like the escape of a character ("_x0041_") is escaped itself in .xlsx, and not in .docx: LibreOffice
    does neither as it should."""
    return text.replace("_x005F", "")
