"""What a merge says about conflicts on a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from tdn_templates.core.conflicts.wording import (
    conflict_remedy,
    conflict_title,
    conflict_wrong,
    standing_words,
    value_words,
)
from tdn_templates.core.wording import SEVERITY_WORDS, quoted
from tdn_templates.model.conflict import Conflict, MergeDecision
from tdn_templates.model.words import Lang, Wording

MOST_SHOWN = 20
"""Conflicts that are shown in full; all of them stand in the workbook."""

_HEAD = Wording(
    "{count} xung đột giữa các bản nộp: {open} chưa quyết định, {settled} theo quyết định.",
    "{count} conflict(s) between the returns: {open} open, {settled} settled by decision.",
)
_TASK = Wording("nhiệm vụ", "task")
_MORE = Wording(
    "... và {count} xung đột nữa: xem trang “Xung đột” trong tong-hop.xlsx.",
    "... and {count} more: see the sheet “Xung đột” in tong-hop.xlsx.",
)
_UNFITTING = Wording(
    "Quyết định ở dòng {line} (xung đột {id}) không còn khớp: xung đột đó không còn, hoặc giá trị đã đổi: {said}.",
    "The decision in line {line} (conflict {id}) fits no longer: the conflict is gone or its values changed: {said}.",
)


def conflicts_text(conflicts: Sequence[Conflict], unfitting: Sequence[MergeDecision], lang: Lang, width: int) -> str:
    """Open conflicts first, the worst before; then those settled and decisions that fit nothing. "" for none at all."""
    return "\n".join(_lines(conflicts, unfitting, lang, width))


def _lines(conflicts: Sequence[Conflict], unfitting: Sequence[MergeDecision], lang: Lang, width: int) -> Iterator[str]:
    if conflicts:
        still_open = sum(each.is_open for each in conflicts)
        counts = {"count": len(conflicts), "open": still_open, "settled": len(conflicts) - still_open}
        yield _filled(_HEAD.in_lang(lang).format(**counts), width, 0)
    ordered = sorted(conflicts, key=lambda each: (not each.is_open, each.severity.rank))
    for conflict in ordered[:MOST_SHOWN]:
        yield from _conflict(conflict, lang, width)
    if len(ordered) > MOST_SHOWN:
        yield _filled(_MORE.in_lang(lang).format(count=len(ordered) - MOST_SHOWN), width, 0)
    for decision in unfitting:
        said = quoted(" | ".join(decision.said))
        words = _UNFITTING.in_lang(lang).format(line=decision.line, id=quoted(decision.conflict), said=said)
        yield _filled(words, width, 0)


def _conflict(conflict: Conflict, lang: Lang, width: int) -> Iterator[str]:
    severity, title = SEVERITY_WORDS[conflict.severity].in_lang(lang), conflict_title(conflict.kind, lang)
    head = f"- {severity} [{conflict.id}] {_TASK.in_lang(lang)} {conflict.task.number}: {title}."
    yield _filled(f"{head} {conflict_wrong(conflict, lang)}", width, 0)
    for number, value in enumerate(conflict.values, start=1):
        yield _filled(f"{number}) {value_words(value, lang)}", width, 2)
    yield _filled(f"→ {standing_words(conflict, lang) or conflict_remedy(conflict, lang)}", width, 2)


def _filled(text: str, width: int, indent: int) -> str:
    return fill(text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_on_hyphens=False)
