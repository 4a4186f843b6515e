"""Where a plan differs from the list: each deviation, and what is none."""

from collections.abc import Mapping

import pytest

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.trace.counterparts import Counterparts
from tdn_templates.errors import TdnError
from tdn_templates.load.counterparts import load_counterparts, read_counterparts
from tdn_templates.model.trace import DeviationKind
from tests.core.trace_cases import FIVE, MINISTRY, PROVINCE, SEVEN, plan, programme, registry, row, text_of, trace_of

TTTT, ALL = "Sở Thông tin và Truyền thông", "Các sở, ban, ngành"


def kinds(*cells: Mapping[str, str], unit: str = PROVINCE) -> list[tuple[str | None, str | None, str]]:
    """The deviations of a plan with these rows, missing tasks aside."""
    columns = SEVEN if unit == MINISTRY else FIVE
    annex = plan([row({"number": str(place), **one}) for place, one in enumerate(cells, start=1)], columns)
    return [
        (item.local, item.national, item.kind.value)
        for item in trace_of(annex, unit).deviations
        if item.kind is not DeviationKind.MISSING
    ]


def details(cells: Mapping[str, str], unit: str = PROVINCE) -> list[str]:
    annex = plan([row(cells)], SEVEN if unit == MINISTRY else FIVE)
    return [item.detail.vi for item in trace_of(annex, unit).deviations if item.kind is not DeviationKind.MISSING]


# national 3.1 is Bộ Thông tin và Truyền thông in 2024, 2.12 the same yearly, 4.3 three ministries 2024 - 2030
@pytest.mark.parametrize(
    ("task", "time", "expected"),
    [
        ("3.1", "2024", []),
        ("3.1", "Trong năm 2024.", []),
        ("3.1", "2024 - 2025", ["time_exceeded"]),
        ("3.1", "Hằng năm", ["time_exceeded"]),
        ("3.1", "Quý IV/2024", ["time_narrower"]),
        ("3.1", "", ["time_missing"]),
        ("3.1", "Theo lộ trình", []),
        ("3.1", "đầu nhiệm kỳ", ["time_unreadable"]),
        ("3.1", "2026 - 2024", ["time_unreadable"]),
        ("2.12", "Hàng năm", []),
        ("2.12", "Thường xuyên", []),
        ("2.12", "2024", ["time_narrower"]),
        ("2.13", "2024 - 2030", []),
        ("2.13", "Đến năm 2031", ["time_exceeded"]),
        ("4.3", "2025 - 2026", ["time_narrower"]),
    ],
)
def test_a_time_frame_is_compared_with_the_issued_one(task: str, time: str, expected: list[str]) -> None:
    lead = "Sở Ngoại vụ" if task == "4.3" else TTTT
    found = kinds({"task": task, "lead": lead, "supporting": ALL, "time": time})
    assert [kind for _, _, kind in found] == expected


@pytest.mark.parametrize(
    ("task", "lead", "is_counterpart"),
    [
        ("3.1", TTTT, True),
        ("3.1", "Sở TT&TT", True),
        ("3.1", f"{ALL}; {TTTT}", True),
        ("3.1", ALL, True),
        ("3.1", "Văn phòng UBND tỉnh", False),
        ("3.1", "Sở Nội vụ", False),
        ("3.1", "Bộ Thông tin và Truyền thông", True),
        ("3.4", "Sở Văn hóa và Thể thao", True),
        ("3.4", "Sở Du lịch", True),
        ("3.5", "Sở Ngoại vụ", True),
        ("3.5", "Sở Công Thương", False),
        ("4.2", "Công an tỉnh", True),
        ("4.3", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", True),
        ("4.5", "Ban Dân tộc tỉnh", True),
        ("3.15", "Đài Phát thanh và Truyền hình Bình Định", True),
        ("5.8", "Sở Kế hoạch và Đầu tư", True),
        ("5.8", "Sở Tài chính", True),  # the plan has no day: what answers for it since 3/2025 counts too
        ("1.1", "Ban Tuyên giáo Tỉnh ủy", True),  # the list lets every locality lead: any unit of it is right
        ("3.20", "Sở Du lịch", True),
    ],
)
def test_the_lead_in_a_province_is_the_counterpart_of_the_issued_one(
    task: str, lead: str, is_counterpart: bool
) -> None:
    issued = programme().numbered(task)
    assert issued is not None
    found = kinds(
        {"task": task, "lead": lead, "supporting": "Công an tỉnh và các cơ quan", "time": issued.time.wording}
    )
    deviates = ("1", task, "lead_not_counterpart") in found
    assert deviates is not is_counterpart


def test_a_row_without_a_lead_says_whom_the_list_names() -> None:
    (detail,) = details({"task": "3.1", "supporting": ALL, "time": "2024"})
    assert detail == "Danh mục ghi “Bộ Thông tin và Truyền thông”."


def test_a_ministry_keeps_the_lead_of_the_list_and_names_its_own() -> None:
    right = {
        "task": "3.14",
        "lead": "Bộ Thông tin và Truyền thông.",
        "supporting": "Bộ Ngoại giao; các bộ ngành, địa phương",
        "time": "Hàng năm",
        "own_lead": "Văn phòng Bộ",
    }
    assert kinds(right, unit=MINISTRY) == []
    assert kinds({**right, "lead": "Bộ Xây dựng"}, unit=MINISTRY) == [("1", "3.14", "lead_not_counterpart")]
    assert kinds({**right, "lead": ""}, unit=MINISTRY) == [("1", "3.14", "lead_missing")]
    assert kinds({**right, "own_lead": ""}, unit=MINISTRY) == [("1", "3.14", "lead_missing")]
    assert kinds({**right, "own_lead": "Bộ Công an"}, unit=MINISTRY) == [("1", "3.14", "lead_not_counterpart")]
    assert kinds({**right, "own_lead": "Các đơn vị thuộc Bộ"}, unit=MINISTRY) == []
    assert kinds({**right, "supporting": ""}, unit=MINISTRY) == [("1", "3.14", "supporting_emptied")]


def test_supporting_bodies_are_emptied_only_where_the_list_names_some() -> None:
    right = {"task": "3.1", "lead": TTTT, "time": "2024"}
    assert kinds(right) == [("1", "3.1", "supporting_emptied")]
    assert kinds({"task": "1.1", "lead": TTTT, "time": "2024"}) == []


@pytest.mark.parametrize(
    ("task", "text", "pieces"),
    [
        ("2.6", text_of("2.6").partition(", cơ quan đại diện")[0], "cơ quan đại diện nước ngoài"),
        ("3.8", text_of("3.8").partition(", các quốc gia")[0], "các quốc gia trọng điểm của thông tin đối ngoại"),
        ("5.4", text_of("5.4").replace(", ngoại ngữ", ""), "ngoại ngữ"),
        ("4.1", "Triển khai Kế hoạch truyền thông về quyền con người trên địa bàn tỉnh", "cơ chế đối thoại"),
        ("3.3", "Tham gia thực hiện Chương trình thương hiệu quốc gia Việt Nam trên địa bàn tỉnh", ""),
        ("3.9", text_of("3.9").replace("nông sản Việt Nam", "nông sản Bình Định"), ""),
        ("5.10", text_of("5.10").replace("nghiêm túc, ", ""), ""),
    ],
)
def test_what_is_left_out_of_a_task_is_named_and_localising_leaves_nothing_out(
    task: str, text: str, pieces: str
) -> None:
    trace = trace_of(plan([row({"text": text})]))
    assert [item.number for item in trace.rows[0].match.tasks] == [task]
    dropped = [item.detail.vi for item in trace.deviations if item.kind is DeviationKind.CONTENT_DROPPED]
    assert [pieces in detail for detail in dropped] == ([True] if pieces else [])


def test_rows_of_one_task_leave_out_only_what_none_of_them_says() -> None:
    parts = text_of("4.1").split("; ")
    assert kinds(*({"text": part} for part in parts)) == [("1", "4.1", kind) for kind in _BLANK] + [
        ("2", "4.1", kind) for kind in _BLANK
    ]


_BLANK = ("time_missing", "lead_missing", "supporting_emptied")


def test_a_unit_that_the_registry_does_not_have_is_quoted() -> None:
    right = {"task": "3.1", "lead": TTTT, "time": "2024"}
    (detail,) = details({**right, "supporting": f"{ALL}, Tập đoàn Hoa Sen Biển"})
    assert "“Tập đoàn Hoa Sen Biển”" in detail


def test_one_unit_named_twice_is_seen_in_a_cell_and_over_both() -> None:
    right = {"task": "3.1", "lead": TTTT, "time": "2024"}
    assert kinds({**right, "supporting": f"Sở Ngoại vụ, {TTTT}"}) == [("1", "3.1", "same_unit_twice")]
    assert kinds({**right, "supporting": "Sở Ngoại vụ; Sở Nội vụ, Sở Ngoại vụ"}) == [("1", "3.1", "same_unit_twice")]
    assert kinds({**right, "supporting": "Các sở, ban, ngành"}) == []
    assert kinds({**right, "lead": ALL, "supporting": TTTT}) == []


def test_a_row_of_the_units_own_is_looked_at_for_its_units_only() -> None:
    own = {"text": "Xây dựng tuyến xe buýt nội tỉnh phục vụ du khách", "lead": "Công ty Xe buýt Xanh"}
    assert kinds(own) == [("1", None, "unit_unknown")]


def test_what_may_not_concern_the_unit_is_missing_and_no_deviation() -> None:
    trace = trace_of(plan([row({"task": "3.1"})]))
    bindings = {item.task.number: item.binding.value for item in trace.missing}
    assert (bindings["3.16"], bindings["3.19"]) == ("conditional", "group")
    said = [item.national for item in trace.deviations if item.kind is DeviationKind.MISSING]
    assert "3.19" in said
    assert "3.16" not in said
    assert len(said) == len(trace.missing) - len(trace.to_confirm)


def test_the_shipped_counterparts_name_bodies_of_the_registry() -> None:
    known = {unit.slug for unit in registry().units}
    assert [item.central for item in load_counterparts() if item.central not in known] == []


def test_a_counterpart_counts_from_its_first_day() -> None:
    listed = read_counterparts(
        "counterparts:\n  - {central: bo-tai-chinh, local: [Sở Cũ]}\n"
        "  - {central: bo-tai-chinh, local: [Sở Mới], since: 2025-03-01}\n",
        "x.yaml",
    )
    reader = MentionReader(registry())
    since = listed[1].since
    assert since is not None
    before = Counterparts(listed, registry(), reader, since.replace(year=2024))
    after = Counterparts(listed, registry(), reader, since)
    slug = listed[0].central
    assert [(one.answers("Sở Cũ", slug), one.answers("Sở Mới", slug)) for one in (before, after)] == [
        (True, False),
        (True, True),
    ]


def test_a_list_of_counterparts_with_a_slip_is_refused_with_its_line() -> None:
    with pytest.raises(TdnError, match=r"x\.yaml, line 2"):
        read_counterparts("counterparts:\n  - {central: bo-tai-chinh, locals: [Sở Tài chính]}\n", "x.yaml")
