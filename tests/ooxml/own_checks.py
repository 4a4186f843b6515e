"""What Excel and Word ask of a file and no schema says: limits, duplicates, and names that point nowhere.

`own_faults` gives a sentence for each; a sound package gives none. The limits are those of Excel's own specification.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import combinations, pairwise
from typing import TypeVar
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LONGEST = {"prompt": 255, "error": 255, "promptTitle": 32, "errorTitle": 32}
LONGEST_LIST = 255
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
ILLEGAL_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
SHEET_IN_FORMULA = re.compile(r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!")

Box = tuple[int, int, int, int]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Package:
    """The parts of an office file as they lie in the zip, and their XML once it is asked for."""

    names: tuple[str, ...]
    parts: dict[str, bytes]

    @classmethod
    def opened(cls, content: bytes) -> "Package":
        with ZipFile(BytesIO(content)) as archive:
            return cls(tuple(archive.namelist()), {name: archive.read(name) for name in archive.namelist()})

    def root(self, name: str) -> Element:
        root: Element = fromstring(self.parts[name])
        return root

    def relations(self, part: str) -> dict[str, str]:
        """Ids with the parts they mean, "" for a target outside the package."""
        folder, _, name = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.parts:
            return {}
        return {
            node.attrib["Id"]: ""
            if node.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join("/", folder, node.attrib["Target"])).lstrip("/")
            for node in self.root(listed)
        }

    @cached_property
    def workbook(self) -> Element | None:
        return self.root("xl/workbook.xml") if "xl/workbook.xml" in self.parts else None

    @cached_property
    def sheets(self) -> dict[str, tuple[str, Element]]:
        """Names with part and XML, in the order of the tabs; only those that are there."""
        if self.workbook is None:
            return {}
        targets = self.relations("xl/workbook.xml")
        found = (
            (sheet, targets.get(sheet.attrib[f"{RELATION}id"], "")) for sheet in self.workbook.iter(f"{MAIN}sheet")
        )
        return {sheet.attrib["name"]: (part, self.root(part)) for sheet, part in found if part in self.parts}


def own_faults(content: bytes) -> list[str]:
    package = Package.opened(content)
    return [fault for check in CHECKS for fault in check(package)]


def parts_are_there_once_and_typed(package: Package) -> Iterator[str]:
    yield from (f"{name} lies in the zip twice" for name in _twice(name.casefold() for name in package.names))
    types = package.root("[Content_Types].xml")
    named = {node.attrib["PartName"].lstrip("/") for node in types.iter(f"{TYPES}Override")}
    endings = {node.attrib["Extension"].casefold() for node in types.iter(f"{TYPES}Default")}
    for name in package.parts:
        if name not in named and name.rpartition(".")[2].casefold() not in endings and name != "[Content_Types].xml":
            yield f"{name} has no content type"
    yield from (f"{name} has a content type and is not there" for name in sorted(named - set(package.parts)))


def relations_lead_somewhere(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.endswith(".rels"):
            part = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[: -len(".rels")])
            for key, target in package.relations(part).items():
                if target and target not in package.parts:
                    yield f"{name}: {key} points at {target}, which is not there"


def sheet_names_are_legal(package: Package) -> Iterator[str]:
    for name in package.sheets:
        if len(name) > LONGEST_SHEET_NAME or not name or ILLEGAL_IN_SHEET_NAME.search(name):
            yield f"{name!r} is no name for a sheet"
    yield from (f"two sheets are called {name}" for name in _twice(name.casefold() for name in package.sheets))


def names_and_links_point_at_sheets(package: Package) -> Iterator[str]:
    if package.workbook is None:
        return
    names = list(package.workbook.iter(f"{MAIN}definedName"))
    yield from (f"the name {key} is defined twice" for key in _twice(_name_key(node) for node in names))
    for node in names:
        if int(node.get("localSheetId", "0")) >= len(package.sheets) or not _leads_somewhere(node.text, package):
            yield f"the name {node.attrib['name']} points nowhere: {node.text}"
    for sheet, (_, root) in package.sheets.items():
        for link in root.iter(f"{MAIN}hyperlink"):
            if not _leads_somewhere(link.get("location", "A1"), package):
                yield f"{sheet}!{link.attrib['ref']} links nowhere: {link.get('location')}"


def cells_stand_once_and_in_order(package: Package) -> Iterator[str]:
    for sheet, (_, root) in package.sheets.items():
        rows = [int(row.attrib["r"]) for row in root.iter(f"{MAIN}row")]
        yield from (f"{sheet}: row {row} stands there twice" for row in _twice(rows))
        if rows != sorted(rows):
            yield f"{sheet}: rows out of order"
        cells = [cell.attrib["r"] for cell in root.iter(f"{MAIN}c")]
        yield from (f"{sheet}!{cell} stands there twice" for cell in _twice(cells))
        for row in root.iter(f"{MAIN}row"):
            places = [_box(cell.attrib["r"]) for cell in row]
            if any(place[1] != int(row.attrib["r"]) for place in places):
                yield f"{sheet}: row {row.attrib['r']} holds cells of another row"
            if any(left[0] > right[0] for left, right in pairwise(places)):
                yield f"{sheet}: cells of row {row.attrib['r']} out of order"


def cells_mean_what_is_there(package: Package) -> Iterator[str]:
    """A style or a shared text that is not there makes Excel offer to repair the file."""
    if package.workbook is None:
        return
    styles, shared = package.root("xl/styles.xml"), package.parts.get("xl/sharedStrings.xml")
    formats, rules = (len(styles.findall(f"{MAIN}{kind}/*")) for kind in ("cellXfs", "dxfs"))
    texts = list(package.root("xl/sharedStrings.xml").iter(f"{MAIN}si")) if shared else []
    for sheet, (_, root) in package.sheets.items():
        for cell in root.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v", "0")
            if int(cell.get("s", "0")) >= formats:
                yield f"{sheet}!{cell.attrib['r']} has style {cell.get('s')} of {formats}"
            if cell.get("t") == "s" and int(value) >= len(texts):
                yield f"{sheet}!{cell.attrib['r']} has shared text {value} of {len(texts)}"
        for rule in root.iter(f"{MAIN}cfRule"):
            if int(rule.get("dxfId", "0")) >= max(rules, 1):
                yield f"{sheet}: a conditional format has look {rule.get('dxfId')} of {rules}"
        for inline in root.iter(f"{MAIN}is"):
            if _length(inline) > LONGEST_CELL:
                yield f"{sheet}: a text of {_length(inline)} characters, {LONGEST_CELL} allowed"
    yield from (f"shared text {at} is too long" for at, text in enumerate(texts) if _length(text) > LONGEST_CELL)


def validations_keep_to_the_limits(package: Package) -> Iterator[str]:
    for sheet, (_, root) in package.sheets.items():
        for rule in root.iter(f"{MAIN}dataValidation"):
            for name, most in LONGEST.items():
                length = _utf16(rule.get(name, ""))
                if length > most:
                    yield f"{sheet}!{rule.attrib['sqref']}: {name} of {length} characters, {most} allowed"
            choices = rule.findtext(f"{MAIN}formula1", "")
            length = _utf16(choices) - len('""')
            if choices.startswith('"') and length > LONGEST_LIST:
                yield f"{sheet}!{rule.attrib['sqref']}: list of {length} characters, {LONGEST_LIST} allowed"


def ranges_do_not_overlap(package: Package) -> Iterator[str]:
    """Two validations or two merges of one cell, or one conditional format twice. Different formats may overlap."""
    for sheet, (_, root) in package.sheets.items():
        validations = [(node.attrib["sqref"], "") for node in root.iter(f"{MAIN}dataValidation")]
        merges = [(node.attrib["ref"], "") for node in root.iter(f"{MAIN}mergeCell")]
        formats = [
            (block.attrib["sqref"], _rule_key(rule))
            for block in root.iter(f"{MAIN}conditionalFormatting")
            for rule in block.iter(f"{MAIN}cfRule")
        ]
        for kind, ranges in (("validations", validations), ("merges", merges), ("equal formats", formats)):
            yield from (f"{sheet}: two {kind} of {one} and {other}" for one, other in _overlaps(ranges))
        priorities = [rule.attrib["priority"] for rule in root.iter(f"{MAIN}cfRule")]
        yield from (f"{sheet}: two conditional formats of priority {number}" for number in _twice(priorities))


CHECKS: tuple[Callable[[Package], Iterator[str]], ...] = (
    parts_are_there_once_and_typed,
    relations_lead_somewhere,
    sheet_names_are_legal,
    names_and_links_point_at_sheets,
    cells_stand_once_and_in_order,
    cells_mean_what_is_there,
    validations_keep_to_the_limits,
    ranges_do_not_overlap,
)


def _twice(items: Iterable[Key]) -> list[Key]:
    return [item for item, count in Counter(items).items() if count > 1]


def _name_key(node: Element) -> tuple[str, str]:
    return node.attrib["name"].casefold(), node.get("localSheetId", "workbook")


def _leads_somewhere(formula: str | None, package: Package) -> bool:
    if not formula or "#REF!" in formula:
        return False
    named = (quoted.replace("''", "'") or plain for quoted, plain in SHEET_IN_FORMULA.findall(formula))
    known = {name.casefold() for name in package.sheets}
    return all(name.casefold() in known for name in named)


def _rule_key(rule: Element) -> str:
    formulas = "".join(formula.text or "" for formula in rule.iter(f"{MAIN}formula"))
    return "|".join((rule.get("type", ""), rule.get("operator", ""), rule.get("text", ""), formulas))


def _overlaps(ranges: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    boxes = [(where, key, [_box(part) for part in where.split()]) for where, key in ranges]
    for (one, one_key, ones), (other, other_key, others) in combinations(boxes, 2):
        if one_key == other_key and any(_meet(left, right) for left in ones for right in others):
            yield one, other


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _box(where: str) -> Box:
    """Left, top, right, bottom."""
    left, top, right, bottom = range_boundaries(where)
    return int(left or 1), int(top or 1), int(right or 16_384), int(bottom or 1_048_576)


def _length(node: Element) -> int:
    """Of a text with all its runs."""
    return _utf16("".join(text.text or "" for text in node.iter(f"{MAIN}t")))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
