"""A small annex for each template, and a way to make templates of a few paragraphs."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind

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
