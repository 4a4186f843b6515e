"""The fast reading library, wrapped: values and visibility of worksheets, and what it does when it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tdn_templates.excel.exact_reader import plain_number
from tdn_templates.files.guard_zip import Refusal
from tdn_templates.model.cell import RawValue

Cells = dict[tuple[int, int], RawValue]


class NotUnderstood(Exception):
    """The library refused the workbook; another reader may do better."""


class LibraryFault(Exception):
    """The library broke down (it did not just refuse the file): its process should not be used again."""


@dataclass(frozen=True, slots=True)
class FastSheet:
    """`cells` is empty for a sheet that was not wanted. A number that is not finite stands there as text, and `exact`
    is False then: the library no longer knows how it was written."""

    name: str
    visible: bool
    cells: Cells
    exact: bool


def fast_sheets(content: bytes, wanted: Callable[[int], bool]) -> tuple[FastSheet, ...]:
    """The worksheets in workbook order; `wanted` says by position (from 0) which of them are read.

    Raises NotUnderstood, LibraryFault, and Refusal for a workbook with a password.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            found = [pair for pair in enumerate(workbook.sheets_metadata) if pair[1].typ == SheetTypeEnum.WorkSheet]
            return tuple(
                FastSheet(
                    sheet.name,
                    sheet.visible == SheetVisibleEnum.Visible,
                    *(_cells(workbook.get_sheet_by_index(index)) if wanted(position) else ({}, True)),
                )
                for position, (index, sheet) in enumerate(found)
            )
    except PasswordError as fault:
        raise Refusal("encrypted", message=str(fault)) from fault
    except CalamineError as fault:
        raise NotUnderstood(str(fault)) from fault
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:
        # a panic of the library derives from BaseException (the test of a panic shows it)
        raise LibraryFault(type(fault).__name__) from fault


def _cells(sheet: CalamineSheet) -> tuple[Cells, bool]:
    """Non-blank values by address, and whether every number is finite. Text stays as the file has it."""
    cells: Cells = {}
    exact = True
    start = sheet.start
    if start is None:
        return cells, exact
    for row, values in enumerate(sheet.to_python(), start[0] + 1):
        for column, value in enumerate(values, start[1] + 1):
            if type(value) is not float:
                if value != "":
                    cells[row, column] = value
            elif isfinite(value):
                cells[row, column] = plain_number(value)
            else:
                cells[row, column] = str(value)
                exact = False
    return cells, exact
