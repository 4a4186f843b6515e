"""Sheets of the consolidated workbook about what does not agree: "Xung đột" and "So với văn bản giao"."""

from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.conflicts.three_way import Comparison
from tdn_templates.core.conflicts.wording import (
    FIELD_NAMES,
    conflict_remedy,
    conflict_title,
    conflict_wrong,
    decision_words,
    origin_words,
    standing_words,
    whose,
)
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.excel.list_sheet import ListRow, ListSheet
from tdn_templates.excel.long_sheet import OwnText
from tdn_templates.model.conflict import Conflict, MergeDecision
from tdn_templates.model.consolidation import Origin, Traced
from tdn_templates.model.words import Lang

CONFLICT_SHEET, ISSUED_SHEET = "Xung đột", "So với văn bản giao"

_CONFLICT_HEAD = (
    ("Mã", 13),
    ("Mức", 10),
    ("Nhiệm vụ", 10),
    ("Xung đột", 26),
    ("Nội dung", 48),
    ("Giá trị số", 8),
    ("Đơn vị", 24),
    ("Cột", 14),
    ("Giá trị", 34),
    ("Nguồn", 40),
    ("SHA-256", 66),
    ("Cách xử lý", 44),
)
_ISSUED_HEAD = (
    ("Đơn vị", 24),
    ("Nhiệm vụ", 10),
    ("Cột", 14),
    ("Văn bản giao", 44),
    ("Đơn vị ghi", 44),
    ("Được dùng", 44),
    ("Theo", 30),
    ("Nguồn", 40),
    ("SHA-256", 66),
)
_BY_UNIT, _BY_ISSUE = "đơn vị", "văn bản giao"


def conflict_sheet(conflicts: Sequence[Conflict]) -> ListSheet:
    """A row for each value, those of open conflicts shaded."""
    return ListSheet(CONFLICT_SHEET, _CONFLICT_HEAD, _conflict_rows(conflicts))


def _conflict_rows(conflicts: Sequence[Conflict]) -> Iterator[ListRow]:
    for conflict in conflicts:
        settled = standing_words(conflict, Lang.VI) or f"Chưa quyết định. {conflict_remedy(conflict, Lang.VI)}"
        for number, value in enumerate(conflict.values, start=1):
            texts = (
                conflict.id,
                SEVERITY_WORDS[conflict.severity].vi,
                conflict.task.number,
                conflict_title(conflict.kind, Lang.VI),
                conflict_wrong(conflict, Lang.VI),
                str(number),
                whose(value, Lang.VI),
                FIELD_NAMES[value.field].vi,
                value.value.text,
                _places(value.value),
                _hashes(value.value.origins),
                settled,
            )
            yield ListRow(texts, marked=conflict.is_open)


def issued_sheet(compared: Comparison, conflicts: Sequence[Conflict]) -> ListSheet:
    """Every value that is not what was issued: what was issued, what the unit wrote, which stands. Departments that a
    unit names under the issued agencies are what a plan is asked for and no difference."""
    decisions = {each.id: each.decision for each in conflicts if each.decision is not None}
    return ListSheet(ISSUED_SHEET, _ISSUED_HEAD, _issued_rows(compared, decisions))


def _issued_rows(compared: Comparison, decisions: Mapping[str, MergeDecision]) -> Iterator[ListRow]:
    for part, entry, way in compared.differing():
        own = way.own if way.own.text else way.issued
        texts = (
            part.unit.name,
            "; ".join(task.number for task in entry.national),
            FIELD_NAMES[way.field].vi,
            way.issued.text,
            way.own.text,
            way.stands.text,
            _by(way.stands, way.own, decisions),
            _places(own),
            _hashes(own.origins),
        )
        yield ListRow(texts, marked=entry.marked)


def _by(stands: Traced, own: Traced, decisions: Mapping[str, MergeDecision]) -> str:
    """Whose word stands: of a decision with who made it, of the unit, of the document."""
    if stands.decided:
        return decision_words(decisions[stands.decided], Lang.VI)
    return _BY_UNIT if own.text else _BY_ISSUE


def _places(value: Traced) -> OwnText:
    return OwnText("\n".join(map(origin_words, value.origins)))


def _hashes(origins: Sequence[Origin]) -> str:
    return "\n".join(dict.fromkeys(origin.sha256 for origin in origins if origin.sha256))
