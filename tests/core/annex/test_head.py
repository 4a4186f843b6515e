"""The head of a document: which one it is, who issued it and when, what code its list gets. The data are heads.yaml."""

from datetime import date
from pathlib import Path

import pytest

from tdn_templates.core.annex.programme import annex_programme, issuing_unit
from tdn_templates.core.annex.read import read_annex
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.annex import Annex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.draft import ImportChoices
from tdn_templates.model.unit import Registry
from tests.core.annex.tables import cells_of, raw_sheet

_FILE = Path(__file__).with_name("heads.yaml")
_CASES = {
    entry.text("name"): entry for entry in read_entry(_FILE.read_text(encoding="utf-8"), _FILE.name).entries("cases")
}
_TABLE = """
STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian
1 | Tổ chức hội chợ | Bộ Công Thương | Bộ Ngoại giao | 2024
2 | Mở lớp bồi dưỡng | Bộ Nội vụ | Các bộ | 2024 - 2027
"""
_TEXTS = ("annex_title", "about", "kind", "reference", "issuer")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def _annex(lines: str, registry: Registry, table: str = _TABLE) -> Annex:
    workbook = RawWorkbook("docx", (raw_sheet(cells_of(table)),), lines=tuple(lines.splitlines()))
    annex = read_annex(workbook, registry, "phu-luc.docx")
    assert isinstance(annex, Annex)
    return annex


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES)
def test_the_head_says_which_document_it_is(case: Entry, registry: Registry) -> None:
    annex = _annex(case.text("lines"), registry)
    assert {name: getattr(annex.head, name) for name in _TEXTS} == {name: case.optional_text(name) for name in _TEXTS}
    assert annex.head.issued_on == case.optional_date("issued_on")
    assert " ".join(doubt.reason for doubt in annex.doubts) == case.optional_text("doubts")


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES)
def test_the_list_gets_a_code_a_title_and_an_owner(case: Entry, registry: Registry) -> None:
    annex = _annex(case.text("lines"), registry)
    owner = issuing_unit(annex, registry)
    draft = annex_programme(annex, registry, ImportChoices(), owner.slug if owner else None)
    assert (draft.code, draft.title, draft.owner) == (
        case.text("code"),
        case.text("title"),
        case.optional_text("owner"),
    )


def test_the_same_head_is_read_from_the_rows_above_a_worksheets_table(registry: Registry) -> None:
    case = _CASES["the resolution of the Government"]
    above = "\n".join(case.text("lines").splitlines())
    annex = _annex("", registry, f"{above}\n{_TABLE}")
    assert (annex.head.reference, annex.head.annex_title) == ("47/NQ-CP", "DANH MỤC CÁC NHÓM NHIỆM VỤ")
    assert annex.rows[0].place is not None
    assert annex.rows[0].place.first_row == 11


PERIODS = """
DANH MỤC NHIỆM VỤ GIAI ĐOẠN 2024 - 2030 | 2024 | 2030 |
DANH MỤC NHIỆM VỤ ĐẾN NĂM 2030, TẦM NHÌN ĐẾN NĂM 2045 | 2024 | 2030 |
DANH MỤC NHIỆM VỤ NĂM 2027 | 2027 | 2027 |
DANH MỤC NHIỆM VỤ | 2024 | 2027 | period_guessed
DANH MỤC NHIỆM VỤ ĐẾN NĂM 2025 | 2024 | 2027 | period_extended
"""


@pytest.mark.parametrize("line", PERIODS.strip().splitlines())
def test_the_period_comes_from_the_title_and_the_tasks(line: str, registry: Registry) -> None:
    title, first, last, reason = (cell.strip() for cell in line.split("|"))
    lines = f"Phụ lục\n{title}\n(Kèm theo Quyết định số 5/QĐ-TTg ngày 02 tháng 01 năm 2024 của Thủ tướng Chính phủ)"
    draft = annex_programme(_annex(lines, registry), registry, ImportChoices(), None)
    assert (draft.first, draft.last) == (date(int(first), 1, 1), date(int(last), 12, 31))
    assert [question.reason for question in draft.unsure if question.column == "period"] == [reason] * bool(reason)


def test_what_a_person_says_goes_before_the_document_and_settles_the_question(registry: Registry) -> None:
    annex = _annex(_CASES["a province's draft whose number and day are blank"].text("lines"), registry)
    choices = ImportChoices(reference="99/KH-UBND", issued_on=date(2024, 6, 3), prefix="kh99", last=date(2030, 12, 31))
    draft = annex_programme(annex, registry, choices, None)
    assert (draft.code, draft.reference, draft.issued_on) == ("kh99-2024", "99/KH-UBND", date(2024, 6, 3))
    assert [question.reason for question in draft.unsure] == ["no_groups"]
