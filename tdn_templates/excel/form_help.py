"""The first sheet of a form: how to fill it in, in one screen."""

from tdn_templates.core.nil_tick import NIL_TICK
from tdn_templates.excel.book import Sheet
from tdn_templates.excel.form_style import ASKED_FILL, CONFIRM_FILL, GIVEN_FILL, MEDIUM, THIN
from tdn_templates.excel.live.colours import BLANK, UNKNOWN, WRONG
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.form import Form
from tdn_templates.model.layout import ColumnKind
from tdn_templates.model.words import Lang, Wording

_WIDTH_CHARS = 118.0
_SIGNS: tuple[tuple[str, dict[str, object], Wording], ...] = (
    ("", {"bg_color": ASKED_FILL, "border": MEDIUM}, Wording("ô cần điền", "to fill in")),
    ("", {"bg_color": GIVEN_FILL, "border": THIN}, Wording("nội dung giao, đã khóa", "issued text, locked")),
    ("", {"bg_color": CONFIRM_FILL, "border": THIN}, Wording("nhiệm vụ cần xác nhận", "task to confirm")),
    ("", {**BLANK, "border": THIN}, Wording("ô bắt buộc còn trống", "required and still blank")),
    (
        "abc",
        {**WRONG, "border": THIN},
        Wording("không đúng danh sách hoặc thời gian", "outside the list or the time frame"),
    ),
    ("abc", {**UNKNOWN, "border": THIN}, Wording("tên chưa có trong danh sách", "name not in the list")),
    ("✓", {"bold": True, "border": THIN, "align": "center"}, Wording("dòng đã đủ", "row complete")),
    (NIL_TICK, {"bold": True, "border": MEDIUM, "align": "center"}, Wording("không phát sinh", "nothing to report")),
)


def write_instructions(sheet: Sheet, form: Form) -> None:
    """Title, numbered lines, and what the colours and signs mean."""
    layout, lang, raw = form.layout, form.lang, sheet.raw
    raw.hide_gridlines(2)
    sheet.set_width(1, 6)
    sheet.set_width(2, _WIDTH_CHARS)
    year = f" – {form.stamp.period}" if form.stamp.period else ""
    sheet.write_text(1, 2, f"{layout.title.in_lang(lang)}{year}", bold=True, font_size=14)
    sheet.write_text(2, 2, f"{form.unit.name} – {form.programme.reference}", bold=True, font_size=12)
    row = 4
    for number, line in enumerate(layout.instructions, start=1):
        text = line.in_lang(lang).replace("{sheet}", layout.sheet_title.in_lang(lang))
        sheet.write_text(row, 1, f"{number}.", font_size=12, align="right")
        sheet.write_text(row, 2, text, font_size=12, text_wrap=True)
        raw.set_row(row - 1, row_height([(text, _WIDTH_CHARS)], font_points=12))
        row += 1
    for sign, style, meaning in _SIGNS:
        if _is_used(meaning, form):
            row += 1
            sheet.write_text(row, 1, sign, **style)
            sheet.write_text(row, 2, meaning.in_lang(lang), font_size=11, indent=1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 1)


def _is_used(meaning: Wording, form: Form) -> bool:
    """Whether the form has what a sign of the legend stands for."""
    kinds = {column.kind for column in form.layout.asked}
    match meaning.in_lang(Lang.EN):
        case "name not in the list":
            return bool(form.known_names) and not kinds.isdisjoint((ColumnKind.UNIT, ColumnKind.UNITS))
        case "nothing to report":
            return form.layout.nil is not None
        case "task to confirm":
            return any(row.block.value == "conditional" for row in form.rows)
        case _:
            return True
