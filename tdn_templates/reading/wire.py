"""How the reading process and its parent talk: frames with a length in front.

A result is a head in JSON, then the rows and columns of all cells as numbers and their texts as one text. Nothing that
could run (pickle) or harm the reader (marshal): it comes out of the process that read a hostile file.
"""

import json
import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Protocol, cast

from tdn_templates.files.guard import FileKind
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook, Unreadable

if TYPE_CHECKING:
    from tdn_templates.core.checker import Basis

READY = b"ready"
"""The first frame of the reading process: it has started and bound itself."""

_LENGTH_BYTES = 8
_PIECE_BYTES = 1 << 20

_NUMBER_BYTES = 8
_FIT, _WORN = b"+", b"-"
_MARK = "\0"
"""Stands between the texts; a text that holds it travels apart."""
_TEXT = ("utf-32-le", "surrogatepass")
"""Decoded faster than UTF-8, and halves of character pairs, which a file may hold, come through as they are."""

Json = Mapping[str, object]
Address = tuple[int, int]
_Other = tuple[int, str, str | int | float | bool]


class Source(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


class Sink(Protocol):
    def write(self, piece: memoryview, /) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """`worn` says that the process asks to be replaced: something in it broke while it read."""

    result: RawWorkbook | Unreadable
    worn: bool


def send_frame(sink: Sink, payload: bytes) -> None:
    """Raises OSError when nobody listens. The pipe is not buffered, so a write may take only a part."""
    for piece in (memoryview(len(payload).to_bytes(_LENGTH_BYTES, "big")), memoryview(payload)):
        sent = 0
        while sent < len(piece):
            sent += sink.write(piece[sent:]) or 0


def receive_frame(source: Source) -> bytes:
    """Raises EOFError when the other side is gone."""
    size = int.from_bytes(_exactly(source, _LENGTH_BYTES), "big")
    return _exactly(source, size)


def encode_terms(limits: ReadLimits, also: frozenset[FileKind]) -> bytes:
    """The first frame: what holds for every file."""
    return json.dumps({"limits": asdict(limits), "also": sorted(also)}).encode()


def decode_terms(payload: bytes) -> tuple[ReadLimits, frozenset[FileKind]]:
    terms = json.loads(payload)
    return ReadLimits(**terms["limits"]), frozenset(map(FileKind, terms["also"]))


def encode_basis(basis: "Basis") -> bytes:
    """The second frame of a process that also checks, empty for one that only reads.

    It goes from the program to its own process, before that one has seen a file: so pickle may carry it."""
    return pickle.dumps(basis)


def decode_basis(payload: bytes) -> "Basis":
    return cast("Basis", pickle.loads(payload))  # noqa: S301 - see encode_basis


def encode_request(name: str, sha256: str, content: bytes) -> bytes:
    """A file to be checked."""
    head = json.dumps([name, sha256]).encode()
    return b"".join((len(head).to_bytes(_LENGTH_BYTES, "big"), head, content))


def decode_request(payload: bytes) -> tuple[str, str, bytes]:
    end = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    name, sha256 = json.loads(payload[_LENGTH_BYTES:end])
    return name, sha256, payload[end:]


def encode_checked(verdict: bytes, *, worn: bool) -> bytes:
    """The answer to it: a verdict as core.kept_verdict encodes it."""
    return (_WORN if worn else _FIT) + verdict


def decode_checked(payload: bytes) -> tuple[bytes, bool]:
    """The verdict, and whether the process is worn out."""
    return payload[1:], payload[:1] != _FIT


def encode_answer(answer: Answer) -> bytes:
    """Raises ValueError for a number that is not finite."""
    match answer.result:
        case Unreadable(reason, facts):
            head: Json = {"unreadable": {"reason": reason, "facts": dict(facts)}}
            return _joined({"worn": answer.worn, **head}, b"")
        case workbook:
            cells = [cell for sheet in workbook.sheets for cell in sheet.cells.items()]
            texts, others = _parted([value for _, value in cells])
            addresses = array("Q", [row for (row, _), _ in cells]), array("Q", [column for (_, column), _ in cells])
            body = b"".join((addresses[0].tobytes(), addresses[1].tobytes(), _MARK.join(texts).encode(*_TEXT)))
            head = {"workbook": _plain_workbook(workbook), "count": len(cells), "size": len(body), "others": others}
            return _joined({"worn": answer.worn, **head}, body)


def decode_answer(payload: bytes) -> Answer:
    """Raises ValueError, LookupError or TypeError for what `encode_answer` cannot have made."""
    head_end = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    head = json.loads(payload[_LENGTH_BYTES:head_end])
    if "unreadable" in head:
        return Answer(Unreadable(head["unreadable"]["reason"], head["unreadable"]["facts"]), head["worn"])
    body = memoryview(payload)[head_end:]
    if len(body) != head["size"]:
        raise ValueError("the answer is cut off")
    cells = _cells(body, head["count"], head["others"])
    plain = head["workbook"]
    workbook = RawWorkbook(
        format=plain["format"],
        sheets=tuple(_sheet(sheet, cells) for sheet in plain["sheets"]),
        properties=plain["properties"],
        has_macros=plain["has_macros"],
        external_links=plain["external_links"],
        lines=tuple(plain["lines"]),
    )
    return Answer(workbook, head["worn"])


def _joined(head: Json, body: bytes) -> bytes:
    packed = json.dumps(head, allow_nan=False).encode()
    return len(packed).to_bytes(_LENGTH_BYTES, "big") + packed + body


def _parted(values: Sequence[RawValue]) -> tuple[list[str], list[_Other]]:
    """Texts in order, "" for what is no text; and those others by position with their kind."""
    texts: list[str] = []
    others: list[_Other] = []
    for index, value in enumerate(values):
        if type(value) is str and _MARK not in value:
            texts.append(value)
        else:
            texts.append("")
            others.append((index, *_tagged(value)))
    return texts, others


def _cells(body: memoryview, count: int, others: Sequence[_Other]) -> Iterator[tuple[Address, RawValue]]:
    """The cells of all sheets one after the other."""
    size = count * _NUMBER_BYTES
    rows, columns = array("Q"), array("Q")
    rows.frombytes(body[:size])
    columns.frombytes(body[size : 2 * size])
    values: list[RawValue] = list(str(body[2 * size :], *_TEXT).split(_MARK)) if count else []
    for index, kind, plain in others:
        values[index] = _untagged(kind, plain)
    return zip(zip(rows, columns, strict=True), values, strict=True)


def _exactly(source: Source, size: int) -> bytes:
    payload = bytearray()
    while len(payload) < size:
        piece = source.read(min(size - len(payload), _PIECE_BYTES))
        if not piece:
            raise EOFError
        payload += piece
    return bytes(payload)


def _plain_workbook(workbook: RawWorkbook) -> Json:
    return {
        "format": workbook.format,
        "sheets": [_plain_sheet(sheet) for sheet in workbook.sheets],
        "properties": dict(workbook.properties),
        "has_macros": workbook.has_macros,
        "external_links": workbook.external_links,
        "lines": workbook.lines,
    }


def _plain_sheet(sheet: RawSheet) -> Json:
    return {
        "name": sheet.name,
        "visible": sheet.visible,
        "count": len(sheet.cells),
        "errors": _plain_texts(sheet.errors),
        "formulas": _plain_texts(sheet.formulas),
        "hidden_rows": sorted(sheet.hidden_rows),
        "tracked": sorted(sheet.tracked),
        "merges": sheet.merges,
        "by_place": sheet.by_place,
    }


def _plain_texts(texts: Mapping[Address, str]) -> list[tuple[int, int, str]]:
    return [(row, column, text) for (row, column), text in texts.items()]


def _sheet(plain: Mapping[str, object], cells: Iterator[tuple[Address, RawValue]]) -> RawSheet:
    """Takes its own cells from the front of all that are left."""
    return RawSheet(
        name=cast("str", plain["name"]),
        cells=dict(islice(cells, cast("int", plain["count"]))),
        visible=cast("bool", plain["visible"]),
        errors=_texts(plain["errors"]),
        formulas=_texts(plain["formulas"]),
        hidden_rows=frozenset(cast("list[int]", plain["hidden_rows"])),
        tracked=frozenset((row, column) for row, column in cast("list[tuple[int, int]]", plain["tracked"])),
        merges=tuple(
            (top, left, bottom, right)
            for top, left, bottom, right in cast("list[tuple[int, int, int, int]]", plain["merges"])
        ),
        by_place=cast("bool", plain["by_place"]),
    )


def _texts(plain: object) -> dict[Address, str]:
    return {(row, column): text for row, column, text in cast("list[tuple[int, int, str]]", plain)}


def _tagged(value: RawValue) -> tuple[str, str | int | float | bool]:
    match value:
        case datetime():
            return "datetime", value.isoformat()
        case date():
            return "date", value.isoformat()
        case time():
            return "time", value.isoformat()
        case timedelta():
            return "duration", f"{value.days} {value.seconds} {value.microseconds}"
        case _:
            return "plain", value


def _untagged(kind: str, plain: str | int | float | bool) -> RawValue:
    match kind:
        case "datetime":
            return datetime.fromisoformat(str(plain))
        case "date":
            return date.fromisoformat(str(plain))
        case "time":
            return time.fromisoformat(str(plain))
        case "duration":
            days, seconds, microseconds = map(int, str(plain).split())
            return timedelta(days, seconds, microseconds)
        case _:
            return plain
