"""This round beside the one before: what is new, dropped, moved, changed; by code and near text, never by number."""

from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.earlier_round import compare_rounds
from tdn_templates.core.earlier_round_words import row_text
from tdn_templates.model.earlier_round import RowChange
from tests.core.conflicts.returns import NO, PAPER, VTV, Rows, merged

if TYPE_CHECKING:
    from tests.core.conftest import Office

FILM = "Làm phim tài liệu về du lịch Việt Nam"
LIKE_FILM = "Làm phim tài liệu về du lịch ở Việt Nam"
OTHER = "Tổ chức cuộc thi ảnh cho người nước ngoài"


def _own(text: str, **values: str) -> dict[str, str]:
    return {"own_text": text, "own_lead": "Ban Đối ngoại", "own_time": "2025", **values}


def _shown(change: RowChange) -> str:
    entry = change.now or change.before
    assert entry is not None
    name = entry.task.number if entry.task else row_text(entry)
    places = (
        f" {change.before.number}>{change.now.number}"
        if change.kind == "moved" and change.before and change.now
        else ""
    )
    return " ".join([change.kind, name + places, *change.fields])


@pytest.mark.parametrize(
    ("before", "now", "expected", "same"),
    [
        pytest.param({}, {}, [], 5, id="nothing"),
        pytest.param({}, {"2.5": NO}, ["dropped 2.5"], 4, id="declined now"),
        pytest.param({"2.5": NO}, {}, ["new 2.5"], 4, id="declined before"),
        pytest.param({}, {"2.3": {"own_time": "2025"}}, ["changed 2.3 time"], 4, id="another time"),
        pytest.param({}, {"2.3": {"own_supporting": " "}}, [], 5, id="blanks are no change"),
        pytest.param({}, {"2.10": {"own_number": "3.1"}}, ["moved 2.10 2.3>3.3"], 4, id="another group"),
        pytest.param(
            {},
            {"2.10": {"own_number": "2.1"}, "2.3": {"own_number": "2.2"}, "2.5": {"own_number": "2.3"}},
            ["moved 2.10 2.3>2.1"],
            4,
            id="one row moved up, the others only got new numbers",
        ),
        pytest.param({}, {"own:2:1": _own(FILM)}, [f"new {FILM}"], 5, id="a new own row"),
        pytest.param({"own:2:1": _own(FILM)}, {}, [f"dropped {FILM}"], 5, id="an own row is gone"),
        pytest.param(
            {"own:2:1": _own(FILM)}, {"own:2:2": _own(LIKE_FILM)}, [f"changed {LIKE_FILM} text"], 5, id="reworded"
        ),
        pytest.param(
            {"own:2:1": _own(FILM)}, {"own:4:1": _own(FILM)}, [f"moved {FILM} 2.4>4.1"], 5, id="to another group"
        ),
        pytest.param(
            {"own:2:1": _own(FILM)},
            {"own:2:1": _own(OTHER)},
            [f"new {OTHER}", f"dropped {FILM}"],
            5,
            id="another row in the same place is another row",
        ),
        pytest.param(
            {"own:2:1": _own(FILM), "own:2:2": _own(OTHER)},
            {"own:2:1": _own(OTHER), "own:2:2": _own(FILM)},
            [f"moved {FILM} 2.4>2.5"],
            6,
            id="two rows that changed places: one moved",
        ),
        pytest.param(
            {"own:2:1": _own(FILM)},
            {"own:2:1": _own(f"{FILM} a"), "own:2:2": _own(f"{FILM} b")},
            [f"new {FILM} a", f"new {FILM} b", f"dropped {FILM}"],
            5,
            id="which of two as near it is, nobody knows",
        ),
    ],
)
def test_what_changed_since_the_round_before(
    office: "Office", before: Rows, now: Rows, expected: list[str], same: int
) -> None:
    compared = compare_rounds(merged(office, {PAPER: before}), merged(office, {PAPER: now}))
    assert [_shown(change) for change in compared.changes] == expected
    assert compared.same == same


def test_units_of_one_round_only_are_named_and_their_rows_are_no_changes(office: "Office") -> None:
    compared = compare_rounds(merged(office, {PAPER: {}}), merged(office, {VTV: {}}))
    assert [unit.name for unit in compared.joined] == [VTV]
    assert [unit.name for unit in compared.left] == [PAPER]
    assert compared.changes == ()
