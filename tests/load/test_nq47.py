"""The national list as shipped, and the reader of programme files."""

import hashlib
import re
import unicodedata
from dataclasses import fields
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tdn_templates.core.fold import fold
from tdn_templates.errors import TdnError
from tdn_templates.load.programme_file import ProgrammeText, TaskText, read_programme_file
from tdn_templates.load.units import read_registry
from tdn_templates.model.words import Severity

DATA = files("tdn_templates") / "data"
WORDS = Path(__file__).with_name("nq47_words.tsv")

# what stands between names in a cell
GLUE = {"", ",", "và", "các", "liên quan", "có liên quan", "có văn phòng đại diện ở nước ngoài"}


@pytest.fixture(scope="module")
def nq47() -> ProgrammeText:
    return read_programme_file((DATA / "programmes" / "nq47-2024.yaml").read_text(encoding="utf-8"), "nq47-2024.yaml")


def task(programme: ProgrammeText, number: str) -> TaskText:
    return next(task for task in programme.tasks if task.number == number)


def printed_rows(programme: ProgrammeText) -> list[tuple[str, tuple[str, ...]]]:
    rows: list[tuple[str, tuple[str, ...]]] = []
    for group in programme.groups:
        rows.append((group.number, (group.title,)))
        rows.extend(
            (task.number, (task.text, task.lead, task.supporting, task.time))
            for task in programme.tasks
            if task.group == group.number
        )
    return rows


def short_hash(parts: list[str] | tuple[str, ...], joint: str) -> str:
    return hashlib.sha256(joint.join(parts).encode()).hexdigest()[:16]


def test_there_are_five_groups_and_56_tasks_numbered_without_a_gap(nq47: ProgrammeText) -> None:
    expected = [
        f"{group}.{count}" for group, tasks in enumerate((2, 13, 21, 5, 15), 1) for count in range(1, tasks + 1)
    ]
    assert [group.number for group in nq47.groups] == ["1", "2", "3", "4", "5"]
    assert [task.number for task in nq47.tasks] == expected
    assert [task.code for task in nq47.tasks] == [f"nq47:{number}" for number in expected]
    assert all(task.number.startswith(f"{task.group}.") for task in nq47.tasks)


def test_the_head_is_that_of_the_resolution(nq47: ProgrammeText) -> None:
    assert (nq47.code, nq47.reference, nq47.issuer) == ("nq47-2024", "47/NQ-CP", "Chính phủ")
    assert (nq47.issued_on, nq47.first, nq47.last) == (date(2024, 4, 15), date(2024, 1, 1), date(2030, 12, 31))
    assert nq47.remarks == ()


def test_every_row_holds_the_published_words_in_the_checked_cells(nq47: ProgrammeText) -> None:
    table = [
        "\t".join(
            (
                number,
                str(len(words := sorted(word for cell in cells for word in cell.split()))),
                short_hash(words, "\n"),
                short_hash(cells, "\x1f"),
            )
        )
        for number, cells in printed_rows(nq47)
    ]
    assert table == WORDS.read_text(encoding="utf-8").splitlines()


def test_cells_are_composed_and_have_single_blanks_only(nq47: ProgrammeText) -> None:
    for number, cells in printed_rows(nq47):
        for cell in cells:
            assert unicodedata.is_normalized("NFC", cell), number
            assert cell == " ".join(cell.split()), number


def test_printed_slips_are_kept_and_rows_over_a_page_break_are_whole(nq47: ProgrammeText) -> None:
    assert "và các bộ , ngành, địa phương, các Đài Truyền hình Việt Nam, Tiếng nói" in task(nq47, "3.14").supporting
    assert task(nq47, "3.19").supporting.endswith("và các bộ, ngành liên quan")
    assert task(nq47, "5.3").text.endswith("chuyên trách về thông tin đối ngoại")
    assert task(nq47, "2.13").time == "Đến năm 2030"


def test_only_three_tasks_have_nobody_to_support_them(nq47: ProgrammeText) -> None:
    assert [task.number for task in nq47.tasks if not task.supporting] == ["1.1", "1.2", "3.18"]
    assert all(task.lead and task.time for task in nq47.tasks)


def test_everyone_named_in_a_cell_is_in_the_registry(nq47: ProgrammeText) -> None:
    registry = read_registry({path.name: path.read_text(encoding="utf-8") for path in (DATA / "units").iterdir()})
    known = {fold(name) for unit in registry.units if unit.parent is None for name in unit.all_names}
    known |= {fold(phrase) for part in registry.classes for phrase in part.phrases}
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(known, key=len, reverse=True)))
    left = {
        (task.number, piece.strip(" ,"))
        for task in nq47.tasks
        for cell in (task.lead, task.supporting)
        for piece in names.split(fold(cell))
    }
    assert {(number, piece) for number, piece in left if piece not in GLUE} <= {("3.14", "và")}


HEAD = """\
code: kh-2025
code_prefix: kh
title: Kế hoạch
annex_title: PHỤ LỤC
reference: 12/KH-UBND
issuer: UBND tỉnh
issued_on: 2025-01-15
period: {first: 2025-01-01, last: 2025-12-31}
source: Kế hoạch số 12/KH-UBND
groups:
"""
GROUP = "  - number: I\n    title: Nhóm\n    tasks:\n"


def test_a_programme_numbered_in_another_style_loads() -> None:
    text = HEAD + GROUP + "      - {number: 1, text: A}\n      - {number: 02.a, text: B, lead: Sở X, time: 2025}\n"
    programme = read_programme_file(text + "  - {number: II, title: Trống}\n", "kh.yaml")
    assert [group.number for group in programme.groups] == ["I", "II"]
    assert programme.tasks == (
        TaskText("kh:1", "1", "I", "A", "", "", ""),  # type: ignore[arg-type]  # a NewType of str
        TaskText("kh:02.a", "02.a", "I", "B", "Sở X", "", "2025"),  # type: ignore[arg-type]
    )


def test_what_cleaning_took_out_of_a_text_is_remarked() -> None:
    text = HEAD + GROUP + '      - {number: "1", text: "Tuyên\\vtruyền\\0", lead: "Bo\u0323\u0302 A"}\n'
    programme = read_programme_file(text, "kh.yaml")
    assert (programme.tasks[0].text, programme.tasks[0].lead) == ("Tuyêntruyền", "Bộ A")
    removed, recomposed = programme.remarks
    assert (removed.code, removed.severity, removed.task) == ("VALUE01", Severity.WARNING, "1")
    assert (removed.value, removed.facts) == ("Tuyêntruyền", {"removed": "U+000B, U+0000"})
    assert (recomposed.code, recomposed.severity, recomposed.value) == ("VALUE02", Severity.NOTE, "Bộ A")


def test_a_remark_shows_no_more_than_60_characters() -> None:
    text = HEAD + GROUP + f'      - {{number: "1", text: "\\v{"ă" * 100}"}}\n'
    assert [finding.value for finding in read_programme_file(text, "kh.yaml").remarks] == ["ă" * 60]


def test_the_edition_changes_with_any_text_and_not_with_its_unicode_form() -> None:
    text = HEAD + GROUP + "      - {number: 1, text: Bộ A, time: 2025}\n"
    edition = read_programme_file(text, "kh.yaml").edition
    assert re.fullmatch("[0-9a-f]{12}", edition)
    assert read_programme_file(text.replace("Bộ A", "Bộ B"), "kh.yaml").edition != edition
    assert read_programme_file(text.replace("Nhóm", "Khác"), "kh.yaml").edition != edition
    assert read_programme_file(text.replace("12/KH", "13/KH"), "kh.yaml").edition != edition
    assert read_programme_file(unicodedata.normalize("NFD", text), "other.yaml").edition == edition


def test_the_edition_of_the_shipped_list_is_stable(nq47: ProgrammeText) -> None:
    again = read_programme_file((DATA / "programmes" / "nq47-2024.yaml").read_text(encoding="utf-8"), "x")
    assert {field.name: getattr(again, field.name) for field in fields(again)} == {
        field.name: getattr(nq47, field.name) for field in fields(nq47)
    }


TASK = "      - {number: 1.1, text: A}\n"


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        (HEAD + GROUP + TASK + TASK, 15, '"1.1" is repeated (first in line 14)'),
        (HEAD + GROUP + TASK + GROUP + "      - {number: 2, text: B}\n", 15, '"I" is repeated'),
        (HEAD + GROUP + "      - {number: 1, text: ''}\n", 14, '"text" is missing'),
        (HEAD + GROUP + "      - {number: 1}\n", 14, '"text" is missing'),
        (HEAD + GROUP + '      - {number: 1, text: "\\0"}\n', 14, "no readable character"),
        (HEAD + GROUP + "      - {text: A}\n", 14, '"number" is missing'),
        (HEAD + GROUP + "      - {number: 1 2, text: A}\n", 14, "neither blanks nor colons"),
        (HEAD + GROUP + "      - {number: 1, text: A, leed: B}\n", 14, '"leed" is not used here'),
        (HEAD + GROUP.replace(" I", " 1") + TASK + GROUP + "      - {number: 1.2, text: B}\n", 18, 'in group "I"'),
        (HEAD, 10, '"groups" is missing'),
        (HEAD.replace("12/KH-UBND\nissuer", "\nissuer"), 5, '"reference" is missing'),
        (HEAD.replace("kh-2025", "KH 2025") + GROUP + TASK, 1, '"code" takes lower-case'),
        (HEAD.replace("last: 2025", "last: 2024") + GROUP + TASK, 8, "comes before"),
        (HEAD.replace("2025-01-15", "15/1/2025") + GROUP + TASK, 7, "2024-04-15"),
    ],
)
def test_a_programme_that_does_not_fit_is_refused_with_its_line(text: str, line: int, about: str) -> None:
    with pytest.raises(TdnError) as caught:
        read_programme_file(text, "kh.yaml")
    assert caught.value.en.startswith(f"kh.yaml, line {line}: ")
    assert about in caught.value.en


def test_what_a_list_says_about_succession_is_no_part_of_its_edition(nq47: ProgrammeText) -> None:
    text = (DATA / "programmes" / "nq47-2024.yaml").read_text("utf-8")
    silent = re.sub(r"^succession:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    assert "succession:" not in silent
    assert read_programme_file(silent, "nq47-2024.yaml").edition == nq47.edition
    assert [item.former for item in nq47.succession] == [
        "bo-thong-tin-va-truyen-thong",
        "bo-lao-dong-thuong-binh-va-xa-hoi",
    ]


@pytest.mark.parametrize(
    ("succession", "about"),
    [
        ('[{from: a, to: b, ask: ["9.9"], reason: {vi: x, en: x}}]', 'there is no task "9.9"'),
        (f"[{', '.join(['{from: a, to: b, reason: {vi: x, en: x}}'] * 2)}]", 'the unit "a" is repeated'),
        ("[{from: a, reason: {vi: x, en: x}}]", '"to" is missing'),
        ("[{from: a, to: b}]", "reason"),
    ],
)
def test_a_wrong_succession_is_refused_with_the_place(succession: str, about: str) -> None:
    text = (DATA / "programmes" / "nq47-2024.yaml").read_text("utf-8")
    changed = re.sub(r"^succession:\n(?:  .*\n)+", f"succession: {succession}\n", text, flags=re.MULTILINE)
    with pytest.raises(TdnError) as caught:
        read_programme_file(changed, "kh.yaml")
    assert about in str(caught.value)
