"""A trace as a workbook: rows with their tasks, missing tasks, deviations."""

from tdn_templates.core.trace.overview import by_kind, leads, numbers
from tdn_templates.core.trace.report_words import trace_words
from tdn_templates.core.trace.wording import BINDING_WORDS, HOW_WORDS, KIND_WORDS, ROLE_WORDS
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.excel.book import Book
from tdn_templates.excel.report_table import ERROR_FILL, NO_DATE, WARNING_FILL, Line, write_table
from tdn_templates.model.trace import PlanTrace, RowTrace
from tdn_templates.model.words import Binding, Lang, Severity

_FILLS = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}


def trace_workbook(trace: PlanTrace, lang: Lang) -> bytes:
    """The workbook, the same bytes for the same input."""
    book = Book(created=NO_DATE, title=f"{trace_words(lang)['title']}: {trace.unit.name}", report="trace")
    _write_rows(book, trace, lang)
    _write_missing(book, trace, lang)
    _write_deviations(book, trace, lang)
    return book.content()


def _write_rows(book: Book, trace: PlanTrace, lang: Lang) -> None:
    words = trace_words(lang)
    head = ("local", "national", "how", "confidence", "settled", "local_text", "national_text", "lead", "time")
    widest = (9.0, 12.0, 14.0, 10.0, 16.0, 58.0, 58.0, 28.0, 16.0)
    lines = [_row(row, lang) for row in trace.rows]
    write_table(book.add_sheet(words["rows_sheet"]), [words[key] for key in head], widest, lines)


def _row(row: RowTrace, lang: Lang) -> Line:
    words, match = trace_words(lang), row.match
    settled = words["doubtful"] if match.doubtful else words["decided"] if match.decided else words["sure"]
    if match.rivals:
        settled = f"{settled} ({numbers(match.rivals)})"
    tasks = "\n".join(f"{task.number}. {task.text}" for task in match.tasks)
    cells = (
        row.local,
        numbers(match.tasks),
        HOW_WORDS[match.how].in_lang(lang),
        f"{match.confidence:.2f}",
        settled,
        row.row.text,
        tasks,
        leads(row.row),
        row.row.time,
    )
    return Line(cells, WARNING_FILL if match.doubtful else "", 5)


def _write_missing(book: Book, trace: PlanTrace, lang: Lang) -> None:
    words = trace_words(lang)
    lines = [
        Line(
            (
                item.task.number,
                item.task.text,
                ROLE_WORDS[item.role].in_lang(lang),
                BINDING_WORDS[item.binding].in_lang(lang),
                item.task.time.wording,
            ),
            "" if item.binding is Binding.CONDITIONAL else ERROR_FILL,
            1,
        )
        for item in trace.missing
    ]
    head = [words[key] for key in ("national", "national_text", "role", "binding", "time")]
    nothing = Line(("", words["nothing_missing"], "", "", ""))
    write_table(book.add_sheet(words["missing_sheet"]), head, (12.0, 90.0, 14.0, 26.0, 18.0), lines or [nothing])


def _write_deviations(book: Book, trace: PlanTrace, lang: Lang) -> None:
    words = trace_words(lang)
    lines = [
        Line(
            (
                item.local or "",
                item.national or "",
                SEVERITY_WORDS[kind.severity].in_lang(lang),
                KIND_WORDS[kind].in_lang(lang),
                item.detail.in_lang(lang),
            ),
            _FILLS.get(kind.severity, ""),
            3,
        )
        for kind, items in by_kind(trace).items()
        for item in items
    ]
    head = [words[key] for key in ("local", "national", "severity", "kind", "detail")]
    nothing = Line(("", "", "", "", words["no_deviations"]))
    write_table(book.add_sheet(words["deviations_sheet"]), head, (9.0, 12.0, 12.0, 36.0, 90.0), lines or [nothing])
