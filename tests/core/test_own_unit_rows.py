"""Which rows of an office's table are units, whose they are, and what is asked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.own_unit_names import committee_names, is_like_a_unit
from tdn_templates.core.own_unit_rows import OwnUnitTable, Why, own_unit_rows
from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.core.table_text import Line, TableText, lines_of
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.words import UnitSlug

REGISTRY = registry_of_all_times(load_registry())

OWN_ROW = """
DANH SÁCH XÃ, PHƯỜNG
STT | Mã | Tên đơn vị | Thuộc (tỉnh) | Thư
(1) | (2) | (3) | (4) |
1 | 30001 | Xã Tân Phú | Tỉnh Đồng Tháp | a@example.vn
2 | 30002 | UBND phường Mỹ Tho | đồng tháp |
3 | 30003 | Xã Tân Phú | UBND tỉnh Cà Mau | b@example.vn
4 | 30004 | Phường Thuận Hóa | TP Huế
"""
ABOVE = """
UBND TỈNH ĐỒNG THÁP | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
STT | Tên xã | Ghi chú
I | Tỉnh Đồng Tháp (2 xã)
1 | Xã Tân Phú |
2 | UBND phường Mỹ Tho | VTV
II. Tỉnh Cà Mau
STT | Tên xã | Ghi chú
1 | Xã Tân Phú
III | THÀNH PHỐ HUẾ
1 | Phường Thuận Hóa
"""
KIND_AND_BODY_FIRST = """
Tỉnh | Cấp | Tên
Đồng Tháp | Xã | Xã Tân Phú
Đồng Tháp | Phường | UBND phường Mỹ Tho
Cà Mau | Xã | Xã Tân Phú
Thành phố Huế | Phường | Phường Thuận Hóa
"""
ONE_CELL = """
Tên
Xã Tân Phú, tỉnh Đồng Tháp
UBND phường Mỹ Tho - Tỉnh Đồng Tháp
Xã Tân Phú (tỉnh Cà Mau)
Phường Thuận Hóa, thành phố Huế
"""
UNITS = [
    ("Xã Tân Phú", "xa-tan-phu-dong-thap"),
    ("UBND phường Mỹ Tho", "phuong-my-tho-dong-thap"),
    ("Xã Tân Phú", "xa-tan-phu-ca-mau"),
    ("Phường Thuận Hóa", "phuong-thuan-hoa-hue"),
]

# one row that is not clear, below "Xã Tân Phú | Tỉnh Đồng Tháp" and "Xã Bình Phú | Tỉnh Cà Mau" | why | cell
UNCLEAR = [
    ("Xã Mỹ Hòa | ", Why.NO_PARENT, "A3"),
    ("Xã Mỹ Hòa | Tỉnh Đồng Thắp", Why.PARENT_UNKNOWN, "B3"),
    (" | Tỉnh Đồng Tháp | ghi chú", Why.NO_NAME, "B3"),
    ("Ủy ban nhân dân xã Tân Phú | Đồng Tháp", Why.REPEATED, "A3"),
    ("UBND xã Tân - Phú | Đồng Tháp", Why.REPEATED, "A3"),
    ("Tổng cộng: 3 xã | ", Why.NO_PARENT, "A3"),
]


def lines(table: str) -> tuple[Line, ...]:
    return lines_of(
        TableText(row, column, cell.strip())
        for row, line in enumerate(table.strip().splitlines(), start=1)
        for column, cell in enumerate(line.split("|"), start=1)
        if cell.strip()
    )


def read(table: str, everyone: str = "") -> OwnUnitTable:
    return own_unit_rows(lines(table), REGISTRY, REGISTRY.unit(UnitSlug(everyone)) if everyone else None)


@pytest.mark.parametrize("table", [OWN_ROW, ABOVE, KIND_AND_BODY_FIRST, ONE_CELL])
def test_the_body_of_a_unit_is_named_beside_it_above_it_or_behind_it(table: str) -> None:
    found = read(table)
    assert found.doubts == ()
    assert [(unit.name, unit.slug) for unit in found.units] == UNITS


def test_codes_are_those_under_their_heading_unless_zeros_were_cut() -> None:
    assert [unit.code for unit in read(OWN_ROW).units] == ["30001", "30002", "30003", "30004"]
    cut = read(OWN_ROW.replace("30002", "2"))
    assert [unit.code for unit in cut.units] == [""] * 4
    assert cut.codes_left_out is not None
    assert cut.codes_left_out.place == "B4"
    assert [unit.code for unit in read(OWN_ROW.replace("Mã", "Mã bưu chính")).units] == [""] * 4


@pytest.mark.parametrize(("row", "why", "place"), UNCLEAR)
def test_a_row_that_is_not_clear_is_asked_about_and_is_no_unit(row: str, why: Why, place: str) -> None:
    found = read(f"Xã Tân Phú | Tỉnh Đồng Tháp\nXã Bình Phú | Tỉnh Cà Mau\n{row}")
    assert [(doubt.why, doubt.cell.place) for doubt in found.doubts] == [(why, place)]
    assert len(found.units) == 2


def test_two_bodies_in_a_row_are_asked_about() -> None:
    found = read("Trung tâm A | Bộ Tài chính | Tỉnh Cà Mau\nTrung tâm B | Bộ Nội vụ | Bộ Nội vụ")
    assert [(doubt.why, doubt.cell.place) for doubt in found.doubts] == [(Why.TWO_PARENTS, "A1")]
    assert [unit.slug for unit in found.units] == ["trung-tam-b-bo-noi-vu"]


def test_one_body_may_have_all_rows_but_none_that_names_another() -> None:
    found = read("Tên đơn vị\nPhòng Tổng hợp\nVăn phòng Bộ\nNgười lập biểu", "bo-tai-chinh")
    assert [unit.slug for unit in found.units] == ["phong-tong-hop-bo-tai-chinh"]
    assert [cell.text for cell in found.known] == ["Văn phòng Bộ"]
    assert found.head == (1,)
    assert [doubt.why for doubt in found.doubts] == [Why.NO_UNIT_NAME]
    other = read("Xã Tân Phú | Tỉnh Đồng Tháp\nXã Mỹ Hòa | Tỉnh Cà Mau", "tinh-dong-thap")
    assert [(doubt.why, doubt.cell.place) for doubt in other.doubts] == [(Why.OTHER_PARENT, "B2")]
    for table in ("Tỉnh Cà Mau\nXã Mỹ Hòa", "Xã Mỹ Hòa, tỉnh Cà Mau\nXã Tân Phú"):
        doubts = read(table, "tinh-dong-thap").doubts
        assert [(doubt.why, doubt.cell.place) for doubt in doubts] == [(Why.OTHER_PARENT, "A1")]


def test_names_that_differ_in_marks_alone_are_two_units_with_two_slugs() -> None:
    found = read("Xã Đông Hải | Cà Mau\nXã Đồng Hải | Cà Mau")
    assert [unit.slug for unit in found.units] == ["xa-dong-hai-ca-mau", "xa-dong-hai-ca-mau-2"]


def test_a_slug_is_the_same_whatever_else_is_listed() -> None:
    names = ["Xã Tân Phú", "Phường Tân Phú", "Thị trấn Tân Phú"]
    together = read("\n".join(f"{name} | Đồng Tháp" for name in names)).units
    alone = [read(f"{name} | Đồng Tháp").units[0] for name in reversed(names)]
    assert {unit.slug for unit in together} == {unit.slug for unit in alone}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Xã Tân Phú", ("UBND xã Tân Phú", "Ủy ban nhân dân xã Tân Phú")),
        ("UBND xã Tân Phú", ("Xã Tân Phú", "Ủy ban nhân dân xã Tân Phú")),
        ("Uỷ ban nhân dân phường 1", ("Phường 1", "UBND phường 1")),
        ("XÃ TÂN PHÚ", ("UBND XÃ TÂN PHÚ", "Ủy ban nhân dân XÃ TÂN PHÚ")),
        ("Văn phòng Bộ", ()),
    ],
)
def test_a_locality_is_called_with_and_without_its_committee(name: str, others: tuple[str, ...]) -> None:
    assert committee_names(name) == others


def test_heads_of_tables_are_not_like_units() -> None:
    heads = ["Tên đơn vị", "Xã, phường", "Xã/phường", "Phòng ban", "Sở, ban, ngành", "Ban hành kèm theo", "Đơn vị"]
    assert [head for head in heads if is_like_a_unit(head)] == []
    units = ["Xã A", "UBND xã A", "Phường 12", "Đặc khu Phú Quốc", "Sở Nội vụ", "Văn phòng Bộ", "Báo Cà Mau"]
    assert [unit for unit in units if not is_like_a_unit(unit)] == []


CELLS = st.sampled_from(
    ["", "", "1", "30001", "Tên", "Xã A", "UBND xã B", "Phường C", "Cà Mau", "Tỉnh Đồng Tháp", "Bộ Tài chính", "VTV"]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=7), st.sampled_from(["", "tinh-ca-mau"]))
def test_every_row_with_words_is_a_unit_known_a_heading_or_asked_about(
    rows: list[tuple[str, ...]], everyone: str
) -> None:
    table = "\n".join(" | ".join(row) for row in rows)
    found = read(table, everyone)
    told = {unit.cell.row for unit in found.units} | {doubt.cell.row for doubt in found.doubts}
    told |= {cell.row for cell in found.known} | set(found.head)
    for line in lines(table):
        words = [cell.text for cell in line if not cell.text.isdigit()]
        assert line[0].row in told or len(words) <= 1
    assert len({unit.slug for unit in found.units}) == len(found.units)
