"""Find out what a returned workbook is: the stamp, in every place it may stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from tdn_templates.core.form_marks import FORM_CODE_LABEL, PROPERTY_PREFIX, STAMP_MARK
from tdn_templates.model.cell import RawSheet, RawWorkbook
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import StampFound
from tdn_templates.model.unit import Unit

ASSUMED = "assumed"
"""Where a stamp "stands" that the file does not have: whoever sent the file in said whose it is."""

_FILE_NAME = re.compile(r"(?P<programme>[a-z0-9-]+)_(?P<layout>[a-z0-9-]+)_(?P<unit>[a-z0-9-]+)", re.ASCII)
_TOP_ROWS = 20


def find_stamps(workbook: RawWorkbook, file_name: str) -> tuple[StampFound, ...]:
    """Every stamp found, in order of trust: hidden sheet, document properties, visible line, file name.

    A stamp that lacks its form, programme or unit says nothing, so the next place is asked.
    """
    return tuple(found for found in _stamps(workbook, file_name) if _identifies(found.stamp))


def assumed_stamp(layout: WorkbookLayout, programme: Programme, unit: Unit) -> Stamp:
    """The stamp of a file that lost its own: what is not known of it stays ""."""
    return Stamp(layout.name, "", programme.code, "", unit.slug, "")


def _identifies(stamp: Stamp) -> bool:
    return bool(stamp.layout and stamp.programme and stamp.unit)


def _stamps(workbook: RawWorkbook, file_name: str) -> Iterator[StampFound]:
    for sheet in workbook.sheets:
        if str(sheet.cells.get((1, 1), "")) == STAMP_MARK:
            yield StampFound("sheet", _from_pairs(_pairs(sheet)))
    prefix = len(PROPERTY_PREFIX)
    properties = {
        name[prefix:]: value for name, value in workbook.properties.items() if name.startswith(PROPERTY_PREFIX)
    }
    if properties:
        yield StampFound("properties", _from_pairs(properties))
    for sheet in workbook.sheets:
        for (row, _), value in sheet.cells.items():
            if row <= _TOP_ROWS and isinstance(value, str) and value.startswith(FORM_CODE_LABEL):
                yield StampFound("line", _from_line(value))
    named = _FILE_NAME.match(file_name)
    if named:
        parts = named.groupdict()
        yield StampFound("file_name", _from_pairs(parts))


def _pairs(sheet: RawSheet) -> dict[str, str]:
    """The key/value pairs below the mark of the stamp sheet."""
    return {
        str(value): str(sheet.cells.get((row, 2), "")) for (row, column), value in sheet.cells.items() if column == 1
    }


def _from_line(line: str) -> Stamp:
    parts = [part.strip() for part in line.removeprefix(FORM_CODE_LABEL).split("|")]
    names = [part.name for part in fields(Stamp)]
    return _from_pairs(dict(zip(names, parts, strict=False)))


def _from_pairs(pairs: Mapping[str, str]) -> Stamp:
    return Stamp(
        layout=pairs.get("layout", ""),
        layout_version=pairs.get("layout_version", ""),
        programme=pairs.get("programme", ""),
        edition=pairs.get("edition", ""),
        unit=pairs.get("unit", ""),
        issue=pairs.get("issue", ""),
        period=pairs.get("period", ""),
        as_of=pairs.get("as_of", ""),
    )
