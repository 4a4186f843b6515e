"""A small document for each template, and a way to make templates of a few paragraphs."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tdn_templates.model.letterhead import Contact, LetterHead
from tdn_templates.model.letters import (
    FaultyReturn,
    MissingReturn,
    ReceivedReturn,
    ReminderLetter,
    RequestLetter,
    Round,
)
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind
from tdn_templates.word.letters import render_reminder, render_request
from tdn_templates.word.report import (
    REPORT_COLUMNS,
    GroupFigures,
    ProgressReport,
    ReportSection,
    StatusFigure,
    render_progress_report,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
TITLES = {
    "number": "STT",
    "text": "Tên đề án/nhiệm vụ",
    "unit": "Đơn vị",
    "lead": "Cơ quan chủ trì",
    "supporting": "Cơ quan phối hợp",
    "time": "Thời gian thực hiện",
    "treatment": "Cách thực hiện",
    "own_lead": "Đơn vị thuộc Bộ chủ trì",
    "own_supporting": "Đơn vị thuộc Bộ phối hợp",
    "own_time": "Thời gian của đơn vị",
    "note": "Lý do, ghi chú",
}
COLUMNS = {
    "phu-luc-5-cot": "number text lead supporting time",
    "phu-luc-7-cot": "number text lead supporting time own_lead own_supporting",
    "phu-luc-nhieu-don-vi": "number unit text lead supporting time",
    "phu-luc-don-vi": "number text lead supporting time treatment own_lead own_supporting own_time note",
}
CELLS = {
    "lead": "Bộ Ngoại giao",
    "supporting": "Các địa phương",
    "time": "2024 - 2026",
}


@pytest.fixture(params=list(COLUMNS))
def name(request: pytest.FixtureRequest) -> str:
    """Every template in turn."""
    return str(request.param)


@pytest.fixture
def template() -> Callable[[str], bytes]:
    return lambda name: (TEMPLATES / f"{name}.docx").read_bytes()


@pytest.fixture
def annex_for() -> Callable[[str], Annex]:
    return _annex_for


def _annex_for(name: str) -> Annex:
    keys = COLUMNS[name].split()
    cells = tuple(CELLS.get(key, f"({key})") for key in keys if key not in ("number", "text", "unit"))
    rows = [
        AnnexRow(RowKind.GROUP, "Quán triệt, phổ biến thông tin", "1"),
        AnnexRow(RowKind.TASK, "Phổ biến, quán triệt nội dung Nghị quyết", "1.1", cells, key="nq47:1.1"),
        AnnexRow(RowKind.BAND, "Nhiệm vụ đơn vị tự đặt"),
        AnnexRow(RowKind.TASK, "Tuyên truyền chính sách", "1.2", cells, key="nq47:1.2", marked=True),
    ]
    if "unit" in keys:
        rows.append(AnnexRow(RowKind.UNIT, "Phần việc của Bộ", cells=cells, unit="Bộ Tài chính"))
        rows.append(AnnexRow(RowKind.UNIT, "Phần việc của tỉnh", cells=cells, unit="Tỉnh Gia Lai", marked=True))
    return Annex(
        title="Danh mục nhiệm vụ thông tin đối ngoại",
        subtitle="(Kèm theo Kế hoạch số        /KH-BTC ngày      tháng      năm 2026 của Bộ Tài chính)",
        columns=tuple(AnnexColumn(key, TITLES[key]) for key in keys),
        rows=tuple(rows),
        instructions=("Gửi lại trước ngày 15/12/2026.",),
        draft=True,
        remarks=("Nhiệm vụ 1.2: chưa thống nhất đơn vị chủ trì.",),
        stamp=(("layout", "plan"), ("unit", "bo-tai-chinh")),
    )


@pytest.fixture
def docx_with() -> Callable[[str], bytes]:
    """A template whose body is this XML; the other parts are those of the annex with 5 columns."""
    return _docx_with


def _docx_with(body: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(TEMPLATES / "phu-luc-5-cot.docx") as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                xml = content.decode()
                head, tail = xml.index("<w:body>") + len("<w:body>"), xml.index("<w:sectPr>")
                content = (xml[:head] + body + xml[tail:]).encode()
            target.writestr(part, content)
    return out.getvalue()


HEAD = LetterHead(
    parent_body="Bộ Tài chính",
    issuing_body="Văn phòng Bộ",
    symbol="VP-TH",
    place="Hà Nội",
    signer_office=("KT. Chánh Văn phòng", "Phó Chánh Văn phòng"),
    copies_to=("Lãnh đạo Bộ (để báo cáo)",),
    filed_by="TH",
    send_to="Hệ thống quản lý văn bản và điều hành",
    contact=Contact("Phòng Tổng hợp", "024 0000 0000", "tonghop@example.gov.vn"),
)
ROUND = Round(
    programme="Chương trình hành động của Chính phủ đến năm 2030",
    document="Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ",
    reference="Nghị quyết số 47/NQ-CP",
    returned="kế hoạch thực hiện nhiệm vụ",
    form="KẾ HOẠCH THỰC HIỆN NHIỆM VỤ",
    deadline=date(2026, 11, 30),
)
STATUSES = ("Chưa triển khai", "Đang thực hiện", "Đã hoàn thành", "Chậm tiến độ", "Không áp dụng")
GROUPS = {"Quán triệt, phổ biến": (1, 2, 3, 0, 1), "Hoàn thiện cơ chế": (0, 4, 1, 1, 2)}


@pytest.fixture
def request_letter() -> RequestLetter:
    return RequestLetter(HEAD, ROUND, ("Bộ Ngoại giao", "Bộ Công an"))


@pytest.fixture
def reminder() -> ReminderLetter:
    """Two units have sent three returns, one of them with errors; two units are 12 days late."""
    return ReminderLetter(
        head=HEAD,
        round=ROUND,
        recipients=("Bộ Ngoại giao",),
        counted_on=date(2026, 12, 12),
        received=(
            ReceivedReturn("Bộ Nội vụ", "Số 12/KH-BNV ngày 05/01/2026", "đạt"),
            ReceivedReturn("Bộ Y tế", "y-te.xlsx", "cần sửa"),
            ReceivedReturn("Bộ Y tế", "y-te-2.xlsx", "đạt, có cảnh báo"),
        ),
        missing=(MissingReturn("Bộ Ngoại giao", 12), MissingReturn("Bộ Công an", 12)),
        faulty=(FaultyReturn("Bộ Y tế", "y-te.xlsx", 7),),
    )


@pytest.fixture
def report() -> ProgressReport:
    """A report on two groups and several units, with one section that has nothing to say."""
    cells = ("2026", "Đang thực hiện", "03 hội nghị", "12/KH-BNG ngày 05/01/2026", "Kinh phí", "Bố trí sớm", "Tổng kết")
    return ProgressReport(
        head=HEAD,
        title="Kết quả thực hiện nhiệm vụ thông tin đối ngoại năm 2026",
        period="từ ngày 15/12/2025 đến ngày 14/12/2026",
        figures=tuple(
            StatusFigure(status, sum(counts[index] for counts in GROUPS.values()))
            for index, status in enumerate(STATUSES)
        ),
        groups=tuple(
            GroupFigures(str(number), title, counts) for number, (title, counts) in enumerate(GROUPS.items(), start=1)
        ),
        sections=(
            ReportSection("Kết quả thực hiện", ("Nhiệm vụ 1.1 (Bộ Ngoại giao): đã tổ chức 03 hội nghị.",)),
            ReportSection("Khó khăn, vướng mắc", ("Nhiệm vụ 1.1 (Bộ Ngoại giao): kinh phí cấp muộn.",)),
            ReportSection("Đề xuất, kiến nghị"),
        ),
        columns=REPORT_COLUMNS,
        rows=(
            AnnexRow(RowKind.GROUP, "Quán triệt, phổ biến", "1"),
            AnnexRow(RowKind.TASK, "Phổ biến Nghị quyết", "1.1", cells, unit="Bộ Ngoại giao"),
            AnnexRow(RowKind.TASK, "Tuyên truyền chính sách", "1.2", cells, unit="Bộ Công an", marked=True),
        ),
        recipients=("Thủ tướng Chính phủ",),
    )


@pytest.fixture
def documents(
    template: Callable[[str], bytes], request_letter: RequestLetter, reminder: ReminderLetter, report: ProgressReport
) -> dict[str, bytes]:
    """The three documents that are signed, by the name of their template."""
    return {
        "cong-van": render_request(request_letter, template("cong-van")),
        "don-doc": render_reminder(reminder, template("don-doc")),
        "bao-cao": render_progress_report(report, template("bao-cao")),
    }
