"""This round beside the one before, on a terminal."""

from collections.abc import Iterator
from textwrap import fill

from tdn_templates.core.earlier_round_words import KIND_WORDS, field_name, row_tasks, row_text
from tdn_templates.core.wording import quoted
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.earlier_round import ChangeKind, RoundsCompared, RowChange
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang, Wording

MOST_SHOWN = 20
"""Changes that are shown in full; all of them stand in the workbook."""

_HEAD = Wording(
    "So với đợt trước: {new} mới, {dropped} bỏ, {moved} chuyển chỗ, {changed} thay đổi, {same} giữ nguyên.",
    "Since the round before: {new} new, {dropped} dropped, {moved} moved, {changed} changed, {same} as they were.",
)
_JOINED = Wording("Mới nộp đợt này: {units}.", "Returned this time only: {units}.")
_LEFT = Wording("Đợt trước có, đợt này không nộp: {units}.", "Returned the last time only: {units}.")
_TASK = Wording("nhiệm vụ {numbers}", "task {numbers}")
_MORE = Wording(
    "... và {count} thay đổi nữa: xem trang “So với đợt trước” trong tong-hop.xlsx.",
    "... and {count} more: see the sheet “So với đợt trước” in tong-hop.xlsx.",
)
_BLANK = Wording("để trống", "blank")


def earlier_round_text(compared: RoundsCompared, now: Consolidation, lang: Lang, width: int) -> str:
    """Counts, units of one round only, then the changes unit by unit."""
    return "\n".join(fill(line, width, subsequent_indent="  ") for line in _lines(compared, now.layout, lang))


def _lines(compared: RoundsCompared, layout: WorkbookLayout, lang: Lang) -> Iterator[str]:
    counts = {kind.value: compared.count(kind) for kind in ChangeKind}
    yield _HEAD.in_lang(lang).format(**counts, same=compared.same)
    for units, words in ((compared.joined, _JOINED), (compared.left, _LEFT)):
        if units:
            yield words.in_lang(lang).format(units=_names(units))
    for change in compared.changes[:MOST_SHOWN]:
        yield _change(change, layout, lang)
    if len(compared.changes) > MOST_SHOWN:
        yield _MORE.in_lang(lang).format(count=len(compared.changes) - MOST_SHOWN)


def _change(change: RowChange, layout: WorkbookLayout, lang: Lang) -> str:
    """ "- Bộ A, Chuyển chỗ, nhiệm vụ 2.3: “...” 2.1 → 3.1; Thời gian: “2025” → “2026”"."""
    entry = change.now or change.before
    words = [f"- {change.unit.name}", KIND_WORDS[change.kind].in_lang(lang)]
    if entry is not None and entry.national:
        words.append(_TASK.in_lang(lang).format(numbers=row_tasks(entry)))
    said = [f"“{quoted(row_text(entry))}”"] if entry is not None else []
    if change.kind is ChangeKind.MOVED and change.before and change.now:
        said.append(f"{change.before.number} → {change.now.number}")
    for field in change.fields:
        before, now = _text(change.before, field, lang), _text(change.now, field, lang)
        said.append(f"{field_name(field, layout, lang)}: {before} → {now}")
    return f"{', '.join(words)}: {'; '.join(said)}"


def _text(entry: Entry | None, field: str, lang: Lang) -> str:
    text = entry.fields[field].text if entry is not None else ""
    return f"“{quoted(text)}”" if text else _BLANK.in_lang(lang)


def _names(units: tuple[Unit, ...]) -> str:
    shown = "; ".join(unit.name for unit in units[:MOST_SHOWN])
    return f"{shown}; ... ({len(units)})" if len(units) > MOST_SHOWN else shown
