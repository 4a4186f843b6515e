"""The lists that examples hold, made into PDF by LibreOffice, are imported as they were, with lines and without."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from tdn_templates.api.reading_annexes import read_annex_file
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_programme, load_registry
from tests.office.calc import Calc

pytestmark = pytest.mark.office
Row = Sequence[str]
FIELDS = ("number", "text", "lead", "supporting", "time", "own_lead", "own_supporting")
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
OWN = ("Đơn vị thuộc Bộ chủ trì", "Đơn vị thuộc Bộ phối hợp")
WIDTHS = (1.2, 5.6, 3.2, 3.2, 1.9, 3.2, 3.2)
PLANS = Path(__file__).resolve().parents[2] / "examples" / "published-plans"


def national() -> Sequence[Row]:
    tasks = load_programme(DEFAULT_PROGRAMME, load_registry()).tasks
    return [(task.number, task.text, task.lead.wording, task.supporting.wording, task.time.wording) for task in tasks]


def published(name: str) -> Sequence[Row]:
    with (PLANS / f"{name}.published.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def write_document(path: Path, rows: Sequence[Row], style: str) -> None:
    """The rows under titles of their groups, in landscape."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.add_paragraph("Phụ lục")
    columns = len(rows[0])
    table = document.add_table(rows=0, cols=columns, style=style)
    for cells in _with_titles(rows, (*HEADINGS, *OWN)[:columns]):
        made = table.add_row().cells
        if len(cells) == 2:
            made[1].merge(made[-1])
        for cell, text, width in zip(made, cells, WIDTHS, strict=False):
            cell.text, cell.width = text, Cm(width)
    document.add_paragraph("Nơi nhận: như trên")
    document.save(str(path))


def _with_titles(rows: Sequence[Row], headings: Row) -> Iterator[Row]:
    yield headings
    group = ""
    for row in rows:
        if row[0].split(".")[0] != group:
            group = row[0].split(".")[0]
            yield group, f"Nhóm nhiệm vụ {group}"
        yield row


def test_annexes_made_into_pdf_are_imported_as_they_were(libreoffice: Calc, tmp_path: Path) -> None:
    lists = {
        "ruled": (national(), "Table Grid"),
        "plain": (published("tinh-binh-dinh"), "Normal Table"),
        "seven": (published("bo-tai-chinh"), "Table Grid"),
    }
    for name, (rows, style) in lists.items():
        write_document(tmp_path / f"{name}.docx", rows, style)
    for name, (rows, _) in lists.items():
        annex = read_annex_file(libreoffice.saved(tmp_path / f"{name}.docx", "pdf", tmp_path), load_registry()).annex
        found = [tuple(getattr(row, field) for field in FIELDS[: len(rows[0])]) for row in annex.rows]
        assert found == [tuple(row) for row in rows], name
        assert len(annex.groups) == len({row[0].split(".")[0] for row in rows})
