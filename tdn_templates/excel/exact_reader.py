"""The exact reader: every cell of an OOXML sheet by its address, from any spelling of the XML that is well-formed.

Slower than the library that reads first, and independent of it: it takes what that one fails on, sheets whose used
range is far larger than their content, and every spelling the quick marks do not know.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from xml.parsers import expat

from tdn_templates.excel.addresses import Address, Area, column_number
from tdn_templates.excel.number_formats import Shape, from_iso, from_serial, style_shapes
from tdn_templates.excel.package import Package, SheetPart
from tdn_templates.files.guard_zip import Archive, Refusal, over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.xml_parts import local_name, parse_xml
from tdn_templates.model.cell import RawSheet, RawValue

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,10})")
_INDEX = re.compile(r"[0-9]{1,10}")
_DIGITS = re.compile(r"-?[0-9]{1,15}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_TRUE = ("1", "true", "on")
_BLANKS = " \t\r\n"
_LARGEST_EXACT = 10**15


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of a workbook refer to."""

    strings: tuple[str, ...]
    shapes: tuple[Shape, ...]
    since_1904: bool


def surroundings(archive: Archive, package: Package) -> Surroundings:
    """Shared strings and number shapes. A part of shared strings that is missing shows where a cell refers to it."""
    strings: tuple[str, ...] = ()
    if package.strings is not None and archive.has(package.strings):
        strings = shared_strings(archive.xml(package.strings), package.strings)
    shapes = style_shapes(archive.xml(package.styles), package.styles) if package.styles is not None else ()
    return Surroundings(strings, shapes, package.since_1904)


def read_sheet(xml: bytes, sheet: SheetPart, around: Surroundings, limits: ReadLimits) -> RawSheet:
    """Raises Refusal for broken XML, a reference to a string that is not there, or more cells than the limits allow."""
    reader = _SheetReader(sheet, around, limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parse_xml(parser, xml, sheet.part)
    return RawSheet(
        name=sheet.name,
        cells=reader.cells,
        visible=sheet.visible,
        errors=reader.errors,
        formulas=reader.formulas,
        hidden_rows=frozenset(reader.hidden_rows),
        merges=tuple(reader.merges),
    )


def shared_strings(xml: bytes, part: str) -> tuple[str, ...]:
    """The texts in order; runs of rich text are joined, phonetic hints left out."""
    strings: list[str] = []
    text = _RichText()

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "si":
            text.clear()
        text.start(tag, attributes)

    def end(name: str) -> None:
        tag = local_name(name)
        text.end(tag)
        if tag == "si":
            strings.append(text.whole())

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.characters
    parse_xml(parser, xml, part)
    return tuple(strings)


def number(text: str) -> int | float | str:
    """An int where the number is whole and exact; the text itself where it is no finite number."""
    if _DIGITS.fullmatch(text):
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text
    return plain_number(value) if isfinite(value) else text


def plain_number(value: float) -> int | float:
    """An int for a whole number below 10^15: files do not tell 1 from 1.0. Above, a float holds no exact number."""
    return int(value) if value.is_integer() and abs(value) < _LARGEST_EXACT else value


@dataclass(slots=True)
class _RichText:
    """Collects the t elements of a shared or inline string."""

    runs: list[str] = field(default_factory=list)
    _buffer: list[str] | None = None
    _keeps_blanks: bool = False
    _in_hint: bool = False

    def clear(self) -> None:
        self.runs.clear()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "rPh":
            self._in_hint = True
        elif tag == "t" and not self._in_hint:
            self._buffer = []
            self._keeps_blanks = attributes.get(_SPACE) == "preserve"

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._in_hint = False
        elif tag == "t" and self._buffer is not None:
            run = "".join(self._buffer)
            self.runs.append(unescaped(run if self._keeps_blanks else run.strip(_BLANKS)))
            self._buffer = None

    def characters(self, text: str) -> None:
        if self._buffer is not None:
            self._buffer.append(text)

    def whole(self) -> str:
        return "".join(self.runs)


def unescaped(text: str) -> str:
    """`_x000B_` as the character it stands for, as the fast reader gives it (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _area(reference: str) -> list[Area]:
    """ "H12:H14" as rows and columns; nothing for what names no cells."""
    ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return []
    (top, left), (bottom, right) = ((int(end[2]), column_number(end[1])) for end in ends if end is not None)
    return [(top, left, bottom, right)]


class _SheetReader:
    """Handlers of one sheet's XML. Positions count on where a row or cell does not say its own."""

    def __init__(self, sheet: SheetPart, around: Surroundings, limits: ReadLimits) -> None:
        self.cells: dict[Address, RawValue] = {}
        self.errors: dict[Address, str] = {}
        self.formulas: dict[Address, str] = {}
        self.hidden_rows: set[int] = set()
        self.merges: list[Area] = []
        self._sheet, self._around, self._limits = sheet, around, limits
        self._in_table = False
        self._row = self._column = 0
        self._type = self._style = ""
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._inline = _RichText()
        self._text_bytes = 0
        self._of_type: dict[str, Callable[[str], RawValue]] = {
            "s": self._shared,
            "str": unescaped,
            "b": lambda text: text.strip() in _TRUE,
            "d": lambda text: from_iso(text.strip()),
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if not self._in_table:
            self._start_outside(tag, attributes)
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "v":
            self._into = self._value = []
        elif tag == "f":
            self._into = self._formula = []
        else:
            self._inline.start(tag, attributes)

    def end(self, name: str) -> None:
        tag = local_name(name)
        if tag in ("v", "f"):
            self._into = None
        elif tag == "c" and self._in_table:
            self._end_cell()
        elif tag == "sheetData":
            self._in_table = False
        else:
            self._inline.end(tag)

    def characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)
        else:
            self._inline.characters(text)

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheetData":
            self._in_table = True
        elif tag == "mergeCell":
            if len(self.merges) == self._limits.merges:
                raise over_limit("merges", self._limits.merges, self._limits.merges + 1, sheet=self._sheet.name)
            self.merges += _area(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        row = attributes.get("r", "")
        self._row = int(row) if _INDEX.fullmatch(row) else self._row + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        if reference:
            self._row, self._column = int(reference[2]), column_number(reference[1])
        else:
            self._column += 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value = self._formula = None
        self._inline.clear()

    def _end_cell(self) -> None:
        address = (self._row, self._column)
        if self._formula is not None:
            self.formulas[address] = "".join(self._formula)
        text = "".join(self._value or ())
        if self._type == "e":
            self.errors[address] = text.strip()
            return
        value = self._inline.whole() if self._type == "inlineStr" else self._typed(text)
        if value == "":
            return
        self.cells[address] = value
        self._count(value)

    def _typed(self, text: str) -> RawValue:
        if text == "":
            return ""
        convert = self._of_type.get(self._type)
        return convert(text) if convert is not None else self._number(text.strip())

    def _number(self, text: str) -> RawValue:
        value = number(text)
        index = int(self._style) if _INDEX.fullmatch(self._style) else -1
        shapes = self._around.shapes
        if isinstance(value, str) or not 0 <= index < len(shapes) or shapes[index] is Shape.NUMBER:
            return value
        moment = from_serial(value, shapes[index], since_1904=self._around.since_1904)
        return value if moment is None else moment

    def _shared(self, text: str) -> str:
        try:
            return self._around.strings[int(text)]
        except (ValueError, IndexError) as fault:
            raise Refusal(
                "damaged", part=self._sheet.part, problem="shared_string", found=text[:20], sheet=self._sheet.name
            ) from fault

    def _count(self, value: RawValue) -> None:
        if len(self.cells) > self._limits.cells:
            raise over_limit("cells", self._limits.cells, len(self.cells), sheet=self._sheet.name)
        if isinstance(value, str):
            self._text_bytes += len(value)
            if self._text_bytes > self._limits.text_bytes:
                raise over_limit("text_bytes", self._limits.text_bytes, self._text_bytes, sheet=self._sheet.name)
