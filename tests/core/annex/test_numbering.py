"""Numbers of a list: unique, the printed ones wherever that is possible, and every other one said."""

import pytest

from tdn_templates.core.annex.numbering import number_list
from tdn_templates.model.annex import AnnexGroup, AnnexRow
from tests.core.annex.tables import named_rows

CASES = {
    "numbers that are unique stay": """
        group | printed | number | reason
        1 | 1.1 | 1.1 |
        1 | 1.2. | 1.2 |
        2 | 2.1 | 2.1 |
    """,
    "numbers that count anew in every group get the group's before them": """
        group | printed | number | reason
        I | 1 | I.1 |
        I | 2 | I.2 |
        II | 1 | II.1 |
        II | 3 | II.3 |
    """,
    "parts stand below what is above them": """
        group | printed | number | reason
        I | 1 | 1 |
        I | a) | 1.a |
        I | b) | 1.b |
        II | 2 | 2 |
        II | - | 2.1 |
        II | - | 2.2 |
    """,
    "letters only stand below their group": """
        group | printed | number | reason
        I.1 | a) | I.1.a |
        I.1 | b) | I.1.b |
        I.2 | a) | I.2.a |
    """,
    "a missing number is the next one where that is free": """
        group | printed | number | reason
        1 | 1.1 | 1.1 |
        1 |  | 1.2 | number_made
        1 | 1.3 | 1.3 |
        1 |  | 1.4 | number_made
        2 | 2.1 | 2.1 |
    """,
    "a missing number whose next one is taken stands beside the last": """
        group | printed | number | reason
        1 | 1.1 | 1.1 |
        1 |  | 1.1-2 | number_made
        1 | 1.2 | 1.2 |
    """,
    "without any numbers rows are counted in their groups": """
        group | printed | number | reason
        I |  | I.1 | number_made
        I |  | I.2 | number_made
        II |  | II.1 | number_made
    """,
    "a number printed twice": """
        group | printed | number | reason
        1 | 1.1 | 1.1 |
        1 | 1.1 | 1.1-2 | number_repeated
        1 | 1.2 | 1.2 |
    """,
    "a number of another group": """
        group | printed | number | reason
        1 | 1.1 | 1.1 |
        2 | 1.2 | 2.1.2 | number_of_other_group
        2 | 2.3 | 2.3 |
    """,
    "blanks and colons are no part of a number": """
        group | printed | number | reason
        1 | 1 a | 1-a |
        1 | NV: 2 | NV-2 |
    """,
}


@pytest.mark.parametrize("table", CASES.values(), ids=CASES)
def test_every_row_gets_a_number_of_its_own(table: str) -> None:
    rows = named_rows(table)
    names = list(dict.fromkeys(row["group"] for row in rows))
    groups = [AnnexGroup(name, f"Nhóm {name}") for name in names]
    numbered = number_list(groups, [AnnexRow(row["printed"], names.index(row["group"]), "Nhiệm vụ") for row in rows])
    assert list(numbered.rows) == [row["number"] for row in rows]
    assert [" ".join(doubt.reason for doubt in doubts) for doubts in numbered.row_doubts] == [
        row["reason"] for row in rows
    ]
    assert numbered.groups == tuple(names)


def test_groups_without_a_number_take_that_of_their_tasks_or_are_counted() -> None:
    groups = [AnnexGroup("", "Thể chế"), AnnexGroup("", "Nguồn lực"), AnnexGroup("", "Tổ chức")]
    rows = [AnnexRow("3.1", 0, "a"), AnnexRow("3.2", 0, "b"), AnnexRow("7", 1, "c"), AnnexRow("8", 2, "d")]
    numbered = number_list(groups, rows)
    assert numbered.groups == ("3", "2", "4")
    assert [doubt.reason for doubt in numbered.doubts] == ["group_number_missing"] * 3


def test_two_groups_of_one_number_are_told_apart() -> None:
    numbered = number_list([AnnexGroup("I", "Thể chế"), AnnexGroup("I", "Nguồn lực")], [])
    assert numbered.groups == ("I", "I-2")
    assert [doubt.reason for doubt in numbered.doubts] == ["group_number_repeated"]
