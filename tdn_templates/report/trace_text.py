"""A trace as text for a terminal: the summary, then what is missing, what deviates, what is in doubt, all rows."""

import textwrap
from collections.abc import Iterable, Iterator

from tdn_templates.core.english import with_plurals
from tdn_templates.core.trace.overview import by_kind, count_trace, numbers
from tdn_templates.core.trace.report_words import trace_words
from tdn_templates.core.trace.wording import BINDING_WORDS, HOW_WORDS, KIND_WORDS, ROLE_WORDS
from tdn_templates.core.wording import SEVERITY_WORDS, quoted, quoted_whole
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.trace import PlanTrace, RowTrace
from tdn_templates.model.words import Binding, Lang

_LONGEST_TASK = 110
_LEAST_TEXT = 24
"""Columns that the text of a row must have beside the others; with fewer it goes on a line of its own."""


def trace_text(trace: PlanTrace, lang: Lang, width: int = 80) -> str:
    """Ends with a line feed; no line is longer than `width`, but for a single word that is."""
    return "\n".join(_Text(trace, lang, width).lines()) + "\n"


class _Text:
    def __init__(self, trace: PlanTrace, lang: Lang, width: int) -> None:
        self._trace = trace
        self._lang = lang
        self._width = width
        self._words = trace_words(lang)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._missing()
        yield from self._deviations()
        yield from self._questions()
        yield from self._stale()
        yield from self._rows()

    def _head(self) -> Iterator[str]:
        trace, words = self._trace, self._words
        yield words["title"].upper()
        yield from self._wrapped(f"{words['plan']}: {quoted(trace.annex.source)}", "")
        yield from self._wrapped(f"{words['unit']}: {trace.unit.name}", "")
        yield from self._wrapped(f"{words['programme']}: {trace.programme.reference} ({trace.programme.code})", "")
        counts = count_trace(trace)
        how = ", ".join(f"{count} {HOW_WORDS[kind].in_lang(self._lang)}" for kind, count in counts.how.items() if count)
        rows = sum(len(items) for items in by_kind(trace).values())
        lines = [
            words["rows_line"].format(rows=counts.rows, how=how),
            words["inherited_line"].format(
                inherited=counts.inherited,
                covered=counts.covered,
                missing=counts.missing,
                to_confirm=counts.to_confirm,
            ),
            words["deviations_line"].format(count=rows),
        ]
        if counts.doubtful:
            lines.append(words["doubtful_line"].format(count=counts.doubtful))
        if counts.decided:
            lines.append(words["decided_line"].format(count=counts.decided))
        yield ""
        for line in lines:
            yield from self._wrapped(f"- {with_plurals(line)}", "", "  ")

    def _missing(self) -> Iterator[str]:
        certain = [item for item in self._trace.missing if item.binding is not Binding.CONDITIONAL]
        yield from self._heading(self._words["missing"], len(certain))
        if not certain:
            yield f"  {self._words['nothing_missing']}"
        for item in certain:
            yield from self._assignment(item)
        if self._trace.to_confirm:
            yield from self._heading(self._words["to_confirm"], len(self._trace.to_confirm))
            for item in self._trace.to_confirm:
                yield from self._assignment(item)

    def _assignment(self, item: Assignment) -> Iterator[str]:
        role = ROLE_WORDS[item.role].in_lang(self._lang)
        binding = "" if item.binding is Binding.CONDITIONAL else f", {BINDING_WORDS[item.binding].in_lang(self._lang)}"
        yield from self._wrapped(f"{item.task.number} ({role}{binding}): {_cut(item.task.text)}", "  ", "      ")

    def _deviations(self) -> Iterator[str]:
        grouped = by_kind(self._trace)
        yield from self._heading(self._words["deviations"], sum(len(items) for items in grouped.values()))
        if not grouped:
            yield f"  {self._words['no_deviations']}"
        for kind, items in grouped.items():
            severity = SEVERITY_WORDS[kind.severity].in_lang(self._lang)
            yield from self._wrapped(f"{severity}: {KIND_WORDS[kind].in_lang(self._lang)} ({len(items)})", "  ")
            for item in items:
                towards = f" → {item.national}" if item.national else ""
                detail = quoted_whole(item.detail.in_lang(self._lang))
                yield from self._wrapped(f"{quoted(item.local or '')}{towards}: {detail}", "    ", "      ")

    def _questions(self) -> Iterator[str]:
        questions = self._trace.questions
        if not questions:
            return
        yield from self._heading(self._words["questions"], len(questions))
        for row in questions:
            yield from self._wrapped(f"{quoted(row.local)}: {quoted_whole(row.row.text)}", "  ", "      ")
            yield from self._wrapped(question(row, self._lang), "    ? ", "      ")
            for task in (*row.match.tasks, *row.match.rivals):
                yield from self._wrapped(f"{task.number}: {_cut(task.text)}", "      ", "        ")

    def _stale(self) -> Iterator[str]:
        stale = self._trace.stale
        if not stale:
            return
        yield from self._heading(self._words["stale"], len(stale))
        for item in stale:
            chosen = ", ".join(item.decision.national or ()) or "new"
            said = f"“{quoted(_cut(item.decision.text))}” → {quoted(chosen)}: {quoted(item.reason.in_lang(self._lang))}"
            yield from self._wrapped(said, "  ", "      ")

    def _rows(self) -> Iterator[str]:
        words = self._words
        yield from self._heading(words["rows"], len(self._trace.rows))
        cells = [(words["local"], words["national"], words["how"], words["confidence"])]
        cells += [_cells(row, self._lang) for row in self._trace.rows]
        widths = [max(len(row[column]) for row in cells) for column in range(4)]
        texts = ["", *(quoted(" ".join(row.row.text.split())) for row in self._trace.rows)]
        left = self._width - sum(widths) - 10
        for row, text in zip(cells, texts, strict=True):
            columns = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            if left >= _LEAST_TEXT:
                yield f"  {columns}  {textwrap.shorten(text, left, placeholder='…')}".rstrip()
                continue
            yield f"  {columns}".rstrip()
            if text:
                yield f"      {textwrap.shorten(text, self._width - 6, placeholder='…')}"
        if self._trace.questions:
            yield f"  ? {words['doubtful']}"

    def _heading(self, text: str, count: int) -> Iterator[str]:
        yield ""
        yield from self._wrapped(f"{text.upper()} ({count})", "")

    def _wrapped(self, text: str, first: str, then: str | None = None) -> Iterable[str]:
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=first if then is None else then,
            break_long_words=False,
            break_on_hyphens=False,
        )


def question(row: RowTrace, lang: Lang) -> str:
    """What a person is asked about a doubtful row."""
    words, match = trace_words(lang), row.match
    if not match.tasks:
        if not match.rivals:
            return words["question_own"]
        return words["question_none"].format(rivals=numbers(match.rivals))
    asked = words["question_one"].format(tasks=numbers(match.tasks))
    return f"{asked} {words['or_rivals'].format(rivals=numbers(match.rivals))}" if match.rivals else asked


def _cells(row: RowTrace, lang: Lang) -> tuple[str, str, str, str]:
    match = row.match
    mark = " ?" if match.doubtful else ""
    how = HOW_WORDS[match.how].in_lang(lang)
    return quoted(row.local), numbers(match.tasks) or "-", how, f"{match.confidence:.2f}{mark}"


def _cut(text: str) -> str:
    return textwrap.shorten(" ".join(text.split()), _LONGEST_TASK, placeholder="…")
