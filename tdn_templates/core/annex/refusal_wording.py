"""Why a file or a table gives no list of tasks, in words."""

from collections import defaultdict
from collections.abc import Mapping

from tdn_templates.core.english import sheet_words
from tdn_templates.core.wording import quoted
from tdn_templates.model.annex import NotAnAnnex, RefusedTable
from tdn_templates.model.words import Lang, Wording

REFUSED_TABLES: Mapping[str, Wording] = {
    "no_heading": Wording("không có dòng tiêu đề của danh mục nhiệm vụ", "no heading of a list of tasks"),
    "no_text_column": Wording(
        "không có cột nhiệm vụ (tiêu đề thấy: {headings})", "no column of tasks (headings found: {headings})"
    ),
    "no_lead_or_time": Wording(
        "không có cột chủ trì hay thời gian (tiêu đề thấy: {headings})",
        "no column of who leads or when (headings found: {headings})",
    ),
    "staff_list": Wording("là danh sách người ({headings})", "a list of people ({headings})"),
    "budget": Wording("là bảng kinh phí ({headings})", "a table of money ({headings})"),
    "agenda": Wording("là lịch họp hoặc chương trình làm việc ({headings})", "an agenda ({headings})"),
    "empty_form": Wording("là biểu trống, chưa có nhiệm vụ nào", "an empty form, without a task"),
    "too_few_rows": Wording("chỉ có một dòng nhiệm vụ và thiếu cột", "one task only, and columns are missing"),
    "signature": Wording("là phần nơi nhận, chữ ký", "who gets and who signs it"),
    "letterhead": Wording("là phần đầu văn bản", "the head of the document"),
}
_FILES: Mapping[str, Wording] = {
    "no_tables": Wording("không có bảng nào", "there is no table in it"),
    "no_such_table": Wording("không có bảng {table}; tệp có {count} bảng", "there is no table {table}, only {count}"),
    "no_task_table": Wording("không bảng nào là danh mục nhiệm vụ", "none of its tables is a list of tasks"),
    "our_form": Wording("là biểu mẫu đã giao, không phải phụ lục", "it is a form that was sent out, not an annex"),
    "our_report": Wording("là báo cáo do tdn lập, không phải phụ lục", "it is a report made by tdn, not an annex"),
}
_MOST_SHOWN = 12


def refusal_words(refused: NotAnAnnex, lang: Lang) -> str:
    """Why there is no list, with the reason for each table; one sentence without its full stop."""
    said = _said(_FILES[refused.reason], refused.facts, lang)
    shown = [table_words(table, lang) for table in refused.tables[:_MOST_SHOWN]]
    more = len(refused.tables) - len(shown)
    if more:
        shown.append(Wording(f"và {more} bảng khác", f"and {more} more").in_lang(lang))
    return f"{said} ({'; '.join(shown)})" if shown else said


def table_words(table: RefusedTable, lang: Lang) -> str:
    """ "Bảng 1: không có cột nhiệm vụ"."""
    return f"{sheet_words(table.table, lang)}: {_said(REFUSED_TABLES[table.reason], table.facts, lang)}"


def _said(wording: Wording, facts: Mapping[str, str], lang: Lang) -> str:
    shown: dict[str, str] = defaultdict(str)
    shown |= {name: quoted(value) for name, value in facts.items()}
    return wording.in_lang(lang).format_map(shown)
