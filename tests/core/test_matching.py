"""Matching: the figures behind its thresholds, and that a table says the same however it was bent."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.fix import propose
from tdn_templates.core.fold import fold
from tdn_templates.core.match_task import NEAR_MARGIN, NEAR_RATIO, TaskTexts, numbers_shown
from tdn_templates.core.shorthand import is_ditto, is_tick
from tdn_templates.load.knowledge import load_known
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import Submission, SubmittedCell, SubmittedRow

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

_UNIT = "Báo Nhân Dân"
_TASKS = ("2.3", "2.5", "2.10", "3.6", "3.9")
_ASKED = (
    *("treatment", "own_text", "own_lead", "own_supporting", "own_supporting_2", "own_supporting_3"),
    *("own_time", "carries", "own_number", "note"),
)
_GIVEN = ("number", "text", "lead", "supporting", "time", "role")
_PROGRAMME = load_known("nq47-2024").programmes["nq47-2024"]


# --- the figures behind the thresholds, on the 56 texts of the national list


def test_two_tasks_are_further_apart_than_the_threshold_but_for_one_pair() -> None:
    folded = {task.number: fold(task.text) for task in _PROGRAMME.tasks}
    near = [
        (first, second)
        for first, text in folded.items()
        for second, other in folded.items()
        if first < second and ratio(text, other) >= NEAR_RATIO - NEAR_MARGIN
    ]
    assert near == [("2.1", "2.2")]
    assert ratio(folded["2.1"], folded["2.2"]) < 100 - 2 * NEAR_MARGIN


def _without_words(share: float) -> Callable[[str, random.Random], str]:
    def bent(text: str, chance: random.Random) -> str:
        words = text.split()
        for _ in range(max(1, round(len(words) * share))):
            words.pop(chance.randrange(len(words)))
        return " ".join(words)

    return bent


def _with_slips(share: float) -> Callable[[str, random.Random], str]:
    def bent(text: str, chance: random.Random) -> str:
        letters = list(text)
        for _ in range(max(1, round(len(letters) * share))):
            at = chance.randrange(len(letters))
            letters[at : at + chance.randrange(3)] = chance.choice("aeiounhtcg")
        return "".join(letters)

    return bent


@pytest.mark.parametrize(
    ("bent", "found"),
    [
        (_without_words(0.05), 1.0),
        (_without_words(0.15), 1.0),
        (_with_slips(0.03), 1.0),
        (_with_slips(0.08), 0.95),
        (lambda text, _: f"Tham gia thực hiện {text}", 1.0),
        (lambda text, _: f"{text} trên địa bàn tỉnh Bình Định", 0.85),
        (lambda text, _: text[: len(text) * 4 // 5], 1.0),
        (lambda text, _: text[: len(text) // 2], 0.0),
        (lambda text, _: text.split(",")[0][:40], 0.0),
    ],
)
def test_a_reworded_text_is_never_taken_for_another_task(
    bent: Callable[[str, random.Random], str], found: float
) -> None:
    texts, chance = TaskTexts(_PROGRAMME), random.Random(47)  # noqa: S311  # drawn again each time, not secret
    results = [
        (task.number, nearest.number if nearest else None)
        for task in _PROGRAMME.tasks
        for nearest in [texts.nearest(bent(task.text, chance), _PROGRAMME.tasks)]
    ]
    assert [pair for pair in results if pair[1] not in (None, pair[0])] == []
    assert sum(nearest is not None for _, nearest in results) >= found * len(results)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Họp báo",
        "Tổ chức triển lãm ảnh về biển đảo quê hương tại các trường học",
        "Tổng kết, sửa đổi Nghị định số 72/2015/NĐ-CP của Chính phủ về quản lý hoạt động thông tin đối ngoại",
        "THỦ TRƯỞNG ĐƠN VỊ (Ký, ghi rõ họ tên, đóng dấu)",
    ],
)
def test_what_is_near_to_no_task_or_to_two_is_not_guessed(text: str) -> None:
    assert TaskTexts(_PROGRAMME).nearest(text, _PROGRAMME.tasks) is None


def test_a_table_of_a_million_strange_lines_is_not_compared_for_ever() -> None:
    texts, text = TaskTexts(_PROGRAMME), _PROGRAMME.tasks[5].text + " ở địa phương"
    found = [texts.nearest(text, _PROGRAMME.tasks) for _ in range(1_100)]
    assert (found[0], found[-1]) == (_PROGRAMME.tasks[5], None)


@pytest.mark.parametrize(
    ("raw", "text", "numbers"),
    [
        ("3.10", "3.10", ("3.10",)),
        (3.1, "3.1", ("3.1", "3.10")),
        (3, "3", ("3",)),
        ("3,10", "3,10", ("3.10",)),
        ("3.10.", "3.10.", ("3.10",)),
        (1e-7, "1e-07", ("1e-07",)),
        ("", "", ()),
    ],
)
def test_a_number_may_have_lost_its_zero_but_a_text_may_not(raw: RawValue, text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_shown(SubmittedCell(Place("A", "B7"), text, raw)) == numbers
    assert numbers_shown(None) == ()


@pytest.mark.parametrize(
    "text",
    ["như trên", "Như trên.", "NT", "nt.", "-nt-", "- nt -", '"', "”", "''", ",,", "〃", '- " -', "như dòng trên"],
)
def test_ditto_marks(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "-", "'", ",", "NTT", "2024", "Như trên địa bàn", "x", '"A"', "không"])
def test_what_only_looks_like_a_ditto_mark(text: str) -> None:
    assert not is_ditto(text)


def test_a_tick_is_one_mark() -> None:
    assert [text for text in ("x", "X", "✓", "ü", "", "xx", "Có", "-", "1") if is_tick(text)] == ["x", "X", "✓", "ü"]


# --- however a table is bent


@st.composite
def _bends(draw: st.DrawFn) -> "Callable[[Returned], RawWorkbook]":
    """A composition of rows sorted, columns moved, blank rows, keys lost, sheets renamed and put in another order."""
    kinds = draw(st.lists(st.sampled_from(["rows", "columns", "blanks", "keys"]), max_size=5))
    seed = draw(st.integers(0, 2**32))
    name = draw(st.sampled_from(["Kế hoạch", "Sheet1", "Biểu mẫu (1)", "KH-2024 [cuối]"]))

    def bent(returned: "Returned") -> RawWorkbook:
        chance = random.Random(seed)  # noqa: S311
        for kind in kinds:
            _BENDS[kind](returned, chance)
        workbook = returned.workbook()
        sheets = [replace(sheet, name=name) if sheet.name == returned.sheet else sheet for sheet in workbook.sheets]
        chance.shuffle(sheets)
        return replace(workbook, sheets=tuple(sheets))

    return bent


def _sort(returned: "Returned", chance: random.Random) -> None:
    lines = [row for label, row in returned.rows.items() if label not in ("keys", "code", "heading", "nil")]
    returned.permute_rows(dict(zip(lines, chance.sample(lines, len(lines)), strict=True)))


def _move_columns(returned: "Returned", chance: random.Random) -> None:
    keys = list(returned.columns)
    for _ in range(4):
        first, second = chance.sample(keys, 2)
        returned.swap_columns(first, second)


def _insert_blanks(returned: "Returned", chance: random.Random) -> None:
    for number in range(3):
        label = chance.choice([label for label in returned.rows if label not in ("keys", "nil", "code")])
        returned.insert_row(label, f"blank {number} {len(returned.rows)}")


def _lose_keys(returned: "Returned", _: random.Random) -> None:
    returned.drop_keys()


_BENDS: dict[str, Callable[["Returned", random.Random], None]] = {
    "rows": _sort,
    "columns": _move_columns,
    "blanks": _insert_blanks,
    "keys": _lose_keys,
}


def _signed(office: "Office") -> "Returned":
    """A small form in which every row says something of its own."""
    returned = office.answered(_UNIT)
    for number in _TASKS:
        returned.answer(number, note=f"ghi chú {number}")
    for group in "12345":
        returned.answer(f"own:{group}:2", own_text=f"tự đặt {group}", own_lead="Ban Đối ngoại", own_time="2025")
    return returned


def _of_tasks(submission: Submission) -> dict[str, dict[str, str]]:
    return {row.number: _answers(row) for row in submission.rows if row.task}


def _of_own_rows(submission: Submission) -> list[dict[str, str]]:
    found = [_answers(row) for row in submission.rows if not row.task]
    return sorted(found, key=lambda answers: sorted(answers.items()))


def _answers(row: SubmittedRow) -> dict[str, str]:
    return {key: cell.text for key, cell in row.cells.items() if key in _ASKED}


@settings(max_examples=120, deadline=None)
@given(bent=_bends())
def test_a_bent_table_says_the_same(office: "Office", bent: "Callable[[Returned], RawWorkbook]") -> None:
    clean, submission = office.submission(_signed(office).workbook()), office.submission(bent(_signed(office)))
    assert _of_tasks(submission) == _of_tasks(clean)
    assert _of_own_rows(submission) == _of_own_rows(clean)
    assert (submission.stray, submission.unknown_keys, submission.missing_columns) == ((), (), ())
    assert not any(row.doubtful or row.key_says for row in submission.rows)


@settings(max_examples=60, deadline=None)
@given(bent=_bends())
def test_a_bent_table_is_no_fault(office: "Office", bent: "Callable[[Returned], RawWorkbook]") -> None:
    findings = office.verdict(bent(_signed(office))).findings
    assert {finding.code for finding in findings} <= {"TABLE06", "TABLE07", "UNIT06"}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_sorting_only_what_is_seen_moves_the_answers_with_their_tasks(office: "Office", data: st.DataObject) -> None:
    returned = _signed(office)
    clean = office.submission(returned.workbook())
    lines = sorted(label for label in returned.rows if label not in ("keys", "code", "heading", "nil"))
    for first, second in data.draw(st.lists(st.tuples(*[st.sampled_from(lines)] * 2), max_size=8)):
        if first != second:
            returned.swap_visible(first, second)
    submission = office.submission(returned.workbook())
    assert _of_tasks(submission) == _of_tasks(clean)
    assert _of_own_rows(submission) == _of_own_rows(clean)
    assert not {finding.code for finding in office.verdict(returned.workbook()).findings} & {"ROW05", "TABLE02"}


# --- wherever a finding points

_ABOUT_BLANKS = frozenset({"ROW01", "ROW02", "ROW03", "ROW04", "ROW05", "ROW06", "TIME06", "UNIT01"})
_VALUES = st.one_of(
    st.sampled_from(
        ["", "", "x", "như trên", "2.5", "2.10", "Họp báo", "Không áp dụng", "Gộp vào nhiệm vụ khác", "Vụ Không Có"]
    ),
    st.sampled_from(["nq47:2.3", "own:2:1", "band:group:2", "nq47:9.9", "Quý V/2025", "2031", "a\x0bb", "a  b"]),
    st.sampled_from([3.1, 2.1, 7, True]),
)
_LABELS = (
    *(*_TASKS, "own:1:1", "own:2:2", "band:group:2", "band:own:3", "band:conditional:"),
    *("heading", "nil", "60", "400"),
)
_EDITS = st.lists(
    st.tuples(st.sampled_from(_LABELS), st.sampled_from(["key", *_ASKED, *_GIVEN, "beside 1", "beside 9"]), _VALUES),
    max_size=14,
)
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Mishaps:
    """What goes wrong in one table: cells typed over, rows copied, cells merged, rows hidden, columns gone."""

    edits: list[tuple[str, str, RawValue]]
    copied: list[tuple[str, str]]
    merged: set[str]
    hidden: set[str]
    doomed: set[str]

    def befall(self, returned: "Returned") -> None:
        for source, target in self.copied:
            returned.copy_row(source, target)
        for row, column, value in self.edits:
            returned.put(row, column, value)
        for key in self.doomed:
            returned.drop_column(key)

    def cover(self, returned: "Returned", workbook: RawWorkbook) -> RawWorkbook:
        """The workbook with rows hidden and cells merged; what lies under the merged ones stays there unseen."""
        top, bottom = sorted(returned.rows[label] for label in ("2.3", "2.5"))
        merges = tuple((top, at, bottom, at) for key, at in returned.columns.items() if key in self.merged)
        hidden = frozenset(returned.rows[label] for label in self.hidden)
        sheets = tuple(
            replace(sheet, merges=merges, hidden_rows=hidden) if sheet.cells is returned.cells else sheet
            for sheet in workbook.sheets
        )
        return replace(workbook, sheets=sheets)


_MISHAPS = st.builds(
    Mishaps,
    edits=_EDITS,
    copied=st.lists(st.tuples(st.sampled_from(_TASKS), st.sampled_from(["own:1:1", "band:own:3", "2.5"])), max_size=2),
    merged=st.sets(st.sampled_from([*_ASKED, "lead", "time"]), max_size=2),
    hidden=st.sets(st.sampled_from(_TASKS)),
    doomed=st.sets(st.sampled_from([*_ASKED, *_GIVEN]), max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(mishaps=_MISHAPS, bent=_bends())
def test_findings_point_to_what_they_speak_of_and_nothing_is_lost(
    office: "Office", mishaps: Mishaps, bent: "Callable[[Returned], RawWorkbook]"
) -> None:
    returned = _signed(office)
    mishaps.befall(returned)
    workbook = mishaps.cover(returned, bent(returned))
    verdict = office.verdict(workbook)
    by_name = {sheet.name: sheet for sheet in workbook.sheets}
    for finding in verdict.findings:
        if finding.place.cell:
            assert _is_sound(finding.code, finding.place, by_name[finding.place.sheet]), finding
    submission = verdict.submission
    kept = {cell.place.cell for row in submission.rows for cell in row.cells.values()}
    kept |= {cell.place.cell for cell in (*submission.stray, *submission.unknown_keys)}
    if submission.sheet:
        assert _asked_cells(returned, set(_ASKED) - mishaps.doomed - mishaps.merged) <= kept


def _is_sound(code: str, place: Place, sheet: RawSheet) -> bool:
    letters, row = _CELL.fullmatch(place.cell).groups()  # type: ignore[union-attr]  # a place that is no cell fails here
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    at = (int(row), column)
    if at in sheet.cells or at in sheet.errors or at in sheet.formulas:
        return True
    inside = any(line == at[0] for line, _ in sheet.cells) and any(line == at[1] for _, line in sheet.cells)
    return code in _ABOUT_BLANKS and inside


def _asked_cells(returned: "Returned", columns: set[str]) -> set[str]:
    """Cells of lines of the form that hold something in an asked column."""
    lines = returned.rows.keys() - {"keys", "code", "heading", "nil"}
    return {
        returned.address(label, column)
        for label in lines
        for column in columns & returned.columns.keys()
        if clean_text(str(returned.cells.get(returned.at(label, column), ""))).text.strip()
    }


def test_a_time_typed_beside_the_asked_column_is_pointed_at_where_it_stands(office: "Office") -> None:
    returned = _signed(office)
    returned.answer("own:2:2", own_time="", time="Quý V/2025")
    found = [finding for finding in office.verdict(returned.workbook()).findings if finding.code == "TIME01"]
    assert [(finding.place.cell, finding.value) for finding in found] == [
        (returned.address("own:2:2", "time"), "Quý V/2025")
    ]


def test_a_free_row_that_says_little_is_one_of_its_block_although_the_keys_are_gone(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.drop_row("3.9")
    returned.drop_row("band:conditional:")
    returned.drop_keys()
    returned.put("own:5:4", "own_text", "Họp báo")
    submission = office.submission(returned.workbook())
    assert [(row.number, row.row) for row in submission.rows if not row.task] == [("+5.+1", returned.rows["own:5:4"])]
    returned.insert_row("own:5:6", "signed")
    returned.put("own:5:4", "own_text", "")
    returned.put("signed", "own_lead", "TỔNG BIÊN TẬP")
    submission = office.submission(returned.workbook())
    assert [cell.place.cell for cell in submission.stray] == [returned.address("signed", "own_lead")]


def test_a_merged_cell_is_repaired_once(office: "Office") -> None:
    returned = _signed(office)
    returned.put("2.3", "own_lead", "Ban  Đối ngoại")
    returned.merge("2.3", "2.10", "own_lead")
    submission = office.submission(returned.workbook())
    form = office.validator.context(submission)
    assert form is not None
    proposals = propose(form, office.verdict(returned.workbook()).findings)
    assert [(proposal.place.cell, proposal.before, proposal.after) for proposal in proposals] == [
        (returned.address("2.3", "own_lead"), "Ban  Đối ngoại", "Ban Đối ngoại")
    ]
