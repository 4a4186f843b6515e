"""Loops and conditions of a template: each closed, in the same cell, row or table in which it was opened."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tdn_templates.model.template import FaultKind, TemplateFault
from tdn_templates.word.template_expressions import Scope, TagReader
from tdn_templates.word.template_shapes import LOOP
from tdn_templates.word.template_tags import Tag

_ENDS = {"for": "endfor", "if": "endif"}
_INSIDE = frozenset({"elif", "else"})
_KEYWORDS = (*_ENDS, *_ENDS.values(), *_INSIDE)
_JINJA = (
    "set",
    "macro",
    "include",
    "extends",
    "import",
    "from",
    "block",
    "filter",
    "with",
    "call",
    "raw",
    "do",
    "trans",
)
_DOCXTPL = ("cellbg", "colspan", "vm", "hm")
_OTHER_STATEMENTS = frozenset({*_JINJA, *_DOCXTPL, "autoescape"})
_LEVELS = ("tr", "tc", "p", "r")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Block:
    """`listing` is the list of a loop, "" for a condition."""

    keyword: str
    tag: Tag
    listing: str = ""


class BlockReader:
    """Takes the tags of one part in their order, keeps the scope, and says what is wrong with each."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._open: list[_Block] = []

    def read(self, tag: Tag) -> Iterator[TemplateFault]:
        if tag.opener == "{#":
            return
        reader = TagReader(tag, self._scope)
        if tag.body.startswith(("-", "+")) or tag.body.endswith(("-", "+")) or (tag.opener == "{{" and tag.level):
            reader.fault(FaultKind.FORBIDDEN, tag.raw)
        elif tag.opener == "{{":
            reader.printed()
        else:
            yield from self._statement(tag, *_split(tag.body), reader)
        yield from reader.faults

    def end(self) -> Iterator[TemplateFault]:
        """What is still open at the end of the part."""
        while self._open:
            yield self._unclosed(self._close())

    def _statement(self, tag: Tag, keyword: str, rest: str, reader: TagReader) -> Iterator[TemplateFault]:
        if keyword in _ENDS:
            self._begin(tag, keyword, rest, reader)
        elif keyword in _INSIDE:
            yield from self._branch(tag, keyword, rest, reader)
        elif keyword in _ENDS.values():
            yield from self._finish(tag, keyword)
        elif keyword in _OTHER_STATEMENTS:
            reader.fault(FaultKind.FORBIDDEN, tag.raw)
        else:
            yield from self._misspelt(tag, keyword, rest, reader)

    def _misspelt(self, tag: Tag, keyword: str, rest: str, reader: TagReader) -> Iterator[TemplateFault]:
        """Says what was meant, and goes on as if it stood there."""
        near = difflib.get_close_matches(keyword, _KEYWORDS, n=1)
        if keyword in _LEVELS and rest:
            meant = replace(tag, level=keyword, body=rest)
        else:
            meant = replace(tag, body=" ".join((*near, rest)).strip())
        is_known = _split(meant.body)[0] in _KEYWORDS
        reader.fault(FaultKind.SYNTAX, tag.raw, f"{{%{meant.level} {meant.body} %}}" if is_known else "")
        if is_known:
            yield from self._statement(meant, *_split(meant.body), reader)

    def _begin(self, tag: Tag, keyword: str, rest: str, reader: TagReader) -> None:
        if len(self._open) >= _DEEPEST or tag.level == "r":
            reader.fault(FaultKind.FORBIDDEN, tag.raw)
        if keyword == "if":
            reader.tested(rest)
            self._open.append(_Block(keyword, tag))
            return
        loop = reader.looped(rest)
        if loop.listing and any(block.listing == loop.listing for block in self._open):
            reader.fault(FaultKind.SAME_LOOP, tag.raw)
        self._open.append(_Block(keyword, tag, loop.listing))
        self._scope.levels.append({loop.entry: loop.shape, "loop": LOOP})

    def _branch(self, tag: Tag, keyword: str, rest: str, reader: TagReader) -> Iterator[TemplateFault]:
        inside = self._open[-1] if self._open else None
        if inside is None or (inside.keyword == "for" and keyword == "elif"):
            yield TemplateFault(FaultKind.NOT_OPENED, tag.raw, "if", tag.paragraph.place)
            return
        if _stands(inside.tag) != _stands(tag):
            yield _uneven(inside.tag, tag)
        if keyword == "elif":
            reader.tested(rest)

    def _finish(self, tag: Tag, keyword: str) -> Iterator[TemplateFault]:
        wanted = next(begin for begin, end in _ENDS.items() if end == keyword)
        if all(block.keyword != wanted for block in self._open):
            yield TemplateFault(FaultKind.NOT_OPENED, tag.raw, wanted, tag.paragraph.place)
            return
        while self._open[-1].keyword != wanted:
            yield self._unclosed(self._close())
        begun = self._close()
        if _stands(begun.tag) != _stands(tag):
            yield _uneven(begun.tag, tag)

    def _close(self) -> _Block:
        block = self._open.pop()
        if block.keyword == "for":
            self._scope.levels.pop()
        return block

    def _unclosed(self, block: _Block) -> TemplateFault:
        end = f"{{%{block.tag.level} {_ENDS[block.keyword]} %}}"
        return TemplateFault(FaultKind.UNCLOSED, block.tag.raw, end, block.tag.paragraph.place)


def _split(body: str) -> tuple[str, str]:
    """The keyword of a statement and the rest."""
    keyword, _, rest = body.partition(" ")
    return keyword, rest.strip()


def _stands(tag: Tag) -> tuple[str, int]:
    """Where a tag has to stand for both ends of a block to fit: a row's tag in one table, a paragraph's in one cell."""
    inside = tag.paragraph
    match tag.level:
        case "tr":
            return "tr", inside.table_id
        case "tc":
            return "tc", inside.row_id
        case level:
            return level, inside.holder


def _uneven(begun: Tag, tag: Tag) -> TemplateFault:
    """Begun in one cell and ended in another, a block is nearly always meant for whole rows."""
    level = "tr" if begun.paragraph.row_id else "p"
    near = f"{{%{level} {begun.body} %}} … {{%{level} {tag.body} %}}"
    return TemplateFault(FaultKind.UNEVEN, f"{begun.raw} … {tag.raw}", near, tag.paragraph.place)
