"""Who a round is for: lists in files, sets, other rounds; what is no unit is said once, with its cell."""

import csv
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.errors import TdnError

DIVISIONS = """\
sources: [tests]
defaults: {level: department, parent: btc-van-phong-bo, slug_prefix: vpb}
units:
  - name: Phòng Tổng hợp
  - name: Phòng Báo chí
"""
DEADLINE = date(2026, 11, 30)


def units(folder: Path, *names: str, of: str | None = None) -> list[str]:
    return [unit.slug for unit in api.init_round(folder, units=names, of=of, deadline=DEADLINE).units]


def test_a_list_names_units_in_any_column_and_spelling(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for line in (
        ("STT", "Đơn vị", "Ghi chú"),
        (1, "BỘ TÀI CHÍNH", ""),
        (2, "UBND tỉnh Bình Định", "VTV"),
        (3, "vtv", ""),
    ):
        sheet.append(line)
    workbook.save(tmp_path / "don-vi.xlsx")
    expected = ["bo-tai-chinh", "tinh-binh-dinh", "dai-truyen-hinh-viet-nam"]
    assert units(tmp_path / "a", str(tmp_path / "don-vi.xlsx")) == expected
    text = "\ufeffSTT;Đơn vị\r\n1;Bộ Tài chính\r\n2;Tỉnh Bình Định\r\n3;VTV\r\n"
    (tmp_path / "don-vi.csv").write_text(text, encoding="utf-8")
    assert units(tmp_path / "b", str(tmp_path / "don-vi.csv")) == expected
    assert units(tmp_path / "c", str(tmp_path / "b"), "Bộ Nội vụ") == [*expected, "bo-noi-vu"]


def test_addresses_in_a_list_go_into_the_round_and_to_rounds_made_from_it(tmp_path: Path) -> None:
    lines = "Đơn vị;Đầu mối;Thư\nBộ Tài chính;;a@example.vn, b@example.vn\nVTV;0901;\nBộ Nội vụ;c@example.vn;x\n"
    (tmp_path / "don-vi.csv").write_text(lines, encoding="utf-8")
    assert len(units(tmp_path / "a", str(tmp_path / "don-vi.csv"))) == 3
    assert len(units(tmp_path / "b", str(tmp_path / "a"), "Bộ Công an")) == 4
    kept = (tmp_path / "a" / "dia-chi.csv").read_text(encoding="utf-8-sig")
    assert kept.splitlines()[1:] == [
        '"bo-tai-chinh";"Bộ Tài chính";"a@example.vn; b@example.vn"',
        '"dai-truyen-hinh-viet-nam";"Đài Truyền hình Việt Nam";""',
        '"bo-noi-vu";"Bộ Nội vụ";"c@example.vn"',
    ]
    reminded = api.remind_round(api.open_round(tmp_path / "b"), on=date(2026, 12, 2))
    with reminded.files[-1].open(encoding="utf-8-sig", newline="") as file:
        found = {line["ma_don_vi"]: line["thu_dien_tu"] for line in csv.DictReader(file, delimiter=";")}
    assert found == {
        "bo-tai-chinh": "a@example.vn; b@example.vn",
        "dai-truyen-hinh-viet-nam": "",
        "bo-noi-vu": "c@example.vn",
        "bo-cong-an": "",
    }
    units(tmp_path / "c", "VTV")
    assert not (tmp_path / "c" / "dia-chi.csv").exists()


def test_everything_that_is_no_unit_is_said_at_once_with_its_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Đơn vị\nBộ Tài chánh\nBộ Tài chính\nBộ Nội\nkhông ai\n", encoding="utf-8")
    with pytest.raises(TdnError) as refused:
        units(tmp_path / "a", str(tmp_path / "a.csv"))
    assert "3 name(s)" in refused.value.en
    assert [cell for cell in ("A2", "A4", "A5") if f"{cell} “" not in refused.value.en] == []
    assert "did you mean Bộ Tài chính" in refused.value.en
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(("name", "count"), [("provinces", 63), ("ministries", 30)])
def test_a_set_is_all_its_members(name: str, count: int, tmp_path: Path) -> None:
    found = units(tmp_path / "a", name, "Bộ Tài chính")
    assert len(found) >= count
    assert len(set(found)) == len(found)


def test_a_round_of_departments_takes_their_list_their_units_and_the_letterhead_along(tmp_path: Path) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    (own / "phong.units.yaml").write_text(DIVISIONS, encoding="utf-8")
    (tmp_path / "co-quan.yaml").write_text("issuing_body: Văn phòng Bộ\n", encoding="utf-8")
    begun = api.init_round(
        tmp_path / "cap-duoi",
        of="btc-van-phong-bo",
        deadline=DEADLINE,
        form="registration",
        templates=own,
        head=tmp_path / "co-quan.yaml",
    )
    assert [unit.name for unit in begun.units] == ["Phòng Tổng hợp", "Phòng Báo chí"]
    shutil.rmtree(own)
    found = api.open_round(tmp_path / "cap-duoi")
    assert found.setup == begun.folder.setup
    assert (found.templates, found.head) == (found.path / "templates", found.path / "letterhead.yaml")
    assert units(tmp_path / "b", of="Bộ Tài chính")[:1] != []


COMMUNES = """\
sources: [tests]
defaults: {level: department, classes: [localities]}
units:
  - {name: UBND xã Tân Phú, slug: tan-phu-dong-thap, parent: tinh-dong-thap}
  - {name: UBND xã Tân Phú, slug: tan-phu-ca-mau, parent: tinh-ca-mau}
"""


@pytest.fixture
def communes(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "xa.units.yaml").write_text(COMMUNES, encoding="utf-8")
    return tmp_path / "own"


def test_communes_are_listed_with_their_province_and_names_keep_their_commas(tmp_path: Path, communes: Path) -> None:
    lines = "UBND xã Tân Phú, tỉnh Cà Mau\nỦy ban nhân dân tỉnh Cà Mau\nBộ Văn hóa, Thể thao và Du lịch,x@example.vn\n"
    lines += "UBND XÃ TÂN PHÚ - TỈNH ĐỒNG THÁP\n"
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(TdnError, match="A3 “Bộ Văn hóa”"):  # a comma before the address: nobody can tell where it ends
        api.init_round(tmp_path / "dot", units=[str(tmp_path / "a.csv")], deadline=DEADLINE, templates=communes)
    (tmp_path / "a.csv").write_text(lines.replace(",x@example.vn", ""), encoding="utf-8")
    made = api.init_round(tmp_path / "dot", units=[str(tmp_path / "a.csv")], deadline=DEADLINE, templates=communes)
    expected = ["tan-phu-ca-mau", "tinh-ca-mau", "bo-van-hoa-the-thao-va-du-lich", "tan-phu-dong-thap"]
    assert [unit.slug for unit in made.units] == expected


def test_a_commune_of_two_provinces_is_asked_about(tmp_path: Path, communes: Path) -> None:
    (tmp_path / "a.csv").write_text("Bộ Tài chính\nUBND xã Tân Phú\n", encoding="utf-8")
    with pytest.raises(TdnError, match="UBND xã Tân Phú, Tỉnh Đồng Tháp / UBND xã Tân Phú, Tỉnh Cà Mau"):
        api.init_round(tmp_path / "dot", units=[str(tmp_path / "a.csv")], deadline=DEADLINE, templates=communes)


def test_a_commune_is_found_by_its_name_and_its_province_in_another_column(tmp_path: Path, communes: Path) -> None:
    lines = "Tên;Thuộc;Đầu mối\nUBND xã Tân Phú;Cà Mau;x\nUBND XÃ TÂN PHÚ;TỈNH ĐỒNG THÁP;x\nUBND tỉnh Cà Mau;;x\n"
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    made = api.init_round(tmp_path / "dot", units=[str(tmp_path / "a.csv")], deadline=DEADLINE, templates=communes)
    assert [unit.slug for unit in made.units] == ["tan-phu-ca-mau", "tan-phu-dong-thap", "tinh-ca-mau"]
    (tmp_path / "a.csv").write_text(lines.replace(";Cà Mau", ";Tỉnh Nào đó"), encoding="utf-8")
    with pytest.raises(TdnError, match="A2 “UBND xã Tân Phú”"):
        api.init_round(tmp_path / "dot2", units=[str(tmp_path / "a.csv")], deadline=DEADLINE, templates=communes)


def test_a_department_named_beside_a_ministry_does_not_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Bộ Tài chính;Văn phòng Bộ\nBộ Nội vụ;Văn phòng Bộ\n", encoding="utf-8")
    assert units(tmp_path / "a", str(tmp_path / "a.csv")) == ["bo-tai-chinh", "bo-noi-vu"]
