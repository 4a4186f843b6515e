"""A returned sheet is read by keys, texts and numbers, never by position, and nothing it says is lost."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.find_stamp import find_stamps
from tdn_templates.core.form_marks import FORM_CODE_LABEL, STAMP_MARK
from tdn_templates.core.legacy_tables import TCVN3
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block
from tdn_templates.model.submission import SourceFile, Submission

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

_UNIT = "Báo Nhân Dân"
_TASKS = ("2.3", "2.5", "2.10", "3.6", "3.9")
_ASKED = (
    *("treatment", "own_text", "own_lead", "own_supporting", "own_supporting_2", "own_supporting_3"),
    *("own_time", "carries", "own_number", "note"),
)
_GIVEN = ("number", "text", "lead", "supporting", "time", "role")

Said = dict[str, dict[str, str]]


def _said(submission: Submission) -> Said:
    """What each row says in the asked columns, by its number."""
    return {row.number: {key: cell.text for key, cell in row.cells.items() if key in _ASKED} for row in submission.rows}


def _signed(office: "Office") -> "Returned":
    """A small form in which every row says something of its own."""
    returned = office.answered(_UNIT)
    for number in _TASKS:
        returned.answer(number, note=f"ghi chú {number}")
    for group in "12345":
        returned.answer(f"own:{group}:2", own_text=f"tự đặt {group}", own_lead="Ban Đối ngoại", own_time="2025")
    return returned


def test_a_form_is_read_as_it_was_filled_in(office: "Office") -> None:
    submission = office.submission(_signed(office).workbook())
    assert list(_said(submission)) == ["+1.2", "2.3", "2.5", "2.10", "+2.2", "3.6", "+3.2", "+4.2", "+5.2", "3.9"]
    assert _said(submission)["2.10"] == {
        "treatment": "Thực hiện",
        "own_text": office.programme.tasks[11].text,
        "own_lead": _UNIT,
        "own_time": "2024 - 2025",
        "note": "ghi chú 2.10",
    }
    assert {row.matched_by for row in submission.rows} == {"key"}
    assert [row.number for row in submission.rows if row.block is Block.CONDITIONAL] == ["3.9"]
    assert submission.missing_columns == ()
    assert submission.stray == ()
    assert submission.unknown_keys == ()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_sorted_sheet_says_the_same(office: "Office", data: st.DataObject) -> None:
    returned = _signed(office)
    before = _said(office.submission(returned.workbook()))
    lines = sorted(row for label, row in returned.rows.items() if label not in ("keys", "code", "heading"))
    shuffled = data.draw(st.permutations(lines))
    returned.permute_rows(dict(zip(lines, shuffled, strict=True)))
    assert _said(office.submission(returned.workbook())) == before


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_nil_tick_is_found_wherever_its_line_is_sorted_to(office: "Office", data: st.DataObject) -> None:
    returned = _signed(office)
    before = _said(office.submission(returned.workbook()))
    returned.put("nil", "tick", "x")
    lines = sorted(row for label, row in returned.rows.items() if label not in ("keys", "code", "heading"))
    shuffled = data.draw(st.permutations(lines))
    returned.permute_rows(dict(zip(lines, shuffled, strict=True)))
    submission = office.submission(returned.workbook())
    assert submission.nil is not None
    assert (submission.nil.text, submission.nil.place.cell) == ("x", returned.address("nil", "tick"))
    assert (_said(submission), submission.stray, submission.unknown_keys) == (before, (), ())


@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(st.sampled_from(_ASKED + _GIVEN), st.sampled_from(_ASKED + _GIVEN)), max_size=6))
def test_moved_columns_say_the_same(office: "Office", pairs: list[tuple[str, str]]) -> None:
    returned = _signed(office)
    before = _said(office.submission(returned.workbook()))
    for first, second in pairs:
        returned.swap_columns(first, second)
    submission = office.submission(returned.workbook())
    assert _said(submission) == before
    assert submission.column_letters["note"] == returned.address("2.3", "note").rstrip("0123456789")


def test_a_sheet_sorted_with_its_headings_keeps_every_row(office: "Office") -> None:
    returned = _signed(office)
    before = _said(office.submission(returned.workbook()))
    heading, last = returned.rows["heading"], returned.rows["3.9"]
    returned.permute_rows({heading: last, last: heading})
    assert _said(office.submission(returned.workbook())) == before


def test_without_keys_rows_are_found_by_text_and_number_and_bands_keep_their_groups(office: "Office") -> None:
    returned = _signed(office)
    returned.drop_keys()
    submission = office.submission(returned.workbook())
    assert [(row.number, row.matched_by) for row in submission.rows] == [
        ("+1.+1", ""),
        ("2.3", "text"),
        ("2.5", "text"),
        ("2.10", "text"),
        ("+2.+1", ""),
        ("3.6", "text"),
        ("+3.+1", ""),
        ("+4.+1", ""),
        ("+5.+1", ""),
        ("3.9", "text"),
    ]
    assert [row.number for row in submission.rows if row.block is Block.CONDITIONAL] == ["3.9"]
    assert submission.stray == ()


@pytest.mark.parametrize(
    ("number", "text", "found", "how"),
    [
        ("2.5", "~", "2.5", "text"),
        ("2.9", "~", "2.5", "text"),
        ("", "~", "2.5", "text"),
        ("2.5", "", "2.5", "number"),
        ("2.5", "viết lại", "2.5", "number"),
    ],
)
def test_the_issued_text_is_a_surer_sign_than_the_number(
    number: str, text: str, found: str, how: str, office: "Office"
) -> None:
    returned = office.answered(_UNIT)
    returned.put("2.5", "key", "")
    returned.put("2.5", "number", number)
    if text != "~":
        returned.put("2.5", "text", text)
    row = next(row for row in office.submission(returned.workbook()).rows if row.row == returned.rows["2.5"])
    assert (row.number, row.matched_by) == (found, how)


def test_a_number_that_became_3_1_does_not_steal_another_task(office: "Office") -> None:
    returned = office.answered("Bộ Tài chính")
    returned.drop_keys()
    returned.put("3.10", "number", 3.1)
    submission = office.submission(returned.workbook())
    at = {row.number: row.row for row in submission.rows}
    assert (at["3.1"], at["3.10"]) == (returned.rows["3.1"], returned.rows["3.10"])


def test_keys_whose_heading_is_gone_are_still_keys(office: "Office") -> None:
    returned = _signed(office)
    before = _said(office.submission(returned.workbook()))
    for column in returned.columns:
        returned.put("keys", column, "")
    submission = office.submission(returned.workbook())
    assert _said(submission) == before
    assert submission.stray == ()


def test_an_inserted_row_is_kept_as_an_added_one_of_its_group(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.insert_row("2.5", "new")
    returned.answer("new", own_text="Họp báo", own_lead="Ban Đối ngoại")
    row = next(row for row in office.submission(returned.workbook()).rows if row.row == returned.rows["new"])
    assert (row.number, row.group, row.block, row.matched_by, row.task) == ("+2.+1", "2", Block.OWN, "", None)


def test_a_row_below_a_heading_line_belongs_to_its_group(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.insert_row("band:own:4", "new")
    returned.answer("new", own_text="Họp báo", own_lead="Ban Đối ngoại")
    row = next(row for row in office.submission(returned.workbook()).rows if row.row == returned.rows["new"])
    assert (row.number, row.group) == ("+4.+1", "4")


def test_the_wording_of_an_added_row_may_stand_in_the_given_column(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.answer("own:2:1", text="Họp báo", lead="Bộ Y tế")
    submission = office.submission(returned.workbook())
    row = next(row for row in submission.rows if row.number == "+2.1")
    assert {key: cell.text for key, cell in row.cells.items()} == {"text": "Họp báo"}
    assert [cell.text for cell in submission.stray] == ["Bộ Y tế"]


def test_a_cell_knows_what_the_file_held(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.put("2.5", "note", "Ho\u0323p\x0b ba\u0301o\r\nquý  ")
    returned.put_formula("2.5", "own_lead", "=J15", "Ban Đối ngoại")
    returned.errors[returned.at("2.5", "own_supporting")] = "#REF!"
    row = next(row for row in office.submission(returned.workbook()).rows if row.number == "2.5")
    note, lead, supporting = (row.cells[key] for key in ("note", "own_lead", "own_supporting"))
    assert (note.text, note.raw, note.removed, note.recomposed) == (
        "Họp báo\nquý",
        "Ho\u0323p\x0b ba\u0301o\r\nquý  ",
        ("U+000B",),
        True,
    )
    assert (lead.text, lead.formula) == ("Ban Đối ngoại", True)
    assert (supporting.text, supporting.error, supporting.is_blank) == ("", "#REF!", False)
    assert note.place.cell == returned.address("2.5", "note")


_ANYTHING = st.one_of(
    st.text(min_size=1, max_size=6), st.integers(), st.sampled_from(["x", "2.5", "own:9:9", "nq99:1.1"])
)
_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["2.3", "2.5", "3.9", "own:1:1", "own:2:2", "band:group:2", "band:own:3", "band:conditional:"]),
        st.sampled_from(["key", *_ASKED, *_GIVEN]),
        st.one_of(_ANYTHING, st.just("")),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(edits=_EDITS, keyless=st.booleans(), doomed=st.sets(st.sampled_from([*_ASKED, *_GIVEN]), max_size=2))
def test_every_asked_cell_ends_up_in_exactly_one_place(
    office: "Office", edits: list[tuple[str, str, str | int]], keyless: bool, doomed: set[str]
) -> None:
    returned = _signed(office)
    for row, column, value in edits:
        returned.put(row, column, value)
    if keyless:
        returned.drop_keys()
    for key in doomed:
        returned.drop_column(key)
    submission = office.submission(returned.workbook())
    kept = [cell.place.cell for row in submission.rows for cell in row.cells.values()]
    kept += [cell.place.cell for cell in (*submission.stray, *submission.unknown_keys)]
    assert len(set(kept)) == len(kept)
    asked = {
        returned.address(label, column)
        for label in returned.rows.keys() - {"keys", "code", "heading"}
        for column in set(_ASKED) - doomed
        if clean_text(str(returned.cells.get(returned.at(label, column), ""))).text.strip()
    }
    assert asked <= set(kept)


def test_an_unreadable_file_is_a_submission_that_says_so(office: "Office") -> None:
    unreadable = Unreadable("encrypted", {"kind": "ooxml"})
    source = SourceFile("a.xlsx", "0" * 64)
    assert office.submission(unreadable, "a.xlsx", "0" * 64) == Submission(source, unreadable=unreadable)


def test_a_workbook_of_somebody_else_has_no_stamp_and_no_rows(office: "Office") -> None:
    workbook = RawWorkbook("xlsx", (RawSheet("Sheet1", {(1, 1): "STT", (2, 1): 1}),))
    submission = office.submission(workbook, "bao_cao_thang.xlsx")
    assert (submission.stamps, submission.rows, submission.sheet) == ((), (), "")


def test_stamps_are_found_in_order_of_trust(office: "Office") -> None:
    workbook = office.answered(_UNIT).workbook()
    found = find_stamps(workbook, "nq47-2024_plan_bao-nhan-dan (2).xlsx")
    assert [stamp.where for stamp in found] == ["sheet", "properties", "line", "file_name"]
    assert {stamp.stamp for stamp in found[:3]} == {office.form(_UNIT).stamp}
    assert found[3].stamp.items() == (
        ("layout", "plan"),
        ("layout_version", ""),
        ("programme", "nq47-2024"),
        ("edition", ""),
        ("unit", "bao-nhan-dan"),
        ("issue", ""),
    )


@pytest.mark.parametrize(
    ("cells", "properties", "name"),
    [
        ({}, {}, "ke-hoach.xlsx"),
        ({(1, 1): STAMP_MARK}, {}, ""),
        ({(1, 1): STAMP_MARK, (2, 1): "unit", (2, 2): "bo-y-te"}, {}, ""),
        ({(4, 2): f"{FORM_CODE_LABEL} plan | 1.0"}, {}, ""),
        ({(4, 2): FORM_CODE_LABEL}, {}, ""),
        ({}, {"tdn_unit": "bo-y-te"}, ""),
        ({}, {"unit": "bo-y-te", "layout": "plan", "programme": "nq47-2024"}, ""),
    ],
)
def test_half_a_stamp_is_none(cells: dict[tuple[int, int], str], properties: dict[str, str], name: str) -> None:
    assert find_stamps(RawWorkbook("xlsx", (RawSheet("A", cells),), properties), name) == ()


def _without_stamp(returned: "Returned") -> "Returned":
    returned.dropped_sheets = frozenset({"_tdn"})
    returned.properties.clear()
    returned.put("code", "number", "")
    return returned


@pytest.mark.parametrize("keys_lost", [False, True])
def test_a_table_without_any_stamp_is_read_as_what_the_caller_says(office: "Office", keys_lost: bool) -> None:
    clean = office.submission(_signed(office).workbook())
    returned = _without_stamp(_signed(office))
    if keys_lost:
        returned.drop_keys()
    submission = office.submission(returned.workbook(), assumed=_UNIT)
    assert [(found.where, found.stamp.unit, found.stamp.issue) for found in submission.stamps] == [
        ("assumed", "bao-nhan-dan", "")
    ]
    tasks = {row.number: row.text("note") for row in submission.rows if row.task}
    assert tasks == {row.number: row.text("note") for row in clean.rows if row.task}


def test_what_the_caller_says_does_not_count_against_a_stamp(office: "Office") -> None:
    submission = office.submission(office.answered(_UNIT).workbook(), assumed="Bộ Y tế")
    assert {found.stamp.unit for found in submission.stamps} == {"bao-nhan-dan"}


def test_without_a_stamp_the_table_is_recognised_and_nothing_read(office: "Office") -> None:
    submission = office.submission(_without_stamp(_signed(office)).workbook())
    assert (submission.recognised, submission.sheet, submission.rows, submission.stamps) == ("plan", "Kế hoạch", (), ())


def test_of_two_sheets_with_the_table_the_one_with_more_answers_is_read(office: "Office") -> None:
    returned = office.issued(_UNIT)
    blank = next(sheet for sheet in returned.workbook().sheets if sheet.name == returned.sheet)
    blank = replace(blank, name="Mẫu gốc", cells=dict(blank.cells))
    returned.answer("2.5", note="đã điền")
    for hidden_keys in (True, False):
        if not hidden_keys:
            returned.drop_keys()
        workbook = returned.workbook()
        submission = office.submission(replace(workbook, sheets=(blank, *workbook.sheets)))
        assert (submission.sheet, [place.sheet for place in submission.copies]) == ("Kế hoạch", ["Mẫu gốc"])
        assert submission.copies[0].cell == returned.address("heading", "number")
        assert [row.text("note") for row in submission.rows if row.number == "2.5"] == ["đã điền"]


def test_of_two_columns_with_one_heading_the_fuller_is_read_and_the_other_kept(office: "Office") -> None:
    returned = _signed(office)
    note, beside = returned.letters("note"), returned.letters("beside 1")
    returned.put("heading", "beside 1", "  LÝ DO, GHI CHÚ ")
    returned.put("2.5", "beside 1", "ngoài bảng")
    submission = office.submission(returned.workbook())
    twins = {"note": (Place("Kế hoạch", returned.address("heading", "beside 1")),)}
    assert (submission.column_letters["note"], submission.twin_columns) == (note, twins)
    assert [cell.text for cell in submission.stray] == ["ngoài bảng"]
    for label in [label for label in returned.rows if label not in ("keys", "code", "heading")]:
        returned.put(label, "beside 1", f"ghi chú mới {label}")
    submission = office.submission(returned.workbook())
    twins = {"note": (Place("Kế hoạch", returned.address("heading", "note")),)}
    assert (submission.column_letters["note"], submission.twin_columns) == (beside, twins)
    stray = {cell.place.cell: cell.text for cell in submission.stray}
    assert stray[returned.address("2.5", "note")] == "ghi chú 2.5"


def test_a_heading_in_full_width_letters_and_odd_blanks_is_that_heading(office: "Office") -> None:
    returned = _signed(office)
    returned.drop_keys()
    returned.put("heading", "note", "Ｌý\u00a0 do, ghi chú")
    assert office.submission(returned.workbook()).missing_columns == ()


def test_a_merged_cell_speaks_for_every_task_it_lies_over(office: "Office") -> None:
    returned = _signed(office)
    anchor, below = returned.address("2.3", "own_lead"), returned.address("2.5", "own_lead")
    returned.merge("2.3", "2.5", "own_lead")
    rows = {row.number: row for row in office.submission(returned.workbook()).rows}
    cells = [rows[number].cells["own_lead"] for number in ("2.3", "2.5", "2.10")]
    assert [(cell.text, cell.place.cell, cell.merged, cell.covered) for cell in cells] == [
        (_UNIT, anchor, f"{anchor}:{below}", False),
        (_UNIT, anchor, f"{anchor}:{below}", True),
        (_UNIT, returned.address("2.10", "own_lead"), "", False),
    ]


def test_what_lies_hidden_under_a_merged_cell_is_kept(office: "Office") -> None:
    """LibreOffice can merge cells and leave their contents in place, out of sight."""
    returned = _signed(office)
    returned.merge("2.3", "2.5", "note")
    returned.put("2.5", "note", "còn đây")
    submission = office.submission(returned.workbook())
    assert [row.text("note") for row in submission.rows if row.number == "2.5"] == ["ghi chú 2.3"]
    assert [(cell.text, cell.place.cell) for cell in submission.stray] == [("còn đây", returned.address("2.5", "note"))]


def test_merged_ranges_that_overlap_or_have_no_end_cost_no_time(office: "Office") -> None:
    returned = _signed(office)
    column = returned.columns["note"]
    returned.merges = [(row, column, 1_048_576, column) for row in range(10, 20_000)]
    submission = office.submission(returned.workbook())
    assert {row.number: row.text("note") for row in submission.rows}["2.5"] == ""


def test_a_table_far_longer_than_any_form_is_read(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.put("60000", "own_text", "x")
    submission = office.submission(returned.workbook())
    assert [cell.place.cell for cell in submission.stray] == [returned.address("60000", "own_text")]
    returned.put("60000", "own_lead", "Ban Đối ngoại")
    submission = office.submission(returned.workbook())
    assert [row.number for row in submission.rows if row.row == 60_000] == ["+3.+1"]


def test_rows_sorted_above_the_headings_are_found_by_their_texts(office: "Office") -> None:
    returned = _signed(office)
    returned.drop_keys()
    before = {row.number: row.text("note") for row in office.submission(returned.workbook()).rows if row.task}
    heading, last = returned.rows["heading"], returned.rows["3.9"]
    returned.permute_rows({heading: last, last: heading})
    submission = office.submission(returned.workbook())
    assert {row.number: row.text("note") for row in submission.rows if row.task} == before


def test_a_task_in_an_old_encoding_is_the_task(office: "Office") -> None:
    """TCVN3 in a row that lost its key."""
    returned = office.answered(_UNIT)
    returned.put("2.5", "key", "")
    returned.put("2.5", "number", "")
    text = office.programme.tasks[6].text
    assert returned.cells[returned.at("2.5", "text")] == text
    to_tcvn3 = {letter: code for code, letter in TCVN3.items()}
    returned.put("2.5", "text", "".join(to_tcvn3.get(letter, letter) for letter in text))
    row = next(row for row in office.submission(returned.workbook()).rows if row.row == returned.rows["2.5"])
    assert (row.number, row.matched_by) == ("2.5", "text")
