"""Returns of a few units merged in memory, for the tests of what does not agree."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tdn_templates.core.conflicts import find_conflicts
from tdn_templates.core.merge import consolidate
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation

if TYPE_CHECKING:
    from tests.core.conftest import Office

VTV, PAPER = "Đài Truyền hình Việt Nam", "Báo Nhân Dân"
FINANCE = "Bộ Tài chính"
OFFICE, COOPERATION = "Văn phòng Bộ", "Vụ Hợp tác quốc tế"
NO = {"treatment": "Không áp dụng", "own_lead": "", "note": "Không thuộc chức năng"}
ADDED = {"own_text": "Làm thêm một bộ phim tài liệu", "own_time": "2025"}

Rows = Mapping[str, Mapping[str, str]]
Returns = Mapping[str, Rows]
"""Unit to row to what its clerk types over the right answers."""


def led(time: str) -> Rows:
    """The task that the finance ministry leads, with the television named as supporting."""
    return {"3.10": {"own_supporting": VTV, "own_time": time}}


def merged(office: "Office", returns: Returns, form: str = "plan") -> Consolidation:
    """Files are called 0.xlsx, 1.xlsx, ... in the order given. Made once: reading and checking is what costs."""
    key = (repr(returns), form)
    if key not in _MADE:
        _MADE[key] = _merged(office, returns, form)
    return _MADE[key]


_MADE: dict[tuple[str, str], Consolidation] = {}


def _merged(office: "Office", returns: Returns, form: str) -> Consolidation:
    verdicts = []
    for number, (unit, rows) in enumerate(returns.items()):
        returned = office.answered(unit, form)
        for row, values in rows.items():
            returned.answer(row, **values)
        verdicts.append(office.verdict(returned.workbook(), f"{number}.xlsx"))
    return consolidate(verdicts, office.known, office.programme, draft=True)


def found(office: "Office", returns: Returns, form: str = "plan") -> tuple[Conflict, ...]:
    return find_conflicts(merged(office, returns, form), office.known)
