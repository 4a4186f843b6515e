"""Merged ranges in a table: which lines a merged cell speaks for (T24: what lies under a merge is read too)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from tdn_templates.core.cell_names import cell_name
from tdn_templates.model.cell import RawSheet


@dataclass(frozen=True, slots=True)
class MergedRange:
    """`anchor` is the cell that shows the value, as (row, column); `name` reads "H12:H14"."""

    anchor: tuple[int, int]
    name: str


@dataclass(frozen=True, slots=True)
class MergedCells:
    """`anchors` are the merged cells themselves by address; `covering` says for each row which of its columns lie under
    a merged cell of another row."""

    anchors: Mapping[tuple[int, int], MergedRange] = field(default_factory=dict)
    covering: Mapping[int, Mapping[int, MergedRange]] = field(default_factory=dict)


def merged_cells(sheet: RawSheet, rows: Sequence[int], columns: Set[int]) -> MergedCells:
    """The merged ranges that begin in one of these columns and hold several of these rows (sorted) or columns.

    Ranges of a sound file never overlap; of those that do, the first counts, so that a broken file costs no more time.
    """
    if not sheet.merges:
        return MergedCells()
    anchors: dict[tuple[int, int], MergedRange] = {}
    covering: dict[int, dict[int, MergedRange]] = defaultdict(dict)
    ends: dict[int, int] = {}
    for top, left, bottom, right in sorted(sheet.merges):
        if left not in columns or top <= ends.get(left, 0):
            continue
        ends[left] = bottom
        inside = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        wide = right > left and any(left < column <= right for column in columns)
        if not inside or (len(inside) < 2 and not wide):
            continue
        found = MergedRange((top, left), f"{cell_name(top, left)}:{cell_name(bottom, right)}")
        anchors[found.anchor] = found
        for row in inside:
            if row != top:
                covering[row][left] = found
    return MergedCells(anchors, covering)
