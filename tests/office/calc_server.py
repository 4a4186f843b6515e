"""LibreOffice at work for the tests: one request a line on standard input, one answer a line, both JSON.

    python3 calc_server.py SOFFICE PROFILE

Run by the Python that has the module uno (Debian: python3-uno), which is rarely the one that runs the tests; tests use
`calc.py`. It starts an office of its own with the given profile folder and ends it when its input ends. A request is
{"do": NAME, ...}; an answer is {"done": ...} or {"failed": TEXT}.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

START_SECONDS = 90
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97", ".pdf": "calc_pdf_Export"}
WORD_FILTERS = {".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export"}
FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA
DATE_FORMATS = 2  # com.sun.star.util.NumberFormat.DATE

UnoObject = Any
"""Whatever the office hands out: it says what it can do at run time only."""


class Book:
    """One open workbook. Its sheets are unprotected: pasting a block into a locked sheet is refused as a whole.

    What is put in is calculated when somebody looks, not after every block.
    """

    def __init__(self, document: UnoObject) -> None:
        self.document = document
        self._formats: list[tuple[UnoObject, int]] = []
        for sheet in document.Sheets:
            sheet.unprotect("")
        document.addActionLock()  # or every cell that is set makes the office lay out its row anew

    def paste(self, sheet: str, cell: str, rows: Sequence[Sequence[str | float]]) -> None:
        """Texts stay texts whatever they look like, numbers are numbers, "" clears the cell. Cells that were typed into
        with another number format have their own again."""
        self.document.enableAutomaticCalculation(False)
        while self._formats:
            typed, number_format = self._formats.pop()
            typed.NumberFormat = number_format
        table = self.document.Sheets.getByName(sheet)
        first = table.getCellRangeByName(cell).CellAddress
        last_column, last_row = first.Column + len(rows[0]) - 1, first.Row + len(rows) - 1
        block = table.getCellRangeByPosition(first.Column, first.Row, last_column, last_row)
        block.setDataArray(tuple(tuple(row) for row in rows))

    def type_in(self, sheet: str, cells: Sequence[tuple[str, str, str | float]]) -> None:
        self.document.enableAutomaticCalculation(False)
        table = self.document.Sheets.getByName(sheet)
        for address, how, value in cells:
            cell = table.getCellRangeByName(address)
            if how == "text":
                cell.setString(value)
            elif how == "number":
                cell.setValue(value)
            elif how == "date":
                self._formats.append((cell, cell.NumberFormat))
                cell.NumberFormat = self.document.NumberFormats.getStandardFormat(DATE_FORMATS, Locale())
                cell.setValue(value)
            elif how == "formula":
                cell.setFormula(value)
            else:
                raise ValueError(f"a cell cannot be set by {how!r}")

    def calculate(self) -> None:
        """Every formula, whether the office thinks that it changed or not."""
        self.document.calculateAll()
        self._settle()

    def texts(self, sheet: str, area: str) -> list[list[str]]:
        """What the cells show; an error value is its text ("#N/A")."""
        self._settle()
        block = self.document.Sheets.getByName(sheet).getCellRangeByName(area)
        shown: list[list[str]] = []
        for row, values in enumerate(block.getDataArray()):
            shown.append([self._shown(block, row, column, value) for column, value in enumerate(values)])
        return shown

    def formulas(self) -> list[tuple[str, str, str, str | float | None, str]]:
        """Sheet, cell, formula, value and error text of every cell with a formula; None as value of an error."""
        self._settle()
        found: list[tuple[str, str, str, str | float | None, str]] = []
        for sheet in self.document.Sheets:
            for block in sheet.queryContentCells(FORMULA_CELLS):
                values, formulas = block.getDataArray(), block.getFormulaArray()
                for row, line in enumerate(values):
                    for column, value in enumerate(line):
                        cell = block.getCellByPosition(column, row)
                        name = cell.AbsoluteName.rpartition(".")[2].replace("$", "")
                        wrong = cell.getError() != 0
                        shown = cell.getString() if wrong else ""
                        found.append((sheet.Name, name, formulas[row][column], None if wrong else value, shown))
        return found

    def save(self, path: str) -> None:
        self._settle()
        how = (setting("FilterName", FILTERS[Path(path).suffix]),)
        self.document.storeToURL(Path(path).as_uri(), how)

    def close(self) -> None:
        self.document.close(True)

    def _settle(self) -> None:
        """Calculates what has been put in since; nothing if nothing has."""
        self.document.enableAutomaticCalculation(True)

    def _shown(self, block: UnoObject, row: int, column: int, value: object) -> str:
        return value if isinstance(value, str) else str(block.getCellByPosition(column, row).getString())


class Server:
    def __init__(self, desktop: UnoObject) -> None:
        self._desktop = desktop
        self._books: dict[int, Book] = {}
        self._opened = 0

    def answer(self, request: dict[str, Any]) -> object:
        wanted = request.pop("do")
        if wanted == "open":
            return self._open(Path(request["path"]))
        if wanted == "convert":
            self._convert(Path(request["path"]), Path(request["target"]))
            return None
        number = request.pop("book")
        if wanted == "close":
            self._books.pop(number).close()
            return None
        doing: dict[str, Callable[..., object]] = {
            name: getattr(self._books[number], name)
            for name in ("paste", "type_in", "calculate", "texts", "formulas", "save")
        }
        return doing[wanted](**request)

    def _open(self, path: Path) -> dict[str, object]:
        document = self._loaded(path)
        self._opened += 1
        self._books[self._opened] = Book(document)
        return {"book": self._opened, "sheets": [sheet.Name for sheet in document.Sheets]}

    def _convert(self, path: Path, target: Path) -> None:
        document = self._loaded(path)
        try:
            of_calc = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
            filters = FILTERS if of_calc else WORD_FILTERS
            document.storeToURL(target.as_uri(), (setting("FilterName", filters[target.suffix]),))
        finally:
            document.close(True)

    def _loaded(self, path: Path) -> UnoObject:
        document = self._desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (setting("Hidden", True),))
        if document is None:
            raise ValueError(f"{path.name} cannot be opened")
        return document


def setting(name: str, value: object) -> UnoObject:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def start(soffice: str, profile: str) -> tuple[subprocess.Popen[bytes], UnoObject]:
    """The office and its desktop. Local pipe, no port; not in a process group of its own, so that who ends this
    script's group ends the office."""
    pipe = f"tdn_templates_{os.getpid()}"
    command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo"]
    command += ["--nodefault", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(START_SECONDS * 10):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
        else:
            return office, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise TimeoutError(f"the office did not answer within {START_SECONDS} s")


def main(soffice: str, profile: str) -> None:
    office, desktop = start(soffice, profile)
    server = Server(desktop)
    say({"done": None})
    for line in sys.stdin:
        try:
            say({"done": server.answer(json.loads(line))})
        except Exception as problem:  # whatever it is, the tests have to hear it
            say({"failed": f"{type(problem).__name__}: {problem}"})
    try:
        desktop.terminate()
    except uno.getClass("com.sun.star.lang.DisposedException"):
        pass  # it ends before it has answered
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()


def say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
