"""A returned Word document as a workbook: one sheet for every table.

Addresses are what a person counts on the page: table 2 is the sheet "Bảng 2", its first column is A, its first row 1.
What nobody sees stands where no table reaches: the row keys in column XFD (a Word table has 63 columns at most), and
the mark above them in row 0. A stamp line becomes the hidden stamp sheet that a workbook of ours has.
"""

from tdn_templates.core.form_marks import KEY_MARK, PROPERTY_PREFIX, STAMP_MARK, STAMP_SHEET
from tdn_templates.files.guard import Inspected
from tdn_templates.files.guard_zip import Archive, Refusal
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.xml_parts import named_texts, relations_of
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook
from tdn_templates.word.stamp_line import read_stamp_line, stamp_parts
from tdn_templates.word.tables import WordTable, read_body

_SHEET_NAME = "Bảng {number}"
_KEY_COLUMN = 16_384
_MARK_ROW = 0


def read_word(inspected: Inspected, limits: ReadLimits, *, tables_needed: bool = True) -> RawWorkbook:
    """Every table of a Word document, and the paragraphs between them.

    Raises Refusal. A document without a table is no return, and is refused if `tables_needed`."""
    archive = inspected.archive
    if archive is None:
        raise Refusal("damaged", kind=inspected.kind.value)
    roots = relations_of(archive, "")
    part = roots.first("officeDocument") or "word/document.xml"
    body = read_body(archive.xml(part), part, limits)
    if tables_needed and not body.tables:
        raise Refusal("not_a_workbook", kind=inspected.kind.value)
    stamp = next(filter(None, map(read_stamp_line, body.stamp_lines)), None)
    sheets = tuple(_sheet(number, table) for number, table in enumerate(body.tables, 1))
    return RawWorkbook(
        format=inspected.kind.value,
        sheets=(*sheets, _stamp_sheet(stamp)) if stamp else sheets,
        properties=_properties(archive, roots.first("custom-properties") or "docProps/custom.xml"),
        has_macros=archive.has("word/vbaProject.bin"),
        lines=body.lines,
    )


def _sheet(number: int, table: WordTable) -> RawSheet:
    cells: dict[tuple[int, int], RawValue] = dict(table.cells)
    if table.keys:
        cells[_MARK_ROW, _KEY_COLUMN] = KEY_MARK
        cells |= {(row, _KEY_COLUMN): key for row, key in table.keys.items()}
    return RawSheet(
        _SHEET_NAME.format(number=number),
        cells,
        hidden_rows=table.hidden_rows,
        tracked=table.tracked,
        merges=table.merges,
    )


def _stamp_sheet(stamp: dict[str, str]) -> RawSheet:
    cells: dict[tuple[int, int], RawValue] = {(1, 1): STAMP_MARK}
    for row, (name, value) in enumerate(stamp.items(), 2):
        cells |= {(row, 1): name, (row, 2): value}
    return RawSheet(STAMP_SHEET, cells, visible=False)


def _properties(archive: Archive, part: str) -> dict[str, str]:
    """Custom properties; those of the stamp, which a Word form holds by their plain names, as a workbook has them."""
    if not archive.has(part):
        return {}
    properties = named_texts(archive.xml(part), "property", part)
    return properties | {f"{PROPERTY_PREFIX}{name}": value for name, value in stamp_parts(properties).items()}
