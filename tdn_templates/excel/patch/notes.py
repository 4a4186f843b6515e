"""Notes on cells: the comments part of a sheet and the drawing that shows them, shared with the sender's own notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tdn_templates.core.cell_names import cell_name
from tdn_templates.excel.patch.cells import Address, address_of, escaped
from tdn_templates.excel.patch.note_shapes import NoteShapes
from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.xml import (
    SPACE,
    Node,
    child,
    children,
    element,
    grow,
    local,
    namespace,
    root_element,
    sibling_tag,
    whole,
    written,
)

AUTHOR = "tdn"
NOTE_HEAD = "[tdn] "
"""Every finding in a note begins so; whatever stands before it is the sender's."""

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_GAP = "\n\n"
_THREAD_AUTHOR = "tc="
"""Programs that know threaded comments write them a second time as a note whose author begins so."""


@dataclass(frozen=True, slots=True)
class AddedNote:
    """`text` as the part holds it; `anchor` is where the sender's own box stood, "" if the note is ours alone."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """One finding in a note: the line that names its severity, and its text."""

    head: str
    text: str


class SheetNotes:
    """The notes of one worksheet."""

    def __init__(self, parts: Parts, sheet: str) -> None:
        self._parts = parts
        self._sheet = sheet
        self._part = parts.related(sheet, "comments")
        self._notes = dict(self._read())
        self._shapes = NoteShapes(parts, sheet)

    def holds_ours(self) -> bool:
        return any(NOTE_HEAD in _text(note) for note in self._notes.values())

    def add(self, address: Address, blocks: tuple[NoteBlock, ...]) -> AddedNote | None:
        """Write the blocks on a cell, below what the sender wrote there. None, and nothing is written, where a
        threaded comment stands: programs show that in place of a note."""
        runs = [run for block in blocks for run in ((f"{NOTE_HEAD}{block.head}\n", True), (f"{block.text}\n\n", False))]
        runs[-1] = (runs[-1][0].rstrip("\n"), False)
        note, anchor = self._notes.get(address), ""
        if note is None:
            note = self._new_note(address)
            self._shapes.add(address, "".join(text for text, _ in runs))
        elif self._is_thread(note):
            return None
        else:
            self._edit()
            runs.insert(0, (_GAP, False))
            anchor = self._shapes.enlarge(address, _text(note) + "".join(text for text, _ in runs))
        body = _body_of_runs(note)
        before = next((index for index, part in enumerate(body) if local(part) != "r"), len(body))
        for offset, (text, bold) in enumerate(runs):
            body.insert(before + offset, _run(body, text, bold=bold))
        return AddedNote(escaped("".join(text for text, _ in runs)), anchor)

    def strip(self, added: Mapping[Address, AddedNote]) -> None:
        """Take our blocks out again, and the notes that hold nothing else. `added` is what was written, where known:
        what somebody wrote below it stays."""
        for address, note in list(self._notes.items()):
            whole_text = _text(note)
            if NOTE_HEAD not in whole_text:
                continue
            self._edit()
            known = added.get(address, AddedNote(""))
            _cut(note, *_span(whole_text, known.text))
            if _text(note).strip():
                self._shapes.restore(address, known.anchor)
            else:
                self._remove(address, note)
        self._drop_what_is_empty()

    def _new_note(self, address: Address) -> Node:
        root = self._edit()
        listed = child(root, "commentList")
        if listed is None:
            listed = grow(root, "commentList")
        note = grow(listed, "comment", {"ref": cell_name(*address), "authorId": str(self._author(root))})
        grow(note, "text")
        self._notes[address] = note
        return note

    def _author(self, root: Node) -> int:
        authors = child(root, "authors")
        if authors is None:
            authors = element(sibling_tag(root, "authors"), like=root)
            root.insert(0, authors)
        names = [author.text or "" for author in children(authors, "author")]
        if AUTHOR not in names:
            names.append(AUTHOR)
            grow(authors, "author", text=AUTHOR)
        return names.index(AUTHOR)

    def _is_thread(self, note: Node) -> bool:
        root = self._parts.tree(self._part or "")
        authors = child(root, "authors")
        names = [] if authors is None else [author.text or "" for author in children(authors, "author")]
        index = whole(note.get("authorId"))
        return index < len(names) and names[index].startswith(_THREAD_AUTHOR)

    def _edit(self) -> Node:
        """The comments part to change; a new one if the sheet has none."""
        if self._part is None:
            main = namespace(self._parts.tree(self._sheet))
            root = root_element(f"{{{main}}}comments", {None: main})
            grow(root, "authors")
            grow(root, "commentList")
            self._part = self._parts.free_name("xl/comments{}.xml")
            self._parts.add(self._part, written(root), _CONTENT_TYPE)
            self._parts.relate(self._sheet, "comments", self._part)
        return self._parts.edit(self._part)

    def _read(self) -> Iterator[tuple[Address, Node]]:
        listed = child(self._parts.tree(self._part), "commentList") if self._part else None
        for note in () if listed is None else children(listed, "comment"):
            address = address_of(note.get("ref") or "")
            if address is not None:
                yield address, note

    def _remove(self, address: Address, note: Node) -> None:
        listed = child(self._edit(), "commentList")
        if listed is not None:
            listed.remove(note)
        del self._notes[address]
        self._shapes.remove(address)

    def _drop_what_is_empty(self) -> None:
        if self._part is None or self._notes:
            self._drop_our_author()
            return
        for relation in self._parts.relations(self._sheet):
            if relation.kind == "comments":
                self._parts.unrelate(self._sheet, relation.id)
        self._parts.drop(self._part)
        self._part = None
        self._shapes.drop_if_empty()

    def _drop_our_author(self) -> None:
        if self._part is None:
            return
        authors = child(self._parts.tree(self._part), "authors")
        names = [] if authors is None else children(authors, "author")
        used = {whole(note.get("authorId")) for note in self._notes.values()}
        if authors is not None and names and names[-1].text == AUTHOR and len(names) - 1 not in used:
            self._edit()
            authors.remove(names[-1])


def _span(text: str, added: str) -> tuple[int, int]:
    """Where our blocks begin and end: exactly what was added, else from the first block to the end."""
    start = text.find(added) if added else -1
    if start >= 0:
        return start, start + len(added)
    start = text.find(NOTE_HEAD)
    return start - len(_GAP) if text[:start].endswith(_GAP) else start, len(text)


def _texts(note: Node) -> list[Node]:
    """The t elements that a reader shows, in order; phonetic hints are none."""
    body = child(note, "text")
    found: list[Node] = []
    for part in () if body is None else body:
        if local(part) == "t":
            found.append(part)
        elif local(part) == "r":
            found.extend(children(part, "t"))
    return found


def _text(note: Node) -> str:
    return "".join(part.text or "" for part in _texts(note))


def _body_of_runs(note: Node) -> Node:
    """The text element, a plain text in it made a run: a text holds either."""
    body = child(note, "text")
    if body is None:
        body = grow(note, "text")
    plain = child(body, "t")
    if plain is not None:
        index = body.index(plain)
        run = element(sibling_tag(body, "r"), like=body)
        plain.set(SPACE, "preserve")
        run.append(plain)
        body.insert(index, run)
    return body


def _run(body: Node, text: str, *, bold: bool) -> Node:
    run = element(sibling_tag(body, "r"), like=body)
    look = grow(run, "rPr")
    if bold:
        grow(look, "b")
    grow(look, "sz", {"val": "9"})
    grow(look, "color", {"indexed": "81"})
    grow(look, "rFont", {"val": "Tahoma"})
    grow(look, "family", {"val": "2"})
    grow(run, "t", {SPACE: "preserve"}, escaped(text))
    return run


def _cut(note: Node, start: int, end: int) -> None:
    """Remove characters of the note's text; runs that are empty then go."""
    at = 0
    for part in _texts(note):
        text = part.text or ""
        left, right = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if left < right:
            part.text = text[:left] + text[right:]
            if not part.text:
                _remove_run(note, part)


def _remove_run(note: Node, part: Node) -> None:
    body = child(note, "text")
    if body is not None:
        for run in list(body):
            if run is part or part in list(run):
                body.remove(run)
