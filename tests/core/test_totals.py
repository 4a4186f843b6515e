"""Counts of a merge: those of the parts add up to the whole, and tables say what the text says."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.totals import Totals, totals_by_group, totals_of
from tdn_templates.core.totals_words import totals_sentence
from tdn_templates.excel.totals_sheet import totals_sheet
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.words import Lang
from tests.core.conflicts.returns import ADDED, NO, PAPER, VTV, merged

if TYPE_CHECKING:
    from tests.core.conftest import Office

CHOICES = ("carry_out", "merged", "not_applicable", "", "chữ lạ")


@pytest.fixture(scope="module")
def whole(office: "Office") -> Consolidation:
    return merged(office, {PAPER: {"2.3": NO, "own:2:1": {**ADDED, "carries": "2.5"}}, VTV: {"own:4:1": ADDED}})


@st.composite
def _parts(draw: st.DrawFn, entries: tuple[Entry, ...], units: tuple[UnitPart, ...]) -> tuple[UnitPart, ...]:
    """Up to four parts with rows drawn from those at hand, in any group, with any answer."""

    def rows() -> tuple[Entry, ...]:
        drawn = draw(st.lists(st.tuples(st.sampled_from(entries), st.sampled_from(CHOICES)), max_size=6))
        group = draw(st.sampled_from(["1", "2", "5", "", "9"]))
        return tuple(replace(entry, choice=choice, group=group) for entry, choice in drawn)

    count = draw(st.integers(0, 4))
    return tuple(replace(draw(st.sampled_from(units)), plan=rows(), others=rows()) for _ in range(count))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_parts_add_up_to_the_whole(whole: Consolidation, data: st.DataObject) -> None:
    entries = tuple(entry for part in whole.parts for entry in (*part.plan, *part.others))
    parts = data.draw(_parts(entries, whole.parts))
    cut = data.draw(st.integers(0, len(parts)))
    drawn = replace(whole, parts=parts)
    found = totals_of(drawn)
    assert found == totals_of(replace(whole, parts=parts[:cut])) + totals_of(replace(whole, parts=parts[cut:]))
    by_group = sum((totals for _, totals in totals_by_group(drawn)), Totals())
    assert replace(by_group, units=found.units) == found
    assert found.rows == sum(len(part.plan) + len(part.others) for part in parts)
    assert found.units == len(parts)


def test_text_and_table_say_the_same(whole: Consolidation) -> None:
    rows = tuple(totals_sheet(whole).rows)
    columns = dict(zip((title for title, _ in totals_sheet(whole).head), rows[-1].cells, strict=True))
    assert totals_sentence(totals_of(whole), whole, Lang.VI) == (
        f"{columns['Đơn vị']} đơn vị; {columns['Số dòng']} dòng (Thực hiện {columns['Thực hiện']}, "
        f"Không áp dụng {columns['Không áp dụng']}); {columns['Tự đặt']} nhiệm vụ tự đặt; "
        f"{columns['Có đơn vị thực hiện']}/{columns['Nhiệm vụ của danh mục']} nhiệm vụ của danh mục có đơn vị thực hiện"
    )
    assert (columns["Đơn vị"], columns["Không áp dụng"], columns["Tự đặt"]) == (2, 1, 2)
    for column in (*range(5, len(rows[-1].cells)), 2):
        assert sum(int(row.cells[column]) for row in rows[:-1]) == rows[-1].cells[column]
