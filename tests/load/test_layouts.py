"""The layout of a form is read as it stands, and a file that contradicts itself is refused by name and line."""

import pytest

from tdn_templates.core.fold import fold
from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import load_layouts
from tdn_templates.load.layouts import read_layout
from tdn_templates.model.layout import Block, ColumnKind, ColumnUse, WorkbookLayout
from tdn_templates.model.words import Wording

_SMALL = """
name: small
version: "1.0"
title: {vi: Biểu mẫu, en: Form}
sheet: {vi: Trang, en: Sheet}
instructions_sheet: {vi: Hướng dẫn, en: Instructions}
deciding: answer
own_rows: 2
bands:
  group: {vi: "{number}. {title}", en: "{number}. {title}"}
  own: {vi: Tự đặt, en: Own}
  conditional: {vi: Cần xác nhận, en: To confirm}
instructions:
  - {vi: Điền vào., en: Fill in.}
columns:
  - key: number
    title: {vi: STT, en: "No."}
    use: given
    kind: number
    width: 5.5
    aliases: [TT]
  - key: answer
    title: {vi: Trả lời, en: Answer}
    use: asked
    kind: choice
    width: 10
    blocks: [inherited]
    required_in: [inherited]
    choices:
      - {key: done, vi: Có, en: "Yes"}
      - {key: "not", vi: Không, en: "No"}
  - key: note
    title: {vi: Ghi chú, en: Note}
    use: asked
    kind: text
    width: 20
    default_from: number
    required_in: [inherited.not]
    prompt: {vi: Ghi lý do., en: Give the reason.}
"""


def test_a_layout_is_read_as_it_stands() -> None:
    layout = read_layout(_SMALL, "small.workbook.yaml")
    number, answer, note = layout.columns
    assert (layout.name, layout.version, layout.own_rows, layout.deciding) == ("small", "1.0", 2, "answer")
    assert layout.title == Wording("Biểu mẫu", "Form")
    assert layout.instructions == (Wording("Điền vào.", "Fill in."),)
    assert layout.bands["own"] == Wording("Tự đặt", "Own")
    assert (number.use, number.kind, number.width_chars, number.aliases) == (
        ColumnUse.GIVEN,
        ColumnKind.NUMBER,
        5.5,
        ("TT",),
    )
    assert number.blocks == frozenset(Block)
    assert answer.blocks == {Block.INHERITED}
    assert [choice.key for choice in answer.choices] == ["done", "not"]
    assert note.default_from == "number"
    assert note.required_in == {"inherited.not"}
    assert note.prompt == Wording("Ghi lý do.", "Give the reason.")
    assert layout.given == (number,)
    assert layout.asked == (answer, note)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("key: note", "key: answer", "two columns have the same key"),
        ("deciding: answer", "deciding: note", '"deciding" has to be a column with choices'),
        ("deciding: answer", "deciding: nothing", '"deciding" has to be a column with choices'),
        ("default_from: number", "default_from: nothing", "no such default column"),
        ("required_in: [inherited.not]", "required_in: [inherited.never]", 'no mode "inherited.never"'),
        ("required_in: [inherited]\n", "required_in: [everywhere]\n", 'no mode "everywhere"'),
        ("blocks: [inherited]", "blocks: [outer]", 'no block "outer"'),
        ("kind: text", "kind: colour", "colour"),
        ("use: given", "use: taken", "taken"),
        ("width: 5.5", "width: wide", "width"),
        ("own_rows: 2", "own_rows: two", "own_rows"),
        ("own_rows: 2\n", "", "own_rows"),
        ("  own: {vi: Tự đặt, en: Own}\n", "", "own"),
        ("{vi: Trang, en: Sheet}", "{vi: Trang}", "en"),
        ("{vi: Trang, en: Sheet}", "{vi: Trang, en: Sheet, fr: Feuille}", "fr"),
        ("instructions:", "instruction:", "instruction"),
        ("prompt: {vi", "promt: {vi", "promt"),
        ('version: "1.0"', "version: một", "written as 1.0"),
        ("name: small", "name: Small Form", "lower-case letters"),
        ("own_rows: 2", "own_rows: 201", "at most 200 free rows"),
        ("sheet: {vi: Trang, en", "sheet: {vi: Trang của tất cả các đơn vị năm 2026, en", "at most 31 characters"),
        ("sheet: {vi: Trang, en", 'sheet: {vi: "Trang 1/2", en', "none of []:*?/"),
        ("sheet: {vi: Trang, en", "sheet: {vi: _tdn, en", "no “_” first"),
        ("{vi: Hướng dẫn, en: Instructions}", "{vi: trang, en: x}", "two sheets have the same name"),
        ("own: {vi: Tự đặt", 'own: {vi: "{number.__class__}"', "braces hold {number} or {title} only"),
        ("key: note", "key: kind", 'the key "kind" cannot be used'),
        ("key: note", "key: ghi chú", "cannot be used"),
        ("key: done", "key: Đã xong", "a key has"),
        ("kind: text", "kind: choice", 'has to have "choices"'),
        ("width: 20", "width: 300", "from 1 to 255"),
        ("vi: Ghi lý do.", f"vi: {'Ghi lý do. ' * 24}", "at most 255 characters"),
    ],
)
def test_a_layout_that_contradicts_itself_is_refused(old: str, new: str, complaint: str) -> None:
    assert _SMALL.count(old) == 1
    with pytest.raises(TdnError, match=r"small\.workbook\.yaml") as refused:
        read_layout(_SMALL.replace(old, new), "small.workbook.yaml")
    assert complaint in refused.value.en
    assert refused.value.vi != refused.value.en


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Thực hiện", "carry_out"),
        ("thực hiện ", "carry_out"),
        ("Carry out", "carry_out"),
        ("not_applicable", "not_applicable"),
    ],
)
def test_a_choice_is_known_by_label_and_key(text: str, key: str) -> None:
    choice = load_layouts()["plan"].column("treatment").choice_labelled(text)
    assert choice is not None
    assert choice.key == key


@pytest.mark.parametrize("text", ["", "Sẽ làm", "x", "Thực  hiện rồi"])
def test_other_text_is_no_choice(text: str) -> None:
    assert load_layouts()["plan"].column("treatment").choice_labelled(text) is None


def _shipped() -> list[WorkbookLayout]:
    return list(load_layouts().values())


@pytest.mark.parametrize("layout", _shipped(), ids=lambda layout: layout.name)
def test_no_title_or_alias_of_a_shipped_form_names_two_columns(layout: WorkbookLayout) -> None:
    names = [fold(name) for column in layout.columns for name in {column.title.vi, column.title.en, *column.aliases}]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("layout", _shipped(), ids=lambda layout: layout.name)
def test_what_a_spreadsheet_limits_stays_inside_its_limits(layout: WorkbookLayout) -> None:
    for column in layout.columns:
        if column.prompt is not None:
            assert len(column.prompt.vi) <= 255, column.key
    assert len(layout.sheet_title.vi) <= 31
    assert len(layout.instructions_title.vi) <= 31


@pytest.mark.parametrize("layout", _shipped(), ids=lambda layout: layout.name)
def test_a_shipped_form_is_named_after_its_file_and_read_in_both_languages(layout: WorkbookLayout) -> None:
    assert load_layouts()[layout.name] is not layout
    assert load_layouts()[layout.name] == layout
    for column in layout.columns:
        assert column.title.vi
        assert column.title.en
        assert column.prompt is not None or column.use is not ColumnUse.ASKED


def test_a_column_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        load_layouts()["plan"].column("colour")
