"""How phrases are read, for people and for programs: time frames and cells of agencies."""

from collections.abc import Sequence
from textwrap import fill

from tdn_templates.core.succession import Today
from tdn_templates.core.succession_words import time_words
from tdn_templates.core.timeframes.ask import ALLOWED, TimeQuestion
from tdn_templates.core.wording import quoted
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind
from tdn_templates.model.unit import Unit, UnitClass
from tdn_templates.model.words import Lang
from tdn_templates.report.json_pieces import dump
from tdn_templates.report.tables import rendered, table

Read = tuple[TimeFrame, str, TimeQuestion | None]
"""A frame, the house style of it, and the question where it cannot be read."""

ReadMention = tuple[Mention, Unit | None, UnitClass | None, int | None, Sequence[Unit], Today | None]
"""A mention, the unit or class it means, how many members the class has, the nearest units of unknown words, and who
took over from a unit that had ended on the day asked about."""

MENTION_KINDS = {
    MentionKind.NAMED: "nêu tên",
    MentionKind.GROUP: "theo khối",
    MentionKind.CONDITIONAL: "cần xác nhận",
    MentionKind.UNKNOWN: "chưa rõ",
}
TIME_KINDS = {
    TimeKind.YEAR: "năm",
    TimeKind.SPAN: "từ - đến",
    TimeKind.UNTIL: "đến hạn",
    TimeKind.FROM: "từ khi",
    TimeKind.MONTH: "tháng",
    TimeKind.QUARTER: "quý",
    TimeKind.HALF_YEAR: "6 tháng",
    TimeKind.DAY: "ngày",
    TimeKind.RECURRING: "định kỳ",
    TimeKind.PERMANENT: "thường xuyên",
    TimeKind.RELATIVE: "theo điều kiện",
    TimeKind.EMPTY: "để trống",
    TimeKind.UNREADABLE: "chưa rõ",
}
EVERY = {
    Every.WEEK: "tuần",
    Every.MONTH: "tháng",
    Every.QUARTER: "quý",
    Every.HALF_YEAR: "6 tháng",
    Every.YEAR: "năm",
}


def times_json(readings: Sequence[Read]) -> str:
    """An object for one phrase, a list for several: wording, kind, first, last, every, written; "why" and "ask" are
    null for a phrase that is read, "written" (the house style) for one that is not."""
    objects = [_time(*reading) for reading in readings]
    return dump(objects[0] if len(objects) == 1 else objects)


def times_table(readings: Sequence[Read], *, width: int) -> str:
    """A row for each phrase; below, what is asked about those that cannot be read."""
    rows = table("")
    rows.add_column("Ghi", ratio=3)
    rows.add_column("Loại", ratio=1, min_width=8)
    rows.add_column("Từ ngày", no_wrap=True)
    rows.add_column("Đến ngày", no_wrap=True)
    rows.add_column("Mỗi", no_wrap=True)
    rows.add_column("Cách ghi chuẩn", ratio=2)
    for frame, written, _ in readings:
        days = (f"{day.day}/{day.month}/{day.year}" if day else "" for day in (frame.first, frame.last))
        every = EVERY[frame.every] if frame.every else ""
        shown = "" if frame.kind is TimeKind.UNREADABLE else quoted(written)
        rows.add_row(quoted(frame.wording), TIME_KINDS[frame.kind], *days, every, shown)
    asked = [
        fill(line, width, subsequent_indent="  ")
        for frame, _, question in readings
        if question
        for line in _asked(frame, question)
    ]
    allowed = [fill(f"Các dạng dùng được / Allowed: {ALLOWED}.", width, subsequent_indent="  ")] if asked else []
    return "\n".join([rendered(rows, width), *asked, *allowed])


def _time(frame: TimeFrame, written: str, question: TimeQuestion | None) -> dict[str, object]:
    return {
        "wording": frame.wording,
        "kind": frame.kind,
        "first": frame.first.isoformat() if frame.first else None,
        "last": frame.last.isoformat() if frame.last else None,
        "every": frame.every,
        "written": None if question else written,
        "asked": question is not None,
        "why": {"vi": question.why.vi, "en": question.why.en} if question else None,
        "ask": {"vi": question.ask.vi, "en": question.ask.en} if question else None,
    }


def _asked(frame: TimeFrame, question: TimeQuestion) -> tuple[str, str]:
    wording = quoted(frame.wording)
    return (
        f"“{wording}”: {question.why.vi} {question.ask.vi}",
        f"“{wording}”: {question.why.en} {question.ask.en}",
    )


def agencies_json(cells: Sequence[tuple[str, Sequence[ReadMention]]]) -> str:
    """An object for one cell, a list for several: the wording and its mentions in the order of the text."""
    objects = [{"wording": wording, "mentions": [_mention(read) for read in mentions]} for wording, mentions in cells]
    return dump(objects[0] if len(objects) == 1 else objects)


def agencies_table(wording: str, mentions: Sequence[ReadMention], *, width: int) -> str:
    """A row for each mention; below, what is not known, with the nearest names."""
    rows = table(quoted(wording))
    rows.add_column("Ghi", ratio=3)
    rows.add_column("Loại", ratio=1, min_width=12)
    rows.add_column("Đơn vị, khối", ratio=3)
    rows.add_column("Kèm theo", ratio=2)
    for mention, unit, unit_class, members, _, ended in mentions:
        meant = unit.name if unit else _class_shown(unit_class, members)
        meant = f"{meant} ({time_words(ended, Lang.VI)})" if ended else meant
        rows.add_row(quoted(mention.text), MENTION_KINDS[mention.kind], meant, quoted(mention.qualifier))
    unknown = [
        fill(line, width, subsequent_indent="  ")
        for mention, _, _, _, suggestions, _ in mentions
        if mention.kind is MentionKind.UNKNOWN
        for line in _unknown(mention, suggestions)
    ]
    return "\n".join([rendered(rows, width), *unknown])


def _mention(read: ReadMention) -> dict[str, object]:
    mention, unit, unit_class, members, suggestions, ended = read
    return {
        "text": mention.text,
        "kind": mention.kind,
        "unit": unit.name if unit else None,
        "unit_slug": mention.unit,
        "class": mention.unit_class,
        "class_title": unit_class.title.vi if unit_class else None,
        "members": members,
        "qualifier": mention.qualifier,
        "start": mention.start,
        "end": mention.end,
        "suggestions": [near.name for near in suggestions],
        "until": ended.unit.valid_to.isoformat() if ended and ended.unit.valid_to else None,
        "now": [*(heir.unit.name for heir in ended.heirs), *ended.named] if ended else [],
        "in_time": time_words(ended, Lang.VI) if ended else "",
    }


def _class_shown(unit_class: UnitClass | None, members: int | None) -> str:
    if unit_class is None:
        return ""
    return f"{unit_class.title.vi} ({'không liệt kê' if members is None else f'{members} đơn vị'})"


def _unknown(mention: Mention, suggestions: Sequence[Unit]) -> tuple[str, str]:
    text = quoted(mention.text)
    names = " / ".join(f"“{near.name}”" for near in suggestions)
    if not names:
        return (
            f"“{text}” không có trong danh mục đơn vị. Xem danh mục: tdn units --find TÊN.",
            f"“{text}” is not in the registry of units. See the registry: tdn units --find NAME.",
        )
    return (
        f"“{text}” không có trong danh mục đơn vị. Có phải là {names} không?",
        f"“{text}” is not in the registry of units. Did you mean {names}?",
    )
