"""Text that a PDF leaves when it is copied: cells run together, wrapped and cut by pages come back as they were."""

import functools
import time
from collections.abc import Sequence

import pytest

from tdn_templates.core.annex.plain_text import TextTables, text_tables
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_programme, load_registry
from tdn_templates.model.annex import Field
from tdn_templates.model.unit import Registry
from tests.core.annex.flattening import Flattening, flattened

Row = tuple[str, ...]

_HEADING = ("STT", "Tên đề án/nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")

# every one of them gives all 61 rows back; narrow columns over many pages are the hardest
WAYS = (
    Flattening((66, 30, 30, 12)),
    Flattening((66, 30, 30, 12), glue=False),
    Flattening((100, 60, 60, 20), blank_lines=False),
    Flattening((40, 22, 25, 10), blank_lines=False),
    Flattening((66, 30, 30, 12), page_lines=40),
    Flattening((66, 30, 30, 12), page_lines=37, repeat=True),
    Flattening((66, 30, 30, 12), page_lines=37, repeat=True, page_numbers=True),
    Flattening((100, 60, 60, 20), page_lines=33, page_numbers=True, blank_lines=False),
)


@functools.cache
def registry() -> Registry:
    return load_registry()


def rows_of(tables: TextTables, columns: int) -> list[Row]:
    """The rows of the only table, without its heading."""
    (sheet,) = tables.sheets
    lines = sorted({line for line, _ in sheet.cells})[1:]
    return [tuple(str(sheet.cells.get((line, column), "")) for column in range(1, columns + 1)) for line in lines]


def filled(row: Sequence[str], columns: int) -> Row:
    return (*row, *[""] * (columns - len(row)))


@functools.cache
def national_rows() -> tuple[Row, ...]:
    programme = load_programme(DEFAULT_PROGRAMME, registry())
    rows: list[Row] = []
    for group in programme.groups:
        rows.append((group.number, group.title))
        rows += [
            (task.number, task.text, task.lead.wording, task.supporting.wording, task.time.wording)
            for task in programme.tasks
            if task.group == group.number
        ]
    return tuple(rows)


@pytest.mark.parametrize("how", WAYS, ids=[str(number) for number in range(len(WAYS))])
def test_the_national_list_comes_back_from_flattened_text(how: Flattening) -> None:
    tables = text_tables(["Phụ lục", "", *flattened(_HEADING, national_rows(), how), "", "Nơi nhận:"], registry())
    assert rows_of(tables, 5) == [filled(row, 5) for row in national_rows()]


def test_in_narrow_columns_over_many_pages_nearly_all_come_back_and_the_others_are_marked() -> None:
    how = Flattening((40, 22, 25, 10), page_lines=33, page_numbers=True)
    tables = text_tables(flattened(_HEADING, national_rows(), how), registry())
    wrong = [got for got, row in zip(rows_of(tables, 5), national_rows(), strict=True) if got != filled(row, 5)]
    (sheet,) = tables.sheets
    marked = {sheet.cells[line, 1] for _, line in tables.doubts}
    assert len(wrong) <= 3
    assert {row[0] for row in wrong} <= marked


# --- other annexes: groups of other kinds or none, other columns, agencies that no registry knows

WARD = (
    ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm"),
    (40, 24, 26, 14, 14),
    (
        ("I", "Công tác chỉ đạo, điều hành"),
        ("1", "Ban hành Kế hoạch chuyển đổi số năm 2025 của phường", "UBND phường An Khánh",
         "Phòng Kinh tế, Hạ tầng và Đô thị; các khu phố", "Tháng 01/2025", "Kế hoạch"),
        ("2", "Kiện toàn Ban Chỉ đạo chuyển đổi số", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Quý I/2025",
         "Quyết định"),
        ("II", "Hạ tầng số"),
        ("1", "Rà soát, nâng cấp hệ thống mạng nội bộ bảo đảm 100% thiết bị được bảo vệ", "Phòng Văn hóa - Xã hội",
         "Công ty Cổ phần Viễn thông Sao Mai, Trung tâm Phục vụ hành chính công", "Quý II/2025", "Báo cáo"),
        ("2", "Phối hợp với Công an phường bảo đảm an toàn thông tin", "Công an phường", "", "Thường xuyên",
         "Báo cáo hằng quý"),
        ("3", "Lắp đặt 20 điểm truy cập Internet công cộng", "Trung tâm Phục vụ hành chính công",
         "Các khu phố, các đoàn thể", "Trước ngày 30/6/2025", "Biên bản nghiệm thu"),
    ),
)  # fmt: skip
PROVINCE = (
    ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"),
    (50, 26, 28, 14),
    (
        ("1", "Tổ chức tuyên truyền về cải cách hành chính trên địa bàn tỉnh", "Sở Nội vụ",
         "Báo và Phát thanh, Truyền hình tỉnh; UBND các xã, phường", "Hằng năm"),
        ("2", "Xây dựng bộ chỉ số đánh giá mức độ hài lòng của người dân", "Văn phòng UBND tỉnh",
         "Các sở, ban, ngành tỉnh", "Quý III năm 2025"),
        ("3", "Đầu tư hệ thống thông tin giải quyết thủ tục hành chính của tỉnh giai đoạn 2026 - 2030",
         "Sở Khoa học và Công nghệ", "Sở Tài chính, VNPT Quảng Ninh", "2026 - 2030"),
        ("4", "Hỗ trợ 200 doanh nghiệp nhỏ và vừa sử dụng nền tảng số", "Sở Công Thương",
         "Hiệp hội Doanh nghiệp tỉnh; các doanh nghiệp công nghệ số", "2025 - 2026"),
        ("5", "Phát triển thanh toán không dùng tiền mặt", "Ngân hàng Nhà nước chi nhánh Khu vực 5",
         "Sở Giáo dục và Đào tạo, Sở Y tế", "Tháng 9/2025"),
        ("6", "Đề xuất khen thưởng các tập thể, cá nhân có thành tích", "Ban Thi đua - Khen thưởng tỉnh", "",
         "Khi có yêu cầu"),
    ),
)  # fmt: skip
SCHOOL = (
    ("STT", "Nội dung", "Thời gian", "Đơn vị thực hiện"),
    (40, 16, 30),
    (
        ("1", "Khảo sát nhu cầu đào tạo của cán bộ", "Tháng 3/2025", "Phòng Tổ chức - Hành chính"),
        ("2", "Mở lớp bồi dưỡng kỹ năng số cho 150 viên chức", "Quý II/2025", "Trường Cao đẳng Kỹ thuật Hoàng Long"),
        ("3", "Đánh giá kết quả sau đào tạo", "Tháng 11/2025", "Phòng Tổ chức - Hành chính, các khoa"),
    ),
)
MINISTRY = (
    ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"),
    (40, 26, 26, 14),
    (
        ("A", "NHIỆM VỤ CHUNG"),
        ("1", "Xây dựng quy chế làm việc của Hội đồng", "Vụ Pháp chế", "Các Vụ, Cục", "2025"),
        ("2", "Tổng hợp báo cáo trình Bộ trưởng", "Văn phòng Bộ", "Vụ Kế hoạch - Tài chính; Cục Thống kê",
         "Tháng 6 và tháng 12 hằng năm"),
        ("B", "NHIỆM VỤ CỤ THỂ"),
        ("3", "Vận động người dân phân loại rác tại nguồn", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
         "Các tổ chức chính trị - xã hội", "Hằng năm"),
        ("4", "Chuẩn hóa dữ liệu nền địa lý quốc gia tỷ lệ 1:10.000", "Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam",
         "Cục Chuyển đổi số", "2025 - 2027"),
    ),
)  # fmt: skip
ANNEXES = {"ward": WARD, "province": PROVINCE, "school": SCHOOL, "ministry": MINISTRY}


@pytest.mark.parametrize("glue", [True, False], ids=["glued", "apart"])
@pytest.mark.parametrize("blank_lines", [True, False], ids=["blank lines", "tight"])
@pytest.mark.parametrize("name", ANNEXES)
def test_annexes_of_other_offices_come_back(name: str, blank_lines: bool, glue: bool) -> None:
    heading, widths, rows = ANNEXES[name]
    for scale in (1, 2):
        how = Flattening(tuple(scale * width for width in widths), blank_lines, glue)
        tables = text_tables(flattened(heading, rows, how), registry())
        assert rows_of(tables, len(heading)) == [filled(row, len(heading)) for row in rows]


# --- single rows: what the words around tell

TELLING = (
    # agencies in the text are not cut off
    ("Kiểm tra hoạt động của Ủy ban Dân tộc và các bộ, ngành Bộ Nội vụ Bộ Tài chính 2025",
     ("Kiểm tra hoạt động của Ủy ban Dân tộc và các bộ, ngành", "Bộ Nội vụ", "Bộ Tài chính", "2025")),
    # a capital begins a new list where no comma stands
    ("Tổng kết Nghị định Bộ Thông tin và Truyền thông Các bộ, ngành, địa phương 2024",
     ("Tổng kết Nghị định", "Bộ Thông tin và Truyền thông", "Các bộ, ngành, địa phương", "2024")),
    # a comma keeps a list together
    ("Bảo vệ chủ quyền biển, đảo Bộ Ngoại giao,\nBộ Quốc phòng,\nBộ Công an\n\nCác bộ, ngành Hằng năm",
     ("Bảo vệ chủ quyền biển, đảo", "Bộ Ngoại giao, Bộ Quốc phòng, Bộ Công an", "Các bộ, ngành", "Hằng năm")),
    # years in the text are no time frame
    ("Triển khai Chiến lược đến năm 2030 Bộ Ngoại giao Các bộ, ngành, địa phương 2024 - 2030",
     ("Triển khai Chiến lược đến năm 2030", "Bộ Ngoại giao", "Các bộ, ngành, địa phương", "2024 - 2030")),
    # a wrapped time frame, a word cut at its hyphen
    ("Sửa đổi Nghị định số 72/2015/NĐ-\nCP\n\nBộ Công an\n\nBộ Tư pháp\n\nĐến năm\n2030",
     ("Sửa đổi Nghị định số 72/2015/NĐ-CP", "Bộ Công an", "Bộ Tư pháp", "Đến năm 2030")),
    # qualifiers stay with their agencies
    ("Quảng bá nông sản Bộ Nội vụ Bộ Ngoại giao và các bộ, ngành có liên quan Thường xuyên",
     ("Quảng bá nông sản", "Bộ Nội vụ", "Bộ Ngoại giao và các bộ, ngành có liên quan", "Thường xuyên")),
    # behind the page the text goes on, or the supporting agencies do, or both
    ("Bố trí vị trí việc làm về\n\nCác bộ, ngành\nBộ Nội vụ\n\n2024\n\n\n\nthông tin đối ngoại",
     ("Bố trí vị trí việc làm về thông tin đối ngoại", "Các bộ, ngành", "Bộ Nội vụ", "2024")),
    ("Quảng bá hình ảnh\n\nCác địa phương\nBộ Ngoại giao và các bộ, ngành liên\n\nHằng năm\n\n\n\nquan",
     ("Quảng bá hình ảnh", "Các địa phương", "Bộ Ngoại giao và các bộ, ngành liên quan", "Hằng năm")),
    ("Bố trí vị trí việc làm về\n\nCác bộ, ngành\nBộ Ngoại giao và các bộ, ngành liên\n\n2024\n\n\n\n"
     "thông tin đối ngoại\n\nquan",
     ("Bố trí vị trí việc làm về thông tin đối ngoại", "Các bộ, ngành", "Bộ Ngoại giao và các bộ, ngành liên quan",
      "2024")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "cells"), TELLING)
def test_the_cells_of_a_row_are_told_apart(text: str, cells: Row) -> None:
    lines = [*" ".join(_HEADING).split("\n"), *f"1 {text}".split("\n"), "2 Sơ kết Bộ Nội vụ Bộ Tài chính 2025"]
    assert rows_of(text_tables(lines, registry()), 5)[0] == ("1", *cells)


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["1.1 Một Bộ Y tế 2024", "1.2 Hai Nghị định số", "7/2015 của Chính phủ Bộ Y tế 2024", "1.3 Ba Bộ Y tế 2025"],
         ["1.1", "1.2", "1.3"]),
        (["1 Một Bộ Y tế", "2024", "2 Hai Bộ Y tế", "2025"], ["1", "2"]),
        (["1. Một Bộ Y tế 2024", "2. Trong vòng", "3 tháng sau khi ban hành Bộ Y tế 2025", "3. Ba Bộ Y tế 2025"],
         ["1", "2", "3"]),
        (["(1) (2) (3) (4) (5)", "1 Một Bộ Y tế 2024", "2 Hai Bộ Y tế 2025"], ["1", "2"]),
        (["I. Một", "1 Một Bộ Y tế 2024", "II. Hai", "1 Hai Bộ Y tế 2025"], ["I", "1", "II", "1"]),
        (["I. Một", "1 Một Bộ Y tế 2024", "II. Hai", "2 Hai Bộ Y tế 2025"], ["I", "1", "II", "2"]),
    ],
)  # fmt: skip
def test_a_row_begins_with_the_number_that_comes_next(lines: list[str], numbers: list[str]) -> None:
    tables = text_tables([" ".join(_HEADING), *lines], registry())
    assert [row[0] for row in rows_of(tables, 5)] == numbers


def test_missing_numbers_are_said() -> None:
    lines = [" ".join(_HEADING), "1.1 Một Bộ Y tế 2024", "1.2 Hai Bộ Y tế 2024", "1.5 Ba Bộ Y tế Bộ Nội vụ 2025"]
    tables = text_tables(lines, registry())
    (doubt,) = tables.doubts["Bảng 1", 4]
    assert (doubt.reason, doubt.column, doubt.facts) == (
        "numbers_skipped", Field.NUMBER, {"number": "1.5", "count": "2"},
    )  # fmt: skip


# --- texts that are meant to keep a reader busy

HEADING_LINE = " ".join(_HEADING)
BUSY = {
    "one long line": ["Bộ Y tế, " * 110_000],
    "a row of a megabyte": [HEADING_LINE, "1 " + "Xây dựng Bộ Y tế năm 2024 " * 40_000, "2 Hai"],
    "pipes": ["|" * 100_000],
    "stars and tags": ["*" * 100_000, "<b" * 50_000, "*a " * 30_000, "_" * 100_000],
    "headings": [HEADING_LINE] * 2_000,
    "headings with rows": [HEADING_LINE, "1 Xây dựng Bộ Y tế 2024", "2 Làm Bộ Y tế 2025"] * 150,
    "quotation marks": ["STT,Nhiệm vụ,Cơ quan chủ trì,Thời gian", '"' * 200_000],
    "agencies over pages": [HEADING_LINE, "1 " + "Sở A " * 300, "", "", "", "Phòng B " * 300, "2 Hai"],
    "blank lines": [""] * 200_000,
}


@pytest.mark.parametrize("name", BUSY)
def test_a_hostile_text_ends_quickly(name: str) -> None:
    begun = time.process_time()
    text_tables(BUSY[name], registry())
    assert time.process_time() - begun < 5
