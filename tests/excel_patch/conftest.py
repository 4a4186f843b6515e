"""A return with faults to mark, and packages made by hand that no writer of ours would make."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.excel.annotate import FaultLine, FaultSheet, Mark
from tdn_templates.excel.read import read_workbook
from tdn_templates.files.guard import inspect_file
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.words import Severity
from tdn_templates.testing import cell_addresses, fill_form

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = ("Mức độ", "Trang", "Ô", "Nhiệm vụ", "Nội dung", "Cách sửa")
ANSWERS = (
    {"row": "1.1", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "own_text": "Quán triệt\nvà phổ biến"},
    {"row": "2.1", "treatment": "Gộp vào nhiệm vụ khác", "carries": "2.2"},
    {"row": "3.10", "treatment": "Thực hiện", "own_lead": "Vụ Hợp tác quốc tế", "own_time": "=1+1"},
)

Parts = dict[str, bytes]
TABLE = "Kế hoạch"


class Workbooks:
    """Makes, opens and reads packages."""

    def parts(self, content: bytes) -> Parts:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}

    def packed(self, parts: Mapping[str, bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return file.getvalue()

    def read(self, content: bytes) -> RawWorkbook:
        inspected = inspect_file(content, DEFAULT_LIMITS)
        assert not isinstance(inspected, Unreadable), inspected
        return read_workbook(content, inspected, DEFAULT_LIMITS).workbook

    def relations(self, *pairs: tuple[str, str]) -> bytes:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(pairs, 1)
        )
        return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()

    def small(self, *sheets: str, before: str = "", after: str = "") -> Parts:
        """Sheets S1, S2 ... of this XML inside their `worksheet`; `before` and `after` stand around `sheets`."""
        numbers = range(1, len(sheets) + 1)
        listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
        workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheets>{listed}</sheets>{after}</workbook>'
        types = f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/></Types>'
        return {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": self.relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": self.relations(*(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers)),
            **{
                f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}">{xml}</worksheet>'.encode()
                for n, xml in zip(numbers, sheets, strict=True)
            },
        }


@pytest.fixture(scope="session")
def workbooks() -> Workbooks:
    return Workbooks()


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A generated form as it goes out."""
    files = api.generate(["Bộ Tài chính"], tmp_path_factory.mktemp("issued")).files
    return next(path for path in files if path.suffix == ".xlsx").read_bytes()


@pytest.fixture(scope="session")
def returned(issued: bytes) -> bytes:
    """The form filled in and saved by another program."""
    return fill_form(issued, ANSWERS)


@pytest.fixture(scope="session")
def cells(issued: bytes) -> Mapping[tuple[str, str], str]:
    """Where the cells of tasks stand, by number and column key."""
    return cell_addresses(issued)


@pytest.fixture(scope="session")
def marks(cells: Mapping[tuple[str, str], str]) -> tuple[Mark, ...]:
    """Two findings at one cell, one each at two others, one far outside the table."""
    return (
        Mark(TABLE, cells["1.2", "treatment"], Severity.ERROR, "Tên đơn vị không có trong danh mục."),
        Mark(TABLE, cells["1.2", "treatment"], Severity.WARNING, "Tên viết tắt."),
        Mark(TABLE, cells["2.1", "own_lead"], Severity.WARNING, "Thời gian nằm ngoài thời kỳ."),
        Mark(TABLE, cells["2.2", "own_text"], Severity.NOTE, "Đã hiểu là cả năm."),
        Mark(TABLE, "XY400", Severity.ERROR, "Ký tự lạc."),
    )


@pytest.fixture(scope="session")
def faults() -> Callable[[Sequence[Mark]], FaultSheet]:
    words = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}

    def listed(marks: Sequence[Mark]) -> FaultSheet:
        lines = (FaultLine(words[mark.severity], mark.sheet, mark.cell, "1.1", mark.text, "Sửa lại.") for mark in marks)
        return FaultSheet("Kết quả kiểm tra", "Kết quả kiểm tra tệp tra-loi.xlsx", HEAD, tuple(lines))

    return listed


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(content: bytes) -> Path:
        path = tmp_path / "tra-loi.xlsx"
        path.write_bytes(content)
        return path

    return written
