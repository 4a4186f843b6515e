"""Loops over a RowTable, filled in without a template engine's cost per row (docs/adr/0023).

The template is rendered with one specimen of each shape in the place of all rows; so docxtpl, the parser and everything
that looks at tables see a short document. In the finished XML the specimens are replaced by the rows: what stands
between two fields is taken from there, byte for byte as it is written.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from jinja2 import Environment, Template, nodes

from tdn_templates.core.clean_text import clean_text, is_clean
from tdn_templates.word.row_shapes import FIELD_END, FIELD_START, NotPlainError, RowShape, shape_finder
from tdn_templates.word.row_table import Cell, Record, RowTable

_MARK = "<?tdn-"
_SPECIMENS = re.compile(r"<\?tdn-loop (\d+)\?>(.*?)<\?tdn-end\?>", re.DOTALL)
_NEXT = "<?tdn-next?>"
_FIELD = re.compile(f"{FIELD_START}(\\d+){FIELD_END}")
_OPEN_TEXT = re.compile(r"<w:t(?: [^<>]*)?>[^<>]*\Z")
_WHOLE = re.compile(r"(?:<w:(tr|p)[ >].*</w:\1>)?", re.DOTALL)
_CLOSING = "</w:t>"
_EMPTY_TEXT = f">{_CLOSING}"
_IDENTIFIED = "docPr"
"""Drawings are numbered through the whole document."""

_PLAIN_NODES = (nodes.Output, nodes.If, nodes.For)


@dataclass(frozen=True, slots=True)
class _Loop:
    """`taken` is the shape of each row, `shapes` are these in the order in which the rows come to them."""

    rows: Sequence[Record]
    taken: Sequence[RowShape]
    shapes: tuple[RowShape, ...]


class RowLoops:
    """The loops of one document that go through one of these tables."""

    def __init__(self, tables: Mapping[str, RowTable]) -> None:
        self._tables = tables
        self._loops: list[_Loop] = []

    def environment(self, environment: Environment) -> "_Specimens":
        """What docxtpl asks for its template instead of the environment itself."""
        return _Specimens(environment, self)

    def put_specimens(self, source: str, tree: nodes.Template) -> None:
        """In the place of each loop whose rows are plain; all others stay."""
        is_odd = any(mark in source for mark in (_MARK, FIELD_START, _IDENTIFIED))
        if not is_odd and all(isinstance(node, _PLAIN_NODES) for node in tree.find_all(nodes.Stmt)):
            self._take_loops(tree.body)

    def _take_loops(self, body: list[nodes.Node]) -> None:
        for index, node in enumerate(body):
            if isinstance(node, nodes.If):
                for branch in (node, *node.elif_):
                    self._take_loops(branch.body)
                self._take_loops(node.else_)
            elif isinstance(node, nodes.For) and isinstance(node.iter, nodes.Name) and node.iter.name in self._tables:
                specimens = self._specimens(node, self._tables[node.iter.name])
                if specimens is not None:
                    body[index] = nodes.Output([nodes.TemplateData(specimens, lineno=node.lineno)], lineno=node.lineno)

    def _specimens(self, node: nodes.For, table: RowTable) -> str | None:
        """None for a loop that jinja has to render."""
        try:
            find = shape_finder(node, table.names)
        except NotPlainError:
            return None
        taken = [find(row) for row in table.rows]
        shapes = tuple(dict.fromkeys(taken))
        if not any(shape.specimen for shape in shapes):
            return ""
        self._loops.append(_Loop(table.rows, taken, shapes))
        inner = _NEXT.join(shape.specimen for shape in shapes)
        return f"{_MARK}loop {len(self._loops) - 1}?>{inner}{_MARK}end?>"

    def parts(self, xml: str, resolve: Callable[[str], str]) -> "list[bytes | FilledRows]":
        """The finished document, its rows to be made when they are asked for. `resolve` is docxtpl's way to write the
        line feeds and tabs in a row. Raises NotPlainError when jinja has to render the rows after all; so does going
        through rows with a value that cannot be printed."""
        pieces: list[bytes | FilledRows] = []
        done = 0
        for found in _SPECIMENS.finditer(xml):
            pieces += [xml[done : found.start()].encode(), FilledRows(self._loops[int(found[1])], found[2], resolve)]
            done = found.end()
        return [*pieces, xml[done:].encode()]


class _Specimens:
    def __init__(self, environment: Environment, loops: RowLoops) -> None:
        self._environment, self._loops = environment, loops

    def from_string(self, source: str) -> Template:
        tree = self._environment.parse(source)
        self._loops.put_specimens(source, tree)
        return self._environment.from_string(tree)


class FilledRows:
    """The rows of one loop as XML, made anew each time somebody goes through them."""

    def __init__(self, loop: _Loop, specimens: str, resolve: Callable[[str], str]) -> None:
        """Raises NotPlainError for specimens that are no rows to be filled in."""
        self._loop, self._resolve = loop, resolve
        self._written = dict(zip(loop.shapes, map(_pattern, specimens.split(_NEXT)), strict=True))
        patterns = [pattern for pattern in self._written.values() if pattern.xml]
        self.are_rows = all(map(_is_one_row, patterns))
        blank = [shape for shape, pattern in self._written.items() if not pattern.xml]
        self._count = len(loop.taken) - sum(map(loop.taken.count, blank))

    def __len__(self) -> int:
        """How many are not blank."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        whole_texts, texts = _WholeTexts().__getitem__, _Texts().__getitem__
        for shape, row in zip(self._loop.taken, self._loop.rows, strict=True):
            pattern = self._written[shape]
            if pattern.are_whole:
                text = pattern.xml % tuple(map(whole_texts, pattern.cells(row)))
            else:
                text = (pattern.xml % tuple(map(texts, pattern.cells(row)))).replace(_EMPTY_TEXT, "/>")
            if "\n" in text or "\t" in text:
                text = self._resolve(text).replace(_EMPTY_TEXT, "/>")
            if text:
                yield text


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The XML of a row with "%s" for each field, and what takes the fields out of a row. `are_whole`: each field is all
    of its <w:t>, and its place reaches from the end of that tag to behind the closing tag (_WholeTexts)."""

    xml: str
    cells: Callable[[Record], tuple[Cell, ...]]
    are_whole: bool


def _pattern(specimen: str) -> _Pattern:
    """Only whole rows or paragraphs, with fields that stand in a text: elsewhere a value would be escaped otherwise."""
    pieces = _FIELD.split(specimen)
    if not _WHOLE.fullmatch(specimen):
        raise NotPlainError
    before = ""
    for piece in pieces[:-1:2]:
        before += piece
        if not _OPEN_TEXT.match(before, before.rfind("<")):
            raise NotPlainError
    texts, columns = [piece.replace("%", "%%") for piece in pieces[::2]], [int(column) for column in pieces[1::2]]
    are_whole = all(piece.endswith(">") for piece in texts[:-1]) and all(map(_closes, texts[1:]))
    if are_whole:
        texts = [piece.removeprefix(_CLOSING) if index else piece for index, piece in enumerate(texts)]
        texts = [piece.removesuffix(">") for piece in texts[:-1]] + texts[-1:]
    return _Pattern("%s".join(texts), _taker(columns), are_whole)


def _is_one_row(pattern: _Pattern) -> bool:
    return pattern.xml.startswith("<w:tr") and pattern.xml.count("</w:tr>") == 1


def _closes(piece: str) -> bool:
    return piece.startswith(_CLOSING)


def _taker(columns: list[int]) -> Callable[[Record], tuple[Cell, ...]]:
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda row: tuple(row[column] for column in columns)


class _Texts(dict[Cell, str]):
    """Values as they stand in the XML of the finished document; the same texts come up in many rows."""

    def __missing__(self, value: Cell) -> str:
        if value is None:
            return self._place("")
        if isinstance(value, str):
            text = value if is_clean(value) else clean_text(value).text
            self[value] = found = self._place(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
            return found
        if isinstance(value, bool):
            raise NotPlainError
        return self._place(str(value))

    def _place(self, text: str) -> str:
        return text


class _WholeTexts(_Texts):
    """With what closes the tags around them: an element without text has no closing tag."""

    def _place(self, text: str) -> str:
        return f">{text}{_CLOSING}" if text else "/>"
