"""The tags of a template as a person sees them: in which paragraph, row and table each {{ }} and {% %} stands.

Word cuts a line of text into runs wherever it likes; here the runs of a paragraph are joined again, as docxtpl joins
them. A paragraph ends a tag: what goes on in the next one belongs together for nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from tdn_templates.files.guard_zip import Refusal
from tdn_templates.files.xml_parts import parse_xml
from tdn_templates.model.template import FaultKind, TemplateFault, TemplatePlace
from tdn_templates.word.template_package import TemplatePart

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_OPENER = re.compile(r"\{[{%#]")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile(r"\}\}|%\}|#\}")
_LEVEL = re.compile(r"(tr|tc|p|r) ")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Word makes quotes round; docxtpl makes them straight again inside tags."""

_DEEPEST = 200
_SHOWN_CHARS = 80


@dataclass(slots=True)
class Paragraph:
    """`holder` tells apart what a paragraph stands in (a cell, the body); the other ids are 0 outside of tables."""

    part: str
    holder: int
    table_id: int
    row_id: int
    cell_id: int
    table: int
    row: int
    text: str = ""

    @property
    def place(self) -> TemplatePlace:
        return TemplatePlace(self.part, self.table, self.row, self.text.strip())


@dataclass(frozen=True, slots=True)
class Tag:
    """`opener` is "{{", "{%" or "{#"; `level` says what the tag takes away with itself: "tr", "tc", "p", "r" or "".

    `body` is what stands inside, quotes made straight; `raw` is the tag as typed.
    """

    opener: str
    level: str
    body: str
    raw: str
    paragraph: Paragraph


def read_paragraphs(part: TemplatePart) -> list[Paragraph]:
    """The paragraphs of a part in the order in which they begin. Raises Refusal when it is not well-formed XML."""
    reader = _Reader(part.kind)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parse_xml(parser, part.xml, part.name)
    return reader.paragraphs


def tags_of(paragraph: Paragraph) -> Iterator[Tag | TemplateFault]:
    """The tags of a paragraph from left to right, and a fault for each mark that has no other half in it."""
    text, at, unclosed = paragraph.text, 0, set[str]()
    while opener := _OPENER.search(text, at):
        yield from _strays(text[at : opener.start()], paragraph)
        closer = _CLOSERS[opener[0]]
        end = -1 if closer in unclosed else text.find(closer, opener.end())
        if end < 0:
            at = opener.end()
            if closer not in unclosed:
                begun = text[opener.start() : opener.start() + _SHOWN_CHARS].strip()
                yield TemplateFault(FaultKind.SPLIT_TAG, begun, closer, paragraph.place)
            unclosed.add(closer)
            continue
        yield _tag(text[opener.start() : end + 2], paragraph)
        at = end + 2
    if not unclosed:
        yield from _strays(text[at:], paragraph)


def faults_of_levels(tags: Sequence[Tag], paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    """Tags that take their row, cell or paragraph away with them, where other text would go with it."""
    around = _texts_around(paragraphs)
    told: set[tuple[str, int]] = set()
    for tag in tags:
        if tag.opener != "{%" or tag.level not in ("tr", "tc", "p"):
            continue
        inside = tag.paragraph
        if tag.level != "p" and not inside.row_id:
            yield TemplateFault(FaultKind.OUT_OF_TABLE, tag.raw, place=inside.place)
            continue
        holder = {"tr": inside.row_id, "tc": inside.cell_id, "p": id(inside)}[tag.level]
        if around[tag.level, holder].strip() != tag.raw and (tag.level, holder) not in told:
            told.add((tag.level, holder))
            yield TemplateFault(FaultKind.NOT_ALONE, tag.raw, tag.level, inside.place)


def plain_text(tag: Tag) -> str:
    """The tag as docxtpl hands it to Jinja, blanks aside: two tags with the same text mean the same."""
    return f"{tag.opener}{''.join(tag.body.split())}{_CLOSERS[tag.opener]}"


def _texts_around(paragraphs: Sequence[Paragraph]) -> dict[tuple[str, int], str]:
    texts: dict[tuple[str, int], str] = {}
    for paragraph in paragraphs:
        keys = (("tr", paragraph.row_id), ("tc", paragraph.cell_id), ("p", id(paragraph)))
        for key in keys:
            texts[key] = texts.get(key, "") + paragraph.text
    return texts


def _strays(text: str, paragraph: Paragraph) -> Iterator[TemplateFault]:
    for stray in _STRAY.finditer(text):
        yield TemplateFault(FaultKind.SPLIT_TAG, stray[0], "", paragraph.place)


def _tag(raw: str, paragraph: Paragraph) -> Tag:
    inside = raw[2:-2].translate(_QUOTES)
    level = _LEVEL.match(inside)
    body = inside[level.end() :] if level else inside
    return Tag(raw[:2], level[1] if level else "", body.strip(), raw, paragraph)


class _Reader:
    """Handlers for an XML parser. Elements are numbered as they begin; `_open` holds the numbers of the open ones."""

    def __init__(self, part: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self._part = part
        self._count = self._tables = 0
        self._open: list[int] = []
        self._inside: list[tuple[Paragraph, list[str]]] = []
        self._table_stack: list[tuple[int, int]] = []
        self._row_stack: list[tuple[int, int]] = []
        self._rows_of: dict[int, int] = {}
        self._cells: list[int] = []
        self._in_text = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST:
            raise Refusal("damaged", problem="depth", limit=str(_DEEPEST))
        match name.removeprefix(_WORD):
            case "tbl":
                self._tables += 1
                self._table_stack.append((self._count, self._tables))
            case "tr":
                table = self._table_stack[-1][0] if self._table_stack else 0
                self._rows_of[table] = self._rows_of.get(table, 0) + 1
                self._row_stack.append((self._count, self._rows_of[table]))
            case "tc":
                self._cells.append(self._count)
            case "p":
                self._begin_paragraph()
            case _:
                pass
        self._in_text = name == f"{_WORD}t"
        self._open.append(self._count)

    def end(self, name: str) -> None:
        self._open.pop()
        self._in_text = False
        match name.removeprefix(_WORD):
            case "tbl":
                self._table_stack.pop()
            case "tr":
                self._row_stack.pop()
            case "tc":
                self._cells.pop()
            case "p":
                paragraph, pieces = self._inside.pop()
                paragraph.text = "".join(pieces)
            case _:
                pass

    def characters(self, text: str) -> None:
        if self._in_text and self._inside:
            self._inside[-1][1].append(text)

    def _begin_paragraph(self) -> None:
        table, row = (stack[-1] if stack else (0, 0) for stack in (self._table_stack, self._row_stack))
        paragraph = Paragraph(
            part=self._part,
            holder=self._open[-1] if self._open else 0,
            table_id=table[0],
            row_id=row[0],
            cell_id=self._cells[-1] if self._cells else 0,
            table=table[1],
            row=row[1],
        )
        self._inside.append((paragraph, []))
        self.paragraphs.append(paragraph)
