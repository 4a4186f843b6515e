"""An annex shows every row, cell, remark and key it was given, as typed, and the right row in the right look."""

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.errors import TdnError
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind, render_annex
from tdn_templates.word.stamp_line import stamp_line
from tdn_templates.word.template_text import template_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Template = Callable[[str], bytes]
AnnexFor = Callable[[str], Annex]

HOSTILE = [
    "A & B <x> \"q\" 'q'",
    "{{ row.lead }} {% if draft %} {# c #} }} %}",
    "{_{ title }_} {_% x %_}",
    "{%tr endfor %}{%p endif %}{{r x }}{% cellbg x %}",
    "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "&amp; &#60; ]]>",
    "Đề án\n- phần một\n- phần hai\tghi chú",
    "x" * 40_000,
]


def document(content: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root: Element = fromstring(package.read("word/document.xml"))
        return root


def table_rows(content: bytes) -> list[Element]:
    return list(document(content).iter(f"{W}tr"))


def typed(element: Element) -> str:
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        piece.text or "" if piece.tag == f"{W}t" else pieces.get(piece.tag, "")
        for run in element.iter(f"{W}r")
        for piece in run
    )


def fills(row: Element) -> set[str]:
    return {cell.attrib[f"{W}fill"] for cell in row.iter(f"{W}shd")}


EXPECTED = {
    "phu-luc-5-cot": """\
[header1.xml] [field: PAGE]2
Phụ lục
Danh mục nhiệm vụ thông tin đối ngoại
DỰ THẢO
(Kèm theo Kế hoạch số        /KH-BTC ngày      tháng      năm 2026 của Bộ Tài chính)

| STT | Tên đề án/nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện |
| [5 columns] 1. Quán triệt, phổ biến thông tin |
| 1.1 | Phổ biến, quán triệt nội dung Nghị quyết | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
| [5 columns] Nhiệm vụ đơn vị tự đặt |
| 1.2 | Tuyên truyền chính sách | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
Còn phải hoàn thiện:
- Nhiệm vụ 1.2: chưa thống nhất đơn vị chủ trì.
./.
""",
    "phu-luc-nhieu-don-vi": """\
[header1.xml] [field: PAGE]2
Phụ lục
Danh mục nhiệm vụ thông tin đối ngoại
DỰ THẢO
(Kèm theo Kế hoạch số        /KH-BTC ngày      tháng      năm 2026 của Bộ Tài chính)

| STT | Đơn vị | Tên đề án/nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện |
| [6 columns] 1. Quán triệt, phổ biến thông tin |
| 1.1 | [2 columns] Phổ biến, quán triệt nội dung Nghị quyết | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
| [6 columns] Nhiệm vụ đơn vị tự đặt |
| 1.2 | [2 columns] Tuyên truyền chính sách | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
|  | Bộ Tài chính | Phần việc của Bộ | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
|  | Tỉnh Gia Lai | Phần việc của tỉnh | Bộ Ngoại giao | Các địa phương | 2024 - 2026 |
Còn phải hoàn thiện:
- Nhiệm vụ 1.2: chưa thống nhất đơn vị chủ trì.
./.
""",
}


@pytest.mark.parametrize("name", list(EXPECTED))
def test_an_annex_reads_from_top_to_bottom(name: str, template: Template, annex_for: AnnexFor) -> None:
    assert template_text(render_annex(annex_for(name), template(name))) == EXPECTED[name]


def test_a_form_carries_its_row_keys_and_its_stamp_where_nobody_sees_them(
    template: Template, annex_for: AnnexFor
) -> None:
    text = template_text(render_annex(annex_for("phu-luc-don-vi"), template("phu-luc-don-vi")))
    rows = [line for line in text.splitlines() if line.startswith("| 1.")]
    assert [row.split(" | ")[0] for row in rows] == ["| 1.1[hidden: nq47:1.1]", "| 1.2[hidden: nq47:1.2]"]
    assert text.splitlines()[-1] == "[hidden: layout=plan; unit=bo-tai-chinh]"
    assert "Gửi lại trước ngày 15/12/2026." in text.splitlines()


def test_the_stamp_is_also_in_the_custom_properties(name: str, template: Template, annex_for: AnnexFor) -> None:
    with zipfile.ZipFile(io.BytesIO(render_annex(annex_for(name), template(name)))) as package:
        properties = fromstring(package.read("docProps/custom.xml"))
    assert [(entry.attrib["name"], entry[0].text) for entry in properties] == [
        ("layout", "plan"),
        ("unit", "bo-tai-chinh"),
    ]


def test_an_annex_without_a_stamp_has_no_custom_properties(template: Template, annex_for: AnnexFor) -> None:
    annex = replace(annex_for("phu-luc-5-cot"), stamp=())
    with zipfile.ZipFile(io.BytesIO(render_annex(annex, template("phu-luc-5-cot")))) as package:
        assert "docProps/custom.xml" not in package.namelist()


def test_only_marked_rows_are_shaded_and_their_text_is_the_same(
    name: str, template: Template, annex_for: AnnexFor
) -> None:
    annex = annex_for(name)
    rows = table_rows(render_annex(annex, template(name)))[1:]
    shaded = {RowKind.GROUP: {"F2F2F2"}, RowKind.BAND: set()}
    assert [fills(row) for row in rows] == [
        shaded.get(row.kind, {"FFF2CC"} if row.marked else set()) for row in annex.rows
    ]
    unmarked = replace(annex, rows=tuple(replace(row, marked=False) for row in annex.rows))
    plain = table_rows(render_annex(unmarked, template(name)))[1:]
    assert [typed(row) for row in plain] == [typed(row) for row in rows]


def test_a_final_annex_shows_neither_draft_mark_nor_remarks(name: str, template: Template, annex_for: AnnexFor) -> None:
    text = template_text(render_annex(replace(annex_for(name), draft=False, remarks=()), template(name)))
    assert "DỰ THẢO" not in text
    assert "Còn phải hoàn thiện" not in text
    assert "./." in text.splitlines()


def test_a_unit_row_in_a_template_without_unit_rows_is_still_printed(template: Template, annex_for: AnnexFor) -> None:
    row = AnnexRow(RowKind.UNIT, "Phần việc của Bộ", "a", ("x", "y", "z"), unit="Bộ Tài chính")
    content = render_annex(replace(annex_for("phu-luc-5-cot"), rows=(row,)), template("phu-luc-5-cot"))
    assert [typed(cell) for cell in table_rows(content)[1].iter(f"{W}tc")] == ["a", "Phần việc của Bộ", "x", "y", "z"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_text_comes_out_as_typed_in_every_place(name: str, value: str, template: Template, annex_for: AnnexFor) -> None:
    annex = annex_for(name)
    width = len(annex.rows[1].cells)
    filled = replace(
        annex,
        title=value,
        subtitle=value,
        label=value,
        columns=tuple(AnnexColumn(column.key, value) for column in annex.columns),
        rows=tuple(
            AnnexRow(kind, value, value, () if kind is RowKind.GROUP else (value,) * width, unit=value)
            for kind in (RowKind.GROUP, RowKind.TASK, RowKind.UNIT)
        ),
        instructions=(value,),
        remarks=(value,),
        stamp=(),
    )
    content = render_annex(filled, template(name))
    heading, group, task, unit = table_rows(content)
    columns = len(annex.columns)
    assert [typed(cell) for cell in heading.iter(f"{W}tc")] == [value] * columns
    assert typed(group) == f"{value}. {value}"
    assert [typed(cell) for cell in task.iter(f"{W}tc")] == [value] * (columns - (name == "phu-luc-nhieu-don-vi"))
    assert [typed(cell) for cell in unit.iter(f"{W}tc")] == [value] * columns
    outside = [typed(paragraph) for paragraph in document(content).findall(f"{W}body/{W}p")]
    assert outside.count(value) == (4 if name == "phu-luc-don-vi" else 3)
    assert outside.count(f"- {value}") == 1


def test_blank_cells_stay_blank(template: Template, annex_for: AnnexFor) -> None:
    annex = annex_for("phu-luc-don-vi")
    blank = AnnexRow(RowKind.TASK, "", cells=("",) * 8, key="own:1:1")
    row = table_rows(render_annex(replace(annex, rows=(blank,)), template("phu-luc-don-vi")))[1]
    assert [typed(cell) for cell in row.iter(f"{W}tc")] == ["own:1:1"] + [""] * 9


def test_an_annex_without_a_column_of_the_template_is_an_error_that_names_it(
    template: Template, annex_for: AnnexFor
) -> None:
    with pytest.raises(TdnError, match="own_lead"):
        render_annex(annex_for("phu-luc-5-cot"), template("phu-luc-7-cot"))


@pytest.mark.parametrize("cells", [(), ("a", "b"), ("a", "b", "c", "d")])
def test_a_row_with_too_few_or_too_many_cells_is_refused(
    cells: tuple[str, ...], template: Template, annex_for: AnnexFor
) -> None:
    row = AnnexRow(RowKind.TASK, "x", "1.1", cells)
    with pytest.raises(ValueError, match=r"a row has \d cells, its table 3 columns"):
        render_annex(replace(annex_for("phu-luc-5-cot"), rows=(row,)), template("phu-luc-5-cot"))


def test_the_same_annex_gives_the_same_bytes(name: str, template: Template, annex_for: AnnexFor) -> None:
    assert render_annex(annex_for(name), template(name)) == render_annex(annex_for(name), template(name))


def test_a_table_without_rows_is_a_table(name: str, template: Template, annex_for: AnnexFor) -> None:
    assert len(table_rows(render_annex(replace(annex_for(name), rows=()), template(name)))) == 1


def test_the_widths_of_the_template_are_kept(name: str, template: Template, annex_for: AnnexFor) -> None:
    made = document(render_annex(annex_for(name), template(name)))
    given = document(template(name))
    widths = [[column.attrib[f"{W}w"] for column in root.iter(f"{W}gridCol")] for root in (made, given)]
    assert widths[0] == widths[1]


@pytest.mark.slow
def test_five_thousand_rows_take_seconds_not_minutes(template: Template, annex_for: AnnexFor) -> None:
    annex = annex_for("phu-luc-7-cot")
    started = time.process_time()
    content = render_annex(replace(annex, rows=annex.rows * 1250), template("phu-luc-7-cot"))
    assert time.process_time() - started < 30
    assert len(table_rows(content)) == 5001


def test_the_stamp_line_lists_names_and_values() -> None:
    assert stamp_line((("layout", "plan"), ("unit", "bo-tai-chinh"))) == "layout=plan; unit=bo-tai-chinh"
    assert stamp_line(()) == ""
