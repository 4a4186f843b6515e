"""The sheet "Tiến độ": a Gantt of cells, a row for each task and one for each frame that units gave themselves."""

from collections.abc import Mapping, Sequence

from tdn_templates.core.round_time_line import covers, quarters
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.picture_styles import BLUE, GREEN, GRID, HEAD, RED, TITLE, YELLOW
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.round_view import Bar, Span, TimeLine, UnitFrame

_HEAD_ROW = 4
_FIRST_QUARTER = 5
_TEXT_WIDTH, _FRAME_WIDTH = 46.0, 22.0
_MOST_FRAMES = 12
"""Frames of units below one task; what is left over is counted in one row more."""

_ROMAN = ("I", "II", "III", "IV")
_GIVEN, _REPEATS, _UNIT, _BEYOND = "■", "↻", "–", "!"
_FILLS: Mapping[str, str] = {_GIVEN: BLUE, _REPEATS: YELLOW, _UNIT: GREEN, _BEYOND: RED}
_LEGEND: Mapping[str, str] = {
    _GIVEN: "thời gian giao",
    _REPEATS: "giao hằng năm, thường xuyên",
    _UNIT: "thời gian của đơn vị",
    _BEYOND: "đơn vị đặt dài hơn thời gian giao",
}


def add_gantt_sheet(book: Book, time_line: TimeLine) -> None:
    """One column for each quarter of the programme's period; a sign in each coloured cell, so that it can be read in
    black and white."""
    sheet = book.add_sheet("Tiến độ")
    columns = quarters(time_line)
    sheet.write_text(1, 1, f"Thời gian thực hiện {time_line.first.year}–{time_line.last.year}, theo quý", **TITLE)
    sheet.write_text(2, 1, "; ".join(f"{sign} {words}" for sign, words in _LEGEND.items()))
    _write_head(sheet, columns)
    row = _HEAD_ROW + 1
    for bar in time_line.bars:
        row = _write_bar(sheet, row, bar, columns)
    _finish(sheet, row - 1)


def _write_head(sheet: Sheet, columns: Sequence[tuple[int, int]]) -> None:
    years = list(dict.fromkeys(year for year, _ in columns))
    for year in years:
        places = [_FIRST_QUARTER + place for place, (other, _) in enumerate(columns) if other == year]
        sheet.write_merged(_HEAD_ROW - 1, places[0], places[-1], str(year), **HEAD)
    for column, (title, width) in enumerate(
        (("STT", 7.0), ("Nhiệm vụ", _TEXT_WIDTH), ("Thời gian", _FRAME_WIDTH), ("Số đơn vị", 8.0)), start=1
    ):
        sheet.write_text(_HEAD_ROW, column, title, **HEAD)
        sheet.set_width(column, width)
    for place, (_, quarter) in enumerate(columns):
        sheet.write_text(_HEAD_ROW, _FIRST_QUARTER + place, _ROMAN[quarter - 1], **HEAD)
        sheet.set_width(_FIRST_QUARTER + place, 3.3)


def _write_bar(sheet: Sheet, row: int, bar: Bar, columns: Sequence[tuple[int, int]]) -> int:
    """The rows of one task; gives the next free row."""
    task = bar.task
    units = sum(frame.units for frame in bar.frames)
    sheet.write_row(row, (task.number, task.text, task.time.wording), **GRID, text_wrap=True, bold=True)
    _write_count(sheet, row, units)
    sign = _REPEATS if bar.span is not None and bar.span.repeats else _GIVEN
    _write_span(sheet, row, bar.span, sign, columns)
    sheet.raw.set_row(row - 1, row_height([(task.text, _TEXT_WIDTH), (task.time.wording, _FRAME_WIDTH)]))
    for frame in bar.frames[:_MOST_FRAMES]:
        row += 1
        _write_frame(sheet, row, frame, columns)
    if left := bar.frames[_MOST_FRAMES:]:
        row += 1
        text = f"và {len(left)} cách ghi khác, xem trang “Tổng hợp”"
        sheet.write_row(row, ("", "", text), **GRID, text_wrap=True, italic=True)
        _write_count(sheet, row, sum(frame.units for frame in left))
        _write_span(sheet, row, None, _UNIT, columns)
        sheet.raw.set_row(row - 1, row_height([(text, _FRAME_WIDTH)]), None, {"level": 1})
    return row + 1


def _write_frame(sheet: Sheet, row: int, frame: UnitFrame, columns: Sequence[tuple[int, int]]) -> None:
    where = "" if frame.span is not None else "không có ngày trong thời kỳ"
    sheet.write_row(row, ("", where, frame.wording), **GRID, text_wrap=True)
    _write_count(sheet, row, frame.units)
    _write_span(sheet, row, frame.span, _BEYOND if frame.beyond else _UNIT, columns)
    sheet.raw.set_row(row - 1, row_height([(frame.wording, _FRAME_WIDTH)]), None, {"level": 1})


def _write_count(sheet: Sheet, row: int, units: int) -> None:
    if units:
        sheet.write_number(row, 4, units, **GRID, align="center")
    else:
        sheet.write_text(row, 4, "", **GRID)


def _write_span(sheet: Sheet, row: int, span: Span | None, sign: str, columns: Sequence[tuple[int, int]]) -> None:
    for column, (year, quarter) in enumerate(columns, start=_FIRST_QUARTER):
        if span is not None and covers(span, year, quarter):
            sheet.write_text(row, column, sign, **GRID, align="center", bg_color=_FILLS[sign])
        else:
            sheet.write_text(row, column, "", **GRID)


def _finish(sheet: Sheet, last_row: int) -> None:
    raw = sheet.raw
    raw.freeze_panes(_HEAD_ROW, 2)
    raw.autofilter(_HEAD_ROW - 1, 0, max(_HEAD_ROW, last_row - 1), _FIRST_QUARTER - 2)
    raw.outline_settings(True, False, True, False)
    raw.set_landscape()
    raw.set_paper(8)
    raw.set_margins(0.4, 0.4, 0.5, 0.5)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(_HEAD_ROW - 2, _HEAD_ROW - 1)
    raw.set_footer("&C&P/&N")
