"""Contradictions between plans as a workbook: one row each, then the plans that were compared."""

from tdn_templates.core.overlaps import overlap_title, overlap_words, spot_words, work_name
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.excel.book import Book
from tdn_templates.excel.report_table import ERROR_FILL, NO_DATE, WARNING_FILL, Line, write_table
from tdn_templates.model.overlap import Overlap, PlansCompared
from tdn_templates.model.words import Lang, Severity, Wording

_FILLS = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}
_TITLE = Wording("Đối chiếu kế hoạch", "Plans compared")
_SHEETS = (Wording("Mâu thuẫn", "Contradictions"), Wording("Kế hoạch", "Plans"))
_HEAD = tuple(
    Wording(*pair)
    for pair in (
        ("Mức", "Severity"),
        ("Loại", "Kind"),
        ("Nhiệm vụ", "Task"),
        ("Sai khác", "What is wrong"),
        ("Các ô", "Cells"),
        ("Cần làm", "What to do"),
    )
)
_PLAN_HEAD = (Wording("Đơn vị", "Unit"), Wording("Tệp", "File"), Wording("Số dòng", "Rows"))
_NO_PLAN = Wording("được nêu tên, chưa có kế hoạch", "named, no plan given")
_NONE = Wording("Các kế hoạch không mâu thuẫn với nhau.", "The plans do not contradict each other.")


def overlap_workbook(compared: PlansCompared, lang: Lang) -> bytes:
    """The worst first. The same bytes for the same input."""
    book = Book(created=NO_DATE, title=_TITLE.in_lang(lang), report="overlaps")
    ordered = sorted(compared.overlaps, key=lambda each: each.kind.severity.rank)
    lines = [_line(overlap, lang) for overlap in ordered]
    nothing = Line(("", "", "", _NONE.in_lang(lang), "", ""))
    head = [title.in_lang(lang) for title in _HEAD]
    write_table(
        book.add_sheet(_SHEETS[0].in_lang(lang)), head, (12.0, 24.0, 44.0, 44.0, 60.0, 44.0), lines or [nothing]
    )
    plans = [Line((plan.unit.name, plan.annex.source, str(len(plan.rows)))) for plan in compared.plans]
    plans += [Line((unit.name, _NO_PLAN.in_lang(lang), "")) for unit in compared.unheard]
    write_table(
        book.add_sheet(_SHEETS[1].in_lang(lang)),
        [title.in_lang(lang) for title in _PLAN_HEAD],
        (44.0, 44.0, 12.0),
        plans,
    )
    return book.content()


def _line(overlap: Overlap, lang: Lang) -> Line:
    words = overlap_words(overlap, lang)
    severity = overlap.kind.severity
    cells = (
        SEVERITY_WORDS[severity].in_lang(lang),
        overlap_title(overlap.kind, lang),
        work_name(overlap, lang),
        words.wrong,
        "\n".join(spot_words(spot, lang) for spot in overlap.spots),
        words.remedy,
    )
    return Line(cells, _FILLS.get(severity, ""), 1)
