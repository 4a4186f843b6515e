"""Tables of a text become the grids of a workbook, in whatever form the text holds them."""

# ruff: noqa: E501, W291 - the excerpts stand as they are in the files

import functools

import pytest

from tdn_templates.core.annex.plain_text import TextTables, text_tables
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.annex import Field
from tdn_templates.model.cell import RawSheet
from tdn_templates.model.unit import Registry

# --- pipes: Quyết định 1644/QĐ-BTC; blank lines between the rows, an alignment row, markup

PIPES = r"""
| BỘ TÀI CHÍNH    | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |

|-----------------|------------------------------------|

| Số: 1644/QĐ-BTC | Hà Nội, ngày 17 tháng 7 năm 2024   |

Kế hoạch

| STT  | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện | Đơn vị thuộc Bộ Tài chính chủ trì | Đơn vị thuộc Bộ Tài chính phối hợp |

|------|:--------:|------|------|------|------|------|

| **1** | **Quán triệt, phổ biến thông tin** | | | | | |

| 1.1  | Phổ biến nội dung Nghị quyết<br>47/NQ-CP | Các bộ, ngành, địa phương | | 2024 | Các đơn vị thuộc Bộ | |

| 1.2  | Cổng thông tin A \| B | Bộ Tài chính | *Bộ Ngoại giao* | Hằng năm | <b>Văn phòng Bộ</b> | Vụ I |
"""
PIPE_GRID = """
STT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện|Đơn vị thuộc Bộ Tài chính chủ trì|Đơn vị thuộc Bộ Tài chính phối hợp
1|Quán triệt, phổ biến thông tin|||||
1.1|Phổ biến nội dung Nghị quyết/47/NQ-CP|Các bộ, ngành, địa phương||2024|Các đơn vị thuộc Bộ|
1.2|Cổng thông tin A ¦ B|Bộ Tài chính|Bộ Ngoại giao|Hằng năm|Văn phòng Bộ|Vụ I
"""

# --- tabs: plan of a province; rows cut at page breaks, a title cut in two, a number and a title in one cell

TABS = """
TT	CHƯƠNG TRÌNH, NHIỆM VỤ	ĐƠN VỊ CHỦ TRÌ	ĐƠN VỊ PHỐI HỢP	THỜI GIAN THỰC HIỆN
1.3	Định hướng công tác tuyên truyền, phổ biến, giáo	Sở Thông tin và Truyền	Các sở, ban, ngành,	Hằng năm

	dục pháp luật về thông tin đối ngoại	thông	UBND các huyện, thị xã, thành phố.	
<b>3</b>	<b>Đổi mới tư duy; quảng bá hình ảnh tỉnh Bình</b>			

<b>Định đến bạn bè trong nước và quốc tế</b>				
3.1	Xây dựng chuyên trang	Văn phòng UBND tỉnh	Các sở, ban, ngành	2025

17

<b>4 Đẩy mạnh đấu tranh phản bác thông tin sai trái</b>				
4.1	Triển khai Kế hoạch truyền thông	Công an tỉnh		Hàng năm
"""
TAB_GRID = """
TT|CHƯƠNG TRÌNH, NHIỆM VỤ|ĐƠN VỊ CHỦ TRÌ|ĐƠN VỊ PHỐI HỢP|THỜI GIAN THỰC HIỆN
1.3|Định hướng công tác tuyên truyền, phổ biến, giáo|Sở Thông tin và Truyền|Các sở, ban, ngành,|Hằng năm
|dục pháp luật về thông tin đối ngoại|thông|UBND các huyện, thị xã, thành phố.|
3|Đổi mới tư duy; quảng bá hình ảnh tỉnh Bình|||
|Định đến bạn bè trong nước và quốc tế|||
3.1|Xây dựng chuyên trang|Văn phòng UBND tỉnh|Các sở, ban, ngành|2025
4|Đẩy mạnh đấu tranh phản bác thông tin sai trái|||
4.1|Triển khai Kế hoạch truyền thông|Công an tỉnh||Hàng năm
"""

# --- values separated by semicolons or commas, quoted where they hold such a mark or a line end

SEMICOLONS = """Phụ lục
STT;Nội dung;Đơn vị chủ trì;Thời hạn
1;"Rà soát quy định; báo cáo
kết quả";Sở Tư pháp;Quý I/2025
2;Sơ kết;"Sở Nội vụ, Sở Tài chính";Tháng 12/2025
"""
SEMICOLON_GRID = """
STT|Nội dung|Đơn vị chủ trì|Thời hạn
1|Rà soát quy định; báo cáo/kết quả|Sở Tư pháp|Quý I/2025
2|Sơ kết|Sở Nội vụ, Sở Tài chính|Tháng 12/2025
"""

# --- text in its layout: columns below each other, titles and cells of several lines, a title over all columns

LAYOUT = """
                         DANH MỤC NHIỆM VỤ

 STT   Nội dung nhiệm vụ               Cơ quan          Cơ quan              Thời gian
                                       chủ trì          phối hợp             thực hiện
  I    Nhóm nhiệm vụ về hoàn thiện thể chế, chính sách, pháp luật về dữ liệu
  1    Xây dựng Nghị định quy định     Bộ Công an       Các bộ, ngành,       Quý II/2025
       về cơ sở dữ liệu tổng hợp                        địa phương
       quốc gia
  2    Rà soát Luật Giao dịch          Bộ Khoa học      Bộ Tư pháp           2025 - 2026
       điện tử                         và Công nghệ
 STT   Nội dung nhiệm vụ               Cơ quan          Cơ quan              Thời gian
                                       chủ trì          phối hợp             thực hiện
  II   Hạ tầng
  3    Phủ sóng 5G                     Bộ Khoa học                           Hằng năm
                                       và Công nghệ
"""
LAYOUT_GRID = """
STT|Nội dung nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện
I|Nhóm nhiệm vụ về hoàn thiện thể chế, chính sách, pháp luật về dữ liệu|||
1|Xây dựng Nghị định quy định về cơ sở dữ liệu tổng hợp quốc gia|Bộ Công an|Các bộ, ngành, địa phương|Quý II/2025
2|Rà soát Luật Giao dịch điện tử|Bộ Khoa học và Công nghệ|Bộ Tư pháp|2025 - 2026
II|Hạ tầng|||
3|Phủ sóng 5G|Bộ Khoa học và Công nghệ||Hằng năm
"""

# --- a cell to a paragraph, blank cells simply missing: what a cell is tells which column it is in

PARAGRAPHS = """
STT

Nhiệm vụ

Cơ quan chủ trì

Cơ quan phối hợp

Thời gian thực hiện

Đơn vị thuộc Bộ Tài chính chủ trì

Đơn vị thuộc Bộ Tài chính phối hợp

1

Quán triệt, phổ biến thông tin và triển khai thực hiện Nghị quyết

1.1

Phổ biến, quán triệt nội dung Nghị quyết 47/NQ-CP

Các bộ, ngành, địa phương

2024

Các đơn vị thuộc Bộ

1.2

Tuyên truyền, phổ biến, giáo dục chính sách, pháp luật về thông tin đối ngoại

Bộ Thông tin truyền thông; các bộ, ngành, địa phương

Hằng năm

Văn phòng Đảng ủy

Các đơn vị thuộc Bộ

1.3

Nghiên cứu, bổ sung mục lục ngân sách nhà nước cho thông tin đối ngoại

Bộ Tài chính

Bộ Thông tin và Truyền thông

2024- 2025

Kho bạc Nhà nước

Vụ Tài chính hành chính sự nghiệp, Vụ Ngân sách nhà nước
"""
PARAGRAPH_GRID = """
STT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện|Đơn vị thuộc Bộ Tài chính chủ trì|Đơn vị thuộc Bộ Tài chính phối hợp
1|Quán triệt, phổ biến thông tin và triển khai thực hiện Nghị quyết|||||
1.1|Phổ biến, quán triệt nội dung Nghị quyết 47/NQ-CP|Các bộ, ngành, địa phương||2024|Các đơn vị thuộc Bộ|
1.2|Tuyên truyền, phổ biến, giáo dục chính sách, pháp luật về thông tin đối ngoại|Bộ Thông tin truyền thông; các bộ, ngành, địa phương||Hằng năm|Văn phòng Đảng ủy|Các đơn vị thuộc Bộ
1.3|Nghiên cứu, bổ sung mục lục ngân sách nhà nước cho thông tin đối ngoại|Bộ Tài chính|Bộ Thông tin và Truyền thông|2024- 2025|Kho bạc Nhà nước|Vụ Tài chính hành chính sự nghiệp, Vụ Ngân sách nhà nước
"""

FORMS = (
    ("pipes", PIPES, PIPE_GRID),
    ("tabs", TABS, TAB_GRID),
    ("semicolons", SEMICOLONS, SEMICOLON_GRID),
    ("commas", SEMICOLONS.replace(";", ",").replace("định,", "định;").replace("vụ, Sở", "vụ, Sở"), SEMICOLON_GRID),
    ("layout", LAYOUT, LAYOUT_GRID),
    ("paragraphs", PARAGRAPHS, PARAGRAPH_GRID),
)


@functools.cache
def registry() -> Registry:
    return load_registry()


def read(text: str) -> TextTables:
    return text_tables(text.split("\n"), registry())


def shown(sheet: RawSheet) -> str:
    """A row to a line, cells between bars, "/" for a line end in a cell and "¦" for a bar in one."""
    last = max(column for _, column in sheet.cells)
    rows = sorted({row for row, _ in sheet.cells})
    lines = ["|".join(_cell(sheet, row, column) for column in range(1, last + 1)) for row in rows]
    return "\n" + "\n".join(lines) + "\n"


def _cell(sheet: RawSheet, row: int, column: int) -> str:
    return str(sheet.cells.get((row, column), "")).replace("|", "¦").replace("\n", "/")


@pytest.mark.parametrize(("form", "text", "grid"), FORMS, ids=[form for form, _, _ in FORMS])
def test_every_form_of_a_table_in_text_gives_its_grid(form: str, text: str, grid: str) -> None:
    sheet = read(text).sheets[-1]
    assert shown(sheet) == grid


def test_rows_carry_the_lines_of_the_file() -> None:
    text = PARAGRAPHS.split("\n")
    sheet = read(PARAGRAPHS).sheets[0]
    assert [text[row - 1] for row, column in sorted(sheet.cells) if column == 1] == ["STT", "1", "1.1", "1.2", "1.3"]


def test_other_tables_of_the_text_come_too_and_importing_chooses() -> None:
    names = [(sheet.name, sheet.cells[min(sheet.cells)]) for sheet in read(PIPES).sheets]
    assert names == [("Bảng 1", "BỘ TÀI CHÍNH"), ("Bảng 2", "STT")]


def test_a_table_that_stands_there_twice_comes_once_in_the_form_that_leaves_less_to_guess() -> None:
    rows = PIPE_GRID.strip().replace("quyết/47", "quyết 47").split("\n")
    again = PIPES + "".join("\n\n" + cell.replace("¦", "|") for row in rows for cell in row.split("|") if cell)
    assert [shown(sheet) for sheet in read(again).sheets] == [shown(sheet) for sheet in read(PIPES).sheets]
    assert not read(again).doubts


def test_one_cell_of_agencies_is_taken_as_lead_and_said_to_be() -> None:
    tables = read(PARAGRAPHS)
    line = PARAGRAPHS.split("\n").index("1.1") + 1
    doubts = tables.doubts["Bảng 1", line]
    assert [(doubt.reason, doubt.column) for doubt in doubts] == [
        ("lead_or_supporting", Field.LEAD),
        ("lead_or_supporting", Field.OWN_LEAD),
    ]
    assert doubts[0].facts == {"text": "Các bộ, ngành, địa phương"}


def test_a_table_told_apart_by_place_is_marked() -> None:
    assert [sheet.by_place for sheet in read(LAYOUT).sheets] == [True]
    assert [sheet.by_place for sheet in read(TABS).sheets] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kính gửi quý cơ quan,\n\nBộ Tài chính có ý kiến như sau:\n1. Nhất trí với dự thảo.\n2. Đề nghị bổ sung.\n",
        "STT Họ và tên Chức vụ Số điện thoại\n1 Nguyễn Văn Minh Chuyên viên\n2 Trần Thị Lan Kế toán\n",
    ],
)
def test_a_text_without_a_list_of_tasks_gives_nothing(text: str) -> None:
    assert read(text).sheets == ()
