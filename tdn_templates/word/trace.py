"""A trace as a Word annex of three tables: what is missing, what deviates, every row beside its tasks."""

from tdn_templates.core.trace.overview import by_kind, count_trace, leads, numbers
from tdn_templates.core.trace.report_words import trace_words
from tdn_templates.core.trace.wording import BINDING_WORDS, HOW_WORDS, KIND_WORDS, ROLE_WORDS
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.model.trace import PlanTrace, RowTrace
from tdn_templates.model.words import Lang
from tdn_templates.word.render import render_docx

_WORDS = trace_words(Lang.VI)
"""Documents are in Vietnamese."""


def render_trace(trace: PlanTrace, template: bytes) -> bytes:
    """The annex as the bytes of a .docx, the same for the same trace and template. Raises TdnError when the template
    uses a field that a trace does not have."""
    return render_docx(template, _context(trace), title=f"{_WORDS['title']}: {trace.unit.name}")


def _context(trace: PlanTrace) -> dict[str, object]:
    head = trace.annex.head
    # "/KH-UBND": a draft whose number is still blank says less than the name of the file
    reference = trace.annex.source if head.reference.startswith("/") else head.reference or trace.annex.source
    return {
        "title": _WORDS["title"],
        "subtitle": f"({trace.unit.name}: {reference}; danh mục {trace.programme.reference})",
        "summary": _summary(trace),
        "tasks": [
            {
                "number": item.task.number,
                "text": item.task.text,
                "role": ROLE_WORDS[item.role].vi,
                "binding": BINDING_WORDS[item.binding].vi,
                "time": item.task.time.wording,
            }
            for item in trace.missing
        ],
        "deviations": [
            {
                "local": item.local or "",
                "number": item.national or "",
                "severity": SEVERITY_WORDS[kind.severity].vi,
                "kind": KIND_WORDS[kind].vi,
                "detail": item.detail.vi,
            }
            for kind, items in by_kind(trace).items()
            for item in items
        ],
        "rows": [_row(row) for row in trace.rows],
    }


def _row(row: RowTrace) -> dict[str, object]:
    match = row.match
    how = HOW_WORDS[match.how].vi
    if match.doubtful:
        others = f": {numbers(match.rivals)}?" if match.rivals else "?"
        how = f"{how}\n({_WORDS['doubtful']}{others})"
    return {
        "local": row.local,
        "text": row.row.text,
        "lead": leads(row.row),
        "how": how,
        "tasks": "\n".join(f"{task.number}. {task.text}" for task in match.tasks),
        "marked": match.doubtful,
    }


def _summary(trace: PlanTrace) -> list[str]:
    counts = count_trace(trace)
    how = ", ".join(f"{count} {HOW_WORDS[kind].vi}" for kind, count in counts.how.items() if count)
    lines = [
        _WORDS["rows_line"].format(rows=counts.rows, how=how),
        _WORDS["inherited_line"].format(
            inherited=counts.inherited, covered=counts.covered, missing=counts.missing, to_confirm=counts.to_confirm
        ),
        _WORDS["deviations_line"].format(count=sum(len(items) for items in by_kind(trace).values())),
    ]
    if counts.doubtful:
        lines.append(_WORDS["doubtful_line"].format(count=counts.doubtful))
    return lines
