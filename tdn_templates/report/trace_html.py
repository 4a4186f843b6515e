"""A trace as one self-contained page: the plan's text beside the list's, with the words that differ marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tdn_templates.core.trace.differences import Stretch, marked
from tdn_templates.core.trace.overview import by_kind, count_trace, leads
from tdn_templates.core.trace.report_words import trace_words
from tdn_templates.core.trace.wording import BINDING_WORDS, HOW_WORDS, KIND_WORDS, ROLE_WORDS
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.task import Task
from tdn_templates.model.trace import Deviation, How, PlanTrace, RowTrace
from tdn_templates.model.words import Binding, Lang
from tdn_templates.report.html import environment
from tdn_templates.report.trace_text import question


@dataclass(frozen=True, slots=True)
class TaskCell:
    number: str
    stretches: tuple[Stretch, ...]
    lead: str
    time: str


@dataclass(frozen=True, slots=True)
class DeviationLine:
    """`national` is "" for a row of the unit's own."""

    local: str
    national: str
    kind: str
    kind_words: str
    severity: str
    severity_words: str
    detail: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the plan, every text ready to be shown. `settled` is "sure", "doubtful" or "decided"."""

    local: str
    how: str
    how_words: str
    confidence: str
    settled: str
    settled_words: str
    stretches: tuple[Stretch, ...]
    lead: str
    time: str
    tasks: tuple[TaskCell, ...]
    question: str
    deviations: tuple[DeviationLine, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class MissingLine:
    national: str
    text: str
    role: str
    binding: str


def trace_html(trace: PlanTrace, lang: Lang) -> str:
    """The page, the same for the same input."""
    words = trace_words(lang)
    found: dict[str, list[Deviation]] = {}
    for item in trace.deviations:
        found.setdefault(item.local or "", []).append(item)
    rows = [_row(row, found.get(row.local, []), lang) for row in trace.rows]
    certain = [_missing(item, lang) for item in trace.missing if item.binding is not Binding.CONDITIONAL]
    how = Counter(row.match.how for row in trace.rows)
    return (
        environment()
        .get_template("trace.html.j2")
        .render(
            lang=lang.value,
            words=words,
            trace=trace,
            counts=count_trace(trace),
            deviation_count=sum(len(items) for items in by_kind(trace).values()),
            rows=rows,
            missing=certain,
            to_confirm=[_missing(item, lang) for item in trace.to_confirm],
            groups=[
                (KIND_WORDS[kind].in_lang(lang), [_deviation(item, lang) for item in items])
                for kind, items in by_kind(trace).items()
            ],
            hows=[(kind.value, HOW_WORDS[kind].in_lang(lang), how[kind]) for kind in How if how[kind]],
            kinds=[(kind.value, KIND_WORDS[kind].in_lang(lang), len(items)) for kind, items in by_kind(trace).items()],
            stale=[
                (item.decision.text, ", ".join(item.decision.national or ()), item.reason.in_lang(lang))
                for item in trace.stale
            ],
        )
    )


def _row(row: RowTrace, found: Sequence[Deviation], lang: Lang) -> RowLine:
    words, match = trace_words(lang), row.match
    settled = "doubtful" if match.doubtful else "decided" if match.decided else "sure"
    worst = min((item.kind.severity for item in found), key=lambda severity: severity.rank, default=None)
    return RowLine(
        local=row.local,
        how=match.how.value,
        how_words=HOW_WORDS[match.how].in_lang(lang),
        confidence=f"{match.confidence:.2f}",
        settled=settled,
        settled_words=words[settled],
        stretches=marked(row.row.text, [task.text for task in match.tasks]) if match.tasks else _plain(row.row.text),
        lead=leads(row.row),
        time=row.row.time,
        tasks=tuple(_task(task, row) for task in match.tasks),
        question=question(row, lang) if match.doubtful else "",
        deviations=tuple(_deviation(item, lang) for item in found),
        severity=worst.value if worst is not None else "",
    )


def _plain(text: str) -> tuple[Stretch, ...]:
    return (Stretch(text, differs=False),)


def _task(task: Task, row: RowTrace) -> TaskCell:
    return TaskCell(task.number, marked(task.text, [row.row.text]), task.lead.wording, task.time.wording)


def _deviation(item: Deviation, lang: Lang) -> DeviationLine:
    severity = item.kind.severity
    return DeviationLine(
        local=item.local or "",
        national=item.national or "",
        kind=item.kind.value,
        kind_words=KIND_WORDS[item.kind].in_lang(lang),
        severity=severity.value,
        severity_words=SEVERITY_WORDS[severity].in_lang(lang),
        detail=item.detail.in_lang(lang),
    )


def _missing(item: Assignment, lang: Lang) -> MissingLine:
    role, binding = ROLE_WORDS[item.role].in_lang(lang), BINDING_WORDS[item.binding].in_lang(lang)
    return MissingLine(item.task.number, item.task.text, role, binding)
