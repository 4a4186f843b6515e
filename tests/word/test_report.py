"""A progress report shows every figure, section and row it was given, and refuses figures that do not add up."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.word.annex import AnnexColumn, AnnexRow, RowKind
from tdn_templates.word.report import GroupFigures, ProgressReport, StatusFigure, render_progress_report
from tdn_templates.word.template_text import template_text

Template = Callable[[str], bytes]


def lines_of(report: ProgressReport, template: Template) -> list[str]:
    return template_text(render_progress_report(report, template("bao-cao"))).splitlines()


def test_a_report_reads_from_top_to_bottom(report: ProgressReport, template: Template) -> None:
    assert lines_of(report, template) == [
        "[header1.xml] [field: PAGE]2",
        "| BỘ TÀI CHÍNH ¶ VĂN PHÒNG BỘ ¶  | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ¶ Độc lập - Tự do - Hạnh phúc ¶  |",
        "| Số:        /BC-VP | Hà Nội, ngày      tháng      năm |",
        "BÁO CÁO",
        "Kết quả thực hiện nhiệm vụ thông tin đối ngoại năm 2026",
        "",
        "Kính gửi: Thủ tướng Chính phủ",
        "Văn phòng Bộ báo cáo kết quả thực hiện các nhiệm vụ được giao từ ngày 15/12/2025 đến ngày 14/12/2026 như sau:",
        "1. Tình hình chung",
        "Tổng số nhiệm vụ là 15, trong đó: chưa triển khai 1; đang thực hiện 6; đã hoàn thành 4; chậm tiến độ 1; không"
        " áp dụng 3. Số liệu theo từng nhóm nhiệm vụ:",
        "",
        "| STT | Nhóm nhiệm vụ | Chưa triển khai | Đang thực hiện | Đã hoàn thành | Chậm tiến độ | Không áp dụng |"
        " Tổng số |",
        "| 1 | Quán triệt, phổ biến | 1 | 2 | 3 | 0 | 1 | 7 |",
        "| 2 | Hoàn thiện cơ chế | 0 | 4 | 1 | 1 | 2 | 8 |",
        "|  | Cộng | 1 | 6 | 4 | 1 | 3 | 15 |",
        "",
        "2. Kết quả thực hiện",
        "- Nhiệm vụ 1.1 (Bộ Ngoại giao): đã tổ chức 03 hội nghị.",
        "3. Khó khăn, vướng mắc",
        "- Nhiệm vụ 1.1 (Bộ Ngoại giao): kinh phí cấp muộn.",
        "4. Đề xuất, kiến nghị",
        "Không có.",
        "Kết quả chi tiết của từng nhiệm vụ tại Phụ lục kèm theo Báo cáo này./.",
        "",
        "| Nơi nhận: ¶ - Lãnh đạo Bộ (để báo cáo); ¶ - Lưu: VT, TH. | KT. CHÁNH VĂN PHÒNG ¶ PHÓ CHÁNH VĂN PHÒNG ¶  |",
        "",
        "Phụ lục",
        "Kết quả thực hiện từng nhiệm vụ",
        "(Kèm theo Báo cáo số        /BC-VP ngày      tháng      năm của Văn phòng Bộ)",
        "",
        "| STT | Nhiệm vụ | Đơn vị | Thời gian thực hiện | Trạng thái | Kết quả | Văn bản, sản phẩm (số, ngày) |"
        " Khó khăn, vướng mắc | Đề xuất, kiến nghị | Bước tiếp theo |",
        "| [10 columns] 1. Quán triệt, phổ biến |",
        "| 1.1 | Phổ biến Nghị quyết | Bộ Ngoại giao | 2026 | Đang thực hiện | 03 hội nghị |"
        " 12/KH-BNG ngày 05/01/2026 | Kinh phí | Bố trí sớm | Tổng kết |",
        "| 1.2 | Tuyên truyền chính sách | Bộ Công an | 2026 | Đang thực hiện | 03 hội nghị |"
        " 12/KH-BNG ngày 05/01/2026 | Kinh phí | Bố trí sớm | Tổng kết |",
        "./.",
    ]


def test_a_report_on_one_unit_has_no_column_of_units(report: ProgressReport, template: Template) -> None:
    own = replace(report, columns=tuple(column for column in report.columns if column.key != "unit"))
    rows = [line for line in lines_of(own, template) if line.startswith(("| STT | Nhiệm vụ", "| [", "| 1.1"))]
    assert rows == [
        "| STT | Nhiệm vụ | Thời gian thực hiện | Trạng thái | Kết quả | Văn bản, sản phẩm (số, ngày) |"
        " Khó khăn, vướng mắc | Đề xuất, kiến nghị | Bước tiếp theo |",
        "| [9 columns] 1. Quán triệt, phổ biến |",
        "| 1.1 | Phổ biến Nghị quyết | 2026 | Đang thực hiện | 03 hội nghị | 12/KH-BNG ngày 05/01/2026 | Kinh phí |"
        " Bố trí sớm | Tổng kết |",
    ]


@pytest.mark.parametrize("count", [1, 3, 7])
def test_there_is_a_column_for_each_status_however_many(count: int, report: ProgressReport, template: Template) -> None:
    figures = tuple(StatusFigure(f"Trạng thái {index}", index) for index in range(count))
    group = GroupFigures("1", "Nhóm", tuple(range(count)))
    lines = lines_of(replace(report, figures=figures, groups=(group,)), template)
    (row,) = (line for line in lines if line.startswith("| 1 | Nhóm"))
    assert row == f"| 1 | Nhóm | {' | '.join(map(str, range(count)))} | {sum(range(count))} |"


@pytest.mark.parametrize("counts", [(1, 2, 3, 0, 2), (1, 2, 3, 0), (1, 2, 3, 0, 1, 0)])
def test_figures_that_the_groups_do_not_add_up_to_are_refused(counts: tuple[int, ...], report: ProgressReport) -> None:
    groups = (GroupFigures("1", "Quán triệt, phổ biến", counts), *report.groups[1:])
    with pytest.raises(ValueError, match=r"groups count|zip"):
        replace(report, groups=groups)


def test_a_row_whose_cells_do_not_match_the_columns_is_refused(report: ProgressReport, template: Template) -> None:
    row = AnnexRow(RowKind.TASK, "x", "1.1", ("a", "b"))
    with pytest.raises(ValueError, match="zip"):
        render_progress_report(replace(report, rows=(row,)), template("bao-cao"))


def test_a_report_without_a_column_of_the_template_is_an_error_that_names_it(
    report: ProgressReport, template: Template
) -> None:
    columns = tuple(AnnexColumn("next", "x") if column.key == "next_step" else column for column in report.columns)
    with pytest.raises(TdnError, match="next_step"):
        render_progress_report(replace(report, columns=columns), template("bao-cao"))


def test_subtitle_draft_and_address_are_there_when_asked_for(report: ProgressReport, template: Template) -> None:
    lines = lines_of(replace(report, subtitle="theo Nghị quyết số 47/NQ-CP", draft=True, recipients=()), template)
    assert lines[3:8] == [
        "BÁO CÁO",
        "Kết quả thực hiện nhiệm vụ thông tin đối ngoại năm 2026",
        "theo Nghị quyết số 47/NQ-CP",
        "",
        "DỰ THẢO",
    ]
    assert not any(line.startswith("Kính gửi") for line in lines)


@pytest.mark.parametrize(("symbol", "shown"), [("VP-TH", "BC-VP"), ("BC-BTC", "BC-BTC"), ("UBND", "BC-UBND"), ("", "")])
def test_a_report_has_its_own_kind_of_symbol(
    symbol: str, shown: str, report: ProgressReport, template: Template
) -> None:
    lines = lines_of(replace(report, head=replace(report.head, symbol=symbol)), template)
    assert lines[2].startswith(f"| Số:        /{shown} |")


@pytest.mark.parametrize(
    "value", ["A & B <x>", "{{ head }}", "{%tr endfor %}", "{_% x %_}", "</w:t></w:r></w:p></w:tc>"]
)
def test_text_comes_out_as_typed_in_every_place(value: str, report: ProgressReport, template: Template) -> None:
    filled = replace(
        report,
        subtitle=value,
        period=value,
        annex_title=value,
        recipients=(value,),
        sections=tuple(replace(section, heading=value, lines=(value,)) for section in report.sections),
        columns=tuple(AnnexColumn(column.key, value) for column in report.columns),
        rows=(AnnexRow(RowKind.TASK, value, value, (value,) * 7, unit=value),),
    )
    lines = lines_of(filled, template)
    assert lines.count(f"| {' | '.join([value] * 10)} |") == 2
    assert "\n".join(lines).count(value) == 20 + 4 + 6


def test_the_same_report_gives_the_same_bytes(report: ProgressReport, template: Template) -> None:
    assert render_progress_report(report, template("bao-cao")) == render_progress_report(report, template("bao-cao"))
