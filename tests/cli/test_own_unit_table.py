"""`tdn units --from-table`: an office's table becomes its list of own units, which a round then finds by that table."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.errors import TdnError

Tdn = Callable[..., CompletedProcess[str]]
PROVINCES = ("Tỉnh Đồng Tháp", "Tỉnh Cà Mau", "Thành phố Huế")
COMMUNES = ("Xã Tân Phú", "UBND xã Bình Hưng", "Phường 1", "ủy ban nhân dân phường Tân Phú", "Đặc khu Phú Mỹ")
ROWS = [(name, province) for province in PROVINCES for name in COMMUNES]
HEAD = ("Tên đơn vị", "Thuộc (tỉnh)")


def table(path: Path, rows: Sequence[tuple[object, ...]]) -> Path:
    if path.suffix == ".csv":
        lines = (";".join(map(str, row)) for row in rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_row_of_the_table_is_found_by_a_round_with_the_list_made_from_it(kind: str, tmp_path: Path) -> None:
    asked: list[tuple[object, ...]] = [("STT", "Mã", *HEAD, "Thư")]
    asked += [(at, 30000 + at, *row, f"x{at}@example.vn") for at, row in enumerate(ROWS, start=1)]
    made = api.list_own_units(
        table(tmp_path / f"xa.{kind}", asked), tmp_path / "own" / "xa.units.yaml", classes=["communes_of_province"]
    )
    text = made.path.read_text(encoding="utf-8")
    assert "example.vn" not in text
    assert 'code: "30015"' in text
    expected = [unit.slug for unit in made.table.units]
    assert len(set(expected)) == len(ROWS)
    tables: dict[str, list[tuple[object, ...]]] = {
        f"two.{kind}": [HEAD, *ROWS],
        f"reversed.{kind}": [(province, name) for name, province in [HEAD, *ROWS]],
        f"one.{kind}": [(f"{name}, {province}",) for name, province in ROWS],
        f"whole.{kind}": asked,
    }
    for name, rows in tables.items():
        begun = api.init_round(
            tmp_path / "rounds" / name,
            units=[str(table(tmp_path / name, rows))],
            templates=tmp_path / "own",
            deadline=date(2026, 11, 30),
        )
        assert [unit.slug for unit in begun.units] == expected, name
        assert (tmp_path / "rounds" / name / "dia-chi.csv").exists() == (name == f"whole.{kind}")


def test_a_body_in_cells_merged_down_its_units_is_that_of_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [("Tỉnh", "Xã"), ("Cà Mau", "Xã A"), ("", "Xã B"), ("Đồng Tháp", "Xã A")]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "xa.xlsx")
    made = api.list_own_units(tmp_path / "xa.xlsx", tmp_path / "xa.units.yaml")
    assert [unit.slug for unit in made.table.units] == ["xa-a-ca-mau", "xa-b-ca-mau", "xa-a-dong-thap"]


def test_the_command_says_what_it_made_and_the_units_are_found(tdn: Tdn, tmp_path: Path) -> None:
    asked = table(tmp_path / "phong.csv", [("Tên",), ("Phòng Tổng hợp",), ("Văn phòng Bộ",), ("Phòng Tông hợp",)])
    arguments = ("units", "--from-table", asked, "-o", tmp_path / "own" / "phong.units.yaml", "--parent", "BTC")
    ran = tdn(*arguments, "--class", "units_of_ministry", "--templates", tmp_path / "own")
    assert (ran.returncode, ran.stderr) == (0, "")
    for said in ("2 đơn vị của 1 bộ, tỉnh.", "A3 “Văn phòng Bộ”", "tiêu đề: 1", "dấu, cần xem có viết sai không: A4"):
        assert said in ran.stdout
    text = (tmp_path / "own" / "phong.units.yaml").read_text(encoding="utf-8")
    assert text.count("--templates") == 2
    assert str(tmp_path) not in text
    assert "parent: bo-tai-chinh, classes: [units_of_ministry]" in text
    searched = ("units", "--within", "Bộ Tài chính", "--find", "Phòng Tổng hợp", "--format", "json")
    assert '"phong-tong-hop-bo-tai-chinh"' in tdn(*searched, "--templates", tmp_path / "own").stdout
    assert tdn(*arguments).returncode == 2
    again = tdn(*arguments, "--templates", tmp_path / "own", "--force")  # the list that is replaced does not count
    assert (again.returncode, "2 đơn vị" in again.stdout) == (0, True)
    other = (*arguments[:4], tmp_path / "own" / "b.units.yaml", *arguments[5:], "--templates", tmp_path / "own")
    assert "All 3 names" in tdn(*other).stderr


def test_what_is_not_clear_is_said_at_once_and_nothing_is_written(tdn: Tdn, tmp_path: Path) -> None:
    rows = [HEAD, *ROWS, ("Xã X", "Tỉnh Nào đó"), ("Xã Y", ""), ("UBND xã Tân Phú", "Cà Mau")]
    ran = tdn("units", "--from-table", table(tmp_path / "xa.xlsx", rows), "-o", tmp_path / "a.units.yaml")
    assert ran.returncode == 2
    assert "3 unclear row(s)" in ran.stderr
    for said in ("B17 “Tỉnh Nào đó”", "A18 “Xã Y”", "A19 “UBND xã Tân Phú” is the same", "A7 “Xã Tân Phú”"):
        assert said in ran.stderr
    assert list(tmp_path.glob("*.yaml")) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"classes": ["commune_of_province"]}, "communes_of_province"),
        ({"parent": "Tỉnh Nào đó"}, "not in the registry"),
        ({"parent": "btc-van-phong-bo"}, "no ministry, central body or province"),
        ({"output": "xa.yaml"}, "NAME.units.yaml"),
        ({"table": "Tỉnh Cà Mau\nBộ Tài chính\n"}, "no row that names a unit"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(changed: dict[str, object], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(str(changed.pop("table", "Xã A;Cà Mau\n")), encoding="utf-8")
    output = tmp_path / str(changed.pop("output", "a.units.yaml"))
    parent, classes = changed.get("parent"), changed.get("classes")
    with pytest.raises(TdnError) as refused:
        api.list_own_units(
            tmp_path / "a.csv",
            output,
            parent=str(parent) if parent else None,
            classes=["commune_of_province"] if classes else [],
        )
    assert said in f"{refused.value.en} {refused.value.hint_en}"
    assert refused.value.hint_vi
    assert not output.exists()


def test_text_of_a_table_is_text_in_the_list(tmp_path: Path) -> None:
    names = ['Xã "A": {b}, [c]', "Xã #1 - 2", "Xã =A1", "Xã D\\n\u2028E"]
    asked = table(tmp_path / "a: {b} #c.xlsx", [(name, "Cà Mau") for name in names])
    made = api.list_own_units(asked, tmp_path / "own" / "a.units.yaml")
    listed = api.search_units("Xã", within="Cà Mau", limit=100, templates=tmp_path / "own")
    assert {unit.name for unit in made.table.units} <= {unit.name for unit in listed}
    assert len(made.table.units) == len(names)


def test_options_of_the_list_want_a_table_and_a_table_wants_a_place(tdn: Tdn, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Xã A;Cà Mau\n", encoding="utf-8")
    for arguments in (("--parent", "BTC"), ("--from-table", tmp_path / "a.csv"), ("-o", tmp_path / "a.units.yaml")):
        assert tdn("units", *arguments).returncode == 2
