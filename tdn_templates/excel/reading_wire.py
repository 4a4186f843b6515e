"""How the reading process and its parent talk: frames with a length in front, results as JSON.

JSON and not pickle: what comes out of the process that read a hostile file must not be able to run anything.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, cast

from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook, Unreadable

_LENGTH_BYTES = 8
_PIECE_BYTES = 1 << 20

Json = Mapping[str, object]
Address = tuple[int, int]


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


def encode_limits(limits: ReadLimits) -> bytes:
    return json.dumps(asdict(limits)).encode()


def decode_limits(payload: bytes) -> ReadLimits:
    return ReadLimits(**json.loads(payload))


def encode_answer(answer: Answer) -> bytes:
    """Raises ValueError for a number that is not finite: readers hand such numbers on as text."""
    result = answer.result
    if isinstance(result, Unreadable):
        body: Json = {"unreadable": {"reason": result.reason, "facts": dict(result.facts)}}
    else:
        body = {"workbook": _plain_workbook(result)}
    return json.dumps({"worn": answer.worn, **body}, allow_nan=False, ensure_ascii=False).encode()


def decode_answer(payload: bytes) -> Answer:
    body = json.loads(payload)
    if "unreadable" in body:
        return Answer(Unreadable(body["unreadable"]["reason"], body["unreadable"]["facts"]), body["worn"])
    plain = body["workbook"]
    workbook = RawWorkbook(
        format=plain["format"],
        sheets=tuple(map(_sheet, plain["sheets"])),
        properties=plain["properties"],
        has_macros=plain["has_macros"],
        external_links=plain["external_links"],
    )
    return Answer(workbook, body["worn"])


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
    }


def _plain_sheet(sheet: RawSheet) -> Json:
    """Cells as three lists, which costs half of what a list per cell does; dates stand apart with their kind."""
    values = list(sheet.cells.values())
    dated = [
        (index, _tagged(value)) for index, value in enumerate(values) if isinstance(value, date | time | timedelta)
    ]
    plain: list[object] = list(values)
    for index, _ in dated:
        plain[index] = 0
    return {
        "name": sheet.name,
        "visible": sheet.visible,
        "rows": [row for row, _ in sheet.cells],
        "columns": [column for _, column in sheet.cells],
        "values": plain,
        "dated": dated,
        "errors": _plain_texts(sheet.errors),
        "formulas": _plain_texts(sheet.formulas),
        "hidden_rows": sorted(sheet.hidden_rows),
    }


def _plain_texts(texts: Mapping[Address, str]) -> list[tuple[int, int, str]]:
    return [(row, column, text) for (row, column), text in texts.items()]


def _sheet(plain: Mapping[str, object]) -> RawSheet:
    values = cast("list[RawValue]", plain["values"])
    for index, (kind, text) in cast("list[tuple[int, tuple[str, str]]]", plain["dated"]):
        values[index] = _untagged(kind, text)
    rows, columns = cast("list[int]", plain["rows"]), cast("list[int]", plain["columns"])
    return RawSheet(
        name=cast("str", plain["name"]),
        cells=dict(zip(zip(rows, columns, strict=True), values, strict=True)),
        visible=cast("bool", plain["visible"]),
        errors=_texts(plain["errors"]),
        formulas=_texts(plain["formulas"]),
        hidden_rows=frozenset(cast("list[int]", plain["hidden_rows"])),
    )


def _texts(plain: object) -> dict[Address, str]:
    return {(row, column): text for row, column, text in cast("list[tuple[int, int, str]]", plain)}


def _tagged(value: date | time | timedelta) -> tuple[str, str]:
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "time", value.isoformat()
    return "duration", f"{value.days} {value.seconds} {value.microseconds}"


def _untagged(kind: str, text: str) -> RawValue:
    match kind:
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case _:
            days, seconds, microseconds = map(int, text.split())
            return timedelta(days, seconds, microseconds)
