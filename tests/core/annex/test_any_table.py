"""Whatever stands below the heading of a list: it is read or refused, and the file that comes of it can be read."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.annex.read import read_annex
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.programme_file import as_draft, read_programme_file
from tdn_templates.load.programme_text import draft_text
from tdn_templates.model.annex import Annex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.draft import ImportChoices
from tests.core.annex.tables import raw_sheet

_REGISTRY = load_registry()
_CHOICES = ImportChoices(issued_on=date(2025, 1, 1), first=date(2025, 1, 1), last=date(2030, 12, 31))
_NUMBERS = ("I", "II", "1", "2", "1.1", "2.1", "1.1.1", "a)", "b)", "-", "A", "C", "01", "1.", "x y", "NV: 1", "#3.1")
_TEXTS = ("Xây dựng Luật", "tiếp tục", "- Ý một", "THỂ CHẾ", "I. Tổ chức", "Tổng cộng: 5", "Nơi nhận: VT", "như trên")
_CELLS = ("Bộ Y tế", "như trên", "bộ, ngành", "Chủ trì: Bộ A; Phối hợp: Bộ B", "#5", "2025", "@2025-06-01", "2025 -")
_HEADINGS = (
    ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"],
    ["TT", "Nhóm nhiệm vụ", "Nhiệm vụ cụ thể", "Đơn vị thực hiện", "Thời hạn"],
    ["", "Nhiệm vụ", "Chủ trì", "Ghi chú", "Ghi chú"],
)


def _one_of(texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", "", *texts))


_ROWS = st.tuples(_one_of(_NUMBERS), _one_of(_TEXTS), *[_one_of(_CELLS)] * 3).map(list)


@settings(max_examples=30)
@given(tables=st.lists(st.tuples(st.sampled_from(_HEADINGS), st.lists(_ROWS, max_size=8)), min_size=1, max_size=2))
def test_any_table_gives_a_file_that_can_be_read_or_a_reason(tables: list[tuple[list[str], list[list[str]]]]) -> None:
    sheets = tuple(raw_sheet([head, *rows], f"Bảng {at}") for at, (head, rows) in enumerate(tables, 1))
    read = read_annex(RawWorkbook("docx", sheets), _REGISTRY, "phu-luc.docx")
    if not isinstance(read, Annex):
        assert read.reason == "no_task_table"
        assert len(read.tables) >= 1
        return
    draft = annex_programme(read, _REGISTRY, _CHOICES, None)
    assert as_draft(read_programme_file(draft_text(draft), "danh-muc.yaml")) == draft
