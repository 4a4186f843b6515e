"""A check column for a form whose layout has none yet: sure of few rows, and right about them.

It stands in for the checks that a layout describes, so that the tests of their agreement can be tested themselves.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from lxml import etree

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.row_keys import OwnKey, TaskKey, read_row_key
from tdn_templates.model.layout import Block
from tests.office.agreement import RIGHT, UNSURE
from tests.office.form_to_fill import CHECK, key_columns, table_of
from tests.office.values import VALUES

OPEN = "chưa chọn cách thực hiện"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLAIN_TEXTS = ",".join(f'"{value.template}"' for value in VALUES if value.kind == "text" and value.is_plain)
_IS_PLAIN = "SUMPRODUCT(--EXACT({cell},{{" + _PLAIN_TEXTS + "}}))=1"
_IS_LISTED = "SUMPRODUCT(--EXACT(tdn_own_lead,{cell}))=1"
_IS_BLANK = "COUNTA({cell})=0"
_SURE = (
    "OR(EXACT({own_text},{text}),<PLAIN own_text>),EXACT({own_time},{time}),"
    "OR(<BLANK own_supporting>,<LISTED own_supporting>),<BLANK carries>,<BLANK own_number>"
)
_UNTOUCHED = (
    "AND(EXACT({own_text},{text}),EXACT({own_time},{time}),"
    "COUNTA({treatment},{own_lead}:{own_supporting},{carries}:{note})=0)"
)
_FREE = '=IF(COUNTA({treatment},{own_text}:{note})=0,"","{unsure}")'
_TASK = (
    '=IFERROR(IF(LEN({treatment})=0,IF(COUNTA({treatment})>0,"{unsure}",{open}),IF(OR('
    f'AND(EXACT({{treatment}},"Thực hiện"),<LISTED own_lead>,OR(<BLANK note>,<PLAIN note>),{_SURE}),'
    f'AND(EXACT({{treatment}},"Không áp dụng"),<PLAIN note>,OR(<BLANK own_lead>,<LISTED own_lead>),{_SURE})),'
    f'"{RIGHT}","{{unsure}}")),"{{unsure}}")'
)
_OPEN = {Block.INHERITED: f'"{OPEN}"', Block.CONDITIONAL: f'IF({_UNTOUCHED},"","{{unsure}}")'}


def add_check_column(form: Path) -> None:
    """Put the column behind the last one, with the results that its formulas have in an untouched form."""
    workbook = openpyxl.load_workbook(form)
    sheet = table_of(workbook)
    columns = key_columns(sheet)
    at = max(columns.values()) + 1
    sheet.cell(1, at, CHECK)
    sheet.cell(5, at, "Kiểm tra")
    results: dict[str, str] = {}
    for row in range(2, sheet.max_row + 1):
        key = read_row_key(str(sheet.cell(row, 1).value or ""))
        if isinstance(key, TaskKey | OwnKey):
            block = key.block if isinstance(key, TaskKey) else Block.OWN
            sheet.cell(row, at, _formula(row, block, columns))
            results[f"{column_letters(at)}{row}"] = OPEN if block is Block.INHERITED else ""
    content = BytesIO()
    workbook.save(content)
    form.write_bytes(_with_results(content.getvalue(), workbook.index(sheet) + 1, results))


def _formula(row: int, block: Block, columns: Mapping[str, int]) -> str:
    words = {key: f"{column_letters(at)}{row}" for key, at in columns.items()} | {"unsure": UNSURE}
    if block is Block.OWN:
        return _FREE.format_map(words)
    formula = _TASK.format_map(words | {"open": _OPEN[block].format_map(words)})
    for name, test in (("PLAIN", _IS_PLAIN), ("LISTED", _IS_LISTED), ("BLANK", _IS_BLANK)):
        for key in columns:
            formula = formula.replace(f"<{name} {key}>", test.format(cell=words[key]))
    return formula


def _with_results(content: bytes, number: int, results: Mapping[str, str]) -> bytes:
    """openpyxl writes formulas without their results."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = package.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                root = etree.fromstring(part)
                for cell in root.iter(f"{_MAIN}c"):
                    if cell.get("r") in results:
                        cell.set("t", "str")
                        cell.find(f"{_MAIN}v").text = results[cell.get("r")]
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            copy.writestr(name, part)
    return made.getvalue()
