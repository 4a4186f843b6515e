"""LibreOffice Calc as a second opinion: open a workbook, put values into cells, calculate, look, save.

    with Calc(profile) as calc:
        book = calc.open(path)
        book.paste("Kế hoạch", "H6", [["Thực hiện", "2024"]])
        book.calculate()
        book.texts("Kế hoạch", "P6:P6")

One office serves many workbooks; what it does is in `calc_server.py`, which runs beside it.
"""

import json
import os
import select
import shutil
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

SERVER = Path(__file__).with_name("calc_server.py")
ANSWER_SECONDS = 120

How = Literal["text", "number", "date", "formula"]
Content = str | float
"""What is pasted: a text that stays a text, or a number. "" clears a cell."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What goes into one cell. A date is given as its serial number."""

    how: How
    value: Content


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """`value` is None where the formula ends in an error, whose text is `error` then."""

    sheet: str
    cell: str
    formula: str
    value: Content | None
    error: str


@lru_cache
def why_not() -> str:
    """Why LibreOffice cannot be asked here, "" if it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    return "" if _python_with_uno() else "no Python has the module uno (Debian: python3-uno)"


class Calc:
    """An office of its own, with its own profile folder, until `close`."""

    def __init__(self, profile: Path) -> None:
        soffice, python = shutil.which("soffice"), _python_with_uno()
        if soffice is None or python is None:
            raise FileNotFoundError(why_not())
        command = [python, str(SERVER), soffice, str(profile.absolute())]
        # a session of its own: the office is in its process group, so that both can be ended together
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True
        )
        self._answer()

    def __enter__(self) -> "Calc":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, path: Path) -> "Book":
        opened = self.ask("open", path=str(path.absolute()))
        assert isinstance(opened, dict)
        return Book(self, opened["book"], tuple(opened["sheets"]))

    def saved(self, source: Path, kind: str, folder: Path) -> Path:
        """The workbook or document as the office saves it in this format (xlsx, ods, xls, docx, pdf), in `folder`.

        Raises RuntimeError if it cannot be opened.
        """
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{source.stem}.{kind}"
        self.ask("convert", path=str(source.absolute()), target=str(target.absolute()))
        return target

    def ask(self, do: str, **request: object) -> object:
        """Raises RuntimeError with what the office said, TimeoutError when it says nothing; then it is gone."""
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps({"do": do, **request}).encode() + b"\n")
        return self._answer()

    def close(self) -> None:
        if self._server.stdin is None or self._server.stdin.closed:
            return
        self._server.stdin.close()
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._kill()
        assert self._server.stdout is not None
        self._server.stdout.close()

    def _answer(self) -> object:
        answer = json.loads(self._line())
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer["done"]

    def _line(self) -> bytes:
        stdout = self._server.stdout
        assert stdout is not None
        line = b""
        while not line.endswith(b"\n"):
            if not select.select([stdout], [], [], ANSWER_SECONDS)[0]:
                self._kill()
                raise TimeoutError(f"LibreOffice was silent for {ANSWER_SECONDS} s")
            piece = stdout.read(1 << 20)
            if not piece:
                raise RuntimeError(f"LibreOffice is gone (exit code {self._server.wait()})")
            line += piece
        return line

    def _kill(self) -> None:
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()


class Book:
    """A workbook that is open in the office. Its sheets can be written to, locked or not."""

    def __init__(self, calc: Calc, number: int, sheets: tuple[str, ...]) -> None:
        self._calc = calc
        self._number = number
        self.sheets = sheets

    def paste(self, sheet: str, cell: str, rows: Sequence[Sequence[Content]]) -> None:
        """Paste a block of values with its upper left corner at `cell`, as plain values are pasted: neither
        validations nor locks nor number formats are asked. Formats that `type_in` changed are as issued again."""
        self._ask("paste", sheet=sheet, cell=cell, rows=rows)

    def type_in(self, sheet: str, cells: Mapping[str, Typed]) -> None:
        self._ask("type_in", sheet=sheet, cells=[(cell, typed.how, typed.value) for cell, typed in cells.items()])

    def calculate(self) -> None:
        """Calculate every formula anew, whatever result the file brought along."""
        self._ask("calculate")

    def texts(self, sheet: str, area: str) -> list[list[str]]:
        """What the cells of an area ("P6:P75") show, row by row."""
        texts: list[list[str]] = self._ask_for_list("texts", sheet=sheet, area=area)
        return texts

    def formulas(self) -> tuple[FormulaCell, ...]:
        """Every cell of every sheet that holds a formula."""
        cells: Iterable[tuple[str, str, str, Content | None, str]] = self._ask_for_list("formulas")
        return tuple(FormulaCell(*cell) for cell in cells)

    def save(self, path: Path) -> None:
        """As a copy; the ending says in which format (.xlsx, .ods, .xls)."""
        self._ask("save", path=str(path.absolute()))

    def close(self) -> None:
        self._ask("close")

    def _ask(self, do: str, **request: object) -> object:
        return self._calc.ask(do, book=self._number, **request)

    def _ask_for_list(self, do: str, **request: object) -> list:  # type: ignore[type-arg]  # whatever JSON held
        found = self._ask(do, **request)
        assert isinstance(found, list)
        return found


@lru_cache
def _python_with_uno() -> str | None:
    """The system's Python, or the one that LibreOffice brings along."""
    beside = Path(os.path.realpath(shutil.which("soffice") or "")).parent
    for python in ("/usr/bin/python3", str(beside / "python"), str(beside / "python3")):
        if Path(python).is_file():
            tried = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
            if not tried.returncode:
                return python
    return None
