"""The status of a round as a workbook: units, versions received, files that belong to nobody, counts by state."""

from collections.abc import Mapping

from tdn_templates.core.round_words import NOBODYS_WORDS, SHOWN_STATES, WHY_WORDS, change_words, round_words
from tdn_templates.core.succession_words import day_words
from tdn_templates.core.wording import STATE_WORDS, quoted
from tdn_templates.excel.book import Book
from tdn_templates.excel.report_table import ERROR_FILL, NO_DATE, RIGHT_FILL, WARNING_FILL, Line, write_table
from tdn_templates.model.round import RoundStatus, UnitStatus
from tdn_templates.model.words import Lang, State

_FILLS: Mapping[State, str] = {
    State.REJECTED: ERROR_FILL,
    State.NEEDS_CORRECTION: ERROR_FILL,
    State.ACCEPTED_WITH_WARNINGS: WARNING_FILL,
    State.ACCEPTED: RIGHT_FILL,
    State.NIL_RETURN: RIGHT_FILL,
}


def round_workbook(status: RoundStatus, lang: Lang) -> bytes:
    """The same bytes for the same status."""
    words = round_words(lang)
    book = Book(created=NO_DATE, title=words["title"])
    head = ("unit", "state", "days_late", "errors", "warnings", "versions", "file", "why", "received", "change")
    widest = (44.0, 18.0, 11.0, 9.0, 11.0, 10.0, 44.0, 20.0, 12.0, 40.0)
    lines = [_unit_line(entry, lang) for entry in status.units]
    write_table(book.add_sheet(words["units"]), [words[key] for key in head], widest, lines)
    _write_summary(book, status, lang)
    _write_history(book, status, lang)
    _write_others(book, status, lang)
    return book.content()


def _unit_line(entry: UnitStatus, lang: Lang) -> Line:
    counting = entry.counting
    cells: tuple[str | int, ...] = (
        quoted(entry.unit.name),
        STATE_WORDS[entry.state].in_lang(lang),
        entry.days_late,
        counting.errors if counting else "",
        counting.warnings if counting else "",
        len(entry.versions),
        quoted(counting.file) if counting else "",
        WHY_WORDS[entry.why].in_lang(lang) if entry.why else "",
        day_words(counting.received) if counting else "",
        change_words(entry.change, lang),
    )
    return Line(cells, _FILLS.get(entry.state, ""), 2)


def _write_summary(book: Book, status: RoundStatus, lang: Lang) -> None:
    words, counts = round_words(lang), status.counts
    lines = [
        Line((STATE_WORDS[state].in_lang(lang), counts[state]), _FILLS.get(state, ""), 1) for state in SHOWN_STATES
    ]
    lines.append(Line((words["deadline"], day_words(status.setup.deadline))))
    lines.append(Line((words["counted_on"], day_words(status.counted_on))))
    write_table(book.add_sheet(words["summary"]), [words["state"], words["count"]], (30.0, 14.0), lines)


def _write_history(book: Book, status: RoundStatus, lang: Lang) -> None:
    words = round_words(lang)
    lines = [
        Line(
            (
                quoted(entry.unit.name),
                quoted(version.file),
                day_words(version.received),
                STATE_WORDS[version.state].in_lang(lang),
                version.errors,
                version.warnings,
                words["yes"] if version is entry.counting else "",
                version.sha256,
            ),
            _FILLS.get(version.state, ""),
            4,
        )
        for entry in status.units
        for version in entry.versions
    ]
    head = [words[key] for key in ("unit", "any_file", "received", "state", "errors", "warnings", "counts")]
    widest = (44.0, 44.0, 12.0, 18.0, 9.0, 11.0, 11.0, 66.0)
    write_table(book.add_sheet(words["history"]), [*head, "SHA-256"], widest, lines or [Line(("",))])


def _write_others(book: Book, status: RoundStatus, lang: Lang) -> None:
    words = round_words(lang)
    lines = [Line((quoted(entry.file), NOBODYS_WORDS[entry.why].in_lang(lang))) for entry in status.nobodys]
    lines += [Line((quoted(receipt.file), words["gone"])) for receipt in status.gone]
    lines += [Line((quoted(name), words["unused"])) for name in status.unused]
    sheet = book.add_sheet(words["others"])
    write_table(sheet, [words["any_file"], words["why"]], (60.0, 44.0), lines or [Line(("", ""))])
