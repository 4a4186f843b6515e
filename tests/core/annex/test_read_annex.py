"""Tables of every shape offices print, read into groups, tasks and doubts. The tables are cases.yaml."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tdn_templates.core.annex.doubt_wording import COLUMN_WORDS, DOUBTS
from tdn_templates.core.annex.read import read_annex
from tdn_templates.core.annex.refusal_wording import refusal_words
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.annex import Annex, Doubt, NotAnAnnex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import Lang
from tests.core.annex.tables import cells_of, named_rows, raw_sheet

_FILE = Path(__file__).with_name("cases.yaml")
_CASES = {
    entry.text("name"): entry for entry in read_entry(_FILE.read_text(encoding="utf-8"), _FILE.name).entries("cases")
}
_OF_THE_HEAD = ("annex_title_missing", "reference_missing", "issuer_missing", "issued_on_missing")
_FIELDS = ("number", "text", "lead", "supporting", "time", "own_lead", "own_supporting")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def _read(case: Entry, registry: Registry) -> Annex | NotAnAnnex:
    sheet = raw_sheet(cells_of(case.text("table")))
    return read_annex(RawWorkbook("xlsx", (sheet,)), registry, "phu-luc.xlsx")


def _rows(annex: Annex, names: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for row in annex.rows:
        group = annex.groups[row.group] if row.group is not None else None
        known = {name: str(getattr(row, name)) for name in _FIELDS}
        known["group"] = (group.number or group.title) if group is not None else ""
        texts = {name: known[name] if name in known else row.extras.get(name, "") for name in names}
        yield {name: text.replace("\n", " // ") for name, text in texts.items()}


def _doubts(annex: Annex) -> list[dict[str, str]]:
    found = [("", doubt) for doubt in annex.doubts if doubt.reason not in _OF_THE_HEAD]
    found += [(row.number, doubt) for row in annex.rows for doubt in row.doubts]
    return [{"number": number, "column": doubt.column or "", "reason": doubt.reason} for number, doubt in found]


@pytest.mark.parametrize("name", [name for name, case in _CASES.items() if not case.optional_text("refused")])
def test_a_list_is_read_as_a_careful_reader_would(name: str, registry: Registry) -> None:
    case = _CASES[name]
    annex = _read(case, registry)
    assert isinstance(annex, Annex), annex
    expected = named_rows(case.text("rows"))
    assert list(_rows(annex, tuple(expected[0]))) == expected
    groups = named_rows(case.optional_text("groups"))
    assert [{"number": group.number, "title": group.title} for group in annex.groups] == groups
    assert _doubts(annex) == named_rows(case.text("doubts"))
    last_rows = case.optional_text("last_rows")
    if last_rows:
        assert ", ".join(str(row.place.last_row) for row in annex.rows if row.place) == last_rows


@pytest.mark.parametrize("name", [name for name, case in _CASES.items() if case.optional_text("refused")])
def test_another_table_is_refused_with_the_reason(name: str, registry: Registry) -> None:
    case = _CASES[name]
    refused = _read(case, registry)
    assert isinstance(refused, NotAnAnnex), [row.text for row in refused.rows]
    assert refused.reason == "no_task_table"
    assert [table.reason for table in refused.tables] == [case.text("refused")]
    assert "Bảng 1" in refusal_words(refused, Lang.VI)
    assert "table 1" in refusal_words(refused, Lang.EN)


def test_every_doubt_of_the_cases_has_words_and_a_place(registry: Registry) -> None:
    for case in _CASES.values():
        annex = _read(case, registry)
        doubts: list[Doubt] = []
        if isinstance(annex, Annex):
            doubts = [*annex.doubts, *(doubt for row in annex.rows for doubt in row.doubts)]
        for doubt in doubts:
            assert doubt.reason in DOUBTS
            assert (doubt.column or "") in COLUMN_WORDS
            assert doubt.place is not None
