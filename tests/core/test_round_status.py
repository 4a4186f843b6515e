"""A round knows the order of arrival, which version counts, who is late, and what belongs to nobody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tdn_templates.core.round_receipts import Arrivals, InboxFile, arrivals, natural
from tdn_templates.core.round_status import Asked, round_status
from tdn_templates.core.round_words import summary_words
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.layout import Block
from tdn_templates.model.round import (
    Change,
    Nobodys,
    Receipt,
    RoundSetup,
    RoundStatus,
    UnitStatus,
    Why,
)
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import SourceFile, StampFound, Submission, SubmittedCell, SubmittedRow
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State, UnitSlug

FINANCE = Unit(UnitSlug("bo-tai-chinh"), "Bộ Tài chính", Level.CENTRAL, 1)
PROVINCE = Unit(UnitSlug("tinh-binh-dinh"), "Tỉnh Bình Định", Level.PROVINCE, 2)
OTHER = Unit(UnitSlug("bo-noi-vu"), "Bộ Nội vụ", Level.CENTRAL, 3)
DEADLINE = date(2026, 11, 30)
SETUP = RoundSetup(
    code="r",
    title="Đợt",
    programme="p",
    form="plan",
    year=None,
    as_of=None,
    deadline=DEADLINE,
    units=(FINANCE.slug, PROVINCE.slug),
)


def returned(
    name: str,
    unit: Unit | None = FINANCE,
    *,
    sha: str = "",
    errors: int = 0,
    layout: str = "plan",
    cells: Mapping[str, str] | None = None,
) -> InboxFile:
    """A return as it was checked: `errors` findings of different tasks, `cells` of the row 1.1 by column."""
    stamp = Stamp(layout, "1.0", "p", "e", unit.slug if unit else "", "i")
    row = SubmittedRow(
        key="1.1",
        block=Block.INHERITED,
        group="1",
        task=None,
        number="1.1",
        row=9,
        cells={column: SubmittedCell(Place("Kế hoạch", "H9"), text) for column, text in (cells or {}).items()},
        matched_by="key",
    )
    submission = Submission(
        SourceFile(name, sha or f"sha of {name}"), stamps=(StampFound("hidden", stamp),) if unit else (), rows=(row,)
    )
    findings = tuple(Finding(RuleCode("ROW01"), Severity.ERROR, task=f"1.{number}") for number in range(1, errors + 1))
    state = State.REJECTED if unit is None else State.NEEDS_CORRECTION if errors else State.ACCEPTED
    return InboxFile(name, Verdict(submission, unit, state, findings))


def status_of(found: Arrivals, on: date = DEADLINE, setup: RoundSetup = SETUP) -> RoundStatus:
    return round_status(Asked(setup, (FINANCE, PROVINCE), frozenset({"p"})), found, (), on)


def finance(found: Arrivals, setup: RoundSetup = SETUP) -> UnitStatus:
    return status_of(found, setup=setup).units[0]


def test_files_that_come_together_follow_each_other_by_number_not_by_letter() -> None:
    assert sorted(["lan-10.xlsx", "lan-2.xlsx", "Lan-1.xlsx"], key=natural) == [
        "Lan-1.xlsx",
        "lan-2.xlsx",
        "lan-10.xlsx",
    ]
    found = arrivals((), [returned("lan-10.xlsx"), returned("lan-2.xlsx")], DEADLINE)
    assert [item.inbox.file for item in found.files] == ["lan-2.xlsx", "lan-10.xlsx"]
    assert finance(found).counting is not None


def test_what_came_later_counts_whatever_it_is_called() -> None:
    first = arrivals((), [returned("z.xlsx")], date(2026, 11, 1))
    second = arrivals(first.receipts, [returned("a.xlsx"), returned("z.xlsx")], date(2026, 11, 9))
    entry = finance(second)
    assert [(version.file, version.received.day) for version in entry.versions] == [("z.xlsx", 1), ("a.xlsx", 9)]
    assert (entry.counting and entry.counting.file, entry.why) == ("a.xlsx", Why.LAST)
    assert arrivals(second.receipts, [returned("z.xlsx"), returned("a.xlsx")], DEADLINE).receipts == second.receipts


def test_the_round_may_name_another_version() -> None:
    found = arrivals((), [returned("1.xlsx"), returned("2.xlsx", errors=1)], DEADLINE)
    entry = finance(found, replace(SETUP, use=("1.xlsx",)))
    assert (entry.counting and entry.counting.file, entry.why, entry.state) == ("1.xlsx", Why.NAMED, State.ACCEPTED)
    assert status_of(found, setup=replace(SETUP, use=("3.xlsx",))).unused == ("3.xlsx",)


def test_new_content_under_an_old_name_is_a_new_arrival_and_the_old_one_is_said_to_be_gone() -> None:
    first = arrivals((), [returned("a.xlsx", sha="1")], date(2026, 11, 1))
    second = arrivals(first.receipts, [returned("a.xlsx", sha="2")], date(2026, 11, 9))
    assert [(receipt.sha256, receipt.seen.day) for receipt in second.receipts] == [("1", 1), ("2", 9)]
    assert [receipt.sha256 for receipt in status_of(second).gone] == ["1"]


def test_a_file_that_was_moved_keeps_its_place() -> None:
    first = arrivals((), [returned("a.xlsx", sha="1"), returned("b.xlsx", sha="2")], date(2026, 11, 1))
    moved = arrivals(first.receipts, [returned("btc/a.xlsx", sha="1"), returned("b.xlsx", sha="2")], DEADLINE)
    assert moved.receipts == first.receipts
    assert [item.inbox.file for item in moved.files] == ["btc/a.xlsx", "b.xlsx"]
    assert moved.gone == ()


@pytest.mark.parametrize(
    ("received", "on", "days"),
    [
        (None, date(2026, 11, 30), 0),
        (None, date(2026, 12, 1), 1),
        (None, date(2026, 12, 31), 31),
        (date(2026, 11, 30), date(2026, 12, 31), 0),
        (date(2026, 12, 3), date(2026, 12, 31), 3),
    ],
)
def test_days_late_are_counted_to_the_first_return_or_to_the_day_of_the_status(
    received: date | None, on: date, days: int
) -> None:
    found = arrivals((), [returned("a.xlsx")] if received else [], received or on)
    if received:
        found = arrivals(found.receipts, [returned("a.xlsx"), returned("b.xlsx")], on)
    assert status_of(found, on).units[0].days_late == days


def test_a_change_counts_cells_and_findings() -> None:
    before = returned("1.xlsx", errors=3, cells={"own_lead": "Văn phòng", "note": "a"})
    after = returned("2.xlsx", errors=1, cells={"own_lead": "Văn phòng Bộ", "note": "a", "own_time": "2025"})
    assert finance(arrivals((), [before, after], DEADLINE)).change == Change(cells=2, fixed=2, still_there=1, new=0)
    assert finance(arrivals((), [after], DEADLINE)).change is None


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (returned("x.xlsx", None), Nobodys.NO_UNIT),
        (returned("x.xlsx", OTHER), Nobodys.NOT_IN_ROUND),
        (returned("x.xlsx", layout="progress"), Nobodys.OTHER_FORM),
    ],
)
def test_a_file_that_is_nobodys_return_changes_nobodys_state(file: InboxFile, why: Nobodys) -> None:
    status = status_of(arrivals((), [file], DEADLINE))
    assert [(entry.file, entry.why) for entry in status.nobodys] == [("x.xlsx", why)]
    assert [entry.state for entry in status.units] == [State.NOT_RECEIVED, State.NOT_RECEIVED]


def test_after_the_closing_day_nothing_is_taken_unless_the_round_names_it() -> None:
    setup = replace(SETUP, closing=date(2026, 12, 5))
    found = arrivals((), [returned("a.xlsx")], date(2026, 12, 6))
    assert [entry.why for entry in status_of(found, setup=setup).nobodys] == [Nobodys.AFTER_CLOSING]
    assert finance(found, replace(setup, use=("a.xlsx",))).state is State.ACCEPTED


def test_the_summary_counts_the_states_and_the_order_of_reading_never_matters() -> None:
    files = [returned("a.xlsx", errors=2), returned("la.pdf", None)]
    words = {summary_words(status_of(arrivals((), order, DEADLINE)), Lang.VI) for order in (files, files[::-1])}
    assert words == {"2 đơn vị: 1 chưa gửi, 1 cần sửa; 1 tệp chưa rõ của ai."}


def test_a_receipt_says_what_was_known_when_the_file_was_first_seen() -> None:
    found = arrivals((), [returned("a.xlsx", errors=1)], DEADLINE)
    assert found.receipts == (Receipt("a.xlsx", "sha of a.xlsx", DEADLINE, "bo-tai-chinh", State.NEEDS_CORRECTION),)
